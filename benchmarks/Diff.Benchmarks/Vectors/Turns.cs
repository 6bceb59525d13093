using System;
using System.Diagnostics;

namespace Diff.Benchmarks.Vectors;

/// <summary>Forms of one computation, timed in turns, so that what slows the machine slows all of them.</summary>
internal static class Turns
{
    /// <summary>The least times: what else runs on the machine only ever adds.</summary>
    /// <param name="forms">The forms; null where there is none.</param>
    /// <param name="rounds">How many turns each has.</param>
    /// <returns>Nanoseconds per call; NaN where there is no form.</returns>
    internal static double[] LeastTimes(Action?[] forms, int rounds)
    {
        double[] least = new double[forms.Length];
        Array.Fill(least, double.NaN);

        // The first round is not counted: it compiles.
        for (int round = -1; round < rounds; round++)
        {
            for (int f = 0; f < forms.Length; f++)
            {
                if (forms[f] is { } form && Once(form) is double time && round >= 0)
                    least[f] = Math.Min(double.IsNaN(least[f]) ? time : least[f], time);
            }
        }

        return least;
    }

    /// <summary>Nanoseconds per call over about 100 µs.</summary>
    private static double Once(Action form)
    {
        long began = Stopwatch.GetTimestamp();
        int calls = 0;
        do
        {
            form();
            calls++;
        }
        while (Stopwatch.GetElapsedTime(began).TotalMicroseconds < 100);
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / calls;
    }
}
