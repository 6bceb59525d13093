using System;

namespace Diff.Tests;

/// <summary>Plain central differences, independent of the library's own check.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    internal static double[] Gradient(Func<double[], double> function, double[] x)
    {
        double[] gradient = new double[x.Length];
        double[] point = (double[])x.Clone();
        for (int i = 0; i < x.Length; i++)
        {
            point[i] = x[i] + Step;
            double right = function(point);
            point[i] = x[i] - Step;
            double left = function(point);
            point[i] = x[i];
            gradient[i] = (right - left) / (2 * Step);
        }
        return gradient;
    }
}
