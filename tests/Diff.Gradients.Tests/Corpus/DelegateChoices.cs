using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Delegates that are one of several, none, given by methods and lambdas, or assigned behind their declaration.</summary>
public static partial class DelegateChoices
{
    private static double Twice(Func<double, double> f, double x) => f(f(x));

    private static double Repeated(Func<double, double> f, double x, int n) => n == 0 ? x : Repeated(f, f(x), n - 1);

    private static Func<double, double> Line(double a, double b) => t => a * t + b;

    private static Func<double, double> Composed(Func<double, double> f, Func<double, double> g)
    {
        return t => f(g(t));
    }

    private static double Applied(double x, Func<double, double>? f = null) => f == null ? x : f(x);

    private static double OrSine(double x, Func<double, double>? f = null)
    {
        f ??= Math.Sin;
        return f(x) * x;
    }

    private static double Traced(double x, Action<double>? trace = null)
    {
        double square = x * x;
        trace?.Invoke(square);
        if (trace != null)
            trace(x);
        return square;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 1)]
    [At(0.5, 0)]
    public static double OneOfTwo(double x, int n)
    {
        Func<double, double> f = n > 0 ? Math.Sin : t => t * x;
        return f(x) * x;
    }

    // What is chosen is decided once, where it is written: k changes behind it, for the lambda too.
    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0)]
    [At(0.5, 1)]
    [At(0.5, 3)]
    [At(0.5, 7)]
    public static double HandedOn(double x, int n)
    {
        double k = 2 * x;
        int m = n;
        Func<double, double> f = m++ switch { 0 => Math.Sin, 1 => v => v * k, _ when n > 4 => Math.Exp, _ => Math.Tanh };
        Func<double, double> g = m > 1 ? f : t => f(t) * t;
        k = 3 * x;
        m = 0;
        double s = 0;
        for (int i = 0; i < 2; i++)
        {
            Func<double, double> h = i == 0 ? f : g;
            s += Twice(h, 0.5 * x + i) + Repeated(g, x, 2);
        }
        return s + m;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 2.0)]
    [At(-0.25, 0.75)]
    public static double GivenByMethodsAndLambdas(double x, double y)
    {
        Func<double, double> line = Line(x, y);
        double z = y;
        y = 3 * x;
        Func<double, Func<double, double>> add = a => b => a * b + y;
        Func<double, double> c = Composed(line, Composed(Math.Sin, add(z)));
        y *= 2;
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            Func<double, double> q = Line(i * x, s);
            s += q(z);
        }
        return c(x) + Line(y, x)(z) * s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 2.0)]
    [At(-0.5, 0.75)]
    public static double AssignedBehindTheDeclaration(double x, double y)
    {
        Func<double, double> f;
        Action<double> add;
        double s = 0, m = x;
        add = v =>
        {
            if (v < 0)
                return;
            s += v * v;
        };
        if (x > 0)
        {
            Func<double, double> g;
            g = t => t * y;
            s += g(x);
        }
        f = t => t * s * m;
        add(x);
        add(-y);
        add(y);
        m += y;
        return f(x) * s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 2.0)]
    public static double None(double x, double y)
    {
        double sum = 0;
        double z = Applied(x) * Applied(y, t => t * x) + OrSine(x) * OrSine(y, Math.Exp) + Traced(x) * Traced(y, v => sum += v);
        return z * sum;
    }
}
