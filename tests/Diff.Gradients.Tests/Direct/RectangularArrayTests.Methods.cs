using System;
using System.Numerics;

namespace Diff.Gradients.Tests.Direct;

/// <summary>What the tests differentiate.</summary>
public sealed partial class RectangularArrayTests
{
    private static readonly double[,] s_kernel = { { 0.5, -1 }, { 2, 0.25 } };

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    internal static double WeightedProduct(double[,] a, double[,] b, [Constant] double[,] weights)
    {
        double[,] c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }
        double sum = 0;
        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j <= c.GetUpperBound(1); j++)
                sum += c[i, j] * weights[i, j];
        }
        return sum;
    }

    [Differentiable(Emit = Derivatives.Backward)]
    internal static double Heat(double[,] grid, double rate, int steps)
    {
        double[,] now = Copied(grid);
        double[,] next = (double[,])grid.Clone();
        for (int s = 0; s < steps; s++)
        {
            Step(now, next, rate);
            (now, next) = (next, now);
        }
        double sum = 0;
        int position = 0;
        foreach (double value in now)
            sum += value * value * ++position;
        return sum;
    }

    [Differentiable(Emit = Derivatives.Backward, Disable = Optimizations.All)]
    internal static double HeatWithoutOptimizations(double[,] grid, double rate, int steps) => Heat(grid, rate, steps);

    private static void Step(double[,] now, double[,] next, double rate)
    {
        for (int i = 0; i < now.GetLength(0); i++)
        {
            for (int j = 0; j < now.GetLength(1); j++)
            {
                double above = i > 0 ? now[i - 1, j] : 0;
                double below = i + 1 < now.GetLength(0) ? now[i + 1, j] : 0;
                double left = j > 0 ? now[i, j - 1] : 0;
                double right = j + 1 < now.GetLength(1) ? now[i, j + 1] : 0;
                next[i, j] = now[i, j] + rate * (above + below + left + right - 4 * now[i, j]) * now[i, j];
            }
        }
    }

    private static double[,] Copied(double[,] source)
    {
        double[,] copy = new double[source.GetLength(0), source.GetLength(1)];
        for (int i = 0; i < source.GetLength(0); i++)
        {
            for (int j = 0; j < source.GetLength(1); j++)
                copy[i, j] = source[i, j];
        }
        return copy;
    }

    [Differentiable]
    internal static void Floyd(double[,] distance)
    {
        int n = distance.GetLength(0);
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double detour = distance[i, k] + distance[k, j];
                    if (detour < distance[i, j])
                        distance[i, j] = detour;
                }
            }
        }
    }

    [Differentiable(nameof(x))]
    internal static float Cube(float[,,] x)
    {
        float sum = 0;
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int j = 0; j < x.GetLength(1); j++)
            {
                for (int k = 0; k < x.GetLength(2); k++)
                    sum += (i + 10 * j + 100 * k) * x[i, j, k] * x[i, j, k];
            }
        }
        return x.Rank == 3 ? sum : 0;
    }

    [Differentiable]
    internal static double Helpers(double[,] a, double scale)
    {
        double[,] b = Transposed(a);
        double[,] c = Transposed(b);
        Swap(ref b, ref c);
        Scale(b, scale);
        ref double corner = ref b[0, b.GetLength(1) - 1];
        corner *= corner;
        b[1, 1]++;
        Increase(ref b[2, 0], a[0, 1]);
        b[1, 0] -= c[0, 1] / (2 + a[1, 1]);
        return Trace(b, c);
    }

    private static double[,] Transposed(double[,] a)
    {
        double[,] result = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[j, i] = a[i, j];
        }
        return result;
    }

    private static void Swap(ref double[,] a, ref double[,] b) => (a, b) = (b, a);

    private static void Scale(double[,] a, double factor)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                a[i, j] *= factor + i;
        }
    }

    private static void Increase(ref double x, double by) => x += x * by;

    private static double Trace(double[,] a, double[,] b)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int k = 0; k < a.GetLength(1); k++)
                sum += a[i, k] * b[k, i];
        }
        return sum;
    }

    [Differentiable]
    internal static double BitsAndPieces(double[,] a)
    {
        ArgumentNullException.ThrowIfNull(a);
        double[,] literal = { { 1, a[0, 0] }, { a[1, 2], 3 } };
        double[,] empty = new double[0, 4];
        double[,] clone = (double[,])literal.Clone();
        Array.Clear(literal);
        double[,] copy = new double[2, 2];
        Array.Copy(clone, copy, 3);
        double[] row = [a[0, 1], 2];
        double[] rowClone = (double[])row.Clone();
        row[0] = 0;
        double sum = empty.Length + literal[0, 1] + rowClone.GetLength(0) + rowClone[0] * rowClone[0];
        foreach (double value in copy)
            sum += value * value;
        for (int i = a.GetLowerBound(0); i <= a.GetUpperBound(0); i++)
            sum += s_kernel[i, 1] * a[i, i] * clone[i, 1 - i] * s_kernel.Length;
        return a is null || copy == null ? 0 : sum * a.Length;
    }

    [Differentiable]
    internal static double Pairs(Pair[,] a)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                sum += (i - j) * a[i, j].X * a[i, j].Y;
        }
        foreach (Pair pair in a)
            sum += pair.Y * pair.Y;
        return sum;
    }

    [Differentiable]
    internal static T Squares<T>(T[,] a)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T x in a)
            sum += x * x;
        return sum;
    }

    [Differentiable]
    internal static double At(double[,] a, int row, int column) => a[row, column] * a[row, column];

    [Differentiable]
    internal static void DoubleRows(double[,] a, int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                a[i, j] *= 2;
        }
    }

    [Differentiable]
    internal static void StoreGuarded(double[,] a, int row, double x) => a[row, 0] = x > 0 ? x * a[0, 0] : throw new ArgumentException("negative");

    [Differentiable]
    internal static double Made(double x, int rows, int columns)
    {
        double[,] made = new double[rows, columns];
        foreach (double _ in made)
            x *= 2;
        return x;
    }

    internal struct Pair(double x, double y)
    {
        public double X = x;

        public double Y = y;
    }
}
