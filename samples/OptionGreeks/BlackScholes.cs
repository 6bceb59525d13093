using System;
using Diff;

namespace OptionGreeks;

/// <summary>
/// The prices of Black and Scholes, as one would write them without a thought of derivatives. All Greeks of an option come from
/// one call of the generated <c>CallGradient</c> or <c>PutGradient</c>.
/// </summary>
public static partial class BlackScholes
{
    /// <summary>The price of a European call.</summary>
    /// <param name="option">The option and its market.</param>
    /// <returns>The price.</returns>
    [Differentiable]
    public static double Call(VanillaOption option)
    {
        (double d1, double d2) = Distances(option);

        return option.Spot * option.DividendDiscount * Functions.NormalCdf(d1)
            - option.Strike * option.Discount * Functions.NormalCdf(d2);
    }

    /// <summary>The price of a European put.</summary>
    /// <param name="option">The option and its market.</param>
    /// <returns>The price.</returns>
    [Differentiable]
    public static double Put(VanillaOption option)
    {
        (double d1, double d2) = Distances(option);

        return option.Strike * option.Discount * Functions.NormalCdf(-d2)
            - option.Spot * option.DividendDiscount * Functions.NormalCdf(-d1);
    }

    /// <summary>How many standard deviations the forward is from the strike, counted in asset and in money.</summary>
    /// <param name="option">The option and its market.</param>
    /// <returns>The d₁ and d₂ of the textbooks.</returns>
    internal static (double D1, double D2) Distances(VanillaOption option)
    {
        double deviation = option.Volatility * Math.Sqrt(option.Maturity);
        double forward = option.Spot * option.DividendDiscount / option.Discount;
        double d1 = Math.Log(forward / option.Strike) / deviation + deviation / 2;

        return (d1, d1 - deviation);
    }
}
