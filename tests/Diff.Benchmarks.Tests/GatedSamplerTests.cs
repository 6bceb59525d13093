using System;
using System.Collections.Generic;
using Diff.Benchmarks.Pairing;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>A sample counts if the machine ran at full speed before and after it.</summary>
public sealed class GatedSamplerTests
{
    private readonly FakeClock _clock = new();
    private readonly Queue<double> _loopMicroseconds = new();
    private readonly CalibrationGate _gate;

    public GatedSamplerTests()
    {
        _gate = new CalibrationGate(_clock, () => _clock.Advance(_loopMicroseconds.Count > 0 ? _loopMicroseconds.Dequeue() : 100));
        _gate.WarmUp(TimeSpan.FromMicroseconds(300));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(90, true)]
    [InlineData(105.9, true)]
    [InlineData(106.1, false)]
    [InlineData(200, false)]
    public void The_machine_is_calm_within_six_percent_of_its_best(double microseconds, bool isCalm)
    {
        _loopMicroseconds.Enqueue(microseconds);

        Assert.Equal(isCalm, _gate.IsCalm());
    }

    [Fact]
    public void The_best_is_remembered()
    {
        _loopMicroseconds.Enqueue(90);
        Assert.True(_gate.IsCalm());

        Assert.False(_gate.IsCalm());
        Assert.Equal(TimeSpan.FromMicroseconds(90), _gate.Best);
    }

    [Fact]
    public void A_calm_sample_is_accepted()
    {
        GatedSampler sampler = Sampler(patienceMicroseconds: 10_000);

        Assert.Equal(new Sample(TimeSpan.FromMicroseconds(500), Accepted: true), sampler.Take(() => _clock.Advance(500)));
        Assert.Equal((1, 0), (sampler.Accepted, sampler.Rejected));
    }

    [Fact]
    public void A_slow_loop_after_the_work_rejects_the_sample_and_it_is_taken_again()
    {
        GatedSampler sampler = Sampler(patienceMicroseconds: 10_000);
        Enqueue(100, 150, 100, 100);
        double work = 700;

        Sample sample = sampler.Take(() => _clock.Advance(work -= 100));

        Assert.Equal(new Sample(TimeSpan.FromMicroseconds(500), Accepted: true), sample);
        Assert.Equal((1, 1), (sampler.Accepted, sampler.Rejected));
    }

    [Fact]
    public void Nothing_is_measured_while_the_machine_is_slow()
    {
        GatedSampler sampler = Sampler(patienceMicroseconds: 10_000);
        Enqueue(150, 150, 150, 100, 100);
        int runs = 0;

        Sample sample = sampler.Take(() => runs++);

        Assert.True(sample.Accepted);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_machine_that_never_calms_down_ends_patience_and_the_sample_is_marked()
    {
        GatedSampler sampler = Sampler(patienceMicroseconds: 1_000);
        for (int i = 0; i < 100; i++)
        {
            Enqueue(150);
        }

        Sample last = sampler.Take(() => _clock.Advance(500));
        int left = _loopMicroseconds.Count;
        Sample afterwards = sampler.Take(() => _clock.Advance(500));

        Assert.Equal(new Sample(TimeSpan.FromMicroseconds(500), Accepted: false), last);
        Assert.Equal(last, afterwards);
        Assert.Equal(2, left - _loopMicroseconds.Count);
        Assert.Equal((0, 2), (sampler.Accepted, sampler.Rejected));
    }

    private GatedSampler Sampler(double patienceMicroseconds) =>
        new(_clock, _gate, TimeSpan.FromMicroseconds(patienceMicroseconds));

    private void Enqueue(params double[] microseconds)
    {
        foreach (double time in microseconds)
        {
            _loopMicroseconds.Enqueue(time);
        }
    }
}
