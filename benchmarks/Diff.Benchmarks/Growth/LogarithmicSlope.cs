using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Benchmarks.Growth;

/// <summary>The exponent of a power law.</summary>
public static class LogarithmicSlope
{
    /// <summary>Fits a straight line to logarithms, by least squares.</summary>
    /// <param name="points">Two points or more; those that are not positive are left out.</param>
    /// <returns>The slope: 1 where y grows like x, 2 where it grows like x². NaN where fewer than two points are left.</returns>
    public static double Of(IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] logarithms =
        [
            .. points.Where(point => point.X > 0 && point.Y > 0).Select(point => (Math.Log(point.X), Math.Log(point.Y))),
        ];
        if (logarithms.Length < 2)
            return double.NaN;

        double meanX = logarithms.Average(point => point.X), meanY = logarithms.Average(point => point.Y);
        return logarithms.Sum(point => (point.X - meanX) * (point.Y - meanY))
            / logarithms.Sum(point => (point.X - meanX) * (point.X - meanX));
    }
}
