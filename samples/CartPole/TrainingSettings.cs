namespace CartPole;

/// <summary>What to train.</summary>
/// <param name="Seed">The seed of all randomness; the same seed gives the same run.</param>
/// <param name="MaximumEpisodes">The number of episodes after which to give up.</param>
/// <param name="Loss">The loss to train with.</param>
/// <param name="MeasureZeroGradients">Whether to count the samples that get a gradient of exactly zero.</param>
internal sealed record TrainingSettings(int Seed, int MaximumEpisodes, LossKind Loss, bool MeasureZeroGradients);
