using System;

namespace Diff.Benchmarks.Pairing;

/// <summary>How much to measure.</summary>
/// <param name="Rounds">How many samples each contestant gets.</param>
public sealed record PairingSettings(int Rounds)
{
    /// <summary>Gets how long a sample should take: many runs of the calibration loop, and short beside a machine's slow phases.</summary>
    public TimeSpan SampleLength { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>Gets how much time a contest may lose on samples that are rejected.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
