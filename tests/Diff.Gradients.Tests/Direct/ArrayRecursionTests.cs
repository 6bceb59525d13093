using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arrays of every form in recursive calls and beside references, by differences of the primal.</summary>
public sealed partial class ArrayRecursionTests
{
    private const double Step = 1e-6;

    [Fact]
    public void Recursion_reads_matrices_and_rows()
    {
        double[,] a = { { 1.5, 1 }, { -2, 1 }, { 0.5, 2 } };
        double[][] rows = [[2], [3, 7], [0.5]];
        double[,] aGradient = { { 7, 7 }, { 7, 7 }, { 7, 7 } };
        double[][] rowsGradient = [[7], [7, 7], [7]];
        (double value, double xGradient) = WalkGradient(a, rows, 0.7, aGradient, rowsGradient);
        Assert.Equal(Walk(a, rows, 0.7), value);
        Assert.Equal((Walk(a, rows, 0.7 + Step) - Walk(a, rows, 0.7 - Step)) / (2 * Step), xGradient, 1e-7);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Difference(ref a[i, 0], () => Walk(a, rows, 0.7)), aGradient[i, 0], 1e-7);
            Assert.Equal(0, aGradient[i, 1]);
            Assert.Equal(Difference(ref rows[i][0], () => Walk(a, rows, 0.7)), rowsGradient[i][0], 1e-7);
        }
        Assert.Equal(0, rowsGradient[1][1]);
    }

    [Fact]
    public void Recursion_writes_matrices_beside_references()
    {
        double[] at = [2, 3, 0.5, 3, 4];
        double[,] a = { { at[0], 1 }, { at[1], 1 } };
        double[,] aCotangent = { { 1, 1 }, { -1, 1 } };
        double x = at[2];
        double xCotangent = 2;
        double[] memory = [at[3]];
        double[] memoryCotangent = [0.5];
        double[][] rows = [[at[4]]];
        double[][] rowsCotangent = [[1]];
        SpreadBackward(a, ref x, out double y, memory, rows, aCotangent, ref xCotangent, -1, memoryCotangent, rowsCotangent);
        Assert.Equal(1.5, x);
        Assert.Equal(18, y);
        Assert.Equal(324, rows[0][0]);
        double[] actual = [aCotangent[0, 0], aCotangent[1, 0], xCotangent, memoryCotangent[0], rowsCotangent[0][0]];
        for (int i = 0; i < 5; i++)
        {
            double expected = Difference(ref at[i], Weighted);
            Assert.Equal(expected, actual[i], 1e-7 * (1 + Math.Abs(expected)));
        }
        Assert.Equal(1, aCotangent[0, 1]);

        double Weighted()
        {
            double[,] matrix = { { at[0], 1 }, { at[1], 1 } };
            double reference = at[2];
            double[] span = [at[3]];
            double[][] row = [[at[4]]];
            Spread(matrix, ref reference, out double result, span, row);
            return matrix[0, 0] - matrix[1, 0] + 2 * reference - result + 0.5 * span[0] + row[0][0];
        }
    }

    private static double Difference(ref double at, Func<double> function)
    {
        double value = at;
        at = value + Step;
        double above = function();
        at = value - Step;
        double below = function();
        at = value;
        return (above - below) / (2 * Step);
    }

    [Differentiable]
    internal static double Walk(double[,] a, double[][] rows, double x) => WalkFrom(a, rows, 0, x) + a[0, 0];

    private static double WalkFrom(double[,] a, double[][] rows, int i, double x)
    {
        if (i == a.GetLength(0))
            return x;
        return a[i, 0] * WalkFrom(a, rows, i + 1, x * rows[i][0]) + x;
    }

    [Differentiable]
    internal static void Spread(double[,] a, ref double x, out double y, Memory<double> memory, double[][] rows)
    {
        SpreadFrom(a, 0, x);
        x *= a[0, 0];
        y = x * memory.Span[0] * rows[0][0];
        rows[0][0] = y * y;
    }

    private static void SpreadFrom(double[,] a, int i, double x)
    {
        if (i >= a.GetLength(0))
            return;
        a[i, 0] += x * a[i, 0];
        SpreadFrom(a, i + 1, x * 0.5);
    }
}
