using System;
using Diff;

namespace CurveFit;

/// <summary>Decays towards a constant: discharge, cooling, radioactivity over a background.</summary>
internal static partial class ExponentialDecay
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "decay",
        "exponential decay with offset",
        "y = a exp(-k x) + c",
        ["a", "k", "c"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([5, 0.6, 1.5], From: 0, To: 10, Noise: 0.12));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * Math.Exp(-p[1] * x[i]) + p[2] - y[i]) * weights[i];
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] rate, double[] c) = SeparableStart.Search(
            data,
            Grid.Rates(data, growing: true),
            2,
            (x, shape, basis) =>
            {
                basis[0] = Math.Exp(-shape[0] * x);
                basis[1] = 1;
            });

        return [c[0], rate[0], c[1]];
    }
}
