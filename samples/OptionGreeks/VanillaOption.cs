using System;

namespace OptionGreeks;

/// <summary>
/// A European option on one asset and the market it is valued in. The generated gradient is of this type too: its
/// <see cref="Spot"/> is the derivative by the spot, that is delta, and so on.
/// </summary>
/// <param name="Spot">The price of the asset today.</param>
/// <param name="Strike">The price agreed on.</param>
/// <param name="Maturity">The time to exercise, in years.</param>
/// <param name="Volatility">The standard deviation of the logarithm of the price over one year.</param>
/// <param name="Rate">The interest rate, continuously compounded.</param>
/// <param name="DividendYield">The dividend yield, continuously compounded.</param>
public readonly record struct VanillaOption(
    double Spot, double Strike, double Maturity, double Volatility, double Rate, double DividendYield)
{
    /// <summary>What one unit of money at maturity is worth today.</summary>
    public double Discount => Math.Exp(-Rate * Maturity);

    /// <summary>What one unit of the asset at maturity is worth today, in units of the asset: its dividends are missed.</summary>
    public double DividendDiscount => Math.Exp(-DividendYield * Maturity);
}
