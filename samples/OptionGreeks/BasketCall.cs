using System;
using Diff;

namespace OptionGreeks;

/// <summary>
/// A call on the weighted sum of correlated assets, by Monte Carlo. One call of the generated <c>PriceGradient</c> gives the
/// price and the derivatives by every number of every asset, by the terms, and, through the Cholesky factorization, by every
/// correlation.
/// </summary>
public static partial class BasketCall
{
    /// <summary>The mean of the discounted payoff over the drawn paths.</summary>
    /// <param name="terms">Strike, maturity and rate.</param>
    /// <param name="assets">The assets.</param>
    /// <param name="weights">How much of each asset is in the basket.</param>
    /// <param name="correlations">The correlations below the diagonal, row after row: of 1 with 0, of 2 with 0, of 2 with 1, …</param>
    /// <param name="normals">Independent standard normal numbers, one per asset, path after path.</param>
    /// <returns>The price.</returns>
    [Differentiable]
    public static double Price(
        BasketTerms terms,
        ReadOnlySpan<Asset> assets,
        [Constant] ReadOnlySpan<double> weights,
        ReadOnlySpan<double> correlations,
        [Constant] ReadOnlySpan<double> normals)
    {
        Span<double> factor = stackalloc double[assets.Length * assets.Length];
        Span<double> forwards = stackalloc double[assets.Length];
        Factorize(correlations, factor, assets.Length);

        // Row i of the factor times the deviation of asset i: what a path then multiplies by its normals.
        for (int i = 0; i < assets.Length; i++)
        {
            Asset asset = assets[i];
            double deviation = asset.Volatility * Math.Sqrt(terms.Maturity);
            double growth = (terms.Rate - asset.DividendYield) * terms.Maturity - deviation * deviation / 2;
            forwards[i] = weights[i] * asset.Spot * Math.Exp(growth);
            for (int j = 0; j <= i; j++)
                factor[i * assets.Length + j] *= deviation;
        }

        int paths = normals.Length / assets.Length;
        double sum = 0;
        for (int path = 0; path < paths; path++)
        {
            ReadOnlySpan<double> draws = normals.Slice(path * assets.Length, assets.Length);
            double basket = 0;
            for (int i = 0; i < assets.Length; i++)
            {
                double shock = 0;
                for (int j = 0; j <= i; j++)
                    shock += factor[i * assets.Length + j] * draws[j];

                basket += forwards[i] * Math.Exp(shock);
            }

            sum += Math.Max(basket - terms.Strike, 0);
        }

        return Math.Exp(-terms.Rate * terms.Maturity) * sum / paths;
    }

    // The lower triangular matrix whose product with its transpose is the correlation matrix.
    private static void Factorize(ReadOnlySpan<double> correlations, Span<double> factor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            double remaining = 1;
            for (int j = 0; j < i; j++)
            {
                double entry = correlations[i * (i - 1) / 2 + j];
                for (int k = 0; k < j; k++)
                    entry -= factor[i * count + k] * factor[j * count + k];

                entry /= factor[j * count + j];
                factor[i * count + j] = entry;
                remaining -= entry * entry;
            }

            factor[i * count + i] = Math.Sqrt(remaining);
        }
    }
}
