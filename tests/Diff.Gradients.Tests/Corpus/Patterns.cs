using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>Patterns of arrays and spans, and of computed properties; what else runs over elements: Reverse, the characters of a string.</summary>
public static partial class Patterns
{
    public struct Point
    {
        public double X, Y;

        public double Length => Math.Sqrt(X * X + Y * Y);

        public readonly Point Half => new() { X = X / 2, Y = Y / 2 };
    }

    private static double Discounted(ReadOnlySpan<double> x) =>
        x switch { [] => 0, [var a] => a * a, [var a, .. var rest] => a + 0.5 * Discounted(rest) };

    [Differentiable(Emit = Emits.Both)]
    [At(new double[0])]
    [At(new[] { 1.75 })]
    [At(new[] { 1.75, 2.0 })]
    [At(new[] { 1.75, 2.0, 3.0, 0.5 })]
    [At(new[] { -1.75, 2.0, 3.0, 0.5 })]
    public static double Lists(double[] x)
    {
        double s = Discounted(x);
        ReadOnlySpan<double> span = x;
        s += span switch
        {
            [] => 1,
            [var f, .., var last] when f < 0 => last,
            [var a, var b] => a * b,
            [_, .. { Length: > 1 } middle, _] => middle[0] * middle[^1],
            _ => s,
        };
        if (x is { Length: > 1 and < 9 } and [.., var z] && z > 0)
            s *= z;
        if (x is not null and not [])
            s += x[0];
        if (x is [var g, ..] y && g > 1.5)
            s += y[0] * y.Length;
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, 2.0)]
    [At(0.5, 0.25)]
    public static double ComputedProperties(double x, double y)
    {
        Point p = new() { X = x, Y = y };
        return p is { Length: var l, Half.X: var half } && l > 1 ? l * l * p.X * half : p.Y;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0, 3.0, 4.0, 5.0 })]
    [At(new[] { 1.0, 2.0, 3.0, -4.0, 5.0, 0.5 })]
    public static double Reversed(double[] x)
    {
        double[] b = [.. x];
        Array.Reverse(b, 1, 3);
        b.AsSpan(0, 2).Reverse();
        Span<double> empty = [];
        empty.Reverse();
        Array.Reverse(b);
        double s = 0;
        for (int i = 0; i < b.Length; i++)
            s += b[i] * b[i] * (i + 1);
        return s;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, "a+bb")]
    [At(1.5, "")]
    [At(1.5, "ab.c")]
    public static double Characters(double x, string text)
    {
        double sum = 0, term = 1;
        foreach (char c in text)
        {
            if (c == '+')
            {
                sum += term;
                term = 1;
                continue;
            }
            if (c == '.')
                break;
            if (char.IsLetter(c))
                term *= x + (c - 'a');
        }
        foreach (int c in "ab")
            sum += c * x;
        return sum + term;
    }

    [Differentiable(Emit = Emits.Both)]
    [At(1.5, Gradient = new[] { 3.0 })]
    [At(-0.5, Gradient = new[] { -1.0 })]
    [At(1.25)]
    public static double Predicates(double x) =>
        (double.IsInteger(x) ? 3 * x : x * x) + (!double.IsInteger(x + 0.5) ? x : 1);
}
