using System;
using System.Linq;

namespace CurveFit;

/// <summary>Estimates how far ordinary points are from the curve, while up to half of all points may be outliers.</summary>
internal static class ScaleEstimate
{
    // The median of |r| is this share of the standard deviation of normal r.
    private const double NormalMedian = 0.674489750196082;

    // Where most points are on the curve, the scale is not zero but rounding.
    private const double Floor = 1e-12;

    /// <summary>Estimates by the median absolute residual.</summary>
    /// <param name="problem">The curve and the points.</param>
    /// <param name="residuals">The residuals.</param>
    /// <returns>The standard deviation, greater than zero.</returns>
    public static double Of(CurveProblem problem, double[] residuals)
    {
        double[] sizes = [.. residuals.Select(Math.Abs).Order()];

        // A fit can bring as many residuals to zero as it has parameters. They say nothing of the scale.
        double[] counted = sizes[(problem.Columns - 1)..];
        double median = 0.5 * (counted[(counted.Length - 1) / 2] + counted[counted.Length / 2]);
        double size = Enumerable.Range(0, problem.Rows).Max(i => Math.Abs(problem.Data.Y[i] * problem.Data.Weights[i]));

        return Math.Max(median / NormalMedian, size > 0 ? Floor * size : 1);
    }
}
