using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Benchmarks.Contests;

/// <summary>
/// Looks at every value and gradient before anything is timed: a wrong one is refused. The derivative by hand is the twin of the
/// others; central differences of the primal judge all, since the twin could be wrong as well.
/// </summary>
public static class GradientJudge
{
    private const int DifferencedCoordinates = 8;
    private const double DifferenceTolerance = 1e-6;

    // All bits set, so that each half is NaN as a float, too.
    private static readonly double s_nothing = BitConverter.Int64BitsToDouble(-1);

    /// <summary>Judges all contestants of a case.</summary>
    /// <param name="benchmark">The case.</param>
    /// <returns>For each contestant in order: why it is refused, or null.</returns>
    public static IReadOnlyList<string?> Judge(BenchmarkCase benchmark)
    {
        double[] twin = new double[benchmark.DerivativeLength];
        double value = benchmark.ByHand(twin);
        if (benchmark.Single is not null)
        {
            SinglePoint.Widen(twin);
        }

        IReadOnlyList<(int Index, double Derivative, double Allowed)> differences =
            Differences(benchmark, LargestMagnitude(benchmark.Gradient(twin)));
        return [.. benchmark.Contestants.Select(contestant => Judge(contestant, benchmark, value, twin, differences))];
    }

    /// <summary>Measures how far a vector is from another one.</summary>
    /// <param name="expected">The vector to be near to.</param>
    /// <param name="actual">The vector in question.</param>
    /// <returns>|actual − expected| / |expected|, in 2-norms; NaN where either holds one.</returns>
    public static double RelativeDistance(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        double distance = 0, norm = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            distance += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }

        return distance == 0 ? 0 : Math.Sqrt(distance / norm);
    }

    private static string? Judge(
        Contestant contestant, BenchmarkCase benchmark, double twinValue, double[] twin,
        IReadOnlyList<(int Index, double Derivative, double Allowed)> differences)
    {
        double[] gradient = new double[twin.Length];

        // Twice, since a contestant that keeps memory could be right on its initial content alone; and from NaN, so that an
        // element that is added to or never written shows.
        for (int call = 0; call < 2; call++)
        {
            Array.Fill(gradient, s_nothing);
            double value;
            try
            {
                value = contestant.Evaluate(gradient);
            }
            catch (Exception e)
            {
                return "throws " + e.GetType().Name;
            }

            double valueDistance = RelativeDistance([twinValue], [value]);
            if (!(valueDistance <= benchmark.ValueTolerance))
            {
                return Differs("value differs by", valueDistance);
            }

            if (contestant.Kind == ContestantKind.Primal)
            {
                continue;
            }

            if (benchmark.Single is not null)
            {
                SinglePoint.Widen(gradient);
            }

            double distance = RelativeDistance(twin, gradient);
            if (!(distance <= benchmark.Tolerance))
            {
                return Differs("gradient differs by", distance);
            }

            double[] ofValue = benchmark.Gradient(gradient);
            foreach ((int index, double derivative, double allowed) in differences)
            {
                if (!(Math.Abs(ofValue[index] - derivative) <= allowed))
                {
                    return Differs(
                        string.Create(CultureInfo.InvariantCulture, $"gradient differs from central differences at {index} by"),
                        Math.Abs(ofValue[index] - derivative));
                }
            }

            if (benchmark.Reference is { } reference)
            {
                double fromValue = RelativeDistance([reference.Value], [value]);
                if (!(fromValue <= Math.Max(reference.Tolerance, benchmark.ValueTolerance)))
                {
                    return Differs("value differs from the reference by", fromValue);
                }

                double fromReference = RelativeDistance(reference.Gradient, gradient);
                if (!(fromReference <= reference.Tolerance))
                {
                    return Differs("differs from the reference by", fromReference);
                }
            }
        }

        return null;
    }

    /// <summary>Central differences of the primal at coordinates spread over the point.</summary>
    private static List<(int Index, double Derivative, double Allowed)> Differences(BenchmarkCase benchmark, double scale)
    {
        List<(int, double, double)> differences = [];
        double[] point = benchmark.Point;
        Evaluation primal = benchmark.PrecisePrimal ?? benchmark.Primal;
        double tolerance = Math.Max(DifferenceTolerance, benchmark.Tolerance);
        int count = Math.Min(DifferencedCoordinates, point.Length);
        for (int c = 0; c < count; c++)
        {
            int index = count == 1 ? 0 : (int)((long)c * (point.Length - 1) / (count - 1));
            double centre = point[index];
            double step = 1e-5 * Math.Max(1, Math.Abs(centre));
            try
            {
                point[index] = centre + step;
                double above = primal([]);
                point[index] = centre - step;
                double below = primal([]);

                // The other part is what rounding of the two values may add up to.
                double allowed = (tolerance * scale) + (1e-14 * (Math.Abs(above) + Math.Abs(below)) / step);
                differences.Add((index, (above - below) / (2 * step), allowed));
            }
            finally
            {
                point[index] = centre;
            }
        }

        return differences;
    }

    private static double LargestMagnitude(double[] values) => values.Max(Math.Abs);

    private static string Differs(string what, double distance) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {distance:0.0e+0}");
}
