using System;
using System.Collections.Generic;
using OptionGreeks;
using Xunit;

namespace Diff.Samples.Tests;

/// <summary>The generated Greeks of the basket.</summary>
public sealed class BasketTests
{
    private const int Seed = 5;

    private static readonly VanillaOption Option =
        new(Spot: 100, Strike: 102, Maturity: 1.5, Volatility: 0.3, Rate: 0.04, DividendYield: 0.02);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, -0.5)]
    [InlineData(4, 0.6)]
    [InlineData(7, 0.9)]
    public void Every_Greek_is_that_of_central_differences_on_the_same_paths(int count, double correlation)
    {
        BasketMarket market = BasketMarket.Around(Option, count, correlation);
        double[] normals = NormalDraws.Draw(2000 * count, Seed);
        BasketGreeks generated = BasketGreeks.ByGradient(market, normals);
        BasketGreeks bumped = BumpAndReprice.Greeks(market, normals, bump: 1e-6);
        List<string> names = BasketGreeks.Names(count);

        Assert.Equal(3 + 3 * count + count * (count - 1) / 2, names.Count);
        Assert.Equal(names.Count, generated.Values.Length);
        Assert.Equal(names.Count, bumped.Values.Length);
        // The gradient sums the payoffs in lanes, the price one by one.
        Numbers.AssertClose(bumped.Price, generated.Price, 1e-12, "price");
        for (int i = 0; i < names.Count; i++)
        {
            Assert.NotEqual(0, generated.Values[i]);
            Numbers.AssertClose(bumped.Values[i], generated.Values[i], 1e-5, names[i]);
        }
    }

    [Fact]
    public void A_basket_of_one_asset_is_the_closed_form_within_the_standard_error()
    {
        BasketMarket market = BasketMarket.Around(Option, count: 1, correlation: 0);
        double[] normals = NormalDraws.Draw(100_000, Seed);
        BasketGreeks estimate = BasketGreeks.ByGradient(market, normals);
        BasketGreeks errors = StandardErrors.Estimate(market, normals);
        (double price, VanillaOption exact) = BlackScholes.CallGradient(Option);
        double[] expected = [exact.Strike, -exact.Maturity, exact.Rate, exact.Spot, exact.Volatility, exact.DividendYield];

        Numbers.AssertWithin(price, estimate.Price, 4 * errors.Price, "price");
        Assert.InRange(errors.Price, 1e-4 * price, 0.01 * price);
        List<string> names = BasketGreeks.Names(assets: 1);
        for (int i = 0; i < names.Count; i++)
            Numbers.AssertWithin(expected[i], estimate.Values[i], 4 * errors.Values[i], names[i]);
    }

    // All else compares the sample with itself; here a factor written out for three assets says what the paths are.
    [Fact]
    public void The_price_is_the_mean_payoff_of_correlated_geometric_Brownian_motions()
    {
        BasketTerms terms = new(Strike: 95, Maturity: 2, Rate: 0.03);
        Asset[] assets = [new(90, 0.2, 0.01), new(100, 0.3, 0), new(120, 0.4, 0.02)];
        double[] weights = [0.5, 0.3, 0.2];
        double[] correlations = [0.5, -0.2, 0.3];
        double[] normals = NormalDraws.Draw(3 * 1000, Seed);
        double factor21 = (0.3 - 0.5 * -0.2) / Math.Sqrt(1 - 0.5 * 0.5);
        double factor22 = Math.Sqrt(1 - 0.2 * 0.2 - factor21 * factor21);

        double sum = 0;
        for (int path = 0; path < 1000; path++)
        {
            double z0 = normals[3 * path];
            double z1 = normals[3 * path + 1];
            double z2 = normals[3 * path + 2];
            double basket = 0.5 * Terminal(assets[0], terms, z0)
                + 0.3 * Terminal(assets[1], terms, 0.5 * z0 + Math.Sqrt(0.75) * z1)
                + 0.2 * Terminal(assets[2], terms, -0.2 * z0 + factor21 * z1 + factor22 * z2);
            sum += basket > 95 ? basket - 95 : 0;
        }

        double expected = Math.Exp(-0.03 * 2) * sum / 1000;
        Numbers.AssertClose(expected, BasketCall.Price(terms, assets, weights, correlations, normals), 1e-12, "price");
    }

    [Fact]
    public void A_wider_bump_is_less_exact()
    {
        BasketMarket market = BasketMarket.Around(Option, count: 3, correlation: 0.5);
        double[] normals = NormalDraws.Draw(3 * 2000, Seed);
        BasketGreeks generated = BasketGreeks.ByGradient(market, normals);

        Assert.True(
            LargestDifference(generated, BumpAndReprice.Greeks(market, normals, bump: 1e-2))
            > 100 * LargestDifference(generated, BumpAndReprice.Greeks(market, normals, bump: 1e-6)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_normals_and_they_look_normal()
    {
        double[] normals = NormalDraws.Draw(100_001, Seed);
        Assert.Equal(normals, NormalDraws.Draw(100_001, Seed));
        Assert.NotEqual(normals, NormalDraws.Draw(100_001, Seed + 1));

        double mean = 0;
        double variance = 0;
        foreach (double normal in normals)
        {
            mean += normal / normals.Length;
            variance += normal * normal / normals.Length;
        }

        Numbers.AssertWithin(0, mean, 0.015, "mean");
        Numbers.AssertWithin(1, variance, 0.02, "variance");
    }

    private static double Terminal(Asset asset, BasketTerms terms, double normal)
    {
        double drift = terms.Rate - asset.DividendYield - asset.Volatility * asset.Volatility / 2;

        return asset.Spot * Math.Exp(drift * terms.Maturity + asset.Volatility * Math.Sqrt(terms.Maturity) * normal);
    }

    private static double LargestDifference(BasketGreeks one, BasketGreeks other)
    {
        double largest = 0;
        for (int i = 0; i < one.Values.Length; i++)
            largest = Math.Max(largest, Math.Abs(one.Values[i] - other.Values[i]));

        return largest;
    }
}
