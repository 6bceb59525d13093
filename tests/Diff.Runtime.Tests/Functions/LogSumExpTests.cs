using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

public sealed class LogSumExpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(64)]
    public void It_is_the_logarithm_of_the_sum(int length)
    {
        double[] x = Samples.Doubles(length, seed: 10);
        double expected = Math.Log(x.Sum(Math.Exp));
        Near.Relative(expected, Functions.LogSumExp(x), 1e-14);
        Near.Relative(expected, Functions.LogSumExp(Array.ConvertAll(x, v => (float)v)), 3e-7);
    }

    [Fact]
    public void Large_arguments_do_not_overflow()
    {
        Near.Ulps(1000 + Math.Log(2), Functions.LogSumExp([1000.0, 1000.0]), 1);
        Near.Ulps(-1000 + Math.Log(3), Functions.LogSumExp([-1000.0, -1000.0, -1000.0]), 1);
        Near.Ulps(1000 + Math.Log(2), Functions.LogSumExp([1000f, 1000f]), 1);
        Assert.Equal(double.MaxValue, Functions.LogSumExp([double.MinValue, double.MaxValue]));
    }

    [Fact]
    public void A_tiny_excess_over_zero_is_kept()
    {
        // log1p(exp(-40)) by mpmath.
        Near.Ulps(4.248354255291589e-18, Functions.LogSumExp([-40.0, 0]), 2);
        Near.Ulps(4.248354255291589e-18, Functions.LogSumExp([0f, -40f]), 2);
    }

    [Fact]
    public void Special_vectors()
    {
        double infinity = double.PositiveInfinity;
        Assert.Equal(-infinity, Functions.LogSumExp(ReadOnlySpan<double>.Empty));
        Assert.Equal(float.NegativeInfinity, Functions.LogSumExp(ReadOnlySpan<float>.Empty));
        Assert.Equal(-infinity, Functions.LogSumExp([-infinity, -infinity]));
        Assert.Equal(2.5, Functions.LogSumExp([-infinity, 2.5]));
        Assert.Equal(-3.7, Functions.LogSumExp([-3.7]));
        Assert.Equal(infinity, Functions.LogSumExp([infinity, -infinity, infinity]));
        Assert.Equal(double.NaN, Functions.LogSumExp([infinity, double.NaN]));
        Assert.Equal(double.NaN, Functions.LogSumExp([double.NaN, infinity]));
        Assert.Equal(float.NaN, Functions.LogSumExp([1, float.NaN, 2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(35)]
    public void Its_pullback_adds_the_softmax(int length)
    {
        double[] x = Samples.Doubles(length, seed: 11, scale: 2);
        double[] cotangent = Samples.Doubles(length, seed: 12);
        double[] before = [.. cotangent];
        double[] expected = Differences.Gradient(p => -2.5 * Functions.LogSumExp(p), x);
        Pullbacks.LogSumExp(x, Functions.LogSumExp(x), -2.5, cotangent);

        float[] single = Array.ConvertAll(x, v => (float)v);
        float[] singleCotangent = Array.ConvertAll(before, v => (float)v);
        Pullbacks.LogSumExp(single, Functions.LogSumExp(single), -2.5f, singleCotangent);
        for (int i = 0; i < length; i++)
        {
            Near.Relative(before[i] + expected[i], cotangent[i], 1e-9);
            Near.Relative(before[i] + expected[i], singleCotangent[i], 2e-6);
        }
    }

    [Fact]
    public void The_derivative_is_zero_where_all_are_minus_infinity()
    {
        double[] cotangent = [3, 4];
        Pullbacks.LogSumExp([double.NegativeInfinity, double.NegativeInfinity], double.NegativeInfinity, -7, cotangent);
        Assert.Equal([3, 4], cotangent);
        Pullbacks.LogSumExp([double.NegativeInfinity, 1], 1, -7, cotangent);
        Assert.Equal([3, -3], cotangent);
    }

    [Fact]
    public void A_cotangent_of_zero_adds_nothing()
    {
        float[] cotangent = [3, 4];
        Pullbacks.LogSumExp([float.NaN, 1], float.NaN, 0, cotangent);
        Assert.Equal([3, 4], cotangent);
        Assert.Throws<ArgumentException>(() => Pullbacks.LogSumExp([1f, 2f], 3, 1, new float[1]));
    }
}
