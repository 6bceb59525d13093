using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Delegates that a call site fixes: lambdas, methods and local functions, handed on, in loops and in recursions.</summary>
public static partial class Delegates
{
    public delegate double Objective(ReadOnlySpan<double> x);
    public delegate void Update(ref double a, in double b, out double c);
    public delegate double OnPair(Pair p);

    public struct Pair
    {
        public double A, B;
        public readonly double Dot(Pair o) => A * o.A + B * o.B;
    }

    private static double Integrate(Func<double, double> f, double a, double b, int n = 4)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (f == null || f is null)
            throw new ArgumentNullException(nameof(f));
        double h = (b - a) / n, s = 0.5 * (f(a) + f.Invoke(b));
        for (int i = 1; i < n; i++)
            s += f(a + i * h);
        return s * h;
    }

    private static double Square(double t) => t * t;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, 0.5)]
    [At(1.3, 0.6, -0.4)]
    public static double Lambda(double k, double a, double b) => Integrate(x => x * x * k, a, b);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Group(double a, double b) => Integrate(Math.Sin, a, b) + Integrate(Square, a, b);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Local(double k, double a)
    {
        double F(double x) => x * k * x;
        Func<double, double> g = F;
        Func<double, double> h = g;
        return Integrate(F, a, 2) + Integrate(h, 0, a) + Integrate(new Func<double, double>(g), 0, a);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Statics(double a) => Integrate(static x => x * Math.Exp(x), 0, a);

    private static double Apply(Objective f, double[] x) => f(x) * f(x.AsSpan(1));

    private static double Norm(ReadOnlySpan<double> x)
    {
        double s = 0;
        foreach (double v in x)
            s += v * v;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double Spans(double[] x, double k) => Apply(Norm, x) + Apply(v => v[0] * k, x) + Apply(v => Functions.Dot(v, v), x);

    private static double ApplyTwo(Func<double, double> f, Func<double, double, double> g, double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += g(f(x), s);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Several(double x, double k) => ApplyTwo(t => t * k, (u, v) => u * k + v, x) + ApplyTwo(Math.Exp, Math.Max, x) + ApplyTwo(Math.Cos, Math.Pow, x);

    private static double PassedOn(Func<double, double> f, double x) => Integrate(t => f(t) * x, 0, x) + Integrate(f, 0, 1);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Passed(double x, double k) => PassedOn(t => t * t * k, x);

    private static void Repeat(Action a, int n)
    {
        for (int i = 0; i < n; i++)
            a();
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double Changes(double x, int n)
    {
        double s = x;
        int calls = 0;
        Repeat(() =>
        {
            s *= x;
            calls++;
        }, n);
        Action add = () => s += x * calls;
        add();
        Repeat(add, 2);
        return s * calls;
    }

    private static void For(int n, Action<int> body)
    {
        for (int i = 0; i < n; i++)
            body(i);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double ArrayCapture(double[] x, double y)
    {
        double s = 0;
        double[] t = new double[x.Length];
        For(x.Length, i =>
        {
            t[i] = x[i] * x[i] * y;
        });
        For(x.Length, i => s += t[i] * t[x.Length - 1 - i]);
        return s;
    }

    private static double Rec(Func<double, double> f, double x, int n) => n <= 0 ? f(x) : f(Rec(f, x, n - 1)) + x;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, 3)]
    [At(1.3, 0.6, 2)]
    public static double Recursive(double x, double k, int n) => Rec(t => Math.Sin(t * k), x, n) + Rec(Math.Cos, x, 2);

    private static double Grow(Func<double, double> f, double x, int n)
    {
        double local = x * 1.5;
        return n <= 0 ? f(x) : Grow(t => t * local, x * 1.1, n - 1);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, 3)]
    [At(1.3, 0.6, 2)]
    public static double RecursiveNew(double x, double k, int n) => Grow(t => t * k, x, n);

    private static double Adapt(Func<double, double> f, double a, double b, int depth)
    {
        double m = 0.5 * (a + b);
        double whole = (b - a) * f(m);
        if (depth == 0)
            return whole;
        return Adapt(f, a, m, depth - 1) + Adapt(f, m, b, depth - 1);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25, 0.5)]
    [At(1.3, 0.6, -0.4)]
    public static double Adaptive(double a, double b, double k) => Adapt(t => Math.Exp(-t * k) * t, a, b, 3);

    private static double DoUpdate(Update u, double a, double b)
    {
        u(ref a, b, out double c);
        u(ref a, in c, out double d);
        return a * c * d;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Refs(double x, double y) => DoUpdate((ref double a, in double b, out double c) =>
    {
        a *= b;
        c = a + b * y;
    }, x, y);

    private static double OnPairs(OnPair f, double x) => f(new Pair { A = x, B = x * x });

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Structs(double x, double y)
    {
        Pair q = new()
        {
            A = y,
            B = 2
        };
        return OnPairs(p => p.A * p.B * y, x) + OnPairs(p => q.Dot(p), x);
    }

    private static TResult Map<T, TResult>(T value, Func<T, TResult> f) => f(value);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Generics(double x, double k) => Map(x, t => t * k) * Map((x, k), t => t.x + t.k * t.k) + Map<double, (double, double)>(x, t => (t * k, k)).Item1;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double LocalFunctionsWithDelegates(double x, double k)
    {
        double Run(Func<double, double> f, int n)
        {
            double s = x;
            for (int i = 0; i < n; i++)
                s = f(s) * k;
            return s;
        }

        Func<double, double> square = t => t * t;
        double Use(double t) => square(t) + k;
        return Run(square, 2) + Run(t => t * k, 3) + Run(Use, 1) + Use(x) + Run(t => Use(t) * square(t), 1);
    }

    private static double Higher(Func<Func<double, double>, double> h, double x) => h(t => t * x) * 2;

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double HigherOrder(double x, double k) => Higher(f => f(k) * f(x), x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double CalledInPlace(double x) => ((Func<double, double>)(t => t * t))(x) * x;

    private static double Optional(double x, Func<double, double> f) => (f ?? throw new ArgumentNullException(nameof(f)))(x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Coalesce(double x) => Optional(x, t => t * x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double SharedCapture(double x, double k)
    {
        double s = 1;
        Do2(() => s *= x, () => s += k);
        return s;
        static void Do2(Action a, Action b)
        {
            a();
            b();
            a();
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double RefElement(double[] x, double k)
    {
        Touch(ref x[1], v => v * k * x[1]);
        return x[1] * x[0];
        static void Touch(ref double c, Func<double, double> f)
        {
            c = f(c) + f(2);
        }
    }

    private struct Solver
    {
        public double Step;
        public double Run(Func<double, double> f, double x)
        {
            Step *= 2;
            return x - Step * f(x);
        }

        public static double Newton(Func<double, double> f, Func<double, double> df, double x)
        {
            for (int i = 0; i < 4; i++)
                x -= f(x) / df(x);
            return x;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double StructMethods(double x, double k)
    {
        Solver s = new()
        {
            Step = k
        };
        return s.Run(t => t * t * x, x) + s.Run(Math.Sin, k) + Solver.Newton(t => t * t - x, t => 2 * t, 1.0);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Natural(double x)
    {
        var f = (double t) => t * x;
        var g = Square;
        var h = Math.Sin;
        return f(x) + g(x) * h(x);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double InLoop(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            int j = i;
            double w = x * i;
            Func<double, double> f = t => t * w + j;
            s += Integrate(f, 0, x) + f(j);
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double Discards(double x) => ApplyTwo(_ => 3, (_, _) => x, x) + ApplyTwo(delegate (double t)
    {
        return t * x;
    }, delegate
    {
        return x * x;
    }, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double EarlyReturn(double x, double k) => Integrate(t =>
    {
        if (t > x)
            return k;
        for (int i = 0; i < 3; i++)
        {
            t *= k;
            if (t > 2)
                break;
        }

        return t;
    }, 0, 2 * x);
}
