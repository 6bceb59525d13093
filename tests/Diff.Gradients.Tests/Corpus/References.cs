using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>References that are assigned again, spreads, indices in variables, indexers and deconstruction.</summary>
public static partial class References
{
    public struct P
    {
        public double A, B;
        public P(double a, double b)
        {
            A = a;
            B = b;
        }

        public double this[int i]
        {
            readonly get
            {
                return i == 0 ? A : B;
            }

            set
            {
                if (i == 0)
                    A = value;
                else
                    B = value * A;
            }
        }

        public readonly void Deconstruct(out double a, out double twice)
        {
            a = A;
            twice = 2 * B;
        }
    }

    public readonly record struct R(double X, double Y);

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefStruct(double[] x)
    {
        P[] ps = [new(x[0], x[1]), new(x[2], x[3])];
        ref P p = ref ps[0];
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            p.A *= x[4];
            s += p.A * p.B;
            p = ref ps[i % 2];
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefTwoBuffers(double[] x, double[] y)
    {
        ref double r = ref x[0];
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            r *= 1.5;
            s += r * r;
            if (i % 2 == 0)
                r = ref y[i];
            else
                r = ref x[i];
        }

        return s + x[0] * y[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefReadonly(double[] x)
    {
        ReadOnlySpan<double> v = x;
        ref readonly double best = ref v[0];
        foreach (ref readonly double w in v)
            if (w > best)
                best = ref w;
        return best * best;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefChosen(double[] x)
    {
        ref double r = ref (x[0] > x[1] ? ref x[0] : ref x[1]);
        r *= 2;
        (x[2] > 0 ? ref x[3] : ref x[2]) *= x[4];
        return r * x[0] * x[3];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefFor(double[] x)
    {
        double s = 0;
        int i = 0;
        for (ref double r = ref x[0]; i < 4; i++, r = ref x[i])
            s += r * r;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefPassed(double[] x)
    {
        ref double r = ref x[0];
        r = ref x[2];
        Twice(ref r);
        Twice(ref r);
        r = ref x[1];
        Twice(ref r);
        return x[0] + x[1] * x[2];
    }

    private static void Twice(ref double r) => r *= r;

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RefSpanLocal(double[] x)
    {
        Span<double> t = stackalloc double[3];
        ref double r = ref t[0];
        for (int i = 0; i < 3; i++)
        {
            r = x[i] * x[i];
            if (i < 2)
                r = ref t[i + 1];
        }

        return t[0] * t[1] * t[2];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double SpreadStructs(double[] x, double y)
    {
        P[] a = [new(x[0], y), new(y, x[1])];
        P[] b = [.. a, new(x[2], 1), .. a.AsSpan(1)];
        double s = 0;
        for (int i = 0; i < b.Length; i++)
            s += b[i].A * b[i].B * (i + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double SpreadConvert(double[] x)
    {
        int[] n = [1, 2, 3];
        double[] d = [.. n, x[0], .. x[1..3]];
        double s = 0;
        for (int i = 0; i < d.Length; i++)
            s += d[i] * d[i];
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double SpreadInLoop(double[] x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            double[] t = [.. x.AsSpan(i), s];
            foreach (double v in t)
                s += v * v * 0.1;
            x[i] += s * 0.01;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double IndexLoop(double[] x)
    {
        Index at = 0;
        double s = 0;
        for (int i = 1; i < 4; i++)
        {
            s += x[at] * x[at];
            if (i % 2 == 0)
                at = ^i;
            else
                at = i;
            x[at] *= s * 0.5;
        }

        return s + x[at];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double RangeLoop(double[] x)
    {
        double s = 0;
        for (int i = 1; i < 4; i++)
        {
            Range r = i..;
            foreach (double v in x.AsSpan()[r])
                s += v * v * s + v;
        }

        var (o, l) = (1..^1).GetOffsetAndLength(x.Length);
        return s * x[o] * l;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double IndexValue(double[] x)
    {
        Index i = ^2;
        int n = i.Value + (i.IsFromEnd ? 1 : 0) + i.GetOffset(x.Length);
        return x[1] * n * x[x.Length - i.Value];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double StringSwitchStatement(double x)
    {
        string m = "b";
        switch (m)
        {
            case "a":
                return x;
            case "b" or "c":
                return x * x;
            default:
                return 0;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double ForeachMore(double[] x)
    {
        P[] ps = [new(x[0], x[1]), new(x[2], x[3])];
        R[] rs = [new(x[1], x[4]), new(x[0], 2)];
        ((double a, double b) c, double d)[] ts = [((x[0], x[1]), x[2]), ((x[3], 1), x[4])];
        double s = 0;
        foreach (var (a, t) in ps)
            s += a * t;
        foreach ((double u, double v) in rs)
            s += u * v * v;
        foreach (((double a, var b), double d) in ts)
            s += a * b * d;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double DeconstructMore(double[] x)
    {
        P p = new(x[0], x[1]);
        (double a, double b) = p;
        ((a, b), x[2]) = (p, a * b);
        (x[0], (a, var e)) = (x[3], new R(x[1] * a, x[4]));
        var t = (p, (x[0], 1.5));
        ((double f, double g), (double h, _)) = t;
        (x[0], x[1]) = (x[1], x[0]);
        return a * b * e * f * g * h * x[0] + x[2] * x[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double IndexerElements(double[] x)
    {
        P[] ps = [new(x[0], x[1]), new(x[2], x[3])];
        for (int i = 0; i < 4; i++)
        {
            ps[i % 2][i / 2] += x[4];
            ps[i % 2][1] *= ps[1][0];
        }

        ps[0][0]++;
        (ps[0][1], ps[1][0]) = (ps[1][1], ps[0][0]);
        return ps[0][0] * ps[0][1] + ps[1][0] * ps[1][1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Enums(double x)
    {
        DayOfWeek d = DayOfWeek.Friday;
        switch (d)
        {
            case DayOfWeek.Monday:
                return x;
            case >= DayOfWeek.Tuesday and < DayOfWeek.Saturday when x > 0:
                return x * x;
        }

        return 0;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double OutDiscardLocal(double x)
    {
        Get(x, out double a, out _);
        Get(a, out _, out var b);
        return a * b;
        void Get(double t, out double p, out double q)
        {
            p = t * x;
            q = t * t;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double UncheckedCast(double x, int n)
    {
        byte b = unchecked((byte)(n * 100));
        sbyte c = unchecked((sbyte)300);
        checked
        {
            int k = n;
            k++;
            long l = k * 2L;
            return x * b * c * l * x;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Unsafe2(double x)
    {
        Span<double> s = stackalloc[]
        {
            x,
            2 * x
        };
        Span<double> t = [.. s, x];
        return t[^1] * t[0] + s[^1];
    }
}
