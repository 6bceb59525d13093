using System;
using Diff;

namespace CurveFit;

/// <summary>A fast and a slow decay: two isotopes, two compartments.</summary>
internal static partial class TwoExponentials
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "two-decays",
        "sum of two exponential decays",
        "y = a exp(-k x) + b exp(-l x)",
        ["a", "k", "b", "l"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([4, 2.5, 3, 0.3], From: 0, To: 10, Noise: 0.05));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * Math.Exp(-p[1] * x[i]) + p[2] * Math.Exp(-p[3] * x[i]) - y[i]) * weights[i];
    }

    // The faster rate is the first.
    private static double[] FindStart(CurveData data)
    {
        (double[] rates, double[] c) = SeparableStart.Search(
            data,
            Grid.Pairs(Grid.Rates(data, growing: false)),
            2,
            (x, shape, basis) =>
            {
                basis[0] = Math.Exp(-shape[0] * x);
                basis[1] = Math.Exp(-shape[1] * x);
            });

        return [c[0], rates[0], c[1], rates[1]];
    }
}
