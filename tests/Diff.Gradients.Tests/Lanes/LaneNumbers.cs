using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>What tests of loops in lanes draw and compare.</summary>
internal static class LaneNumbers
{
    /// <summary>Numbers between −1.5 and 1.5, the same for the same seed.</summary>
    public static double[] Draw(int n, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, n).Select(_ => (3 * random.NextDouble()) - 1.5)];
    }

    /// <summary>Memory that must be overwritten.</summary>
    public static double[] Filled(int n) => [.. Enumerable.Repeat(77.0, n)];

    /// <summary>Compares numbers up to rounding; what is not finite, exactly.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        // Sums have the scale of what is added, which is about one, times how many there are.
        double scale = 1 + (0.01 * expected.Length) + expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i]))
                Assert.InRange(actual[i], expected[i] - (tolerance * scale), expected[i] + (tolerance * scale));
            else
                Assert.Equal(expected[i], actual[i]);
        }
    }

    /// <summary>Compares a gradient with central differences at some coordinates.</summary>
    public static void Differences(Func<double[], double> f, double[] x, double[] gradient)
    {
        for (int i = 0; i < x.Length; i += Math.Max(1, x.Length / 7))
        {
            double[] up = [.. x];
            double[] down = [.. x];
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (f(up) - f(down)) / 2e-5;
            Assert.InRange(gradient[i], slope - (1e-6 * (1 + Math.Abs(slope))), slope + (1e-6 * (1 + Math.Abs(slope))));
        }
    }
}
