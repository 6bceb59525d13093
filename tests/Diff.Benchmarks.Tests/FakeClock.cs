using System;

namespace Diff.Benchmarks.Tests;

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class FakeClock : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    internal void Advance(double microseconds) => _now += TimeSpan.FromMicroseconds(microseconds);
}
