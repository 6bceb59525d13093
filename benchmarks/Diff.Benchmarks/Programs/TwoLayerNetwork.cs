using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;

namespace Diff.Benchmarks.Programs;

/// <summary>
/// The cross-entropy of a classifier of digits, 784-128-10 with ReLU, over a batch in float: matrix products written as three loops,
/// which an expert would block for registers and caches.
/// </summary>
public sealed partial class TwoLayerNetwork : BenchmarkProgram
{
    private const int Features = 784;
    private const int Inner = 128;
    private const int Classes = 10;

    // Where each part begins in the flat parameters.
    private const int B1 = Inner * Features;
    private const int W2 = B1 + Inner;
    private const int B2 = W2 + (Classes * Inner);

    /// <inheritdoc/>
    public override int Order => 8;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("samples", 1, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        yield return Case(samples: 32);
    }

    private static BenchmarkCase Case(int samples)
    {
        double[] point = Inputs.Uniform(seed: 29, B2 + Classes, -0.1, 0.1);
        double[] preciseX = Inputs.Uniform(seed: 30, samples * Features, 0, 1);
        float[] x = Array.ConvertAll(preciseX, value => (float)value);
        int[] labels = Array.ConvertAll(Inputs.Uniform(seed: 31, samples, 0, Classes), value => (int)value);
        SinglePoint single = new(point);
        float[] p = single.Values;
        Scratch scratch = new(samples);
        GradientReport report = new();
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"network 784-128-10, batch {samples:N0}"),
            Point = point,
            Single = single,
            Tolerance = 1e-5,
            PrecisePrimal = _ => Loss<double>(
                point.AsSpan(0, B1), point.AsSpan(B1, Inner), point.AsSpan(W2, Classes * Inner), point.AsSpan(B2), preciseX, labels),
            Primal = _ => Loss<float>(p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Classes * Inner), p.AsSpan(B2), x, labels),
            Generated = gradient =>
            {
                Span<float> g = SinglePoint.Floats(gradient);
                return LossGradient(
                    p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Classes * Inner), p.AsSpan(B2), x, labels,
                    g[..B1], g.Slice(B1, Inner), g.Slice(W2, Classes * Inner), g[B2..]);
            },
            Monitored = gradient =>
            {
                Span<float> g = SinglePoint.Floats(gradient);
                return LossGradient(
                    p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Classes * Inner), p.AsSpan(B2), x, labels,
                    g[..B1], g.Slice(B1, Inner), g.Slice(W2, Classes * Inner), g[B2..], report);
            },
            ByHand = gradient => LossByHand(p, x, labels, SinglePoint.Floats(gradient), scratch),
            ByHandSimd = Vector512.IsHardwareAccelerated ? gradient => LossSimd(p, x, labels, SinglePoint.Floats(gradient), scratch) : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.Classifier(
                ref CppTwins.Begin(p), ref CppTwins.Begin(x), ref CppTwins.Begin(labels), samples,
                ref CppTwins.Begin(SinglePoint.Floats(gradient)))),
        };
    }

    /// <summary>The cross-entropy, summed over samples. Matrices have a row per output.</summary>
    /// <typeparam name="T">The type of numbers.</typeparam>
    /// <param name="w1">The weights of the hidden layer.</param>
    /// <param name="b1">Its biases.</param>
    /// <param name="w2">The weights of the output.</param>
    /// <param name="b2">Its biases.</param>
    /// <param name="x">The features, a row per sample.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <returns>The loss.</returns>
    [Differentiable(Monitor = true)]
    public static T Loss<T>(
        ReadOnlySpan<T> w1, ReadOnlySpan<T> b1, ReadOnlySpan<T> w2, ReadOnlySpan<T> b2, [Constant] ReadOnlySpan<T> x,
        ReadOnlySpan<int> labels)
        where T : IFloatingPointIeee754<T>
    {
        int features = x.Length / labels.Length;
        T[] hidden = new T[b1.Length];
        T[] output = new T[b2.Length];
        T loss = T.Zero;
        for (int n = 0; n < labels.Length; n++)
        {
            for (int j = 0; j < hidden.Length; j++)
            {
                T z = b1[j];
                for (int i = 0; i < features; i++)
                {
                    z += w1[(j * features) + i] * x[(n * features) + i];
                }

                hidden[j] = z > T.Zero ? z : T.Zero;
            }

            for (int j = 0; j < output.Length; j++)
            {
                T z = b2[j];
                for (int i = 0; i < hidden.Length; i++)
                {
                    z += w2[(j * hidden.Length) + i] * hidden[i];
                }

                output[j] = z;
            }

            T max = output[0];
            for (int j = 1; j < output.Length; j++)
            {
                max = T.Max(max, output[j]);
            }

            T sum = T.Zero;
            for (int j = 0; j < output.Length; j++)
            {
                sum += T.Exp(output[j] - max);
            }

            loss += max + T.Log(sum) - output[labels[n]];
        }

        return loss;
    }

    /// <summary>Backpropagation sample by sample.</summary>
    private static float LossByHand(
        ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<int> labels, Span<float> gradient, Scratch scratch)
    {
        Span<float> hidden = scratch.Hidden.AsSpan(0, Inner), output = scratch.Output.AsSpan(0, Classes);
        Span<float> back = scratch.Back.AsSpan(0, Inner);
        gradient.Clear();
        float loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<float> row = x.Slice(n * Features, Features);
            for (int j = 0; j < hidden.Length; j++)
            {
                hidden[j] = Math.Max(p[B1 + j] + Dot(p.Slice(j * Features, Features), row), 0);
            }

            for (int j = 0; j < output.Length; j++)
            {
                output[j] = p[B2 + j] + Dot(p.Slice(W2 + (j * Inner), Inner), hidden);
            }

            loss += CrossEntropy(output, labels[n]);
            back.Clear();
            for (int j = 0; j < output.Length; j++)
            {
                gradient[B2 + j] += output[j];
                Add(output[j], hidden, gradient.Slice(W2 + (j * Inner), Inner));
                Add(output[j], p.Slice(W2 + (j * Inner), Inner), back);
            }

            for (int j = 0; j < hidden.Length; j++)
            {
                if (hidden[j] <= 0)
                    continue;
                gradient[B1 + j] += back[j];
                Add(back[j], row, gradient.Slice(j * Features, Features));
            }
        }

        return loss;
    }

    /// <summary>The loss of a sample; what comes back to the outputs takes their place.</summary>
    private static float CrossEntropy(Span<float> output, int label)
    {
        float max = output[0];
        for (int j = 1; j < output.Length; j++)
        {
            max = Math.Max(max, output[j]);
        }

        float sum = 0, right = output[label];
        for (int j = 0; j < output.Length; j++)
        {
            output[j] = MathF.Exp(output[j] - max);
            sum += output[j];
        }

        float inverse = 1 / sum;
        for (int j = 0; j < output.Length; j++)
        {
            output[j] *= inverse;
        }

        output[label] -= 1;
        return max + MathF.Log(sum) - right;
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static void Add(float factor, ReadOnlySpan<float> x, Span<float> to)
    {
        to = to[..x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            to[i] += factor * x[i];
        }
    }

    /// <summary>Memory of a batch that the derivatives by hand keep between calls.</summary>
    private sealed class Scratch(int samples)
    {
        public float[] Hidden { get; } = new float[samples * Inner];

        public float[] Output { get; } = new float[samples * Classes];

        public float[] Back { get; } = new float[samples * Inner];
    }
}
