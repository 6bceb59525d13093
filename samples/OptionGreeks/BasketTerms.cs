namespace OptionGreeks;

/// <summary>What the option on the basket has beside its assets; in a gradient, the derivatives by these numbers.</summary>
/// <param name="Strike">The price of the basket agreed on.</param>
/// <param name="Maturity">The time to exercise, in years.</param>
/// <param name="Rate">The interest rate, continuously compounded.</param>
public readonly record struct BasketTerms(double Strike, double Maturity, double Rate);
