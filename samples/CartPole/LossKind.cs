using System;

namespace CartPole;

/// <summary>Which loss to train with.</summary>
internal enum LossKind
{
    /// <summary><see cref="QLoss.HuberLoss"/>, the fix.</summary>
    Huber,

    /// <summary><see cref="QLoss.ClippedLoss"/>, the bug.</summary>
    Clipped,
}

/// <summary>The shape of the generated gradient methods: computes the loss and overwrites the gradient.</summary>
/// <param name="weights">The parameters of the network.</param>
/// <param name="states">The states of the batch, one after the other.</param>
/// <param name="actions">The action taken in each state.</param>
/// <param name="targets">What the value of each action should have been.</param>
/// <param name="weightsGradient">Receives the gradient by the parameters.</param>
/// <returns>The loss.</returns>
internal delegate float LossGradient(
    ReadOnlySpan<float> weights,
    ReadOnlySpan<float> states,
    ReadOnlySpan<int> actions,
    ReadOnlySpan<float> targets,
    Span<float> weightsGradient);
