using System;
using Xunit;

namespace Diff.Tests;

/// <summary>Assertions on closeness, in units in the last place or relative to the expected number.</summary>
internal static class Near
{
    /// <summary>Asserts that a double is within so many units in the last place of the expected one.</summary>
    internal static void Ulps(double expected, double actual, double ulps, string what = "")
    {
        if (!double.IsFinite(expected))
        {
            Assert.True(expected.Equals(actual), $"{what}: expected {expected:R}, was {actual:R}");
            return;
        }
        double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.True(
            Math.Abs(expected - actual) <= ulps * unit,
            $"{what}: expected {expected:R}, was {actual:R}, {Math.Abs(expected - actual) / unit:G3} ulps away, allowed {ulps}");
    }

    /// <summary>Asserts that a float is within so many units in the last place of the expected number, given in double.</summary>
    internal static void Ulps(double expected, float actual, double ulps, string what = "")
    {
        float rounded = (float)expected;
        if (!float.IsFinite(rounded))
        {
            Assert.True(rounded.Equals(actual), $"{what}: expected {rounded:R}, was {actual:R}");
            return;
        }
        double unit = MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded);
        Assert.True(
            Math.Abs(expected - actual) <= ulps * unit,
            $"{what}: expected {expected:R}, was {actual:R}, {Math.Abs(expected - actual) / unit:G3} ulps away, allowed {ulps}");
    }

    /// <summary>Asserts |expected − actual| ≤ tolerance·max(|expected|, 1).</summary>
    internal static void Relative(double expected, double actual, double tolerance, string what = "")
    {
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{what}: expected {expected:R}, was {actual:R}, allowed {tolerance:G3}");
    }
}
