using System;
using Diff;

namespace OptionGreeks;

/// <summary>The formulas of the textbooks, by hand, to compare the generated gradient with.</summary>
internal static class ClosedFormGreeks
{
    /// <summary>The derivatives of the price of a call by each input.</summary>
    /// <param name="option">The option and its market.</param>
    /// <returns>Each derivative in the place of the input.</returns>
    public static VanillaOption Call(VanillaOption option)
    {
        return Derivatives(option, sign: 1);
    }

    /// <summary>The derivatives of the price of a put by each input.</summary>
    /// <param name="option">The option and its market.</param>
    /// <returns>Each derivative in the place of the input.</returns>
    public static VanillaOption Put(VanillaOption option)
    {
        return Derivatives(option, sign: -1);
    }

    // A call and a put differ in the sign of d₁ and d₂, and of what is paid.
    private static VanillaOption Derivatives(VanillaOption option, int sign)
    {
        (double d1, double d2) = BlackScholes.Distances(option);
        double asset = option.DividendDiscount * Functions.NormalCdf(sign * d1);
        double money = option.Strike * option.Discount * Functions.NormalCdf(sign * d2);
        double density = option.Spot * option.DividendDiscount * Functions.NormalPdf(d1);

        double decay = density * option.Volatility / (2 * Math.Sqrt(option.Maturity));
        double carry = sign * (option.Rate * money - option.DividendYield * option.Spot * asset);

        return new VanillaOption
        {
            Spot = sign * asset,
            Strike = -sign * option.Discount * Functions.NormalCdf(sign * d2),
            Maturity = decay + carry,
            Volatility = density * Math.Sqrt(option.Maturity),
            Rate = sign * option.Maturity * money,
            DividendYield = -sign * option.Maturity * option.Spot * asset,
        };
    }
}
