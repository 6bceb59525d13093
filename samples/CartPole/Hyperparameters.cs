namespace CartPole;

/// <summary>The numbers that were chosen by trial, all in one place.</summary>
internal static class Hyperparameters
{
    /// <summary>The mean return at which the problem counts as solved.</summary>
    public const double SolvedReturn = 475;

    /// <summary>The number of consecutive episodes that the mean is taken over.</summary>
    public const int SolvedWindow = 100;

    /// <summary>Transitions in a batch.</summary>
    public const int BatchSize = 32;

    /// <summary>Steps in the environment for each training step.</summary>
    public const int TrainingInterval = 2;

    /// <summary>Steps at random before the first training step, so that the first batches are not all alike.</summary>
    public const int WarmUpSteps = 1000;

    /// <summary>Transitions that the replay memory holds.</summary>
    public const int MemoryCapacity = 50_000;

    /// <summary>
    /// Steps that a transition spans. Failures are rare, and an error beyond the Huber threshold pulls no harder than one at
    /// it; with single steps the many small errors upwards outweigh the few large ones downwards and all values creep up.
    /// </summary>
    public const int TransitionSteps = 20;

    /// <summary>How much a reward one step later is worth.</summary>
    public const float Discount = 0.99f;

    /// <summary>How far the target network moves towards the other in each training step.</summary>
    public const float TargetRate = 0.01f;

    /// <summary>Adam's step size at the start.</summary>
    public const float InitialLearningRate = 1e-3f;

    /// <summary>Adam's step size at the end of its decay.</summary>
    public const float FinalLearningRate = 1e-4f;

    /// <summary>Steps in the environment over which the learning rate decays.</summary>
    public const int LearningRateDecaySteps = 40_000;

    /// <summary>The share of random actions at the start.</summary>
    public const float InitialExploration = 1f;

    /// <summary>The share of random actions at the end of its decay: enough to keep failures in the replay memory.</summary>
    public const float FinalExploration = 0.02f;

    /// <summary>Steps in the environment over which the share of random actions decays.</summary>
    public const int ExplorationDecaySteps = 8_000;

    /// <summary>Moves in a straight line from one value to another and stays there.</summary>
    /// <param name="from">The value at step zero.</param>
    /// <param name="to">The value from the last step on.</param>
    /// <param name="step">The step.</param>
    /// <param name="steps">The number of steps the way takes.</param>
    /// <returns>The value at the step.</returns>
    public static float Decay(float from, float to, int step, int steps)
    {
        return step >= steps ? to : from + ((to - from) * step / steps);
    }
}
