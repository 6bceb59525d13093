using System;

namespace OptionGreeks;

/// <summary>Draws the random numbers of the paths, ahead of every pricing, so that all prices see the same paths.</summary>
internal static class NormalDraws
{
    /// <summary>Draws independent standard normal numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <returns>The numbers.</returns>
    public static double[] Draw(int count, int seed)
    {
        Random random = new(seed);
        double[] normals = new double[count];
        for (int i = 0; i < count; i += 2)
        {
            // Box and Muller make two of two. NextDouble may be 0, where the logarithm is infinite, but is never 1.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            normals[i] = radius * cosine;
            if (i + 1 < count)
                normals[i + 1] = radius * sine;
        }

        return normals;
    }
}
