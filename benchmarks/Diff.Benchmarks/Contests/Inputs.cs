using System;

namespace Diff.Benchmarks.Contests;

/// <summary>Inputs that are the same on every run.</summary>
public static class Inputs
{
    /// <summary>Draws numbers uniformly.</summary>
    /// <param name="seed">Which numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <returns>The numbers.</returns>
    public static double[] Uniform(int seed, int count, double low, double high)
    {
        Random random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = low + ((high - low) * random.NextDouble());
        }

        return values;
    }
}
