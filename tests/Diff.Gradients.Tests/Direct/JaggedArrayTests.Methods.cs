using System;

namespace Diff.Gradients.Tests.Direct;

/// <summary>What the tests differentiate.</summary>
public sealed partial class JaggedArrayTests
{
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    internal static double LeastSquares(double[][] x, [Constant] double[] y, double[] w)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = Dot(x[i], w) - y[i];
            sum += residual * residual;
        }
        return sum;
    }

    private static double Dot(ReadOnlySpan<double> a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    [Differentiable]
    internal static double Ragged(double[][] a)
    {
        double sum = a.Length;
        int number = 0;
        foreach (double[] row in a)
        {
            number++;
            double[] same = row;
            for (int j = 0; j < row.Length; j++)
                sum += number * row[j] * same[^(j + 1)];
        }
        double[] longest = a[0];
        for (int i = 1; i < a.Length; i++)
        {
            if (a[i].Length > longest.Length)
                longest = a[i];
        }
        foreach (double x in longest)
            sum *= 1 + 0.25 * x;
        return a[0] == null ? 0 : sum + Norm(a) * a[^1].Length;
    }

    [Differentiable(Disable = Optimizations.All)]
    internal static double RaggedWithoutOptimizations(double[][] a) => Ragged(a);

    private static double Norm(double[][] rows)
    {
        double sum = 1;
        for (int i = 0; i < rows.GetLength(0); i++)
            sum += Functions.Dot(rows[i], rows[i]);
        return Math.Sqrt(sum);
    }

    [Differentiable]
    internal static void Accumulated(double[][] a, double rate)
    {
        for (int i = 0; i < a.Length; i++)
        {
            double[] row = a[i];
            for (int j = 1; j < row.Length; j++)
                row[j] += rate * row[j - 1] * row[j - 1];
            if (i > 0 && a[i - 1].Length > 0 && row.Length > 0)
                a[i][0] *= a[i - 1][^1];
            a[i].AsSpan()[..Math.Min(1, row.Length)].Reverse2();
        }
    }

    [Differentiable]
    internal static float Neighbours(float[][] a, int[][] neighbours)
    {
        float sum = 0;
        for (int i = 0; i < neighbours.Length; i++)
        {
            foreach (int n in neighbours[i])
                sum += (i + 1) * a[n][^1] * a[n][^1];
        }
        return sum;
    }

    [Differentiable]
    internal static double Pairs(Pair[][] a)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            foreach (Pair pair in a[i])
                sum += (i + 1) * pair.X * pair.Y;
        }
        return sum;
    }

    [Differentiable]
    internal static double At(double[][] a, int row, int column) => a[row][column] * a[row][column];

    [Differentiable]
    internal static void DoubleSeconds(double[][] a)
    {
        foreach (double[] row in a)
            row[1] *= 2;
    }

    internal readonly record struct Pair(double X, double Y);
}

/// <summary>A helper outside of the class.</summary>
internal static class SpanReversal
{
    public static void Reverse2(this Span<double> span)
    {
        for (int i = 0; i < span.Length / 2; i++)
            (span[i], span[span.Length - 1 - i]) = (span[span.Length - 1 - i], span[i]);
    }
}
