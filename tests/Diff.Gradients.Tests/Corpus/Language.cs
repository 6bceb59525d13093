using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>The constructs of the language that no other file is about.</summary>
public static partial class Language
{
    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double ForeachDeconstruct(double[] x, double y)
    {
        (double A, double B)[] pairs = [(x[0], y), (x[1], x[2])];
        double s = 0;
        foreach ((double a, double b) in pairs)
            s += a * b * b;
        foreach (var (a, _) in pairs)
            s += a * a;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double SwitchWhen(double x, int n)
    {
        switch (n)
        {
            case > 5:
                return x;
            case >= 2 and <= 4 when x > 0.1:
                return x * x * x;
            case 1 or 0:
                return 2 * x;
            default:
                return 5 * x;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Discard(double x)
    {
        _ = x * 2;
        _ = Side(x, out _);
        return Side(x, out var z) * z;
    }

    private static double Side(double x, out double y)
    {
        y = x * x;
        return x + 1;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double Checked(double x, int n)
    {
        int k;
        checked
        {
            k = n * 2;
            k += 1;
        }

        unchecked
        {
            k = k * 3;
        }

        return x * checked(k + 1) * unchecked(n + 1) * x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double NestedTuples(double x, double y)
    {
        var ((a, b), c) = ((x * y, y), x);
        (double d, (double e, double f)) = (a, (b, c));
        ((a, b), c) = ((b, a), c * 2);
        var t = ((x, y), x * y);
        ((d, _), e) = t;
        return a * b * c + d * e * f;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double StackExpr(double x, double y) => Sum(stackalloc double[] { x, y * x, 3 }) * Sum(stackalloc[] { x, y });

    private static double Sum(ReadOnlySpan<double> v)
    {
        double s = 0;
        foreach (double a in v)
            s += a * a;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double StackCond(double x, int n)
    {
        Span<double> s = n > 2 ? stackalloc double[3] : new double[4];
        s[0] = x;
        s[1] = x * x;
        return s[0] * s[1] + s.Length;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double SpanCollection(double x)
    {
        Span<double> s = [1, x, 3];
        ReadOnlySpan<double> r = [2, 3];
        s[0] = s[1] * r[1];
        return s[0] * s[2];
    }

    private static double P1(params ReadOnlySpan<double> v) => Sum(v);

    private static double P2(params double[] v)
    {
        double s = v.Length;
        for (int i = 0; i < v.Length; i++)
            s += v[i] * (i + 1);
        return s;
    }

    private static double P3(double a, params Span<double> v)
    {
        v[0] *= a;
        return v[0] * v[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(1.3, 0.6, new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double Params(double x, double y, double[] z) => P1(x, y * x, 2) * P2(y, x) + P2() + P1() + P2(z) + P1(z) + P3(x, y, x);

    private static double In(in double a, ref readonly double b) => a * b * b;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(1.3, 0.6, new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double InArgs(double x, double y, double[] z) => In(x, ref y) + In(in x, in y) + In(x * y, ref z[1]) + In(in z[0], in z[2]);

    private static void TwoOut(double x, out double s, out double c)
    {
        s = Math.Sin(x);
        c = Math.Cos(x);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double OutVar(double x)
    {
        TwoOut(x, out var s, out double c);
        TwoOut(x * x, out _, out var c2);
        double d;
        TwoOut(c2, out d, out _);
        return s * c * c2 + d;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double StaticLocal(double x)
    {
        return Sq(x) + Cube(x);
        static double Sq(double t) => t * t;
        static double Cube(double t)
        {
            return t * Sq(t);
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double GotoCase(double x, int n)
    {
        double s = x;
        switch (n)
        {
            case 3:
                s *= x;
                goto case 1;
            case 1:
                s += x;
                goto default;
            case 0:
                s = 1;
                break;
            default:
                s *= 2;
                break;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double WhileNested(double x)
    {
        int i = 0;
        do
        {
            if (i == 2)
                continue;
            x *= 1.1;
        }
        while (++i < 4);
        for (; ; )
        {
            if (i-- < 0)
                break;
            x += 0.1 * x;
        }

        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double TupleSwap(double[] a)
    {
        (a[0], a[1]) = (a[1] * 2, a[0]);
        (a[2], _) = (a[3], a[4]);
        return a[0] * a[0] + a[1] + a[2] * a[3];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double Boolean(double x, int n)
    {
        bool b = n is > 1 and not 5;
        b &= x > 0;
        b |= false;
        b ^= false;
        return b ? x * x : x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double UnsignedRight(double x, int n)
    {
        uint u = (uint)n;
        long l = n << 2;
        return x * (u >> 1) * (l >>> 1) * (n % 2) * ~n;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double Enumerate(double[] x)
    {
        double s = 0;
        foreach (double v in x.AsSpan()[1..])
        {
            if (v < 0)
                continue;
            s += v * v;
        }

        foreach (ref readonly double w in (ReadOnlySpan<double>)x)
            s *= 1 + w;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.8)]
    [At(1.3)]
    public static double ForMulti(double x)
    {
        double s = 0;
        for (int i = 0, j = 10; i < j; i++, j--)
            s += x * i * j;
        for (double t = x; t < 3; t += x)
            s += t * t;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double UsingStatic(double x)
    {
        Span<double> s = stackalloc double[2]
        {
            x,
            x
        };
        s.Fill(x);
        Span<double> t = s[..1];
        t[0] *= 2;
        return s[0] * s[1];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double DoubleDiscard(double x)
    {
        (double a, _) = (x * x, x);
        (_, double b) = Two(x);
        return a * b;
    }

    private static (double, double) Two(double x) => (x, x * 3);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double CharAndEnum(double x)
    {
        DayOfWeek d = DayOfWeek.Monday;
        char c = 'b';
        return d switch
        {
            DayOfWeek.Monday => x * x,
            _ => x
        } * (c - 'a') * (int)(d + 1);
    }
}
