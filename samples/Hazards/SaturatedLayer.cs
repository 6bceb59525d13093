using System;
using Diff;

namespace Hazards;

/// <summary>A layer of hyperbolic tangents.</summary>
public static partial class SaturatedLayer
{
    /// <summary>The inputs of each unit.</summary>
    public const int Inputs = 100;

    /// <summary>The units.</summary>
    public const int Units = 50;

    /// <summary>
    /// The sum of all units. Its derivative by the bias of a unit is tanh' at that unit's sum: the factor of every gradient that
    /// goes through the unit.
    /// </summary>
    /// <param name="weights">The weights, unit after unit.</param>
    /// <param name="biases">The bias of each unit.</param>
    /// <param name="input">One sample.</param>
    /// <returns>The sum.</returns>
    [Differentiable]
    public static double Activity(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, [Constant] ReadOnlySpan<double> input)
    {
        double activity = 0;
        for (int unit = 0; unit < Units; unit++)
        {
            double sum = biases[unit];
            for (int i = 0; i < Inputs; i++)
                sum += weights[unit * Inputs + i] * input[i];

            activity += Math.Tanh(sum);
        }

        return activity;
    }
}
