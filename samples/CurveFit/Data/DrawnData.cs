using System;
using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>Draws points around a curve whose parameters are known, some of them far off.</summary>
internal static class DrawnData
{
    /// <summary>How many points are drawn.</summary>
    public const int Points = 60;

    /// <summary>How many of them are outliers.</summary>
    public const int Outliers = 6;

    /// <summary>Draws points.</summary>
    /// <param name="model">The curve, with what to draw from.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <returns>The points.</returns>
    public static CurveData Draw(Model model, int seed)
    {
        Example example = model.Example;
        Random random = new(seed);
        double[] x = [.. Grid.Linear(example.From, example.To, Points)];
        double[] y = model.Curve(example.Truth, x);
        for (int i = 0; i < Points; i++)
            y[i] += example.Noise * Normal(random);

        // Outliers lie above the curve, eight to twenty deviations: errors that do not cancel are what misleads least squares.
        foreach (int i in Choose(random))
            y[i] += example.Noise * (8 + 12 * random.NextDouble());

        return new CurveData(x, y);
    }

    private static IEnumerable<int> Choose(Random random)
    {
        int[] places = [.. Enumerable.Range(0, Points)];
        random.Shuffle(places);

        return places.Take(Outliers);
    }

    // Box and Muller. NextDouble may be 0, where the logarithm is infinite, but is never 1.
    private static double Normal(Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));

        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
