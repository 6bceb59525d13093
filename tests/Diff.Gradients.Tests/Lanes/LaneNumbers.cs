using System;
using System.Linq;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>What tests of loops in lanes draw and compare. This part needs no test framework: tests/Diff.Aot compiles it, too.</summary>
internal static partial class LaneNumbers
{
    /// <summary>Numbers between −1.5 and 1.5, the same for the same seed.</summary>
    public static double[] Draw(int n, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, n).Select(_ => (3 * random.NextDouble()) - 1.5)];
    }

    /// <summary>The same in single precision.</summary>
    public static float[] DrawSingle(int n, int seed) => [.. Draw(n, seed).Select(v => (float)v)];

    /// <summary>Memory that must be overwritten.</summary>
    public static double[] Filled(int n) => [.. Enumerable.Repeat(77.0, n)];

    /// <summary>The size of numbers, to which a tolerance is relative.</summary>
    public static double Scale(double[] numbers) =>
        // Sums have the scale of what is added, which is about one, times how many there are.
        1 + (0.01 * numbers.Length) + numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
}
