using System;
using System.Collections.Generic;

namespace OptionGreeks;

/// <summary>
/// The Greeks by central differences: each input is moved up and down, and the option is priced again on the same paths.
/// </summary>
internal sealed class BumpAndReprice
{
    // Below this size an input is moved as if it had it: a rate may be zero.
    private const double SmallestScale = 0.01;

    private readonly BasketMarket market;
    private readonly double[] normals;
    private readonly double bump;

    private BumpAndReprice(BasketMarket market, double[] normals, double bump)
    {
        this.market = market;
        this.normals = normals;
        this.bump = bump;
    }

    /// <summary>Price and Greeks from two prices for each Greek, and one more.</summary>
    /// <param name="market">The basket.</param>
    /// <param name="normals">Independent standard normal numbers, one per asset, path after path.</param>
    /// <param name="bump">The share of an input by which it is moved.</param>
    /// <returns>Price and Greeks.</returns>
    public static BasketGreeks Greeks(BasketMarket market, double[] normals, double bump)
    {
        return new BumpAndReprice(market, normals, bump).Greeks();
    }

    private BasketGreeks Greeks()
    {
        BasketTerms terms = market.Terms;
        List<double> values =
        [
            Slope(terms.Strike, x => market with { Terms = terms with { Strike = x } }),
            -Slope(terms.Maturity, x => market with { Terms = terms with { Maturity = x } }),
            Slope(terms.Rate, x => market with { Terms = terms with { Rate = x } }),
        ];
        for (int i = 0; i < market.Assets.Length; i++)
        {
            int index = i;
            Asset asset = market.Assets[i];
            values.Add(Slope(asset.Spot, x => WithAsset(index, asset with { Spot = x })));
            values.Add(Slope(asset.Volatility, x => WithAsset(index, asset with { Volatility = x })));
            values.Add(Slope(asset.DividendYield, x => WithAsset(index, asset with { DividendYield = x })));
        }

        for (int i = 0; i < market.Correlations.Length; i++)
        {
            int index = i;
            values.Add(Slope(market.Correlations[i], x => WithCorrelation(index, x)));
        }

        return new BasketGreeks(market.Price(normals), [.. values]);
    }

    private double Slope(double value, Func<double, BasketMarket> moved)
    {
        double step = bump * Math.Max(Math.Abs(value), SmallestScale);

        return (moved(value + step).Price(normals) - moved(value - step).Price(normals)) / (2 * step);
    }

    private BasketMarket WithAsset(int index, Asset asset)
    {
        Asset[] assets = [.. market.Assets];
        assets[index] = asset;

        return market with { Assets = assets };
    }

    private BasketMarket WithCorrelation(int index, double correlation)
    {
        double[] correlations = [.. market.Correlations];
        correlations[index] = correlation;

        return market with { Correlations = correlations };
    }
}
