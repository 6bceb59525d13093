using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Calls of other source methods.</summary>
public static partial class Calls
{
    [Differentiable(Emit = Emits.Both)]
    [At(1.0)]
    [At(-0.5)]
    public static double Chain(double x) => 3 * Square(2 * Cube(x)) + Square(x);

    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 5.0)]
    public static double RefParametersCalledTwice(double x, double y)
    {
        Update(ref x, ref y);
        Update(ref y, ref x);
        return x * y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 4.0, 5.0 })]
    [At(new[] { 0.0, 4.0, -5.0 })]
    public static double RefAccumulatorInALoop(ReadOnlySpan<double> w)
    {
        double r = 1;
        for (int i = 0; i < w.Length; i++)
            MultiplyInto(ref r, w[i]);
        return r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 3.0, 4.0, 5.0 })]
    public static double RefToAnElement(double[] a)
    {
        MultiplyInto(ref a[0], a[1]);
        MultiplyInto(ref a[2], a[0]);
        return a[2] * a[0];
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 2.0, -0.5 })]
    public static double ReadWriteRead(Span<double> x)
    {
        double product = SumOfSquares(x);
        Scale(x, product);
        return x[0] + SumOfSquares(x.Slice(1));
    }

    [Differentiable(Emit = Emits.Both)]
    [At(2.0, 0.5)]
    [At(-2.0, 0.5)]
    public static double CalleeReturnsEarly(double x, double y) => Guarded(x, y) * Guarded(y, x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 3)]
    [At(0.7, 0)]
    public static double CalleeWithALoopCalledInALoop(double x, int n)
    {
        double s = x;
        for (int i = 0; i < n; i++)
            s += Calculations.Series(s * x, i);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.7, 2.0)]
    public static double NamedAndOptionalArguments(double x, double y) => Weighted(weight: y, value: x) + Weighted(x * y, power: 1, weight: x);

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, -0.25)]
    public static double ArgumentsAreEvaluatedInOrder(double x, double y) => Weighted(x += y, y *= x) + x * y;

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 0.5)]
    public static double CalleeThrowsInAGuard(double x, double y) => SafeRatio(x, y) * SafeRatio(y, x + y);

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 3)]
    public static double UnknownCallWithoutActiveArguments(double x, int n)
    {
        double k = BitConverter.Int64BitsToDouble(4611686018427387904L + n);
        return x * x * k;
    }

    private static double Square(double x) => x * x;

    private static double Cube(double x)
    {
        double r = Square(x);
        return r * x;
    }

    private static void Update(ref double a, ref double b)
    {
        a += b * a;
        b *= a;
    }

    private static void MultiplyInto(ref double left, double right) => left *= right;

    private static double SumOfSquares(ReadOnlySpan<double> x)
    {
        double s = 0;
        foreach (double e in x)
            s += Square(e);
        return s;
    }

    private static void Scale(Span<double> x, double factor)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] *= factor;
    }

    private static double Guarded(double x, double y)
    {
        if (x < 0)
            return y * y;
        double r = x * y;
        if (r > 10)
            return 10;
        return r + x;
    }

    private static double Weighted(double value, double weight, int power = 2) =>
        power == 2 ? value * value * weight : value * weight;

    private static double SafeRatio(double a, double b)
    {
        if (b == 0)
            throw new ArgumentException("must not be zero", nameof(b));
        return a / b;
    }
}

/// <summary>Another type whose method is called.</summary>
internal static class Calculations
{
    internal static double Series(double x, int n)
    {
        double term = 1;
        double sum = 1;
        for (int i = 1; i <= n; i++)
        {
            term *= x / i;
            sum += term;
        }
        return sum;
    }
}
