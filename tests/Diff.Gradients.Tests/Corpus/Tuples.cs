using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Tuple swaps and deconstruction: the right side is evaluated before anything is assigned.</summary>
public static partial class Tuples
{
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 4.0)]
    public static double Swap(double x, double y)
    {
        (x, y) = (y, x);
        return x * x - y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, 0.25, 0)]
    [At(0.5, 0.25, 1)]
    [At(0.5, 0.25, 12)]
    public static double Fibonacci(double a, double b, int n)
    {
        for (int i = 0; i < n; i++)
            (a, b) = (b, a + b);
        return a * b;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.5, -1.5)]
    public static double Declarations(double x, double y)
    {
        (double p, double q) = (x * y, x + y);
        (double r, p) = (p, q);
        return p * q * r;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(0.1, 0.9, 5)]
    public static double RotationOfThree(double x, double y, int n)
    {
        double a = x, b = y, c = 1;
        for (int i = 0; i < n; i++)
            (a, b, c) = (b * x, c + a, a * y);
        return a + 2 * b + 3 * c;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0 }, 2)]
    public static double ElementsSwappedAtComputedIndices(Span<double> a, int i)
    {
        (a[0], a[i]) = (a[i] * a[1], a[0]);
        return a[0] * 2 + a[i] * a[i];
    }
}
