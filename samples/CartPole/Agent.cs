using System;
using Diff;

namespace CartPole;

/// <summary>
/// Learns the values of the actions from remembered transitions: double deep Q-learning over several steps with a target network
/// that follows slowly. Its steps allocate nothing.
/// </summary>
internal sealed class Agent
{
    private readonly Random random;
    private readonly LossGradient lossGradient;
    private readonly ZeroGradientProbe? probe;
    private readonly float[] weights = new float[Network.ParameterCount];
    private readonly float[] targetWeights = new float[Network.ParameterCount];
    private readonly float[] gradient = new float[Network.ParameterCount];
    private readonly ReplayMemory memory = new(Hyperparameters.MemoryCapacity);
    private readonly MultiStepWindow window = new(Hyperparameters.TransitionSteps);
    private readonly Batch batch = new(Hyperparameters.BatchSize);
    private readonly Adam<float> optimizer = new(Network.ParameterCount, learningRate: Hyperparameters.InitialLearningRate);
    private readonly float[] discounts = new float[Hyperparameters.TransitionSteps + 1];
    private readonly float[] rewards = new float[Hyperparameters.TransitionSteps + 1];

    // What paying every step for ever is worth: an estimate above it is wrong, and capped it cannot feed on itself.
    private readonly float highestValue = CartPoleEnvironment.Reward / (1f - Hyperparameters.Discount);
    private int steps;

    /// <summary>Makes an agent that knows nothing.</summary>
    /// <param name="loss">The loss to train with.</param>
    /// <param name="random">The source of its weights, its exploration and its batches.</param>
    /// <param name="probe">Counts the samples without a gradient; null to count nothing.</param>
    public Agent(LossKind loss, Random random, ZeroGradientProbe? probe)
    {
        this.random = random;
        this.probe = probe;
        lossGradient = loss == LossKind.Huber ? QLoss.HuberLossGradient : QLoss.ClippedLossGradient;
        Network.Initialize(weights, random);
        weights.CopyTo(targetWeights, 0);

        // What the first rewards are worth together, and what the value after them is worth, by the number of steps.
        discounts[0] = 1f;
        for (int i = 1; i < discounts.Length; i++)
        {
            rewards[i] = rewards[i - 1] + (discounts[i - 1] * CartPoleEnvironment.Reward);
            discounts[i] = discounts[i - 1] * Hyperparameters.Discount;
        }
    }

    /// <summary>The share of actions that are random now.</summary>
    public float Exploration => Hyperparameters.Decay(
        Hyperparameters.InitialExploration, Hyperparameters.FinalExploration, steps, Hyperparameters.ExplorationDecaySteps);

    /// <summary>Chooses an action: mostly the best one, sometimes a random one.</summary>
    /// <param name="state">The state to act in.</param>
    /// <returns>The action.</returns>
    public int Act(ReadOnlySpan<float> state)
    {
        return random.NextSingle() < Exploration ? random.Next(Network.Outputs) : Network.BestAction(weights, state);
    }

    /// <summary>Remembers a step and, every so many of them, learns from a batch.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="action">The action taken.</param>
    /// <param name="nextState">The state after.</param>
    /// <param name="failed">Whether the state after is a failure.</param>
    /// <param name="ended">Whether the episode is over, by failure or at the step limit.</param>
    public void Observe(ReadOnlySpan<float> state, int action, ReadOnlySpan<float> nextState, bool failed, bool ended)
    {
        window.Add(state, action, nextState, failed, ended, memory);
        steps++;
        if (steps >= Hyperparameters.WarmUpSteps && steps % Hyperparameters.TrainingInterval == 0)
            Train();
    }

    private void Train()
    {
        memory.Sample(batch, random);
        SetTargets();
        lossGradient(weights, batch.States, batch.Actions, batch.Targets, gradient);
        probe?.Observe(lossGradient, weights, batch);
        optimizer.LearningRate = Hyperparameters.Decay(
            Hyperparameters.InitialLearningRate,
            Hyperparameters.FinalLearningRate,
            steps,
            Hyperparameters.LearningRateDecaySteps);
        optimizer.Step(weights, gradient);
        FollowWeights();
    }

    // Double Q-learning: one network chooses the next action and the other values it, since a network that does both
    // prefers the values that it overestimates.
    private void SetTargets()
    {
        for (int sample = 0; sample < batch.Size; sample++)
        {
            int stepCount = batch.StepCounts[sample];
            float target = rewards[stepCount];
            if (!batch.Failures[sample])
            {
                ReadOnlySpan<float> nextState = batch.NextStates.AsSpan(sample * Network.Inputs, Network.Inputs);
                int action = Network.BestAction(weights, nextState);
                target += discounts[stepCount] * Network.ActionValue(targetWeights, nextState, action);
            }

            batch.Targets[sample] = MathF.Min(target, highestValue);
        }
    }

    private void FollowWeights()
    {
        for (int i = 0; i < weights.Length; i++)
            targetWeights[i] += Hyperparameters.TargetRate * (weights[i] - targetWeights[i]);
    }
}
