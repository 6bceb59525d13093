using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Diff.Gradients.Tests.Lanes;

namespace Diff.Aot;

/// <summary>How long generated gradients take per element, beside the plain method and the gradient without lanes.</summary>
/// <remarks>
/// A gradient that takes longer in lanes than without, beyond noise, runs in vectors that the hardware does not have, or calls fused
/// products that it does not have.
/// </remarks>
internal static class Timing
{
    private const int Rounds = 100;

    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(1);

    /// <summary>Prints a line for each kind of program.</summary>
    public static void Run(TextWriter output)
    {
        output.WriteLine(LaneReport.Hardware);
        output.WriteLine("ns per element     primal   one by one   in lanes   lanes / primal   lanes / one by one");
        Chains(output);
        Product(output);
        Mixture(output);
    }

    private static void Chains(TextWriter output)
    {
        const int n = 10_000;
        double[] x = LaneNumbers.Draw(n, 1);
        double[] gradient = new double[n];
        Line(
            output, "chain, double", n,
            () => LaneMethods.Chain(0.7, -0.2, x),
            () => LaneMethods.ChainOneByOneGradient(0.7, -0.2, x, gradient),
            () => LaneMethods.ChainGradient(0.7, -0.2, x, gradient));
        float[] single = LaneNumbers.DrawSingle(n, 1);
        float[] singleGradient = new float[n];
        Line(
            output, "chain, float", n,
            () => LaneMethods.ChainSingle(0.7f, -0.2f, single),
            () => LaneMethods.ChainSingleOneByOneGradient(0.7f, -0.2f, single, singleGradient),
            () => LaneMethods.ChainSingleGradient(0.7f, -0.2f, single, singleGradient));
    }

    /// <summary>Elements are the multiplications of the primal.</summary>
    private static void Product(TextWriter output)
    {
        const int n = 64;
        (double[] a, double[] b, double[] c) = (LaneNumbers.Draw(n * n, 1), LaneNumbers.Draw(n * n, 2), new double[n * n]);
        (double[] byA, double[] byB, double[] byC) = (new double[n * n], new double[n * n], new double[n * n]);
        Line(
            output, "product, 64³", n * n * n,
            () => ProductMethods.Product(a, b, c, n, n, n),
            () => ProductMethods.ProductAsWrittenBackward(a, b, c, n, n, n, byC, byA, byB),
            () => ProductMethods.ProductBackward(a, b, c, n, n, n, byC, byA, byB));
    }

    /// <summary>Elements are pairs of a point and a component, in four dimensions.</summary>
    private static void Mixture(TextWriter output)
    {
        const int points = 1_000, dimensions = 4, components = 5;
        double[] weights = LaneNumbers.Draw(components, 1);
        (double[] means, double[] scales) = (LaneNumbers.Draw(components * dimensions, 2), LaneNumbers.Draw(components * dimensions, 3));
        double[] x = LaneNumbers.Draw(points * dimensions, 4);
        double[][] by = [new double[components], new double[components * dimensions], new double[components * dimensions]];
        Line(
            output, "mixture, double", points * components,
            () => LaneMethods.Mixture(weights, means, scales, x, dimensions),
            () => LaneMethods.MixtureOneByOneGradient(weights, means, scales, x, dimensions, by[0], by[1], by[2]),
            () => LaneMethods.MixtureGradient(weights, means, scales, x, dimensions, by[0], by[1], by[2]));
    }

    private static void Line(TextWriter output, string name, int elements, Action primal, Action oneByOne, Action lanes)
    {
        // In turns, and the best of each: other work on the machine only adds, and less often to what is short.
        double[] best = [double.MaxValue, double.MaxValue, double.MaxValue];
        for (int round = 0; round < Rounds; round++)
        {
            best[0] = Math.Min(best[0], Sample(primal));
            best[1] = Math.Min(best[1], Sample(oneByOne));
            best[2] = Math.Min(best[2], Sample(lanes));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-16} {best[0] / elements,8:F2}   {best[1] / elements,10:F2}   {best[2] / elements,8:F2}   {best[2] / best[0],14:F2}   {best[2] / best[1],18:F2}"));
        output.Flush();
    }

    /// <summary>Nanoseconds of a call.</summary>
    private static double Sample(Action action)
    {
        action();
        long calls = 0;
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_sample)
        {
            action();
            calls++;
        }

        return clock.Elapsed.TotalNanoseconds / calls;
    }
}
