// TEMPORARY: delete this file, and nothing else, once the generator writes the gradients and the runtime has the rest.
using System;
using Diff;

namespace CartPole
{
    /// <content>Hand-written twins of what the generator will emit.</content>
    public static partial class QLoss
    {
        /// <summary>The value and the gradient of <see cref="HuberLoss"/>.</summary>
        public static float HuberLossGradient(
            ReadOnlySpan<float> weights, ReadOnlySpan<float> states, ReadOnlySpan<int> actions, ReadOnlySpan<float> targets,
            Span<float> weightsGradient)
        {
            return Twin(weights, states, actions, targets, weightsGradient, clip: false);
        }

        /// <summary>The value and the gradient of <see cref="ClippedLoss"/>.</summary>
        public static float ClippedLossGradient(
            ReadOnlySpan<float> weights, ReadOnlySpan<float> states, ReadOnlySpan<int> actions, ReadOnlySpan<float> targets,
            Span<float> weightsGradient)
        {
            return Twin(weights, states, actions, targets, weightsGradient, clip: true);
        }

        private static float Twin(
            ReadOnlySpan<float> weights, ReadOnlySpan<float> states, ReadOnlySpan<int> actions, ReadOnlySpan<float> targets,
            Span<float> gradient, bool clip)
        {
            const int inputs = Network.Inputs;
            const int hidden = Network.Hidden;
            const int biases1 = hidden * inputs;
            const int weights2 = biases1 + hidden;
            const int biases2 = weights2 + (hidden * hidden);
            const int weights3 = biases2 + hidden;
            const int biases3 = weights3 + (Network.Outputs * hidden);

            Span<float> hidden1 = stackalloc float[hidden];
            Span<float> hidden2 = stackalloc float[hidden];
            Span<float> q = stackalloc float[Network.Outputs];
            Span<float> adjoint1 = stackalloc float[hidden];
            Span<float> adjoint2 = stackalloc float[hidden];
            gradient.Clear();
            float sum = 0f;
            for (int sample = 0; sample < actions.Length; sample++)
            {
                ReadOnlySpan<float> state = states.Slice(sample * inputs, inputs);
                Network.Forward(weights, state, hidden1, hidden2, q);
                int action = actions[sample];
                float delta = q[action] - targets[sample];
                bool inside = MathF.Abs(delta) <= 1f;
                float clamped = Math.Clamp(delta, -1f, 1f);
                sum += clip ? clamped * clamped : Functions.Huber(delta, 1f);
                float slope = (clip ? (inside ? 2f * delta : 0f) : clamped) / actions.Length;

                gradient[biases3 + action] += slope;
                for (int i = 0; i < hidden; i++)
                {
                    gradient[weights3 + (action * hidden) + i] += slope * hidden2[i];
                    adjoint2[i] = hidden2[i] > 0f ? slope * weights[weights3 + (action * hidden) + i] : 0f;
                }

                adjoint1.Clear();
                for (int unit = 0; unit < hidden; unit++)
                {
                    float adjoint = adjoint2[unit];
                    gradient[biases2 + unit] += adjoint;
                    ReadOnlySpan<float> row = weights.Slice(weights2 + (unit * hidden), hidden);
                    Span<float> rowGradient = gradient.Slice(weights2 + (unit * hidden), hidden);
                    for (int i = 0; i < hidden; i++)
                    {
                        rowGradient[i] += adjoint * hidden1[i];
                        adjoint1[i] += adjoint * row[i];
                    }
                }

                for (int unit = 0; unit < hidden; unit++)
                {
                    float adjoint = hidden1[unit] > 0f ? adjoint1[unit] : 0f;
                    gradient[biases1 + unit] += adjoint;
                    for (int i = 0; i < inputs; i++)
                        gradient[(unit * inputs) + i] += adjoint * state[i];
                }
            }

            return sum / actions.Length;
        }
    }
}

namespace Diff
{
    /// <summary>Stand-in for the runtime's functions.</summary>
    internal static class Functions
    {
        /// <summary>Zero below zero.</summary>
        public static float Relu(float x) => MathF.Max(0f, x);

        /// <summary>Quadratic up to the threshold, linear beyond.</summary>
        public static float Huber(float x, float threshold)
        {
            float magnitude = MathF.Abs(x);

            return magnitude <= threshold ? 0.5f * x * x : threshold * (magnitude - (0.5f * threshold));
        }
    }

    /// <summary>Stand-in for the runtime's initialisers.</summary>
    internal static class Initializers
    {
        /// <summary>Uniform within the square root of six over the fan-in.</summary>
        public static void HeUniform(Span<float> weights, int fanIn, int fanOut, ulong seed)
        {
            _ = fanOut;
            Random random = new((int)(seed >> 8));
            float limit = MathF.Sqrt(6f / fanIn);
            for (int i = 0; i < weights.Length; i++)
                weights[i] = ((2f * random.NextSingle()) - 1f) * limit;
        }
    }

    /// <summary>Stand-in for the runtime's optimiser.</summary>
    internal sealed class Adam<T>
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        private readonly T[] first;
        private readonly T[] second;
        private T power1 = T.One;
        private T power2 = T.One;

        /// <summary>Makes an optimiser.</summary>
        public Adam(int parameterCount, T learningRate)
        {
            first = new T[parameterCount];
            second = new T[parameterCount];
            LearningRate = learningRate;
        }

        /// <summary>The step size.</summary>
        public T LearningRate { get; set; }

        /// <summary>Takes a step.</summary>
        public void Step(Span<T> parameters, ReadOnlySpan<T> gradient)
        {
            T beta1 = T.CreateChecked(0.9);
            T beta2 = T.CreateChecked(0.999);
            T epsilon = T.CreateChecked(1e-8);
            power1 *= beta1;
            power2 *= beta2;
            T correction1 = T.One - power1;
            T correction2 = T.One - power2;
            for (int i = 0; i < parameters.Length; i++)
            {
                first[i] = (beta1 * first[i]) + ((T.One - beta1) * gradient[i]);
                second[i] = (beta2 * second[i]) + ((T.One - beta2) * gradient[i] * gradient[i]);
                parameters[i] -= LearningRate * (first[i] / correction1) / (T.Sqrt(second[i] / correction2) + epsilon);
            }
        }
    }
}
