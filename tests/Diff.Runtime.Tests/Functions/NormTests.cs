using System;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

public sealed class NormTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1e-160)]
    [InlineData(1e150)]
    [InlineData(3e307)]
    public void It_neither_overflows_nor_underflows(double scale)
    {
        double[] x = new double[18];
        x[3] = 3 * scale;
        x[17] = -4 * scale;
        Near.Ulps(5 * scale, Functions.Norm(x), 2);
    }

    [Fact]
    public void Subnormal_numbers_have_norms()
    {
        Assert.Equal(double.Epsilon, Functions.Norm([double.Epsilon]));
        Assert.Equal(5 * double.Epsilon, Functions.Norm([3 * double.Epsilon, 4 * double.Epsilon]));
        Assert.Equal(5 * float.Epsilon, Functions.Norm([3 * float.Epsilon, 4 * float.Epsilon]));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1e37f)]
    [InlineData(1e-37f)]
    public void In_float_it_is_the_rounded_norm(float scale)
    {
        float[] x = new float[19];
        double square = 0;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (i - 9.3f) * scale;
            square += (double)x[i] * x[i];
        }
        Near.Ulps(Math.Sqrt(square), Functions.Norm(x), 0.51);
    }

    [Fact]
    public void Special_vectors()
    {
        Assert.Equal(0, Functions.Norm(ReadOnlySpan<double>.Empty));
        Assert.Equal(0, Functions.Norm(ReadOnlySpan<float>.Empty));
        Assert.Equal(0, Functions.Norm([0.0, -0.0]));
        Assert.Equal(2, Functions.Norm([-2.0]));
        Assert.Equal(double.PositiveInfinity, Functions.Norm([1, double.NegativeInfinity]));
        Assert.Equal(float.PositiveInfinity, Functions.Norm([1, float.NegativeInfinity]));
        Assert.Equal(double.NaN, Functions.Norm([double.NaN, double.PositiveInfinity]));
        Assert.Equal(double.NaN, Functions.Norm([double.PositiveInfinity, double.NaN]));
        Assert.Equal(float.NaN, Functions.Norm([1, float.NaN]));
        Assert.Equal(double.PositiveInfinity, Functions.Norm([double.MaxValue, double.MaxValue]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(34)]
    public void Its_pullback_adds_the_direction(int length)
    {
        double[] x = Samples.Doubles(length, seed: 8);
        double[] cotangent = Samples.Doubles(length, seed: 9);
        double[] before = [.. cotangent];
        double[] expected = Differences.Gradient(p => -2.5 * Functions.Norm(p), x);
        Pullbacks.Norm(x, Functions.Norm(x), -2.5, cotangent);

        float[] single = Array.ConvertAll(x, v => (float)v);
        float[] singleCotangent = Array.ConvertAll(before, v => (float)v);
        Pullbacks.Norm(single, Functions.Norm(single), -2.5f, singleCotangent);
        for (int i = 0; i < length; i++)
        {
            Near.Relative(before[i] + expected[i], cotangent[i], 1e-9);
            Near.Relative(before[i] + expected[i], singleCotangent[i], 1e-6);
        }
    }

    [Fact]
    public void The_derivative_at_the_origin_is_zero()
    {
        double[] cotangent = [3, 4];
        Pullbacks.Norm([0.0, 0.0], 0, -7, cotangent);
        Assert.Equal([3, 4], cotangent);
        float[] single = [3, 4];
        Pullbacks.Norm([0f, 0f], 0, -7, single);
        Assert.Equal([3, 4], single);
    }

    [Fact]
    public void The_direction_is_found_at_any_scale()
    {
        foreach (double scale in new[] { double.Epsilon, 1e-310, 1e-200, 1e200, 3e307 })
        {
            double[] x = [3 * scale, -4 * scale];
            double[] cotangent = [0, 0];
            Pullbacks.Norm(x, Functions.Norm(x), -2, cotangent);
            Near.Relative(-1.2, cotangent[0], 1e-13);
            Near.Relative(1.6, cotangent[1], 1e-13);
        }
    }

    [Fact]
    public void A_cotangent_of_zero_adds_nothing()
    {
        double[] cotangent = [3, 4];
        Pullbacks.Norm([double.NaN, double.PositiveInfinity], double.NaN, 0, cotangent);
        Assert.Equal([3, 4], cotangent);
        Pullbacks.Norm([1.0, 2.0], Math.Sqrt(5), 1, default);
        Assert.Throws<ArgumentException>(() => Pullbacks.Norm([1.0, 2.0], Math.Sqrt(5), 1, new double[3]));
    }

    [Fact]
    public void NaN_propagates_backward()
    {
        double[] cotangent = [3, 4];
        Pullbacks.Norm([double.NaN, 1], double.NaN, 1, cotangent);
        Assert.Equal([double.NaN, double.NaN], cotangent);
    }
}
