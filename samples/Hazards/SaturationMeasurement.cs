using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff;

namespace Hazards;

/// <summary>How flat a layer starts.</summary>
/// <param name="Weights">How the weights are drawn.</param>
/// <param name="Spread">The standard deviation of what the units are functions of, for such weights and normal inputs.</param>
/// <param name="SaturatedShare">The share of units and samples with a slope below 0.01.</param>
/// <param name="MeanSlope">The mean slope.</param>
internal sealed record SaturationMeasurement(string Weights, double Spread, double SaturatedShare, double MeanSlope)
{
    private const int Samples = 200;
    private const double Flat = 0.01;

    /// <summary>Measures initialisations from narrow to wide.</summary>
    /// <param name="seed">The seed of weights and data.</param>
    /// <returns>One measurement of each.</returns>
    public static IEnumerable<SaturationMeasurement> All(int seed)
    {
        double[] scaled = new double[SaturatedLayer.Units * SaturatedLayer.Inputs];
        Initializers.XavierUniform(scaled, SaturatedLayer.Inputs, SaturatedLayer.Units, (ulong)seed);
        yield return From("uniform, Xavier", Math.Sqrt(6.0 / (SaturatedLayer.Inputs + SaturatedLayer.Units)), Slopes(scaled, seed));

        foreach (double width in (double[])[0.3, 0.5])
        {
            Random random = new(seed);
            double[] weights = new double[SaturatedLayer.Units * SaturatedLayer.Inputs];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = (random.NextDouble() * 2 - 1) * width;

            yield return From(string.Create(CultureInfo.InvariantCulture, $"uniform, ±{width}"), width, Slopes(weights, seed));
        }

        yield return From("uniform, ±1", 1, WideSlopes(seed));
    }

    /// <summary>
    /// What many tutorials do: numbers between -1 and 1, however many of them are summed up. DIFF202 points at the numbers: it follows
    /// the array from here to the layer, and knows the number of inputs.
    /// </summary>
    private static List<double> WideSlopes(int seed)
    {
        Random random = new(seed);
        double[] weights = new double[SaturatedLayer.Units * SaturatedLayer.Inputs];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = random.NextDouble() * 2 - 1;

        double[] inputs = Inputs(seed);
        double[] biases = new double[SaturatedLayer.Units];
        double[] byWeights = new double[weights.Length];
        double[] slopes = new double[biases.Length];
        List<double> all = [];
        for (int sample = 0; sample < Samples; sample++)
        {
            SaturatedLayer.ActivityGradient(weights, biases, Sample(inputs, sample), byWeights, slopes);
            all.AddRange(slopes);
        }

        return all;
    }

    private static List<double> Slopes(double[] weights, int seed)
    {
        double[] inputs = Inputs(seed);
        double[] biases = new double[SaturatedLayer.Units];
        double[] byWeights = new double[weights.Length];
        double[] slopes = new double[biases.Length];
        List<double> all = [];
        for (int sample = 0; sample < Samples; sample++)
        {
            SaturatedLayer.ActivityGradient(weights, biases, Sample(inputs, sample), byWeights, slopes);
            all.AddRange(slopes);
        }

        return all;
    }

    private static double[] Inputs(int seed)
    {
        return Draws.Normal(new Random(seed + 1), Samples * SaturatedLayer.Inputs);
    }

    private static ReadOnlySpan<double> Sample(double[] inputs, int sample)
    {
        return inputs.AsSpan(sample * SaturatedLayer.Inputs, SaturatedLayer.Inputs);
    }

    // A number between -w and w has the variance w² / 3, and a sum of n products with normal numbers n times that.
    private static SaturationMeasurement From(string name, double width, List<double> slopes)
    {
        return new SaturationMeasurement(
            name, Math.Sqrt(SaturatedLayer.Inputs / 3.0) * width, slopes.Count(s => s < Flat) / (double)slopes.Count, slopes.Average());
    }
}
