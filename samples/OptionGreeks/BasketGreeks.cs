using System;
using System.Collections.Generic;
using System.Globalization;

namespace OptionGreeks;

/// <summary>The price of a basket option and all its Greeks, in the order of <see cref="Names"/>.</summary>
/// <param name="Price">The price.</param>
/// <param name="Values">The Greeks.</param>
internal sealed record BasketGreeks(double Price, double[] Values)
{
    /// <summary>Names the Greeks of a basket.</summary>
    /// <param name="assets">The number of assets.</param>
    /// <returns>The names.</returns>
    public static List<string> Names(int assets)
    {
        List<string> names = ["strike", "theta", "rho"];
        for (int i = 1; i <= assets; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            names.Add($"delta {number}");
            names.Add($"vega {number}");
            names.Add($"dividend {number}");
        }

        for (int i = 2; i <= assets; i++)
        {
            for (int j = 1; j < i; j++)
                names.Add(string.Create(CultureInfo.InvariantCulture, $"correlation {j},{i}"));
        }

        return names;
    }

    /// <summary>Price and Greeks from one call of the generated gradient.</summary>
    /// <param name="market">The basket.</param>
    /// <param name="normals">Independent standard normal numbers, one per asset, path after path.</param>
    /// <returns>Price and Greeks.</returns>
    public static BasketGreeks ByGradient(BasketMarket market, ReadOnlySpan<double> normals)
    {
        Asset[] byAsset = new Asset[market.Assets.Length];
        double[] byCorrelation = new double[market.Correlations.Length];
        (double price, BasketTerms byTerms) = BasketCall.PriceGradient(
            market.Terms, market.Assets, market.Weights, market.Correlations, normals, byAsset, byCorrelation);

        // Theta is what a passing year does to the price, and time that passes shortens the maturity.
        List<double> values = [byTerms.Strike, -byTerms.Maturity, byTerms.Rate];
        foreach (Asset derivatives in byAsset)
        {
            values.Add(derivatives.Spot);
            values.Add(derivatives.Volatility);
            values.Add(derivatives.DividendYield);
        }

        values.AddRange(byCorrelation);

        return new BasketGreeks(price, [.. values]);
    }
}
