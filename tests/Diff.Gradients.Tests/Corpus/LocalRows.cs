using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Arrays of arrays that a method makes itself, row by row.</summary>
public static partial class LocalRows
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, 0)]
    [At(new[] { 1.0, -2.0, 3.0 }, 1)]
    [At(new[] { 1.0, -2.0, 3.0 }, 4)]
    public static double OfOneLength(ReadOnlySpan<double> w, int n)
    {
        int m = w.Length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++)
            a[i] = new double[m];
        for (int i = 0; i < a.Length; i++)
            for (int j = 0; j < a[i].Length; j++)
                a[i][j] = w[j] * (i + 1) + w[(i + j) % m] * w[j];
        double s = 0;
        foreach (double[] row in a)
            for (int j = 0; j < row.Length; j++)
                s += row[j] * row[j] * (j + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, 1)]
    [At(new[] { 1.0, -2.0, 3.0, 0.5 }, 3)]
    public static double Triangle(ReadOnlySpan<double> w, int n)
    {
        double[][] a = new double[n][];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = new double[i + 1];
            a[i][0] = w[0];
            a[i][i] = w[i];
            for (int j = 1; j < i; j++)
                a[i][j] = a[i - 1][j - 1] * w[j] + a[i - 1][j];
        }

        return Total(a) + a[n - 1][^1] * a[^1][0];
    }

    private static double Total(double[][] rows)
    {
        double s = 0;
        for (int i = 0; i < rows.Length; i++)
            s += Squares(rows[i]) * (i + 1);
        return s;
    }

    private static double Squares(ReadOnlySpan<double> row)
    {
        double s = 0;
        foreach (double v in row)
            s += v * v;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -0.25 }, new[] { 0.3, 0.1, -0.2, 0.7, 0.4, 0.6, -0.5, 0.2, 0.9, 0.35, 0.15, 0.25 })]
    public static double Network(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        int[] sizes = [x.Length, 3, 2, 0, 1];
        double[][] layers = new double[sizes.Length][];
        layers[0] = x.ToArray();
        for (int l = 1; l < sizes.Length; l++)
        {
            double[] y = new double[sizes[l]];
            for (int i = 0; i < y.Length; i++)
            {
                double z = 0.1 * l;
                for (int j = 0; j < layers[l - 1].Length; j++)
                    z += layers[l - 1][j] * w[(i * layers[l - 1].Length + j) % w.Length];
                y[i] = Math.Tanh(z);
            }

            layers[l] = y;
        }

        return layers[^1][0] + layers[1][1] * layers[2][0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.5, -0.25, 2 }, 3)]
    [At(new[] { 0.5, -0.25, 2 }, 0)]
    public static double MadeByMethods(ReadOnlySpan<double> x, int steps)
    {
        double[][] path = new double[steps + 1][];
        path[0] = x.ToArray();
        for (int t = 0; t < steps; t++)
            path[t + 1] = Step(path[t], 0.1 * t);
        double s = 0;
        for (int t = 0; t <= steps; t++)
            for (int i = 0; i < path[t].Length; i++)
                s += path[t][i] * path[t][i] * (t + i + 1);
        return s;
    }

    private static double[] Step(double[] y, double h)
    {
        double[] next = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
            next[i] = y[i] + (h + 0.5) * Math.Sin(y[i] * y[(i + 1) % y.Length]);
        return next;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, -3.0)]
    public static double OneByOne(double x, double y)
    {
        double[][] a = new double[4][];
        a[0] = [x, y];
        a[1] = new[] { x * y };
        a[2] = new double[3];
        a[2][1] = a[1][0] * a[0][1];
        a[3] = (double[])a[2].Clone();
        a[2][1] += x;
        return a[3][1] * a[2][1] + a[0][0] * a[3].Length + Total(a);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, -3.0, 2)]
    [At(2.0, -3.0, 0)]
    public static double WrittenOut(double x, double y, int n)
    {
        double[][] a = [[x, y], new double[n], Copies(x * y, n + 1), []];
        for (int i = 0; i < n; i++)
            a[1][i] = a[0][i % 2] * (i + 1);
        return Total(a) + a[2][n] * a.Length;
    }

    private static double[] Copies(double x, int n)
    {
        double[] a = new double[n];
        Array.Fill(a, x);
        return a;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, 3)]
    public static double InEachIteration(ReadOnlySpan<double> w, int n)
    {
        double s = 1;
        for (int k = 0; k < n; k++)
        {
            double[][] a = new double[k + 1][];
            for (int i = 0; i <= k; i++)
                a[i] = new double[2];
            for (int i = 0; i <= k; i++)
                a[i][i % 2] += w[k] * s * (i + 1);
            double t = 0;
            foreach (double[] row in a)
                t += row[0] * 0.5 - row[1];
            s = s * 0.5 + t;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, 3)]
    [At(new[] { 1.0, -2.0, 3.0 }, 1)]
    public static double NotAllRows(ReadOnlySpan<double> w, int n)
    {
        double[][] a = new double[5][];
        for (int i = 0; i < n; i++)
        {
            a[i] = new double[w.Length];
            for (int j = 0; j < w.Length; j++)
                a[i][j] = w[j] * (i + 2) + (i > 0 ? a[i - 1][j] * w[0] : 0);
            if (i == 1)
                break;
        }

        return a[0][0] * a[0][1] + a[n > 1 ? 1 : 0][2];
    }
}
