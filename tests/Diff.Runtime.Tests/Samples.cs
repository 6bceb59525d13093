using System;

namespace Diff.Tests;

/// <summary>Reproducible test data: normal numbers, so of mixed signs.</summary>
internal static class Samples
{
    internal static double[] Doubles(int length, ulong seed, double scale = 1)
    {
        RandomStream random = new(seed);
        double[] values = new double[length];
        foreach (ref double value in values.AsSpan())
        {
            value = scale * random.NextNormal();
        }
        return values;
    }

    internal static float[] Singles(int length, ulong seed, double scale = 1)
    {
        double[] values = Doubles(length, seed, scale);
        return Array.ConvertAll(values, value => (float)value);
    }
}
