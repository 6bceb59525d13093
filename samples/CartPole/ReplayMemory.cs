using System;

namespace CartPole;

/// <summary>
/// The most recent transitions, from which batches are drawn at random: neighbouring steps resemble each other too much to
/// learn from them in order.
/// </summary>
internal sealed class ReplayMemory
{
    private readonly float[] states;
    private readonly float[] nextStates;
    private readonly int[] actions;
    private readonly bool[] failures;
    private readonly int[] stepCounts;
    private readonly int capacity;
    private int next;

    /// <summary>Makes an empty memory.</summary>
    /// <param name="capacity">How many transitions it holds; older ones are forgotten.</param>
    public ReplayMemory(int capacity)
    {
        this.capacity = capacity;
        states = new float[capacity * CartPoleEnvironment.StateSize];
        nextStates = new float[capacity * CartPoleEnvironment.StateSize];
        actions = new int[capacity];
        failures = new bool[capacity];
        stepCounts = new int[capacity];
    }

    /// <summary>How many transitions it holds now.</summary>
    public int Count { get; private set; }

    /// <summary>Remembers a transition. The rewards are not kept, since every step pays the same.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="action">The action taken there.</param>
    /// <param name="nextState">The state some steps later.</param>
    /// <param name="failed">Whether the later state is a failure, not merely the last before the step limit.</param>
    /// <param name="stepCount">How many steps later that is.</param>
    public void Add(ReadOnlySpan<float> state, int action, ReadOnlySpan<float> nextState, bool failed, int stepCount)
    {
        state.CopyTo(states.AsSpan(next * CartPoleEnvironment.StateSize));
        nextState.CopyTo(nextStates.AsSpan(next * CartPoleEnvironment.StateSize));
        actions[next] = action;
        failures[next] = failed;
        stepCounts[next] = stepCount;
        next = (next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Draws transitions at random, with replacement.</summary>
    /// <param name="batch">Receives them.</param>
    /// <param name="random">The source of the draws.</param>
    public void Sample(Batch batch, Random random)
    {
        for (int sample = 0; sample < batch.Size; sample++)
        {
            int index = random.Next(Count);
            int from = index * CartPoleEnvironment.StateSize;
            int to = sample * CartPoleEnvironment.StateSize;
            states.AsSpan(from, CartPoleEnvironment.StateSize).CopyTo(batch.States.AsSpan(to));
            nextStates.AsSpan(from, CartPoleEnvironment.StateSize).CopyTo(batch.NextStates.AsSpan(to));
            batch.Actions[sample] = actions[index];
            batch.Failures[sample] = failures[index];
            batch.StepCounts[sample] = stepCounts[index];
        }
    }
}
