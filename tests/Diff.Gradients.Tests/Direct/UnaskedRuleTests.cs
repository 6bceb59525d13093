using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>A rule that makes NaN of an infinite argument is not asked where its cotangent is zero, as what it computed was not used.</summary>
public static partial class UnaskedRules
{
    public static double Bump(double x, ReadOnlySpan<double> w) => Math.Exp(-x * x) + w[0];

    [DerivativeOf(nameof(Bump))]
    internal static (double Value, double XGradient) BumpRule(double x, ReadOnlySpan<double> w, double resultCotangent, Span<double> wGradient)
    {
        wGradient.Clear();

        // ∞ · 0 where x is infinite.
        wGradient[0] = resultCotangent * (1 + (0 * x));
        return (Bump(x, w), -2 * x * Math.Exp(-x * x) * resultCotangent);
    }

    [Differentiable]
    public static double Discarded(double x, ReadOnlySpan<double> w)
    {
        double y = Bump(x * 1e300 * 1e300, w);
        if (y > 2)
            y = x;
        return x * x + (y > 0.5 ? y * 0 : 1);
    }

    [Differentiable]
    public static double Used(double x, ReadOnlySpan<double> w) => 3 * Bump(x, w);
}

/// <inheritdoc cref="UnaskedRules"/>
public sealed class UnaskedRuleTests
{
    [Fact]
    public void A_zero_cotangent_stays_zero()
    {
        double[] wGradient = [7];
        (double value, double byX) = UnaskedRules.DiscardedGradient(1.5, [1], wGradient);
        Assert.Equal(UnaskedRules.Discarded(1.5, [1]), value);
        Assert.Equal(3, byX);
        Assert.Equal(0, wGradient[0]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void Any_other_cotangent_reaches_the_rule(double x)
    {
        double[] wGradient = [7];
        (double _, double byX) = UnaskedRules.UsedGradient(x, [1], wGradient);
        Assert.Equal(-6 * x * Math.Exp(-x * x), byX, 1e-14);
        Assert.Equal(double.IsNaN(x) ? double.NaN : 3, wGradient[0]);
    }
}
