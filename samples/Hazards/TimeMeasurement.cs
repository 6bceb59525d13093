using System;
using System.Collections.Generic;
using System.Linq;

namespace Hazards;

/// <summary>What is left of a gradient that goes back through time.</summary>
/// <param name="Gain">The gain of the recurrence.</param>
/// <param name="ByGain">The derivative of the last state by the gain.</param>
/// <param name="ByInputs">The derivative by the input of each step.</param>
internal sealed record TimeMeasurement(double Gain, double ByGain, double[] ByInputs)
{
    private const int Steps = 101;

    /// <summary>Measures gains below, at and above 1.</summary>
    /// <returns>One measurement of each.</returns>
    public static IEnumerable<TimeMeasurement> All()
    {
        return ((double[])[0.5, 0.9, 1.0, 1.1, 1.5]).Select(Measure);
    }

    /// <summary>How much the last state depends on the input so many steps before.</summary>
    /// <param name="steps">How many, up to 100.</param>
    /// <returns>The magnitude of the derivative.</returns>
    public double Back(int steps)
    {
        return Math.Abs(ByInputs[^(steps + 1)]);
    }

    private static TimeMeasurement Measure(double gain)
    {
        double[] inputs = new double[Steps];
        Array.Fill(inputs, 1);
        double[] byInputs = new double[Steps];
        (_, double byGain) = Recurrence.LastGradient(gain, inputs, byInputs);

        return new TimeMeasurement(gain, byGain, byInputs);
    }
}
