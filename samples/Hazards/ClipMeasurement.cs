using System;
using System.Collections.Generic;
using System.Linq;

namespace Hazards;

/// <summary>How many samples teach nothing under each loss.</summary>
/// <param name="Spread">The standard deviation of the errors.</param>
/// <param name="Clamped">The share of samples with a gradient of exactly zero where the error is clamped.</param>
/// <param name="Huber">The same for the Huber loss.</param>
/// <param name="GradientClipped">The same where the gradient is clipped.</param>
internal sealed record ClipMeasurement(double Spread, double Clamped, double Huber, double GradientClipped)
{
    private const int Samples = 2000;
    private const int Features = 8;

    private delegate double SampleGradient(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> features, double target, Span<double> weightsGradient);

    /// <summary>Measures small to large errors.</summary>
    /// <param name="seed">The seed of weights and data.</param>
    /// <returns>One measurement of each.</returns>
    public static IEnumerable<ClipMeasurement> All(int seed)
    {
        return ((double[])[0.25, 0.5, 1, 2, 4, 8]).Select(spread => new ClipMeasurement(
            spread,
            ZeroShare(ErrorLoss.ClampedGradient, spread, seed),
            ZeroShare(ErrorLoss.HuberGradient, spread, seed),
            ZeroShare(ErrorLoss.GradientClippedGradient, spread, seed)));
    }

    private static double ZeroShare(SampleGradient gradientOf, double spread, int seed)
    {
        double[] weights = Draws.Normal(new Random(seed), Features);
        double[] features = Draws.Normal(new Random(seed + 1), Samples * Features);
        double[] errors = Draws.Normal(new Random(seed + 2), Samples);
        double[] gradient = new double[Features];
        int zeros = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            ReadOnlySpan<double> x = features.AsSpan(sample * Features, Features);
            double value = Diff.Functions.Dot(weights, x);
            gradientOf(weights, x, value - spread * errors[sample], gradient);
            if (gradient.All(g => g == 0))
                zeros++;
        }

        return zeros / (double)Samples;
    }
}
