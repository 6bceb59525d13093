using System;

namespace Diff.Benchmarks.Pairing;

/// <summary>One measured stretch of work.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Accepted">Whether the machine was calm before and after it.</param>
public readonly record struct Sample(TimeSpan Elapsed, bool Accepted);

/// <summary>Measures work between two runs of the calibration loop, and again where either was slow, as long as patience lasts.</summary>
/// <param name="clock">Measures time.</param>
/// <param name="gate">Says whether the machine is calm.</param>
/// <param name="patience">How much time may be spent on samples that are rejected; afterwards they are taken as they come.</param>
public sealed class GatedSampler(TimeProvider clock, CalibrationGate gate, TimeSpan patience)
{
    private TimeSpan _spent;

    /// <summary>Gets the number of samples that were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>Gets the number of samples that were thrown away.</summary>
    public int Rejected { get; private set; }

    /// <summary>Measures some work.</summary>
    /// <param name="work">The work; it may run several times.</param>
    /// <returns>An accepted sample; one that is not only where patience has come to an end.</returns>
    public Sample Take(Action work)
    {
        while (true)
        {
            long start = clock.GetTimestamp();
            bool wasCalm = WaitForCalm();
            long workStart = clock.GetTimestamp();
            work();
            TimeSpan elapsed = clock.GetElapsedTime(workStart);
            if (gate.IsCalm() && wasCalm)
            {
                Accepted++;
                return new Sample(elapsed, Accepted: true);
            }

            Rejected++;
            _spent += clock.GetElapsedTime(start);
            if (_spent >= patience)
            {
                return new Sample(elapsed, Accepted: false);
            }
        }
    }

    /// <summary>There is no use in measuring what will be rejected, so a slow loop before the work is run again.</summary>
    private bool WaitForCalm()
    {
        long start = clock.GetTimestamp();
        do
        {
            if (gate.IsCalm())
                return true;
        }
        while (_spent + clock.GetElapsedTime(start) < patience);

        return false;
    }
}
