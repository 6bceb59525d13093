using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>Comparison of numbers that were computed in different orders.</summary>
internal static class GradientAssert
{
    /// <summary>
    /// Every entry within the tolerance, relative to itself or to a thousandth of the largest; infinities and NaN the same.
    /// </summary>
    public static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} entries instead of {expected.Length}");
        double group = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Same(expected[i], actual[i], tolerance, group),
                FormattableString.Invariant($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }

    public static void Close(double expected, double actual, double tolerance, string what) => Close([expected], [actual], tolerance, what);

    /// <summary>A gradient against differences of the function, one variable after the other.</summary>
    public static void MatchesDifferences(double[] gradient, double[] at, Func<double[], double> f, double tolerance)
    {
        double[] expected = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            expected[i] = Differences.Central(
                h =>
                {
                    double[] moved = [.. at];
                    moved[i] += h;
                    return f(moved);
                },
                0.01).Derivative;
        }
        Close(expected, gradient, tolerance, "gradient");
    }

    private static bool Same(double expected, double actual, double tolerance, double group)
    {
        if (double.IsNaN(expected))
            return double.IsNaN(actual);
        if (double.IsInfinity(expected))
            return actual == expected;
        return Math.Abs(actual - expected) <= tolerance * Math.Max(Math.Abs(expected), 1e-3 * Math.Max(1, group));
    }
}
