using System;
using Diff;

namespace CurveFit;

/// <summary>Scaling: allometry, friction, energy radiated by temperature.</summary>
internal static partial class PowerLaw
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "power",
        "power law",
        "y = a x^b",
        ["a", "b"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([2, 1.5], From: 0.2, To: 10, Noise: 0.6))
    {
        NeedsPositiveX = true,
    };

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * Math.Pow(x[i], p[1]) - y[i]) * weights[i];
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] exponent, double[] c) = SeparableStart.Search(
            data,
            Grid.Exponents(),
            1,
            (x, shape, basis) => basis[0] = Math.Pow(x, shape[0]));

        return [c[0], exponent[0]];
    }
}
