using System;
using System.Collections.Generic;
using System.Linq;
using Diff;

namespace Hazards;

/// <summary>How many rectifiers die in training, and how many come back.</summary>
/// <param name="LearningRate">The size of the steps.</param>
/// <param name="AtStart">The share of dead units before training.</param>
/// <param name="Early">The share after a few steps.</param>
/// <param name="Late">The share after many.</param>
/// <param name="Revived">How many of those dead after a few steps fire again after many.</param>
/// <param name="LastLoss">The loss after many steps.</param>
internal sealed record DeadUnitMeasurement(double LearningRate, double AtStart, double Early, double Late, int Revived, double LastLoss)
{
    /// <summary>The samples of the training set.</summary>
    public const int Samples = 100;

    private const int FewSteps = 20;
    private const int ManySteps = 500;

    /// <summary>Trains with small and large steps.</summary>
    /// <param name="seed">The seed of weights and data.</param>
    /// <returns>One measurement of each.</returns>
    public static IEnumerable<DeadUnitMeasurement> All(int seed)
    {
        return ((double[])[0.3, 1, 2, 3]).Select(learningRate => Train(learningRate, seed));
    }

    /// <summary>The share of stripe units that are dead for want of a width.</summary>
    /// <param name="seed">The seed of weights and data.</param>
    /// <returns>The share.</returns>
    public static double DeadStripeUnits(int seed)
    {
        double[] inputs = Draws.Normal(new Random(seed), Samples * RectifierNetwork.Inputs);
        double[] weights = Draws.Normal(new Random(seed + 1), RectifierNetwork.Units * RectifierNetwork.Inputs);
        double[] gradient = new double[weights.Length];
        RectifierNetwork.StripeActivityGradient(weights, inputs, gradient);

        return gradient.Chunk(RectifierNetwork.Inputs).Count(unit => unit.All(g => g == 0)) / (double)RectifierNetwork.Units;
    }

    private static DeadUnitMeasurement Train(double learningRate, int seed)
    {
        double[] inputs = Draws.Normal(new Random(seed), Samples * RectifierNetwork.Inputs);
        double[] targets = [.. inputs.Chunk(RectifierNetwork.Inputs).Select(x => Math.Sin(x[0]) + x[1] * x[2] - 2)];
        double[] weights = new double[RectifierNetwork.Units * RectifierNetwork.Inputs];
        double[] biases = new double[RectifierNetwork.Units];
        double[] heads = new double[RectifierNetwork.Units];
        Initializers.HeNormal(weights, RectifierNetwork.Inputs, RectifierNetwork.Units, (ulong)seed);
        Initializers.HeNormal(heads, RectifierNetwork.Units, 1, (ulong)seed + 1);

        bool[] atStart = Dead(weights, biases, inputs);
        Step(weights, biases, heads, inputs, targets, learningRate, FewSteps);
        bool[] early = Dead(weights, biases, inputs);
        Step(weights, biases, heads, inputs, targets, learningRate, ManySteps - FewSteps);
        bool[] late = Dead(weights, biases, inputs);

        return new DeadUnitMeasurement(
            learningRate, Share(atStart), Share(early), Share(late), early.Zip(late).Count(unit => unit.First && !unit.Second),
            RectifierNetwork.Loss(weights, biases, heads, inputs, targets));
    }

    private static void Step(
        double[] weights, double[] biases, double[] heads, double[] inputs, double[] targets, double learningRate, int steps)
    {
        double[] byWeights = new double[weights.Length];
        double[] byBiases = new double[biases.Length];
        double[] byHeads = new double[heads.Length];
        for (int step = 0; step < steps; step++)
        {
            RectifierNetwork.LossGradient(weights, biases, heads, inputs, targets, byWeights, byBiases, byHeads);
            Descend(weights, byWeights, learningRate);
            Descend(biases, byBiases, learningRate);
            Descend(heads, byHeads, learningRate);
        }
    }

    private static void Descend(double[] parameters, double[] gradient, double learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] -= learningRate * gradient[i];
    }

    private static bool[] Dead(double[] weights, double[] biases, double[] inputs)
    {
        double[] fires = new double[RectifierNetwork.Units];
        RectifierNetwork.ActivityGradient(weights, biases, inputs, fires);

        return [.. fires.Select(count => count == 0)];
    }

    private static double Share(bool[] dead)
    {
        return dead.Count(unit => unit) / (double)dead.Length;
    }
}
