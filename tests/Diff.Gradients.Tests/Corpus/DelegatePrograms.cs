using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Numerical methods that take the function as a delegate.</summary>
public static partial class DelegatePrograms
{
    private static double Apply(Func<double, double> f, double x) => f(x);

    private static double Both(Func<double, double> f, ref double x)
    {
        x *= 2;
        return f(x);
    }


    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double CaptureStruct(double x, double y)
    {
        (double a, double b) t = (x, y);
        Action<double> add = v => t.a += v * t.b;
        Do(add, 3);
        return t.a * t.b;
    }

    private static void Do(Action<double> f, int n)
    {
        for (int i = 0; i < n; i++)
            f(i + 1);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double NestedLambda(double x, double y) => Apply(a => Apply(b => Apply(c => a * b * c * y, b), a) + a, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double LambdaInLoopChanging(double x, int n)
    {
        double s = 1;
        for (int i = 0; i < n; i++)
        {
            double k = s * x;
            s = Apply(t =>
            {
                k += t;
                return k * s;
            }, k) + k;
        }

        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 })]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 })]
    public static double BufferSwapCapture(double[] x)
    {
        double[] a = new double[5], b = new double[5];
        x.CopyTo(a, 0);
        Action step = () =>
        {
            for (int i = 0; i < 5; i++)
                b[i] = a[i] * a[(i + 1) % 5];
            (a, b) = (b, a);
        };
        Rep(step, 3);
        return a[0] + a[1] * 2;
    }

    private static void Rep(Action s, int n)
    {
        while (n-- > 0)
            s();
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double ByValueAndCaptured(double x)
    {
        double k = x;
        double r = Two(k, () => k *= 2);
        return r * k;
        static double Two(double v, Action f)
        {
            double before = v;
            f();
            return before * v;
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double ReturnsInFinallyOfLambda(double x) => Apply(t =>
    {
        double s = t;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                if (i == 2)
                    return s * x;
                s *= t;
            }
            finally
            {
                s += i;
            }
        }

        return 0;
    }, x);

    private static double Newton(Func<double, double> f, Func<double, double> d, double x0)
    {
        double x = x0;
        int i = 0;
        while (Math.Abs(f(x)) > 1e-12 && i++ < 50)
            x -= f(x) / d(x);
        return x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 0.5)]
    [At(1.3, 0.6)]
    public static double Root(double a, double b) => Newton(x => x * x * x - a * x - b, x => 3 * x * x - a, 2.0);

    private static void Rk4(Action<double, double[], double[]> f, double[] y, double h, int steps)
    {
        double[] k1 = new double[y.Length], k2 = new double[y.Length], t = new double[y.Length];
        for (int s = 0; s < steps; s++)
        {
            f(s * h, y, k1);
            for (int i = 0; i < y.Length; i++)
                t[i] = y[i] + 0.5 * h * k1[i];
            f((s + 0.5) * h, t, k2);
            for (int i = 0; i < y.Length; i++)
                y[i] += h * k2[i];
        }
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75, -1.25)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3, 0.6)]
    public static double Ode(double[] y, double k, double c)
    {
        double[] state = new double[2];
        state[0] = y[0];
        state[1] = y[1];
        Rk4((time, s, d) =>
        {
            d[0] = s[1];
            d[1] = -k * s[0] - c * s[1] + time;
        }, state, 0.1, 12);
        return state[0] * state[0] + state[1];
    }

    private static double Fold(ReadOnlySpan<double> x, Func<double, double, double> f)
    {
        double acc = x[0];
        for (int i = 1; i < x.Length; i++)
            acc = f(acc, x[i]);
        return acc;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double Folds(double[] x, double k) => Fold(x, (a, b) => a * k + b) * Fold(x, Math.Max) + Fold(x.AsSpan(1), static (a, b) => a * b);

    private static void MapTo(ReadOnlySpan<double> x, Span<double> y, Func<double, double> f)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = f(x[i]);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 0.4, 1.2, 0.9, -1.3, 0.7 }, 0.75)]
    [At(new[] { -0.8, 0.3, 1.6, 0.5, -1.1 }, 1.3)]
    public static double Maps(double[] x, double k)
    {
        Span<double> y = stackalloc double[5];
        MapTo(x, y, v => Math.Tanh(v * k));
        MapTo(y, y, Math.Exp);
        return Functions.LogSumExp(y);
    }

    private static double Bisect(Func<double, double> f, double a, double b, int n) => n == 0 ? (a + b) / 2 : f((a + b) / 2) > 0 ? Bisect(f, a, (a + b) / 2, n - 1) : Bisect(f, (a + b) / 2, b, n - 1);

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double Bisection(double a, double b) => Bisect(t => t * t - 2 * a, 0, 3 + b, 6);

    private static double RecAct(int n, Action<int> visit)
    {
        visit(n);
        return n <= 0 ? 0 : 1 + RecAct(n - 1, visit);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double RecursiveVisitor(double x, int n)
    {
        double s = x;
        double r = RecAct(n, i => s = s * x + i);
        return s * r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, 3)]
    [At(1.3, 2)]
    public static double LocalRecursiveWithDelegate(double x, int n)
    {
        return R(n, t => t * x);
        double R(int m, Func<double, double> f) => m == 0 ? f(x) : f(R(m - 1, f)) + x;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75)]
    [At(1.3)]
    public static double SameLambdaTwoScopes(double x)
    {
        double s = 0;
        for (int i = 0; i < 2; i++)
        {
            double w = x + i;
            Func<double, double> f = t => t * w;
            s += Apply(f, s + 1);
            w *= 2;
            s += Apply(f, x);
        }

        return s;
    }

    private static double Twice(Func<double, double> f, double x)
    {
        Func<double, double> g = f;
        double h(double t) => g(f(t));
        return Apply(h, x) + Apply(t => h(t) * g(t), x);
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.75, -1.25)]
    [At(1.3, 0.6)]
    public static double LocalsOfParameters(double x, double k) => Twice(t => t * k + 1, x) + Twice(Math.Sin, x);
}
