using System;
using Diff;

namespace CartPole;

/// <summary>
/// The 4-64-64-2 network that estimates the value of each action in a state. All its parameters lie in one span, so that
/// one gradient and one optimiser serve them all.
/// </summary>
public static class Network
{
    /// <summary>Inputs: the numbers in a state.</summary>
    public const int Inputs = CartPoleEnvironment.StateSize;

    /// <summary>Units in each of the two hidden layers.</summary>
    public const int Hidden = 64;

    /// <summary>Outputs: one value for each action.</summary>
    public const int Outputs = 2;

    /// <summary>The number of parameters.</summary>
    public const int ParameterCount = Biases3 + Outputs;

    private const int Weights1 = 0;
    private const int Biases1 = Weights1 + (Hidden * Inputs);
    private const int Weights2 = Biases1 + Hidden;
    private const int Biases2 = Weights2 + (Hidden * Hidden);
    private const int Weights3 = Biases2 + Hidden;
    private const int Biases3 = Weights3 + (Outputs * Hidden);

    /// <summary>Draws fresh weights and sets the biases to zero.</summary>
    /// <param name="weights">The parameters to set.</param>
    /// <param name="random">The source of the seeds of the layers.</param>
    public static void Initialize(Span<float> weights, Random random)
    {
        weights.Clear();
        Initializers.HeUniform(weights.Slice(Weights1, Hidden * Inputs), Inputs, Hidden, (ulong)random.NextInt64());
        Initializers.HeUniform(weights.Slice(Weights2, Hidden * Hidden), Hidden, Hidden, (ulong)random.NextInt64());
        Initializers.HeUniform(weights.Slice(Weights3, Outputs * Hidden), Hidden, Outputs, (ulong)random.NextInt64());
    }

    /// <summary>
    /// Computes the values of the actions. Acting calls this and so does the loss: what is differentiated is what plays.
    /// </summary>
    /// <param name="weights">The parameters.</param>
    /// <param name="state">The state.</param>
    /// <param name="hidden1">Receives the first hidden layer.</param>
    /// <param name="hidden2">Receives the second hidden layer.</param>
    /// <param name="q">Receives the value of each action.</param>
    public static void Forward(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> hidden1, Span<float> hidden2, Span<float> q)
    {
        for (int unit = 0; unit < Hidden; unit++)
        {
            float sum = weights[Biases1 + unit];
            ReadOnlySpan<float> row = weights.Slice(Weights1 + (unit * Inputs), Inputs);
            for (int i = 0; i < Inputs; i++)
                sum += row[i] * state[i];

            hidden1[unit] = Functions.Relu(sum);
        }

        for (int unit = 0; unit < Hidden; unit++)
        {
            float sum = weights[Biases2 + unit];
            ReadOnlySpan<float> row = weights.Slice(Weights2 + (unit * Hidden), Hidden);
            for (int i = 0; i < Hidden; i++)
                sum += row[i] * hidden1[i];

            hidden2[unit] = Functions.Relu(sum);
        }

        for (int action = 0; action < Outputs; action++)
        {
            float sum = weights[Biases3 + action];
            ReadOnlySpan<float> row = weights.Slice(Weights3 + (action * Hidden), Hidden);
            for (int i = 0; i < Hidden; i++)
                sum += row[i] * hidden2[i];

            q[action] = sum;
        }
    }

    /// <summary>Finds the action that the network values most.</summary>
    /// <param name="weights">The parameters.</param>
    /// <param name="state">The state.</param>
    /// <returns>The action.</returns>
    public static int BestAction(ReadOnlySpan<float> weights, ReadOnlySpan<float> state)
    {
        Span<float> hidden1 = stackalloc float[Hidden];
        Span<float> hidden2 = stackalloc float[Hidden];
        Span<float> q = stackalloc float[Outputs];
        Forward(weights, state, hidden1, hidden2, q);

        return q[1] > q[0] ? 1 : 0;
    }

    /// <summary>Computes the value of one action.</summary>
    /// <param name="weights">The parameters.</param>
    /// <param name="state">The state.</param>
    /// <param name="action">The action.</param>
    /// <returns>Its value.</returns>
    public static float ActionValue(ReadOnlySpan<float> weights, ReadOnlySpan<float> state, int action)
    {
        Span<float> hidden1 = stackalloc float[Hidden];
        Span<float> hidden2 = stackalloc float[Hidden];
        Span<float> q = stackalloc float[Outputs];
        Forward(weights, state, hidden1, hidden2, q);

        return q[action];
    }
}
