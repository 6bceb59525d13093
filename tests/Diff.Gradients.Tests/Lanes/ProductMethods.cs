using System;
using Diff;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Loop nests that are products of matrices, each with a twin that runs them as written.</summary>
public static partial class ProductMethods
{
    /// <summary>C = A·B: row, column, sum.</summary>
    [Differentiable]
    public static void Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n, int m, int p)
    {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < p; j++)
            {
                double sum = 0;
                for (int k = 0; k < m; k++)
                    sum += a[i * m + k] * b[k * p + j];
                c[i * p + j] = sum;
            }
    }

    [Differentiable(Disable = Optimizations.All)]
    public static void ProductAsWritten(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n, int m, int p) =>
        Product(a, b, c, n, m, p);

    /// <summary>C −= Aᵀ·B with rows that are longer than the matrix is wide, loops backwards, inclusive bounds, and the sum in the middle.</summary>
    [Differentiable]
    public static void Transposed(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n, int m, int p, int width)
    {
        for (int i = n; i >= 1; i--)
            for (int k = 0; k <= m - 1; k++)
            {
                float factor = a[k * width + i - 1];
                for (int j = p - 1; j >= 0; --j)
                    c[(i - 1) * width + j] -= factor * b[k * width + j];
            }
    }

    [Differentiable(Disable = Optimizations.All)]
    public static void TransposedAsWritten(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n, int m, int p, int width) =>
        Transposed(a, b, c, n, m, p, width);

    /// <summary>Arrays of two dimensions, with the sum outside.</summary>
    [Differentiable]
    public static void Rectangular(double[,] a, double[,] b, double[,] c)
    {
        for (int k = 0; k < a.GetLength(1); k++)
            for (int i = 0; i < a.GetLength(0); i++)
                for (int j = 0; j < b.GetLength(1); j++)
                    c[i, j] += a[i, k] * b[k, j];
    }

    [Differentiable(Disable = Optimizations.All)]
    public static void RectangularAsWritten(double[,] a, double[,] b, double[,] c) => Rectangular(a, b, c);

    /// <summary>A layer over a batch whose second layer reads what the sample made: part of it is a product over the batch.</summary>
    [Differentiable]
    public static double Layers(
        ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> v, ReadOnlySpan<double> x, ReadOnlySpan<int> labels)
    {
        int features = x.Length / Math.Max(labels.Length, 1);
        double[] hidden = new double[b.Length];
        double loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * features, features);
            for (int j = 0; j < b.Length; j++)
            {
                double z = b[j];
                for (int i = 0; i < features; i++)
                    z += w[j * features + i] * row[i];
                hidden[j] = Math.Tanh(z);
            }
            for (int j = 0; j < v.Length / b.Length; j++)
            {
                double z = 0;
                for (int i = 0; i < b.Length; i++)
                    z += v[j * b.Length + i] * hidden[i];
                loss += j == labels[n] ? Math.Log(1 + Math.Exp(-z)) : z * z;
            }
        }
        return loss;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double LayersAsWritten(
        ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> v, ReadOnlySpan<double> x, ReadOnlySpan<int> labels) =>
        Layers(w, b, v, x, labels);

    /// <summary>A state that each step multiplies: only vectors are multiplied, and the matrix is read in every step.</summary>
    [Differentiable]
    public static float Recurrence(ReadOnlySpan<float> w, ReadOnlySpan<float> start, int steps)
    {
        int n = start.Length;
        float[] state = start.ToArray();
        float[] next = new float[n];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < n; i++)
            {
                float z = 0;
                for (int k = 0; k < n; k++)
                    z += w[i * n + k] * state[k];
                next[i] = MathF.Tanh(z);
            }
            (state, next) = (next, state);
        }
        float sum = 0;
        for (int i = 0; i < n; i++)
            sum += state[i] * (i + 1);
        return sum;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static float RecurrenceAsWritten(ReadOnlySpan<float> w, ReadOnlySpan<float> start, int steps) => Recurrence(w, start, steps);

    /// <summary>No product: what is multiplied is written on the way.</summary>
    [Differentiable]
    public static void InPlace(Span<double> a, ReadOnlySpan<double> b, int n)
    {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++)
                    sum += a[i * n + k] * b[k * n + j];
                a[i * n + j] = 0.1 * sum;
            }
    }

    [Differentiable(Disable = Optimizations.All)]
    public static void InPlaceAsWritten(Span<double> a, ReadOnlySpan<double> b, int n) => InPlace(a, b, n);

    /// <summary>No product: elements of the result meet.</summary>
    [Differentiable]
    public static void Convolution(ReadOnlySpan<double> x, ReadOnlySpan<double> kernel, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            for (int k = 0; k < kernel.Length; k++)
                y[i + k] += x[i] * kernel[k];
    }

    [Differentiable(Disable = Optimizations.All)]
    public static void ConvolutionAsWritten(ReadOnlySpan<double> x, ReadOnlySpan<double> kernel, Span<double> y) => Convolution(x, kernel, y);

    /// <summary>Factors that are infinite where nothing flows back.</summary>
    [Differentiable]
    public static double Infinite(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int n)
    {
        double[] inverse = new double[n];
        for (int k = 0; k < n; k++)
            inverse[k] = 1 / x[k];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double z = 0;
            for (int k = 0; k < n; k++)
                z += w[i * n + k] * inverse[k];
            sum += z < 100 ? Math.Exp(-z * z) : 0;
        }
        return sum;
    }

    [Differentiable(Disable = Optimizations.All)]
    public static double InfiniteAsWritten(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int n) => Infinite(w, x, n);

    [Differentiable(Reassociate = false)]
    public static void InOrder(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n, int m, int p) => Product(a, b, c, n, m, p);
}
