using System;
using Xunit;

namespace Diff.Samples.Tests;

/// <summary>Compares numbers.</summary>
internal static class Numbers
{
    /// <summary>Fails unless two numbers agree relative to the expected one.</summary>
    /// <param name="expected">The number to compare with.</param>
    /// <param name="actual">The number.</param>
    /// <param name="tolerance">The relative error allowed; absolute below 1.</param>
    /// <param name="what">What the numbers are, for the message.</param>
    public static void AssertClose(double expected, double actual, double tolerance, string what)
    {
        AssertWithin(expected, actual, tolerance * Math.Max(1, Math.Abs(expected)), what);
    }

    /// <summary>Fails unless two numbers agree relative to the expected one, however small it is.</summary>
    /// <param name="expected">The number to compare with.</param>
    /// <param name="actual">The number.</param>
    /// <param name="tolerance">The relative error allowed.</param>
    /// <param name="what">What the numbers are, for the message.</param>
    public static void AssertRelative(double expected, double actual, double tolerance, string what)
    {
        AssertWithin(expected, actual, tolerance * Math.Abs(expected), what);
    }

    /// <summary>Fails unless two numbers agree.</summary>
    /// <param name="expected">The number to compare with.</param>
    /// <param name="actual">The number.</param>
    /// <param name="allowed">The difference allowed.</param>
    /// <param name="what">What the numbers are, for the message.</param>
    public static void AssertWithin(double expected, double actual, double allowed, string what)
    {
        Assert.True(Math.Abs(actual - expected) <= allowed, $"{what}: expected {expected:R} within {allowed:E1}, got {actual:R}");
    }
}
