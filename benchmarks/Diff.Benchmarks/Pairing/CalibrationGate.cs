using System;

namespace Diff.Benchmarks.Pairing;

/// <summary>
/// Says whether the machine runs at its full speed now. A shared machine changes speed by half for seconds at a time; a fixed
/// short loop that was once faster shows it.
/// </summary>
/// <param name="clock">Measures time.</param>
/// <param name="loop">The fixed work; <see cref="CalibrationLoop.Run"/> outside tests.</param>
public sealed class CalibrationGate(TimeProvider clock, Action loop)
{
    /// <summary>How much slower than its best the loop may be.</summary>
    public const double Tolerance = 0.06;

    /// <summary>Gets the least time that the loop ever took.</summary>
    public TimeSpan Best { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Runs the loop often enough to know its best.</summary>
    /// <param name="duration">For how long.</param>
    public void WarmUp(TimeSpan duration)
    {
        long start = clock.GetTimestamp();
        do
        {
            IsCalm();
        }
        while (clock.GetElapsedTime(start) < duration);
    }

    /// <summary>Runs the loop once.</summary>
    /// <returns>Whether it took at most 6 % longer than its best.</returns>
    public bool IsCalm()
    {
        long start = clock.GetTimestamp();
        loop();
        TimeSpan elapsed = clock.GetElapsedTime(start);
        if (elapsed < Best)
        {
            Best = elapsed;
        }

        return elapsed <= Best * (1 + Tolerance);
    }
}
