using System;
using System.Diagnostics;

namespace CurveFit;

/// <summary>Measures how long a short call takes.</summary>
internal static class Timing
{
    private const int Repetitions = 9;

    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(2);

    /// <summary>Calls as often as the clock needs, several times over; the median is what one interruption does not move.</summary>
    /// <param name="call">What to call.</param>
    /// <returns>The median time of one call in microseconds.</returns>
    public static double Median(Action call)
    {
        int calls = 1;
        while (Time(call, calls) < LongEnough)
            calls *= 2;

        TimeSpan[] times = new TimeSpan[Repetitions];
        for (int i = 0; i < Repetitions; i++)
            times[i] = Time(call, calls);

        Array.Sort(times);

        return times[Repetitions / 2].TotalMicroseconds / calls;
    }

    private static TimeSpan Time(Action call, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            call();

        return Stopwatch.GetElapsedTime(start);
    }
}
