using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

public sealed class DotTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(131)]
    public void It_is_the_sum_of_products(int length)
    {
        double[] x = Samples.Doubles(length, seed: 1);
        double[] y = Samples.Doubles(length, seed: 2);
        double expected = 0;
        for (int i = 0; i < length; i++)
        {
            expected += x[i] * y[i];
        }
        Near.Relative(expected, Functions.Dot(x, y), 1e-14 * (length + 1));
        float single = Functions.Dot(Array.ConvertAll(x, v => (float)v), Array.ConvertAll(y, v => (float)v));
        Near.Relative(expected, single, 1e-6 * (length + 1));
    }

    [Fact]
    public void Small_integers_are_exact_at_every_length()
    {
        for (int length = 0; length < 100; length++)
        {
            double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            float[] single = [.. x.Select(i => (float)i)];
            int expected = length * (length + 1) * (2 * length + 1) / 6;
            Assert.Equal(expected, Functions.Dot(x, x));
            Assert.Equal(expected, Functions.Dot(single, single));
        }
    }

    [Fact]
    public void NaN_and_infinities_propagate()
    {
        Assert.Equal(double.NaN, Functions.Dot([1, double.NaN], [1, 0]));
        Assert.Equal(double.PositiveInfinity, Functions.Dot([1, double.PositiveInfinity], [1.0, 2]));
        Assert.Equal(double.NaN, Functions.Dot([double.PositiveInfinity], [0.0]));
    }

    [Fact]
    public void Different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Functions.Dot(new double[2], new double[3]));
        Assert.Throws<ArgumentException>(() => Functions.Dot(new float[2], new float[3]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(37)]
    public void Its_pullback_adds_the_other_factor(int length)
    {
        double[] x = Samples.Doubles(length, seed: 3);
        double[] y = Samples.Doubles(length, seed: 4);
        double[] xCotangent = Samples.Doubles(length, seed: 5);
        double[] yCotangent = Samples.Doubles(length, seed: 6);
        double[] xBefore = [.. xCotangent];
        double[] yBefore = [.. yCotangent];
        double[] byX = Differences.Gradient(p => -1.75 * Functions.Dot(p, y), x);
        double[] byY = Differences.Gradient(p => -1.75 * Functions.Dot(x, p), y);
        Pullbacks.Dot(x, y, -1.75, xCotangent, yCotangent);
        for (int i = 0; i < length; i++)
        {
            Near.Relative(xBefore[i] + byX[i], xCotangent[i], 1e-9);
            Near.Relative(yBefore[i] + byY[i], yCotangent[i], 1e-9);
        }
    }

    [Fact]
    public void Its_float_pullback_adds_the_other_factor()
    {
        float[] x = Samples.Singles(21, seed: 3);
        float[] y = Samples.Singles(21, seed: 4);
        float[] xCotangent = Samples.Singles(21, seed: 5);
        float[] yCotangent = Samples.Singles(21, seed: 6);
        float[] expectedX = [.. xCotangent.Zip(y, (before, other) => before + -1.75f * other)];
        float[] expectedY = [.. yCotangent.Zip(x, (before, other) => before + -1.75f * other)];
        Pullbacks.Dot(x, y, -1.75f, xCotangent, yCotangent);
        Assert.Equal(expectedX, xCotangent);
        Assert.Equal(expectedY, yCotangent);
    }

    [Fact]
    public void A_vector_with_itself_gets_both_contributions()
    {
        double[] x = Samples.Doubles(11, seed: 7);
        double[] cotangent = new double[11];
        Pullbacks.Dot(x, x, -0.5, cotangent, cotangent);
        for (int i = 0; i < 11; i++)
        {
            Assert.Equal(-x[i], cotangent[i], 1e-15);
        }
    }

    [Fact]
    public void An_empty_cotangent_span_is_not_wanted()
    {
        double[] x = [1, 2];
        double[] y = [3, 4];
        double[] cotangent = [10, 20];
        Pullbacks.Dot(x, y, 2, default, cotangent);
        Assert.Equal([12, 24], cotangent);
        Pullbacks.Dot(x, y, -1, cotangent, default);
        Assert.Equal([9, 20], cotangent);
        Assert.Throws<ArgumentException>(() => Pullbacks.Dot(x, y, 1, new double[3], default));
    }

    [Fact]
    public void A_cotangent_of_zero_adds_nothing_to_what_is_there()
    {
        double[] cotangent = [10, 20];
        Pullbacks.Dot([double.NaN, 1], [double.PositiveInfinity, 1], 0.0, cotangent, cotangent);
        Assert.Equal([10, 20], cotangent);
    }
}
