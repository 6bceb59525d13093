using System;
using Diff;

namespace CurveFit;

/// <summary>The rate of a reaction by the amount of what reacts; half of the limit v is reached at k.</summary>
internal static partial class MichaelisMenten
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "michaelis-menten",
        "Michaelis-Menten kinetics",
        "y = v x / (k + x)",
        ["v", "k"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([12, 1.8], From: 0.1, To: 10, Noise: 0.25));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * x[i] / (p[1] + x[i]) - y[i]) * weights[i];
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] half, double[] c) = SeparableStart.Search(
            data,
            Grid.Lengths(data),
            1,
            (x, shape, basis) => basis[0] = x / (shape[0] + x));

        return [c[0], half[0]];
    }
}
