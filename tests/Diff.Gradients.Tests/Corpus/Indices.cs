using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Spreads, indices and ranges in variables, indexers and patterns.</summary>
public static partial class Indices
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double Spread(double[] x, double y)
    {
        double[] a = [.. x, 1, y, .. x.AsSpan(1)];
        double s = 0;
        for (int i = 0; i < a.Length; i++)
            s += a[i] * a[i] * (i + 1);
        return s * y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double SpreadSpan(double[] x, double y)
    {
        ReadOnlySpan<double> a = [y, .. x];
        Span<double> b = [.. a, .. a];
        double s = 0;
        foreach (double v in b)
            s += v * v * y;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double IndexVariable(double[] x)
    {
        Index last = ^1;
        Index second = 1;
        return x[last] * x[second] + x[^2];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RangeVariable(double[] x)
    {
        Range r = 1..^1;
        ReadOnlySpan<double> s = x.AsSpan()[r];
        return s[0] * s[^1] + x[r][0];
    }

    private static double Pick(double[] x, Index i) => x[i] * x[i];

    private static double Part(ReadOnlySpan<double> x, Range r)
    {
        double s = 0;
        foreach (double v in x[r])
            s += v * v;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double IndexParameter(double[] x) => Pick(x, ^1) + Pick(x, 2) * Part(x, 1..3) + Part(x, ..^2);

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double Best(double[] a)
    {
        ref double best = ref a[0];
        for (int i = 1; i < a.Length; i++)
            if (a[i] > best)
                best = ref a[i];
        best *= 2;
        return best * a[1] + a[0];
    }

    private struct Pair
    {
        public double A, B;
        public double this[int i]
        {
            get => i == 0 ? A : B;
            set
            {
                if (i == 0)
                    A = value;
                else
                    B = value;
            }
        }

        public double this[int i, int j] => A * i + B * j;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double IsVar(double x)
    {
        if (x * x is var q && q > 0.1)
            return q * x;
        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double IsDouble(double x)
    {
        if (x is double d && d > 0.1)
            return d * d;
        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Default(double x)
    {
        double d = default;
        double e = default(double);
        Pair p = default;
        p.A = x;
        return (x + d + e) * x * p.A;
    }
}
