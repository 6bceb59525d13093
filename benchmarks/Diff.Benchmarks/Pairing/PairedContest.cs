using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Diff.Benchmarks.Contests;

namespace Diff.Benchmarks.Pairing;

/// <summary>
/// Times contestants against each other: in every round each runs once, in rotating order, so that what the machine does in the
/// meantime meets all alike.
/// </summary>
/// <param name="clock">Measures time.</param>
/// <param name="gate">Says whether the machine is calm.</param>
/// <param name="settings">How much to measure.</param>
public sealed class PairedContest(TimeProvider clock, CalibrationGate gate, PairingSettings settings)
{
    /// <summary>Times contestants.</summary>
    /// <param name="contestants">Who runs.</param>
    /// <param name="gradientLength">The length of the gradient that each writes.</param>
    /// <returns>What was measured, per contestant in order.</returns>
    public ContestResult Run(IReadOnlyList<Evaluation> contestants, int gradientLength)
    {
        double[] gradient = new double[gradientLength];
        int[] calls = [.. contestants.Select(contestant => CallsPerSample(contestant, gradient))];
        double[] bytes = [.. contestants.Select((contestant, c) => BytesPerCall(contestant, gradient, calls[c]))];

        // From here on no contestant pays for garbage that was made before.
        GC.Collect();
        GC.WaitForPendingFinalizers();

        GatedSampler sampler = new(clock, gate, settings.Patience);
        Sample[][] samples = [.. contestants.Select(_ => new Sample[settings.Rounds])];
        for (int round = 0; round < settings.Rounds; round++)
        {
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                int c = (round + turn) % contestants.Count;
                samples[c][round] = sampler.Take(() => Repeat(contestants[c], gradient, calls[c]));
            }
        }

        return new ContestResult(
            [.. contestants.Select((_, c) => new Measurement(samples[c], calls[c], bytes[c]))], sampler.Accepted, sampler.Rejected);
    }

    /// <summary>The loop around all contestants: what a call through a delegate costs, it costs each of them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Repeat(Evaluation contestant, double[] gradient, int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += contestant(gradient);
        }

        return sum;
    }

    /// <summary>As many calls as take the length of a sample; caches and pools are warm afterwards.</summary>
    private int CallsPerSample(Evaluation contestant, double[] gradient)
    {
        Repeat(contestant, gradient, calls: 2);
        for (int calls = 1; ; calls *= 2)
        {
            long start = clock.GetTimestamp();
            Repeat(contestant, gradient, calls);
            TimeSpan elapsed = clock.GetElapsedTime(start);
            if (elapsed >= settings.SampleLength / 2)
            {
                return Math.Max(1, (int)Math.Round(calls * (settings.SampleLength / elapsed)));
            }
        }
    }

    private static double BytesPerCall(Evaluation contestant, double[] gradient, int calls)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(contestant, gradient, calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }
}
