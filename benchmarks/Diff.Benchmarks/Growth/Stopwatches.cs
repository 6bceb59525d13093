using System;
using System.Diagnostics;

namespace Diff.Benchmarks.Growth;

/// <summary>Times where factors of ten matter, not percents.</summary>
internal static class Stopwatches
{
    private static readonly TimeSpan s_long = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs something for a while.</summary>
    /// <param name="run">What to run; it has run before.</param>
    /// <param name="duration">For how long at least.</param>
    /// <param name="least">How often at least.</param>
    /// <returns>The least time that a run took, in nanoseconds. Short runs are timed many at once; of long ones, time in which the
    /// process did not run does not count, since on a shared machine no long run is left alone.</returns>
    public static double Best(Action run, TimeSpan duration, int least = 3)
    {
        int batch = 1;
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < least || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long roundStart = Stopwatch.GetTimestamp();
            for (int i = 0; i < batch; i++)
            {
                run();
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(roundStart);
            if (elapsed > s_long)
                elapsed = TimeSpan.FromTicks(Math.Min(elapsed.Ticks, (Environment.CpuUsage.TotalTime - processor).Ticks));
            best = Math.Min(best, elapsed.TotalNanoseconds / batch);
            if (elapsed < TimeSpan.FromMicroseconds(200))
                batch *= 2;
        }

        return best;
    }
}
