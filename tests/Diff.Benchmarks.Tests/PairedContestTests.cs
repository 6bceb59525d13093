using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>Ratios are of contestants, not of what the machine did meanwhile.</summary>
public sealed class PairedContestTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_contestant_is_twice_as_slow_as_another_and_as_fast_as_itself()
    {
        Evaluation fast = Taking(microseconds: 10), slow = Taking(microseconds: 20);

        ContestResult result = Contest(rounds: 5).Run([fast, slow, fast], gradientLength: 1);

        Assert.Equal(2, result.Measurements[1].RatioTo(result.Measurements[0]), 1e-9);
        Assert.Equal(1, result.Measurements[2].RatioTo(result.Measurements[0]), 1e-9);
        Assert.Equal([10_000, 20_000, 10_000], result.Measurements.Select(measurement => measurement.NanosecondsPerCall));
        Assert.Equal([300, 150, 300], result.Measurements.Select(measurement => measurement.CallsPerSample));
        Assert.Equal((15, 0), (result.Accepted, result.Rejected));
    }

    [Fact]
    public void Contestants_take_turns_and_each_round_begins_with_another()
    {
        List<int> order = [];
        Evaluation Noting(int id) => _ =>
        {
            order.Add(id);
            _clock.Advance(3_000);
            return 0;
        };

        Contest(rounds: 3).Run([Noting(0), Noting(1), Noting(2)], gradientLength: 1);

        Assert.Equal([0, 1, 2, 1, 2, 0, 2, 0, 1], order.TakeLast(9));
    }

    [Fact]
    public void Allocation_is_counted_per_call()
    {
        ContestResult result = Contest(rounds: 1).Run([Taking(10), Allocating()], gradientLength: 1);

        Assert.Equal(0, result.Measurements[0].BytesPerCall);
        Assert.Equal(1024, result.Measurements[1].BytesPerCall);
    }

    [Fact]
    public void A_drifting_machine_cancels_out_of_ratios()
    {
        Measurement baseline = Measured(100, 150, 200, 100, 120), other = Measured(300, 450, 600, 300, 360);

        Assert.Equal(3, other.RatioTo(baseline), 1e-9);
    }

    [Fact]
    public void Rounds_with_a_sample_that_was_not_accepted_are_left_out()
    {
        Measurement baseline = Measured(100, -100, 100, 100, 100), other = Measured(200, 900, 200, -900, 200);

        Assert.Equal(2, other.RatioTo(baseline), 1e-9);
        Assert.Equal(200, other.NanosecondsPerCall, 1e-9);
        Assert.True(other.IsSteady);
    }

    [Fact]
    public void Where_most_samples_were_not_accepted_all_count_and_the_result_is_marked()
    {
        Measurement unsteady = Measured(-100, -200, -300, 900, -100);

        Assert.False(unsteady.IsSteady);
        Assert.Equal(200, unsteady.NanosecondsPerCall, 1e-9);
    }

    [Fact]
    public void The_median_is_in_the_middle()
    {
        Assert.Equal(2, Measurement.Median([9, 1, 2]));
        Assert.Equal(3, Measurement.Median([9, 2, 1, 4]));
        Assert.Equal(7, Measurement.Median([7]));
    }

    private PairedContest Contest(int rounds) => new(
        _clock,
        new CalibrationGate(_clock, () => _clock.Advance(100)),
        new PairingSettings(rounds) { SampleLength = TimeSpan.FromMilliseconds(3) });

    private Evaluation Taking(double microseconds) => _ =>
    {
        _clock.Advance(microseconds);
        return 0;
    };

    private Evaluation Allocating() => _ =>
    {
        _clock.Advance(10);
        return new double[125].Length;
    };

    /// <summary>A sample of one call per time in nanoseconds; negative: not accepted.</summary>
    private static Measurement Measured(params double[] nanoseconds) => new(
        [.. nanoseconds.Select(time => new Sample(TimeSpan.FromTicks((long)Math.Abs(time)), Accepted: time > 0))],
        CallsPerSample: 100,
        BytesPerCall: 0);
}
