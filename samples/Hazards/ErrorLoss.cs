using System;
using Diff;

namespace Hazards;

/// <summary>The loss of deep Q-learning for one sample and a linear value: with the famous bug, and mended in two ways.</summary>
public static partial class ErrorLoss
{
    /// <summary>The bug: the error is clamped, to bound the gradient. DIFF101 points at the clamp.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="features">The features of state and action.</param>
    /// <param name="target">What the value should have been.</param>
    /// <returns>The loss.</returns>
    [Differentiable]
    public static double Clamped(ReadOnlySpan<double> weights, [Constant] ReadOnlySpan<double> features, [Constant] double target)
    {
        double error = Math.Clamp(Functions.Dot(weights, features) - target, -1, 1);

        return error * error;
    }

    /// <summary>Mended: quadratic near zero and linear beyond.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="features">The features of state and action.</param>
    /// <param name="target">What the value should have been.</param>
    /// <returns>The loss.</returns>
    [Differentiable]
    public static double Huber(ReadOnlySpan<double> weights, [Constant] ReadOnlySpan<double> features, [Constant] double target)
    {
        return 2 * Functions.Huber(Functions.Dot(weights, features) - target, 1);
    }

    /// <summary>Mended: the loss is that of the error, and what flows back into it is bounded.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="features">The features of state and action.</param>
    /// <param name="target">What the value should have been.</param>
    /// <returns>The loss.</returns>
    [Differentiable]
    public static double GradientClipped(ReadOnlySpan<double> weights, [Constant] ReadOnlySpan<double> features, [Constant] double target)
    {
        double error = Gradient.Clip(Functions.Dot(weights, features) - target, -1, 1);

        return error * error;
    }
}
