using System;
using Diff;

namespace CartPole;

/// <summary>
/// The loss of deep Q-learning, twice: with the famous bug and with its fix. The gradients that training calls are
/// generated beside them, <c>HuberLossGradient</c> and <c>ClippedLossGradient</c>.
/// </summary>
public static partial class QLoss
{
    /// <summary>
    /// The fix: the Huber loss is quadratic near zero and linear beyond, so the slope is bounded, which is what clipping
    /// was after, and a large error still pulls at full strength.
    /// </summary>
    /// <param name="weights">The parameters of the network.</param>
    /// <param name="states">The states of the batch, one after the other.</param>
    /// <param name="actions">The action taken in each state.</param>
    /// <param name="targets">What the value of each action should have been.</param>
    /// <returns>The mean over the batch.</returns>
    [Differentiable(nameof(weights))]
    public static float HuberLoss(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> states, ReadOnlySpan<int> actions, ReadOnlySpan<float> targets)
    {
        Span<float> hidden1 = stackalloc float[Network.Hidden];
        Span<float> hidden2 = stackalloc float[Network.Hidden];
        Span<float> q = stackalloc float[Network.Outputs];
        float sum = 0f;
        for (int sample = 0; sample < actions.Length; sample++)
        {
            ReadOnlySpan<float> state = states.Slice(sample * Network.Inputs, Network.Inputs);
            Network.Forward(weights, state, hidden1, hidden2, q);
            float delta = q[actions[sample]] - targets[sample];
            sum += Functions.Huber(delta, 1f);
        }

        return sum / actions.Length;
    }

    /// <summary>
    /// The bug: clamping the error itself. Where the clamp takes hold its slope is zero, so the samples with the largest
    /// errors, those with the most to teach, teach nothing. Warning DIFF101 points at the clamp.
    /// </summary>
    /// <param name="weights">The parameters of the network.</param>
    /// <param name="states">The states of the batch, one after the other.</param>
    /// <param name="actions">The action taken in each state.</param>
    /// <param name="targets">What the value of each action should have been.</param>
    /// <returns>The mean over the batch.</returns>
    [Differentiable(nameof(weights))]
    public static float ClippedLoss(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> states, ReadOnlySpan<int> actions, ReadOnlySpan<float> targets)
    {
        Span<float> hidden1 = stackalloc float[Network.Hidden];
        Span<float> hidden2 = stackalloc float[Network.Hidden];
        Span<float> q = stackalloc float[Network.Outputs];
        float sum = 0f;
        for (int sample = 0; sample < actions.Length; sample++)
        {
            ReadOnlySpan<float> state = states.Slice(sample * Network.Inputs, Network.Inputs);
            Network.Forward(weights, state, hidden1, hidden2, q);
            float delta = q[actions[sample]] - targets[sample];
            float clipped = Math.Clamp(delta, -1f, 1f);
            sum += clipped * clipped;
        }

        return sum / actions.Length;
    }
}
