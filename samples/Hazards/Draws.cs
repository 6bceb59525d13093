using System;

namespace Hazards;

/// <summary>Random numbers of data.</summary>
internal static class Draws
{
    /// <summary>Draws independent standard normal numbers.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="count">How many.</param>
    /// <returns>The numbers.</returns>
    public static double[] Normal(Random random, int count)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Box and Muller. NextDouble may be 0, where the logarithm is infinite, but is never 1.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            numbers[i] = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return numbers;
    }
}
