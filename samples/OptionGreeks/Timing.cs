using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace OptionGreeks;

/// <summary>Measures how long a call takes.</summary>
internal static class Timing
{
    private const int MaximumRepetitions = 9;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.5);

    /// <summary>Calls several times, fewer if that takes long, and takes the median, which one interruption does not move.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="call">What to call.</param>
    /// <returns>The result of the last call and the median time of one.</returns>
    public static (T Result, TimeSpan Time) Median<T>(Func<T> call)
    {
        List<TimeSpan> times = [];
        TimeSpan sum = TimeSpan.Zero;
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            T result = call();
            times.Add(Stopwatch.GetElapsedTime(start));
            sum += times[^1];
            if (times.Count == MaximumRepetitions || sum > Enough)
            {
                times.Sort();

                return (result, times[times.Count / 2]);
            }
        }
    }
}
