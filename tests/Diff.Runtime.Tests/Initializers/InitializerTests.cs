using System;
using System.Linq;
using Xunit;

namespace Diff.Tests;

public sealed class InitializerTests
{
    private const int FanIn = 300;
    private const int FanOut = 200;

    private delegate void Initializer<T>(Span<T> weights, int fanIn, int fanOut, ulong seed);

    private static readonly (Initializer<double> Double, Initializer<float> Single, double Variance, bool IsUniform)[] All =
    [
        (Initializers.XavierUniform, Initializers.XavierUniform, 2.0 / (FanIn + FanOut), true),
        (Initializers.XavierNormal, Initializers.XavierNormal, 2.0 / (FanIn + FanOut), false),
        (Initializers.HeUniform, Initializers.HeUniform, 2.0 / FanIn, true),
        (Initializers.HeNormal, Initializers.HeNormal, 2.0 / FanIn, false),
    ];

    [Fact]
    public void Mean_variance_and_shape_are_as_published()
    {
        double[] weights = new double[FanIn * FanOut];
        foreach ((Initializer<double> initializer, _, double variance, bool isUniform) in All)
        {
            initializer(weights, FanIn, FanOut, 42);
            double deviation = Math.Sqrt(variance);
            // Four standard errors of each estimate over 60 000 weights.
            Assert.Equal(0, weights.Average(), 4 * deviation / Math.Sqrt(weights.Length));
            double kurtosis = isUniform ? 1.8 : 3;
            double measured = weights.Average(weight => weight * weight);
            Assert.Equal(1, measured / variance, 4 * Math.Sqrt((kurtosis - 1) / weights.Length));
            Assert.Equal(kurtosis, weights.Average(weight => Math.Pow(weight, 4)) / (measured * measured), isUniform ? 0.03 : 0.1);
            double bound = isUniform ? Math.Sqrt(3 * variance) : 6 * deviation;
            Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        }
    }

    [Fact]
    public void The_seed_determines_the_weights()
    {
        foreach ((Initializer<double> initializer, Initializer<float> singleInitializer, _, _) in All)
        {
            double[] first = new double[101];
            double[] again = new double[101];
            double[] other = new double[101];
            float[] single = new float[101];
            initializer(first, FanIn, FanOut, 7);
            initializer(again, FanIn, FanOut, 7);
            initializer(other, FanIn, FanOut, 8);
            singleInitializer(single, FanIn, FanOut, 7);
            Assert.Equal(first, again);
            Assert.NotEqual(first, other);
            Assert.Equal(first.Select(weight => (float)weight), single);
        }
    }

    [Fact]
    public void Empty_weights_are_filled_and_fans_must_be_positive()
    {
        foreach ((Initializer<double> initializer, Initializer<float> singleInitializer, _, _) in All)
        {
            initializer([], 1, 1, 0);
            double[] weights = [9];
            Assert.Throws<ArgumentOutOfRangeException>("fanIn", () => initializer(weights, 0, 1, 0));
            Assert.Throws<ArgumentOutOfRangeException>("fanOut", () => initializer(weights, 1, -1, 0));
            Assert.Throws<ArgumentOutOfRangeException>("fanIn", () => singleInitializer(new float[1], -1, 1, 0));
            Assert.Equal(9, weights[0]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(5, 8)]
    [InlineData(8, 5)]
    [InlineData(40, 40)]
    public void Orthogonal_matrices_are_orthogonal(int rows, int columns)
    {
        double[] weights = new double[rows * columns];
        float[] single = new float[rows * columns];
        Initializers.Orthogonal(weights, rows, columns, 3, gain: 1.5);
        Initializers.Orthogonal(single, rows, columns, 3, gain: 1.5f);
        Assert.Equal(weights.Select(weight => (float)weight), single);

        bool byRows = rows <= columns;
        int count = Math.Min(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0;
                for (int k = 0; k < Math.Max(rows, columns); k++)
                {
                    product += byRows
                        ? weights[i * columns + k] * weights[j * columns + k]
                        : weights[k * columns + i] * weights[k * columns + j];
                }
                Assert.Equal(i == j ? 2.25 : 0, product, 1e-14);
            }
        }
    }

    [Fact]
    public void Orthogonal_matrices_depend_on_the_seed_alone()
    {
        double[] first = new double[30];
        double[] again = new double[30];
        double[] other = new double[30];
        Initializers.Orthogonal(first, 5, 6, 11);
        Initializers.Orthogonal(again, 5, 6, 11);
        Initializers.Orthogonal(other, 5, 6, 12);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Orthogonal_matrices_favour_no_direction()
    {
        // The diagonal of a Haar matrix has mean 0 and, in dimension 4, variance 1/4; QR without care favours a sign.
        double sum = 0;
        double squares = 0;
        double[] weights = new double[16];
        for (ulong seed = 0; seed < 4000; seed++)
        {
            Initializers.Orthogonal(weights, 4, 4, seed);
            sum += weights[15];
            squares += weights[15] * weights[15];
        }
        Assert.Equal(0, sum / 4000, 4 * 0.5 / Math.Sqrt(4000));
        Assert.Equal(0.25, squares / 4000, 0.02);
    }

    [Fact]
    public void Orthogonal_refuses_a_matrix_of_another_size()
    {
        Assert.Throws<ArgumentException>("weights", () => Initializers.Orthogonal(new double[5], 2, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Initializers.Orthogonal(new float[6], -2, -3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => Initializers.Orthogonal(new double[6], 2, -3, 0));
    }
}
