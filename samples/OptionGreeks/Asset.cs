namespace OptionGreeks;

/// <summary>One asset of the basket; in a gradient, the derivatives by its numbers.</summary>
/// <param name="Spot">The price today.</param>
/// <param name="Volatility">The standard deviation of the logarithm of the price over one year.</param>
/// <param name="DividendYield">The dividend yield, continuously compounded.</param>
public readonly record struct Asset(double Spot, double Volatility, double DividendYield);
