using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Tests;

public sealed class SoftmaxTests
{
    private delegate void Forward<T>(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void Backward<T>(ReadOnlySpan<T> y, Span<T> yCotangent, Span<T> xCotangent);

    private static Forward<double> Function(bool logarithm) => logarithm ? Functions.LogSoftmax : Functions.Softmax;

    private static Forward<float> SingleFunction(bool logarithm) => logarithm ? Functions.LogSoftmax : Functions.Softmax;

    private static Backward<double> Pullback(bool logarithm) => logarithm ? Pullbacks.LogSoftmax : Pullbacks.Softmax;

    private static Backward<float> SinglePullback(bool logarithm) => logarithm ? Pullbacks.LogSoftmax : Pullbacks.Softmax;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(65)]
    public void They_agree_with_the_definition(int length)
    {
        double[] x = Samples.Doubles(length, seed: 13, scale: 2);
        float[] single = Array.ConvertAll(x, v => (float)v);
        double sum = x.Sum(Math.Exp);
        double[] softmax = new double[length];
        double[] logSoftmax = new double[length];
        float[] singleSoftmax = new float[length];
        float[] singleLogSoftmax = new float[length];
        Functions.Softmax(x, softmax);
        Functions.LogSoftmax(x, logSoftmax);
        Functions.Softmax(single, singleSoftmax);
        Functions.LogSoftmax(single, singleLogSoftmax);
        for (int i = 0; i < length; i++)
        {
            double expected = Math.Exp(x[i]) / sum;
            Near.Relative(expected, softmax[i], 1e-15 * length);
            Near.Relative(expected, singleSoftmax[i], 5e-7);
            Near.Relative(Math.Log(expected), logSoftmax[i], 1e-14);
            Near.Relative(Math.Log(expected), singleLogSoftmax[i], 5e-7);
        }
        Assert.Equal(1, softmax.Sum(), 1e-14);
    }

    [Fact]
    public void Large_gaps_neither_overflow_nor_lose_logarithms()
    {
        double[] y = new double[3];
        Functions.Softmax([1000.0, 0, -1000], y);
        Assert.Equal([1, 0, 0], y);
        Functions.LogSoftmax([1000.0, 0, -1000], y);
        Assert.Equal([0, -1000, -2000], y);
        // The logarithm of the larger probability, log1p(exp(-40)) by mpmath, is tiny but not 0.
        Functions.LogSoftmax([-40.0, 0], y.AsSpan(0, 2));
        Near.Ulps(-4.248354255291589e-18, y[1], 2);
    }

    [Fact]
    public void A_masked_element_has_no_probability()
    {
        double[] y = new double[3];
        Functions.Softmax([0, double.NegativeInfinity, 0], y);
        Assert.Equal([0.5, 0, 0.5], y);
        Functions.LogSoftmax([0, double.NegativeInfinity, double.NegativeInfinity], y);
        Assert.Equal([0, double.NegativeInfinity, double.NegativeInfinity], y);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_distribution_all_results_are_NaN(bool logarithm)
    {
        double infinity = double.PositiveInfinity;
        double[][] inputs = [[1, double.NaN, 2], [1, infinity, 2], [-infinity, -infinity, -infinity]];
        foreach (double[] x in inputs)
        {
            double[] y = new double[3];
            Function(logarithm)(x, y);
            Assert.Equal([double.NaN, double.NaN, double.NaN], y);
            float[] single = new float[3];
            SingleFunction(logarithm)(Array.ConvertAll(x, v => (float)v), single);
            Assert.Equal([float.NaN, float.NaN, float.NaN], single);
        }
        Function(logarithm)([], []);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_destination_may_be_the_input_and_nothing_else_that_overlaps(bool logarithm)
    {
        double[] x = Samples.Doubles(9, seed: 14);
        double[] expected = new double[9];
        Function(logarithm)(x, expected);
        double[] shifted = [.. x, 0];
        Assert.Throws<ArgumentException>(() => Function(logarithm)(shifted.AsSpan(0, 9), shifted.AsSpan(1, 9)));
        Assert.Throws<ArgumentException>(() => Function(logarithm)(x, new double[8]));
        Function(logarithm)(x, x);
        Assert.Equal(expected, x);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 7)]
    [InlineData(true, 7)]
    [InlineData(false, 33)]
    [InlineData(true, 33)]
    public void Their_pullbacks_agree_with_differences(bool logarithm, int length)
    {
        double[] x = Samples.Doubles(length, seed: 15, scale: 2);
        double[] yCotangent = Samples.Doubles(length, seed: 16);
        double[] xCotangent = Samples.Doubles(length, seed: 17);
        double[] before = [.. xCotangent];
        double[] weights = [.. yCotangent];
        double[] y = new double[length];
        double[] expected = Differences.Gradient(
            p =>
            {
                Function(logarithm)(p, y);
                return Functions.Dot(y, weights);
            },
            x);
        Function(logarithm)(x, y);
        float[] singleY = Array.ConvertAll(y, v => (float)v);
        float[] singleYCotangent = Array.ConvertAll(yCotangent, v => (float)v);
        float[] singleXCotangent = Array.ConvertAll(xCotangent, v => (float)v);
        Pullback(logarithm)(y, yCotangent, xCotangent);
        SinglePullback(logarithm)(singleY, singleYCotangent, singleXCotangent);
        for (int i = 0; i < length; i++)
        {
            Near.Relative(before[i] + expected[i], xCotangent[i], 1e-9);
            Near.Relative(before[i] + expected[i], singleXCotangent[i], 5e-6);
            Assert.Equal(0, yCotangent[i]);
            Assert.Equal(0, singleYCotangent[i]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_place_the_result_replaces_the_cotangent(bool logarithm)
    {
        double[] y = new double[9];
        Function(logarithm)(Samples.Doubles(9, seed: 18), y);
        double[] inPlace = Samples.Doubles(9, seed: 19);
        double[] yCotangent = [.. inPlace];
        double[] expected = new double[9];
        Pullback(logarithm)(y, yCotangent, expected);
        Pullback(logarithm)(y, inPlace, inPlace);
        Assert.Equal(expected, inPlace);
        Assert.Contains(inPlace, value => value != 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cotangents_that_are_zero_or_not_wanted_add_nothing(bool logarithm)
    {
        double[] xCotangent = [3, 4];
        Pullback(logarithm)([double.NaN, double.NaN], new double[2], xCotangent);
        Assert.Equal([3, 4], xCotangent);
        double[] yCotangent = [5, 6];
        Pullback(logarithm)([0.5, 0.5], yCotangent, default);
        Assert.Equal([0, 0], yCotangent);
        Assert.Throws<ArgumentException>(() => Pullback(logarithm)([0.5, 0.5], new double[3], xCotangent));
        Assert.Throws<ArgumentException>(() => Pullback(logarithm)([0.5, 0.5], yCotangent, new double[3]));
    }

    [Fact]
    public void A_masked_logarithm_passes_its_cotangent_but_takes_no_share()
    {
        double[] xCotangent = [0, 0];
        Pullbacks.LogSoftmax([0, double.NegativeInfinity], [-2, 5], xCotangent);
        Assert.Equal([-5, 5], xCotangent);
    }
}
