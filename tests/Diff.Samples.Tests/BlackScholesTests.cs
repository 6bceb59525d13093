using System;
using System.Collections.Generic;
using OptionGreeks;
using Xunit;

namespace Diff.Samples.Tests;

/// <summary>The generated Greeks of the closed forms.</summary>
public sealed class BlackScholesTests
{
    private const double Tolerance = 1e-10;

    private static readonly double[] Spots = [70, 100, 140];
    private static readonly double[] Maturities = [0.25, 1, 5];
    private static readonly double[] Volatilities = [0.15, 0.4];
    private static readonly double[] Rates = [-0.01, 0, 0.05];
    private static readonly double[] Dividends = [0, 0.03];

    [Fact]
    public void Greeks_are_those_of_the_formulas()
    {
        foreach (VanillaOption option in Options())
        {
            (double call, VanillaOption callGreeks) = BlackScholes.CallGradient(option);
            Assert.Equal(BlackScholes.Call(option), call);
            AssertGreeks(ClosedFormGreeks.Call(option), callGreeks, $"call, {option}");

            (double put, VanillaOption putGreeks) = BlackScholes.PutGradient(option);
            Assert.Equal(BlackScholes.Put(option), put);
            AssertGreeks(ClosedFormGreeks.Put(option), putGreeks, $"put, {option}");
        }
    }

    [Fact]
    public void Call_less_put_is_the_forward_less_the_strike_in_value_and_in_every_Greek()
    {
        foreach (VanillaOption option in Options())
        {
            (double call, VanillaOption callGreeks) = BlackScholes.CallGradient(option);
            (double put, VanillaOption putGreeks) = BlackScholes.PutGradient(option);
            double asset = option.Spot * option.DividendDiscount;
            double money = option.Strike * option.Discount;
            string what = $"parity, {option}";
            Numbers.AssertClose(asset - money, call - put, Tolerance, what);
            Numbers.AssertClose(option.DividendDiscount, callGreeks.Spot - putGreeks.Spot, Tolerance, what);
            Numbers.AssertClose(-option.Discount, callGreeks.Strike - putGreeks.Strike, Tolerance, what);
            Numbers.AssertClose(0, callGreeks.Volatility - putGreeks.Volatility, Tolerance, what);
            Numbers.AssertClose(option.Maturity * money, callGreeks.Rate - putGreeks.Rate, Tolerance, what);
            Numbers.AssertClose(-option.Maturity * asset, callGreeks.DividendYield - putGreeks.DividendYield, Tolerance, what);
            Numbers.AssertClose(
                option.Rate * money - option.DividendYield * asset, callGreeks.Maturity - putGreeks.Maturity, Tolerance, what);
        }
    }

    // The running example of Hull, Options, Futures, and Other Derivatives, chapter "The Greek letters", to its digits.
    [Fact]
    public void Greeks_are_those_printed_in_a_textbook()
    {
        VanillaOption option = new(Spot: 49, Strike: 50, Maturity: 0.3846, Volatility: 0.2, Rate: 0.05, DividendYield: 0);
        (double price, VanillaOption greeks) = BlackScholes.CallGradient(option);
        Assert.Equal(2.40, price, 2);
        Assert.Equal(0.522, greeks.Spot, 3);
        Assert.Equal(12.1, greeks.Volatility, 1);
        Assert.Equal(-4.31, -greeks.Maturity, 2);
        Assert.Equal(8.91, greeks.Rate, 2);
    }

    private static void AssertGreeks(VanillaOption expected, VanillaOption actual, string what)
    {
        Numbers.AssertRelative(expected.Spot, actual.Spot, Tolerance, "delta of " + what);
        Numbers.AssertRelative(expected.Strike, actual.Strike, Tolerance, "by strike, " + what);
        Numbers.AssertRelative(expected.Maturity, actual.Maturity, Tolerance, "theta of " + what);
        Numbers.AssertRelative(expected.Volatility, actual.Volatility, Tolerance, "vega of " + what);
        Numbers.AssertRelative(expected.Rate, actual.Rate, Tolerance, "rho of " + what);
        Numbers.AssertRelative(expected.DividendYield, actual.DividendYield, Tolerance, "by dividend yield, " + what);
    }

    private static IEnumerable<VanillaOption> Options()
    {
        foreach (double spot in Spots)
        {
            foreach (double maturity in Maturities)
            {
                foreach (double volatility in Volatilities)
                {
                    foreach (double rate in Rates)
                    {
                        foreach (double dividend in Dividends)
                            yield return new VanillaOption(spot, 100, maturity, volatility, rate, dividend);
                    }
                }
            }
        }
    }
}
