using System;
using Diff;

namespace CurveFit;

/// <summary>The case whose answers are in every textbook.</summary>
internal static partial class StraightLine
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "line",
        "straight line",
        "y = a + b x",
        ["a", "b"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([1, 0.7], From: 0, To: 10, Noise: 0.4));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] + p[1] * x[i] - y[i]) * weights[i];
    }

    // Least squares, solved at once: there is nothing to search.
    private static double[] FindStart(CurveData data)
    {
        (_, double[] c) = SeparableStart.Search(
            data,
            [[]],
            2,
            (x, _, basis) =>
            {
                basis[0] = 1;
                basis[1] = x;
            });

        return c;
    }
}
