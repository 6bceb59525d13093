using System;

namespace CartPole;

/// <summary>
/// The last few steps of an episode, held back until it is known where they led: each becomes one transition that spans
/// several steps, so that news of a failure reaches the states before it at once.
/// </summary>
internal sealed class MultiStepWindow
{
    private readonly int length;
    private readonly float[] states;
    private readonly int[] actions;
    private int first;
    private int count;

    /// <summary>Makes an empty window.</summary>
    /// <param name="length">The number of steps that a transition spans.</param>
    public MultiStepWindow(int length)
    {
        this.length = length;
        states = new float[length * CartPoleEnvironment.StateSize];
        actions = new int[length];
    }

    /// <summary>Takes in a step and hands on the transitions that it completes.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="action">The action taken.</param>
    /// <param name="nextState">The state after.</param>
    /// <param name="failed">Whether the state after is a failure.</param>
    /// <param name="ended">Whether the episode is over, which completes all transitions, short as they are.</param>
    /// <param name="memory">Receives the transitions.</param>
    public void Add(
        ReadOnlySpan<float> state, int action, ReadOnlySpan<float> nextState, bool failed, bool ended, ReplayMemory memory)
    {
        int last = (first + count) % length;
        state.CopyTo(states.AsSpan(last * CartPoleEnvironment.StateSize));
        actions[last] = action;
        count++;
        while (count == length || (ended && count > 0))
        {
            ReadOnlySpan<float> start = states.AsSpan(first * CartPoleEnvironment.StateSize, CartPoleEnvironment.StateSize);
            memory.Add(start, actions[first], nextState, failed, count);
            first = (first + 1) % length;
            count--;
        }
    }
}
