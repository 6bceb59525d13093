using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Whole buffers: copied, filled, cleared, swapped.</summary>
public static partial class Buffers
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 })]
    [At(new double[0])]
    public static double CopyToThenChange(ReadOnlySpan<double> w)
    {
        double[] a = new double[w.Length];
        w.CopyTo(a);
        for (int i = 0; i < a.Length; i++)
            a[i] = a[i] * a[i] + w[i];
        double s = 0;
        for (int i = 0; i < a.Length; i++)
            s += a[i] * w[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0 })]
    public static double CopyBetweenOverlappingSlices(Span<double> w)
    {
        w.Slice(0, 3).CopyTo(w.Slice(1));
        return w[0] * w[1] + w[2] * w[3] * w[4];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 }, 0.5)]
    public static double FillWithAnActiveValue(Span<double> w, double x)
    {
        double before = w[0] * w[1];
        w.Slice(1).Fill(x * before);
        double s = 0;
        for (int i = 0; i < w.Length; i++)
            s += w[i] * w[i] * (i + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 })]
    public static double ClearForgets(Span<double> w)
    {
        double before = w[0] * w[1] * w[2];
        w.Slice(0, 2).Clear();
        return before + w[0] * 5 + w[1] + w[2] * w[2];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0 })]
    public static double ArrayCopyBothForms(double[] w)
    {
        double[] a = new double[4];
        double[] b = new double[4];
        Array.Copy(w, a, 3);
        Array.Copy(w, 1, b, 2, 2);
        a[3] = a[0] * b[2];
        Array.Copy(a, 2, a, 0, 2);
        double s = 0;
        for (int i = 0; i < 4; i++)
            s += a[i] * a[i] + b[i] * w[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 }, 0.5)]
    public static double ArrayFillAndClear(ReadOnlySpan<double> w, double x)
    {
        double[] a = new double[w.Length];
        Array.Fill(a, x);
        a[0] *= w[0];
        double s = a[0] * a[1];
        Array.Clear(a);
        a[2] = s * w[1];
        return a[0] + a[2] * s + w[2] * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 0)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 1)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 6)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 7)]
    public static double SwappedArraysInATimeLoop(ReadOnlySpan<double> start, double rate, int steps)
    {
        double[] current = new double[start.Length];
        start.CopyTo(current);
        double[] next = new double[start.Length];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < current.Length; i++)
            {
                double left = i > 0 ? current[i - 1] : 0;
                double right = i + 1 < current.Length ? current[i + 1] : 0;
                next[i] = current[i] + rate * (left - 2 * current[i] + right) - 0.01 * current[i] * current[i];
            }
            (current, next) = (next, current);
        }
        double s = 0;
        for (int i = 0; i < current.Length; i++)
            s += current[i] * current[i] * (i + 1);
        return s;
    }

    // A tuple of spans is no C# (CS9244): spans are swapped through a third.
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 0)]
    [At(new[] { 0.1, 0.5, -0.3, 0.8 }, 0.2, 5)]
    public static double SwappedSpansInATimeLoop(ReadOnlySpan<double> start, double rate, int steps)
    {
        Span<double> current = stackalloc double[16];
        Span<double> next = stackalloc double[16];
        start.CopyTo(current);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < start.Length; i++)
                next[i] = current[i] * (1 - rate) + rate * current[(i + 1) % start.Length] * current[0];
            Span<double> old = current;
            current = next;
            next = old;
        }
        double s = 0;
        for (int i = 0; i < start.Length; i++)
            s += current[i] * current[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, -0.6 }, new[] { 1.5, 0.5 }, 3)]
    [At(new[] { 0.4, -0.6 }, new[] { 1.5, 0.5 }, 0)]
    public static double SwappedParameters(Span<double> a, Span<double> b, int steps)
    {
        for (int t = 0; t < steps; t++)
        {
            a[0] += b[1] * a[1];
            b[0] *= a[0];
            Span<double> c = a;
            a = b;
            b = c;
        }
        return a[0] * 2 + b[0] * b[1];
    }
}
