using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Methods whose results are written into spans and arrays.</summary>
public static partial class Outputs
{
    [Differentiable]
    [At(new[] { 1.0, -2.0, 3.0, 0.5 })]
    [At(new double[0])]
    [At(new[] { 1.5 })]
    public static void SquaresInPlace(Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
            a[i] *= a[i];
    }

    [Differentiable]
    [At(new[] { 1.0, -2.0, 0.5, 4.0 }, new[] { 5.0, 6.0, -7.0, 8.0 }, 2, new[] { 9.0, 9.0, 9.0, 9.0 })]
    public static void MatrixProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n, Span<double> c)
    {
        for (int p = 0; p < n; p++)
        {
            for (int q = 0; q < n; q++)
            {
                c[p * n + q] = 0;
                for (int r = 0; r < n; r++)
                    c[p * n + q] += a[p * n + r] * b[r * n + q];
            }
        }
    }

    [Differentiable]
    [At(0.5, new[] { 1.0, -2.0, 3.0 }, new[] { 0.25, 0.5, -1.0 })]
    public static void ScalarTimesSpanAddedInto(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] += a * x[i] * y[i];
    }

    [Differentiable]
    [At(0.5, -2.0, new[] { 7.0, 7.0, 7.0 })]
    public static void TwoScalarsToASpan(double x, double z, Span<double> y)
    {
        y[0] = x * z;
        y[1] = y[0] * y[0] + Math.Sin(x);
        y[2] = y[1] * y[0];
    }

    [Differentiable]
    [At(new[] { 1.0, 2.0, 3.0 }, new[] { 0.5, -1.0, 4.0 })]
    public static void TwoSpansInAndOut(Span<double> a, Span<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            double t = a[i];
            a[i] = b[i] * t;
            b[i] = a[i] + b[i] * b[i];
        }
    }

    [Differentiable]
    [At(new[] { 1.0, 2.0, 3.0 }, 3)]
    [At(new[] { 1.0, 2.0, 3.0 }, 0)]
    public static void ArrayInAndOut(double[] a, int n)
    {
        for (int t = 0; t < n; t++)
            a[0] = a[0] * a[1] * 0.5 + a[2];
        a[2] = a[0] * a[0];
    }

    [Differentiable]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 1.0, 1.0, 1.0 })]
    public static void FloatRelu(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] > 0 ? x[i] * x[i] : 0.25f * x[i];
    }

    [Differentiable]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 0.0, 0.0, 0.0 })]
    public static void Softmax(ReadOnlySpan<double> x, Span<double> y)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++)
            max = Math.Max(max, x[i]);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Exp(x[i] - max);
            sum += y[i];
        }
        for (int i = 0; i < x.Length; i++)
            y[i] /= sum;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 0.5, 0.25, -0.75 })]
    public static double ValueBesideAWrittenSpan(ReadOnlySpan<double> x, Span<double> y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += y[i] * x[i];
            y[i] = s * x[i];
        }
        return s + y[0] * y[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 9.0, 9.0, 9.0 })]
    public static double ScratchCarriesActiveValues(ReadOnlySpan<double> w, [Constant] Span<double> scratch)
    {
        for (int i = 0; i < w.Length; i++)
            scratch[i] = w[i] * w[i];
        double s = 0;
        for (int i = 0; i < w.Length; i++)
            s += scratch[i] * w[w.Length - 1 - i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 2.0, 5.0, 9.0 })]
    public static double ScratchStartsConstant(ReadOnlySpan<double> w, [Constant] double[] scratch)
    {
        double s = scratch[0] * w[0];
        scratch[0] = w[1] * s + scratch[1];
        return s * scratch[0] * scratch[2];
    }

    [Differentiable]
    [At(new[] { 1.0, -2.0, 3.0 }, new[] { 0.0, 0.0 })]
    public static void EarlyReturnFromAVoidMethod(ReadOnlySpan<double> x, Span<double> y)
    {
        y[0] = x[0] * x[1];
        if (y[0] < 0)
        {
            y[1] = x[2] * y[0];
            return;
        }
        y[1] = x[2];
    }
}
