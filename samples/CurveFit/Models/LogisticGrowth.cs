using System;
using Diff;

namespace CurveFit;

/// <summary>Grows towards a limit, half of which is reached at m: populations, dose and response.</summary>
internal static partial class LogisticGrowth
{
    /// <summary>The curve with all that a fit needs.</summary>
    public static Model Model { get; } = new(
        "logistic",
        "logistic growth",
        "y = a / (1 + exp(-k (x - m)))",
        ["a", "k", "m"],
        Residuals,
        ResidualsJacobian,
        FindStart,
        new Example([10, 1.2, 5], From: 0, To: 10, Noise: 0.25));

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Residuals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] / (1 + Math.Exp(-p[1] * (x[i] - p[2]))) - y[i]) * weights[i];
    }

    private static double[] FindStart(CurveData data)
    {
        (double[] shape, double[] c) = SeparableStart.Search(
            data,
            Grid.Product(Grid.Rates(data, growing: true), Grid.Places(data)),
            1,
            (x, shape, basis) => basis[0] = 1 / (1 + Math.Exp(-shape[0] * (x - shape[1]))));

        return [c[0], shape[0], shape[1]];
    }
}
