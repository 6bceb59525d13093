using System;
using Diff;

namespace CurveFit;

/// <summary>Rises from zero to a limit: adsorption, charging, oxygen demand.</summary>
internal static partial class Saturation
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "saturation",
        "exponential saturation",
        "y = a (1 - exp(-k x))",
        ["a", "k"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([8, 0.45], From: 0, To: 10, Noise: 0.15));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * (1 - Math.Exp(-p[1] * x[i])) - y[i]) * weights[i];
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] rate, double[] c) = SeparableStart.Search(
            data,
            Grid.Rates(data, growing: false),
            1,
            (x, shape, basis) => basis[0] = 1 - Math.Exp(-shape[0] * x));

        return [c[0], rate[0]];
    }
}
