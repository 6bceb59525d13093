using System;
using Diff;

namespace Hazards;

/// <summary>One layer of rectifiers, and a weighted sum of them.</summary>
public static partial class RectifierNetwork
{
    /// <summary>The inputs of each unit.</summary>
    public const int Inputs = 4;

    /// <summary>The units.</summary>
    public const int Units = 64;

    /// <summary>The mean Huber loss over all samples: its bounded slope keeps large steps from ending in infinities.</summary>
    /// <param name="weights">The weights of the units, one after the other.</param>
    /// <param name="biases">The bias of each unit.</param>
    /// <param name="heads">What each unit is multiplied by in the sum.</param>
    /// <param name="inputs">The samples, one after the other.</param>
    /// <param name="targets">What should come out for each.</param>
    /// <returns>The loss.</returns>
    [Differentiable]
    public static double Loss(
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> biases,
        ReadOnlySpan<double> heads,
        [Constant] ReadOnlySpan<double> inputs,
        [Constant] ReadOnlySpan<double> targets)
    {
        double loss = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            double output = 0;
            for (int unit = 0; unit < Units; unit++)
            {
                double sum = biases[unit];
                for (int i = 0; i < Inputs; i++)
                    sum += weights[unit * Inputs + i] * inputs[sample * Inputs + i];

                output += heads[unit] * Functions.Relu(sum);
            }

            loss += Functions.Huber(output - targets[sample]);
        }

        return loss / targets.Length;
    }

    /// <summary>The sum of all units over all samples. Its derivative by the bias of a unit counts the samples for which it fires.</summary>
    /// <param name="weights">The weights of the units, one after the other.</param>
    /// <param name="biases">The bias of each unit.</param>
    /// <param name="inputs">The samples, one after the other.</param>
    /// <returns>The sum.</returns>
    [Differentiable(nameof(biases))]
    public static double Activity(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> inputs)
    {
        double activity = 0;
        for (int sample = 0; sample < inputs.Length / Inputs; sample++)
        {
            for (int unit = 0; unit < Units; unit++)
            {
                double sum = biases[unit];
                for (int i = 0; i < Inputs; i++)
                    sum += weights[unit * Inputs + i] * inputs[sample * Inputs + i];

                activity += Functions.Relu(sum);
            }
        }

        return activity;
    }

    /// <summary>The same of units that fire on a stripe, with a mistake: without a width none fires. DIFF110 says so.</summary>
    /// <param name="weights">The weights of the units, one after the other.</param>
    /// <param name="inputs">The samples, one after the other.</param>
    /// <returns>The sum.</returns>
    [Differentiable(nameof(weights))]
    public static double StripeActivity(ReadOnlySpan<double> weights, ReadOnlySpan<double> inputs)
    {
        double activity = 0;
        for (int sample = 0; sample < inputs.Length / Inputs; sample++)
        {
            for (int unit = 0; unit < Units; unit++)
            {
                double sum = Functions.Dot(weights.Slice(unit * Inputs, Inputs), inputs.Slice(sample * Inputs, Inputs));
                activity += Functions.Relu(-sum * sum);
            }
        }

        return activity;
    }
}
