using System.Collections.Generic;
using System.Linq;

namespace Diff.Benchmarks.Pairing;

/// <summary>What a contest measured.</summary>
/// <param name="Measurements">Per contestant in order.</param>
/// <param name="Accepted">The number of samples that were accepted.</param>
/// <param name="Rejected">The number of samples that were thrown away.</param>
public sealed record ContestResult(IReadOnlyList<Measurement> Measurements, int Accepted, int Rejected);

/// <summary>The samples of one contestant.</summary>
/// <param name="Samples">One per round.</param>
/// <param name="CallsPerSample">How many calls a sample holds.</param>
/// <param name="BytesPerCall">What a call allocates on the managed heap.</param>
public sealed record Measurement(IReadOnlyList<Sample> Samples, int CallsPerSample, double BytesPerCall)
{
    /// <summary>Gets whether at least half of the samples were accepted. If not, all count, and the result is to be doubted.</summary>
    public bool IsSteady => IsMost(Samples.Count(sample => sample.Accepted));

    /// <summary>Gets the median time of a call, in nanoseconds.</summary>
    public double NanosecondsPerCall
    {
        get
        {
            bool isSteady = IsSteady;
            return Median(Samples.Where(sample => sample.Accepted || !isSteady).Select(Nanoseconds));
        }
    }

    /// <summary>
    /// Divides by another contestant's time round by round, and takes the median: both ran within milliseconds of each other, so
    /// that a machine whose speed drifts cancels out.
    /// </summary>
    /// <param name="baseline">What to divide by.</param>
    /// <returns>The ratio.</returns>
    public double RatioTo(Measurement baseline)
    {
        List<(Sample Own, Sample Base)> rounds = [.. Samples.Zip(baseline.Samples)];
        List<(Sample Own, Sample Base)> calm = [.. rounds.Where(round => round.Own.Accepted && round.Base.Accepted)];
        return Median((IsMost(calm.Count) ? calm : rounds).Select(round => Nanoseconds(round.Own) / baseline.Nanoseconds(round.Base)));
    }

    /// <summary>The middle of some numbers; the mean of the two in the middle if they are even in number.</summary>
    /// <param name="values">At least one number.</param>
    /// <returns>The median.</returns>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private double Nanoseconds(Sample sample) => sample.Elapsed.TotalNanoseconds / CallsPerSample;

    private bool IsMost(int count) => 2 * count >= Samples.Count;
}
