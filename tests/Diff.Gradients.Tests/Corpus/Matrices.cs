using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Arrays of several dimensions inside of methods: made, filled, overwritten, swapped, chosen, handed to helpers and back.</summary>
public static partial class Matrices
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.5, -2, 0.5, 3 }, 2)]
    [At(new[] { 1.5 }, 1)]
    [At(new double[0], 0)]
    public static double SquareOfAMatrix(ReadOnlySpan<double> x, int n)
    {
        double[,] a = Square(x, n);
        double[,] product = Product(a, a);
        double sum = 0;
        foreach (double element in product)
            sum = 0.5 * sum + element;
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 4.0, 1, -1, 2, 5, 1, 0.5, -1, 3 }, 3)]
    [At(new[] { 0.25, 3, -4, 1 }, 2)]
    [At(new[] { -2.0 }, 1)]
    [At(new double[0], 0)]
    public static double DeterminantWithPivots(ReadOnlySpan<double> x, int n)
    {
        double[,] a = Square(x, n);
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]))
                    pivot = i;
            }
            if (pivot != k)
            {
                for (int j = 0; j < n; j++)
                    (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
                determinant = -determinant;
            }
            determinant *= a[k, k];
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i, k] / a[k, k];
                for (int j = k; j < n; j++)
                    a[i, j] -= factor * a[k, j];
            }
        }
        return determinant;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -0.5, 2, 0.25, 1, -1 }, 0.1, 4)]
    [At(new[] { 1.0, -0.5, 2, 0.25, 1, -1 }, 0.1, 0)]
    [At(new[] { 3.0, 1, 1, 1, 1, 1 }, 0.3, 9)]
    public static double GridsSwappedUntilSettled(ReadOnlySpan<double> x, double rate, int most)
    {
        double[,] now = { { x[0], x[1], x[2] }, { x[3], x[4], x[5] } };
        double[,] next = new double[2, 3];
        int step = 0;
        while (step++ < most)
        {
            double change = 0;
            for (int i = 0; i < now.GetLength(0); i++)
            {
                for (int j = 0; j < now.GetLength(1); j++)
                {
                    double flow = now[1 - i, j] + now[i, (j + 1) % 3] - 2 * now[i, j];
                    next[i, j] = now[i, j] + rate * flow * now[i, j];
                    change = Math.Max(change, Math.Abs(flow));
                }
            }
            (now, next) = (next, now);
            if (change > 40)
                break;
        }
        return now[0, 0] * now[1, 2] + next[0, 1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -0.5, 2 })]
    [At(new[] { -1.0, 0.5, 0.25, 3 })]
    [At(new[] { 0.75 })]
    public static double MatrixMadeAnewInEveryTrip(ReadOnlySpan<double> x)
    {
        double sum = 1;
        for (int n = 0; n < x.Length; n++)
        {
            double[,] local = new double[n, x.Length - n];
            for (int i = 0; i < local.GetLength(0); i++)
            {
                for (int j = 0; j < local.GetLength(1); j++)
                    local[i, j] = sum * x[i] + x[j];
            }
            foreach (double element in local)
                sum += 0.25 * element * element;
        }
        return sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0)]
    [At(-2.0, 3.0)]
    public static double ChosenMatrix(double x, double y)
    {
        double[,] a = { { x, y } };
        double[,] b = { { y }, { x * x }, { 1 } };
        double[,] chosen = x > 0 ? a : b;
        chosen[0, 0] *= y;
        double sum = 0;
        for (int i = 0; i < chosen.GetLength(0); i++)
        {
            for (int j = 0; j < chosen.GetLength(1); j++)
                sum += (i + 2 * j + 1) * chosen[i, j] * chosen[i, j];
        }
        return sum + a[0, 0] + b[0, 0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1f, -0.5f, 2, 0.25f, 1, -1, 3, 0.5f })]
    public static float CubeOfFloats(ReadOnlySpan<float> x)
    {
        float[,,] cube = new float[2, 2, 2];
        for (int i = 0; i < x.Length; i++)
            cube[i >> 2, (i >> 1) & 1, i & 1] = x[i];
        float[,,] copy = (float[,,])cube.Clone();
        Array.Clear(cube);
        cube[1, 0, 1] = copy[0, 1, 0] * copy[1, 1, 1];
        float sum = cube.Length;
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
                sum += copy[i, j, 1 - i] * copy[j, 1, i] + cube[i, j, 1];
        }
        return sum;
    }

    [Differentiable]
    [At(new[] { 1.0, -0.5, 2, 0.25 }, 2)]
    [At(new double[0], 0)]
    public static void TransposedInPlace(double[] x, int n)
    {
        double[,] a = Square(x, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                x[i * n + j] = a[j, i] * x[i * n + j];
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 3.0, 1)]
    [At(2.0, -3.0, 3)]
    [At(2.0, 3.0, 0)]
    public static double RowsWrittenOut(double x, double y, int row)
    {
        double[][] a = [[x, y * x], [1], [], [x * x, 2, y]];
        int[][] order = { new[] { 3, 0 }, new[] { 1 }, new int[] { }, new[] { 0, 1, 3 } };
        double sum = 0;
        foreach (int n in order[row])
        {
            double[] chosen = a[n];
            chosen[^1] *= y;
            foreach (double element in chosen)
                sum += (n + 1) * element * element;
            sum += a[n].Length;
        }
        return sum * a.Length + order[^1].Length;
    }

    private static double[,] Square(ReadOnlySpan<double> x, int n)
    {
        double[,] square = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                square[i, j] = x[i * n + j];
        }
        return square;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                    product[i, j] += a[i, k] * b[k, j];
            }
        }
        return product;
    }
}
