using System;

namespace Diff.Benchmarks.Checkpoints;

/// <summary>
/// Heat in a rod whose conductivity grows with its temperature, by explicit steps in time: the loss is how far the last temperatures are from others.
/// Its gradient by the temperatures at the start needs those of every step.
/// </summary>
internal static partial class HeatedRod
{
    /// <summary>With the values of all steps kept.</summary>
    /// <param name="start">The temperatures at the start, one for each place.</param>
    /// <param name="goal">The temperatures to come to.</param>
    /// <param name="steps">How many steps.</param>
    /// <returns>Half the sum of squared differences.</returns>
    [Differentiable(nameof(start))]
    public static double Loss(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps)
    {
        double[] u = start.ToArray();
        double[] v = new double[u.Length];
        for (int step = 0; step < steps; step++)
        {
            for (int i = 1; i + 1 < u.Length; i++)
                v[i] = u[i] + 0.1 * (1 + u[i] * u[i]) * (u[i - 1] - 2 * u[i] + u[i + 1]);
            for (int i = 1; i + 1 < u.Length; i++)
                u[i] = v[i];
        }
        double sum = 0;
        for (int i = 0; i < u.Length; i++)
            sum += 0.5 * (u[i] - goal[i]) * (u[i] - goal[i]);
        return sum;
    }

    /// <summary>In segments.</summary>
    /// <inheritdoc cref="Loss"/>
    [Differentiable(nameof(start), Checkpoint = Checkpointing.Periodic)]
    public static double InSegments(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps) => Loss(start, goal, steps);

    /// <summary>With as many states as are kept without a number.</summary>
    /// <inheritdoc cref="Loss"/>
    [Differentiable(nameof(start), Checkpoint = Checkpointing.Binomial)]
    public static double WithStates(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps) => Loss(start, goal, steps);

    /// <summary>With three states.</summary>
    /// <inheritdoc cref="Loss"/>
    [Differentiable(nameof(start), Checkpoint = Checkpointing.Binomial, Snapshots = 3)]
    public static double WithThreeStates(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps) => Loss(start, goal, steps);

    /// <summary>With twenty states.</summary>
    /// <inheritdoc cref="Loss"/>
    [Differentiable(nameof(start), Checkpoint = Checkpointing.Binomial, Snapshots = 20)]
    public static double WithTwentyStates(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps) => Loss(start, goal, steps);
}
