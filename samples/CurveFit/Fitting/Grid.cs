using System;
using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>Coarse grids of the parameters that a curve is not linear in, in proportion to where the points are.</summary>
internal static class Grid
{
    /// <summary>Rates of exponentials: changes from a twentieth to a hundred times e over all points.</summary>
    /// <param name="data">The points.</param>
    /// <param name="growing">Whether the other sign is tried too.</param>
    /// <returns>The rates.</returns>
    public static IReadOnlyList<double[]> Rates(CurveData data, bool growing)
    {
        double[] rates = [.. Geometric(0.05 / Width(data), 100 / Width(data), 24)];

        return [.. rates.Concat(growing ? rates.Select(rate => -rate) : []).Select(rate => new[] { rate })];
    }

    /// <summary>Rates at which a swing dies down, none among them.</summary>
    /// <param name="data">The points.</param>
    /// <returns>The rates.</returns>
    public static IReadOnlyList<double[]> Dampings(CurveData data)
    {
        return [[0], .. Geometric(0.5 / Width(data), 20 / Width(data), 6).Select(rate => new[] { rate })];
    }

    /// <summary>Angular frequencies, from half a swing over all points to one for each two points.</summary>
    /// <param name="data">The points.</param>
    /// <returns>The frequencies.</returns>
    public static IReadOnlyList<double[]> Frequencies(CurveData data)
    {
        int halfSwings = Math.Clamp(data.Count - 1, 2, 200);

        return [.. Linear(Math.PI / Width(data), halfSwings * Math.PI / Width(data), 2 * halfSwings).Select(w => new[] { w })];
    }

    /// <summary>Places between the first point and the last, and somewhat outside.</summary>
    /// <param name="data">The points.</param>
    /// <returns>The places.</returns>
    public static IReadOnlyList<double[]> Places(CurveData data)
    {
        double margin = 0.25 * Width(data);

        return [.. Linear(data.From - margin, data.To + margin, 37).Select(place => new[] { place })];
    }

    /// <summary>Lengths from a two hundredth to five times of where the points are.</summary>
    /// <param name="data">The points.</param>
    /// <returns>The lengths.</returns>
    public static IReadOnlyList<double[]> Lengths(CurveData data)
    {
        return [.. Geometric(Width(data) / 200, 5 * Width(data), 18).Select(length => new[] { length })];
    }

    /// <summary>Exponents from −5 to 5.</summary>
    /// <returns>The exponents.</returns>
    public static IReadOnlyList<double[]> Exponents()
    {
        return [.. Linear(-5, 5, 41).Select(exponent => new[] { exponent })];
    }

    /// <summary>All pairs of two grids.</summary>
    /// <param name="first">A grid.</param>
    /// <param name="second">Another.</param>
    /// <returns>The pairs.</returns>
    public static IReadOnlyList<double[]> Product(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second)
    {
        return [.. first.SelectMany(a => second.Select(b => (double[])[.. a, .. b]))];
    }

    /// <summary>All pairs of different members of a grid that rises, the greater in front.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>The pairs.</returns>
    public static IReadOnlyList<double[]> Pairs(IReadOnlyList<double[]> grid)
    {
        return [.. grid.SelectMany((low, i) => grid.Skip(i + 1).Select(high => (double[])[.. high, .. low]))];
    }

    /// <summary>Evenly spaced numbers.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last.</param>
    /// <param name="count">How many, two or more.</param>
    /// <returns>The numbers.</returns>
    public static IEnumerable<double> Linear(double from, double to, int count)
    {
        return Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1));
    }

    private static IEnumerable<double> Geometric(double from, double to, int count)
    {
        return Enumerable.Range(0, count).Select(i => from * Math.Pow(to / from, (double)i / (count - 1)));
    }

    private static double Width(CurveData data)
    {
        return data.To - data.From;
    }
}
