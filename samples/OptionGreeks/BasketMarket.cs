using System;

namespace OptionGreeks;

/// <summary>The inputs of <see cref="BasketCall.Price"/> but for the drawn numbers.</summary>
/// <param name="Terms">Strike, maturity and rate.</param>
/// <param name="Assets">The assets.</param>
/// <param name="Weights">How much of each asset is in the basket.</param>
/// <param name="Correlations">The correlations below the diagonal, row after row.</param>
internal sealed record BasketMarket(BasketTerms Terms, Asset[] Assets, double[] Weights, double[] Correlations)
{
    // Around the numbers asked for, so that no two assets have the same Greeks.
    private const double SpotSpread = 0.2;
    private const double VolatilitySpread = 0.5;

    /// <summary>Makes a basket worth the option's spot, of assets that differ in spot and volatility.</summary>
    /// <param name="option">The option on one asset that the basket is built around.</param>
    /// <param name="count">The number of assets.</param>
    /// <param name="correlation">The correlation of neighbours; it falls with the distance of two assets.</param>
    /// <returns>The basket.</returns>
    public static BasketMarket Around(VanillaOption option, int count, double correlation)
    {
        Asset[] assets = new Asset[count];
        double[] weights = new double[count];
        double[] correlations = new double[count * (count - 1) / 2];
        for (int i = 0; i < count; i++)
        {
            double place = count == 1 ? 0 : (double)i / (count - 1) - 0.5;
            assets[i] = new Asset(
                option.Spot * (1 + SpotSpread * place),
                option.Volatility * (1 + VolatilitySpread * place),
                option.DividendYield);
            weights[i] = 1.0 / count;

            // Powers by distance are a correlation matrix for every base between -1 and 1.
            for (int j = 0; j < i; j++)
                correlations[i * (i - 1) / 2 + j] = Math.Pow(correlation, i - j);
        }

        return new BasketMarket(new BasketTerms(option.Strike, option.Maturity, option.Rate), assets, weights, correlations);
    }

    /// <summary>The price by Monte Carlo.</summary>
    /// <param name="normals">Independent standard normal numbers, one per asset, path after path.</param>
    /// <returns>The price.</returns>
    public double Price(ReadOnlySpan<double> normals)
    {
        return BasketCall.Price(Terms, Assets, Weights, Correlations, normals);
    }
}
