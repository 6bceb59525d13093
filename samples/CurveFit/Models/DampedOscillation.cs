using System;
using Diff;

namespace CurveFit;

/// <summary>Swings that die down around a constant: a pendulum, a tapped beam.</summary>
internal static partial class DampedOscillation
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "oscillation",
        "damped oscillation",
        "y = a exp(-k x) cos(w x + f) + c",
        ["a", "k", "w", "f", "c"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([4, 0.25, 3, 0.5, 1], From: 0, To: 10, Noise: 0.2));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * Math.Exp(-p[1] * x[i]) * Math.Cos(p[2] * x[i] + p[3]) + p[4] - y[i]) * weights[i];
    }

    // With a and f taken apart into a cosine and a sine, what is left to search are k and w.
    private static double[] FindStart(CurveData data)
    {
        (double[] shape, double[] c) = SeparableStart.Search(
            data,
            Grid.Product(Grid.Dampings(data), Grid.Frequencies(data)),
            3,
            (x, shape, basis) =>
            {
                double envelope = Math.Exp(-shape[0] * x);
                basis[0] = envelope * Math.Cos(shape[1] * x);
                basis[1] = envelope * Math.Sin(shape[1] * x);
                basis[2] = 1;
            });

        return [Math.Sqrt(c[0] * c[0] + c[1] * c[1]), shape[0], shape[1], Math.Atan2(-c[1], c[0]), c[2]];
    }
}
