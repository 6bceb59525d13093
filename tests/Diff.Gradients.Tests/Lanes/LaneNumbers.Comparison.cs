using System;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <content>Assertions.</content>
internal static partial class LaneNumbers
{
    /// <summary>Compares numbers up to rounding; what is not finite, exactly.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        double scale = Scale(expected);
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
