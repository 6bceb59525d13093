using System;
using System.Collections.Generic;

namespace CartPole;

/// <summary>
/// Measures how many samples of a batch teach nothing: it calls the generated gradient with one sample at a time and counts
/// the gradients that are zero in every parameter. It looks at every so many batches only, so that it costs little.
/// </summary>
internal sealed class ZeroGradientProbe
{
    /// <summary>Training steps from one measured batch to the next.</summary>
    public const int Interval = 50;

    /// <summary>Measured batches that the final share is the mean of.</summary>
    public const int FinalWindow = 20;

    private readonly float[] gradient = new float[Network.ParameterCount];
    private readonly List<double> shares = new(capacity: 16_384);
    private int batches;

    /// <summary>The share of samples without a gradient, for each measured batch.</summary>
    public IReadOnlyList<double> Shares => shares;

    /// <summary>Takes note of a batch and measures it if its turn has come.</summary>
    /// <param name="lossGradient">The generated gradient of the loss in use.</param>
    /// <param name="weights">The parameters of the network.</param>
    /// <param name="batch">The batch, targets included.</param>
    public void Observe(LossGradient lossGradient, ReadOnlySpan<float> weights, Batch batch)
    {
        if (batches++ % Interval != 0)
            return;

        int zeros = 0;
        for (int sample = 0; sample < batch.Size; sample++)
        {
            lossGradient(
                weights,
                batch.States.AsSpan(sample * Network.Inputs, Network.Inputs),
                batch.Actions.AsSpan(sample, 1),
                batch.Targets.AsSpan(sample, 1),
                gradient);
            if (!gradient.AsSpan().ContainsAnyExcept(0f))
                zeros++;
        }

        shares.Add((double)zeros / batch.Size);
    }
}
