using System;
using Diff;

namespace CurveFit;

/// <summary>A line of a spectrum over a sloping background.</summary>
internal static partial class GaussianPeak
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "peak",
        "Gaussian peak on a line",
        "y = a exp(-((x - m) / w)^2 / 2) + b + c x",
        ["a", "m", "w", "b", "c"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([6, 4.2, 0.8, 1, 0.3], From: 0, To: 10, Noise: 0.2));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - p[1]) / p[2];
            residuals[i] = (p[0] * Math.Exp(-0.5 * z * z) + p[3] + p[4] * x[i] - y[i]) * weights[i];
        }
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] shape, double[] c) = SeparableStart.Search(
            data,
            Grid.Product(Grid.Places(data), Grid.Lengths(data)),
            3,
            (x, shape, basis) =>
            {
                double z = (x - shape[0]) / shape[1];
                basis[0] = Math.Exp(-0.5 * z * z);
                basis[1] = 1;
                basis[2] = x;
            });

        return [c[0], shape[0], shape[1], c[1], c[2]];
    }
}
