using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Gradients.Tests.Corpus;

/// <summary>What is differentiated: constants left out, parameters named.</summary>
public static partial class Selections
{
    [Differentiable(Emit = Emits.Both)]
    [At(3.0, 2.0)]
    public static double ConstantScalar([Constant] double p, double x) => p * x * x + p;

    [Differentiable(Emit = Emits.Both)]
    [At(new[] { 1.0, 2.0 }, new[] { 3.0, -4.0 }, 0.5)]
    public static double ConstantSpan(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x, [Constant] double y)
    {
        double z = 0;
        for (int i = 0; i < w.Length; i++)
            z += w[i] * x[i];
        return (z - y) * (z - y);
    }

    [Differentiable(nameof(p), Emit = Emits.Both)]
    [At(new[] { 1.0, 1.0, 1.0 }, new[] { 1.0, 2.0, 3.0 }, 2.0)]
    public static double NamedSpan(ReadOnlySpan<double> x, ReadOnlySpan<double> p, double sigma)
    {
        double power = 0;
        for (int i = 0; i < x.Length; i++)
            power += (x[i] - p[i]) * (x[i] - p[i]);
        power = -power / (2 * sigma * sigma);
        return Math.Log(1 / Math.Sqrt(Math.Pow(2 * Math.PI, x.Length) * sigma) * Math.Exp(power));
    }

    [Differentiable(nameof(b), nameof(w), Emit = Emits.Both)]
    [At(1.5, 2.5, new[] { 1.0, 2.0 }, new[] { 4.0, 5.0 })]
    public static double NamedScalarAndSpan(double a, double b, ReadOnlySpan<double> v, ReadOnlySpan<double> w) =>
        a * b * v[0] * w[1] + b * w[0] * v[1];

    [Differentiable(nameof(x), nameof(y))]
    [At(2.0, new[] { 1.0, 2.0 }, new[] { 4.0, 5.0 })]
    public static void NamedOutput(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
            y[i] = factor * x[i] * x[i];
    }
}
