using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>The squared error of a small network, 16-64-64-1 with tanh, over a batch: matrix-vector products.</summary>
public sealed partial class MultilayerPerceptron : BenchmarkProgram
{
    private const int Inner = 64;
    private const int Features = 16;

    // Where each part begins in the flat parameters.
    private const int B1 = Inner * Features;
    private const int W2 = B1 + Inner;
    private const int B2 = W2 + (Inner * Inner);
    private const int W3 = B2 + Inner;
    private const int B3 = W3 + Inner;

    /// <inheritdoc/>
    public override int Order => 3;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("samples", 1, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        yield return Case(samples: 32);
    }

    private static BenchmarkCase Case(int samples)
    {
        double[] p = Inputs.Uniform(seed: 11, B3 + 1, -0.2, 0.2);
        double[] x = Inputs.Uniform(seed: 12, samples * Features, -1, 1);
        double[] y = Inputs.Uniform(seed: 13, samples, -1, 1);
        GradientReport report = new();
        Tape tape = new(capacity: 10_000 + (12_200 * samples));
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"MLP 16-64-64-1, batch {samples:N0}"),
            Point = p,
            Primal = _ => Loss(
                p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Inner * Inner), p.AsSpan(B2, Inner), p.AsSpan(W3, Inner), p.AsSpan(B3),
                x, y),
            Generated = g => LossGradient(
                p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Inner * Inner), p.AsSpan(B2, Inner), p.AsSpan(W3, Inner), p.AsSpan(B3),
                x, y, g[..B1], g.Slice(B1, Inner), g.Slice(W2, Inner * Inner), g.Slice(B2, Inner), g.Slice(W3, Inner), g[B3..]),
            Monitored = g => LossGradient(
                p.AsSpan(0, B1), p.AsSpan(B1, Inner), p.AsSpan(W2, Inner * Inner), p.AsSpan(B2, Inner), p.AsSpan(W3, Inner), p.AsSpan(B3),
                x, y, g[..B1], g.Slice(B1, Inner), g.Slice(W2, Inner * Inner), g.Slice(B2, Inner), g.Slice(W3, Inner), g[B3..], report),
            ByHand = gradient => LossByHand(p, x, y, gradient, default(ScalarLoops)),
            ByHandSimd = Vector512.IsHardwareAccelerated ? gradient => LossByHand(p, x, y, gradient, default(SimdLoops)) : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.Perceptron(
                ref CppTwins.Begin(p), ref CppTwins.Begin(x), ref CppTwins.Begin(y), samples, ref CppTwins.Begin(gradient))),
            Tape = gradient => LossOnTape(tape, p, x, y, gradient),
        };
    }

    /// <summary>The squared error of the network, summed over samples. Matrices have a row per output.</summary>
    /// <param name="w1">The weights of the one hidden layer.</param>
    /// <param name="b1">Its biases.</param>
    /// <param name="w2">The weights of the other hidden layer.</param>
    /// <param name="b2">Its biases.</param>
    /// <param name="w3">The weights of the output.</param>
    /// <param name="b3">Its bias.</param>
    /// <param name="x">The features, a row per sample.</param>
    /// <param name="y">The targets.</param>
    /// <returns>The loss.</returns>
    [Differentiable(Monitor = true)]
    public static double Loss(
        ReadOnlySpan<double> w1, ReadOnlySpan<double> b1, ReadOnlySpan<double> w2, ReadOnlySpan<double> b2, ReadOnlySpan<double> w3,
        ReadOnlySpan<double> b3, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
    {
        Span<double> h1 = stackalloc double[Inner];
        Span<double> h2 = stackalloc double[Inner];
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            for (int j = 0; j < Inner; j++)
            {
                double z = b1[j];
                for (int i = 0; i < Features; i++)
                {
                    z += w1[(j * Features) + i] * x[(n * Features) + i];
                }

                h1[j] = Math.Tanh(z);
            }

            for (int j = 0; j < Inner; j++)
            {
                double z = b2[j];
                for (int i = 0; i < Inner; i++)
                {
                    z += w2[(j * Inner) + i] * h1[i];
                }

                h2[j] = Math.Tanh(z);
            }

            double output = b3[0];
            for (int i = 0; i < Inner; i++)
            {
                output += w3[i] * h2[i];
            }

            loss += (output - y[n]) * (output - y[n]);
        }

        return loss;
    }

    /// <summary>Backpropagation sample by sample: what a layer leaves behind is its activations and nothing else.</summary>
    private static double LossByHand<TLoops>(
        ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient, TLoops loops)
        where TLoops : struct, ILoops
    {
        Span<double> h1 = stackalloc double[Inner];
        Span<double> h2 = stackalloc double[Inner];
        Span<double> back = stackalloc double[Inner];
        ReadOnlySpan<double> w3 = p.Slice(W3, Inner);
        gradient.Clear();
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * Features, Features);
            for (int j = 0; j < h1.Length; j++)
            {
                h1[j] = p[B1 + j] + loops.Dot(p.Slice(j * Features, Features), row);
            }

            loops.Tanh(h1);

            for (int j = 0; j < h2.Length; j++)
            {
                h2[j] = p[B2 + j] + loops.Dot(p.Slice(W2 + (j * Inner), Inner), h1);
            }

            loops.Tanh(h2);

            double residual = p[B3] + loops.Dot(w3, h2) - y[n];
            loss += residual * residual;

            double by = 2 * residual;
            gradient[B3] += by;
            loops.Add(by, h2, gradient.Slice(W3, Inner));
            back.Clear();
            for (int j = 0; j < h2.Length; j++)
            {
                double bz = by * w3[j] * (1 - (h2[j] * h2[j]));
                gradient[B2 + j] += bz;
                loops.Add(bz, h1, gradient.Slice(W2 + (j * Inner), Inner));
                loops.Add(bz, p.Slice(W2 + (j * Inner), Inner), back);
            }

            for (int j = 0; j < h1.Length; j++)
            {
                double bz = back[j] * (1 - (h1[j] * h1[j]));
                gradient[B1 + j] += bz;
                loops.Add(bz, row, gradient.Slice(j * Features, Features));
            }
        }

        return loss;
    }

    private static double LossOnTape(
        Tape tape, ReadOnlySpan<double> point, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        Span<TapeVariable> h1 = stackalloc TapeVariable[Inner];
        Span<TapeVariable> h2 = stackalloc TapeVariable[Inner];
        ReadOnlySpan<TapeVariable> p = tape.Start(point);
        TapeVariable loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            for (int j = 0; j < Inner; j++)
            {
                TapeVariable z = p[B1 + j];
                for (int i = 0; i < Features; i++)
                {
                    z += p[(j * Features) + i] * x[(n * Features) + i];
                }

                h1[j] = TapeVariable.Tanh(z);
            }

            for (int j = 0; j < Inner; j++)
            {
                TapeVariable z = p[B2 + j];
                for (int i = 0; i < Inner; i++)
                {
                    z += p[W2 + (j * Inner) + i] * h1[i];
                }

                h2[j] = TapeVariable.Tanh(z);
            }

            TapeVariable output = p[B3];
            for (int i = 0; i < Inner; i++)
            {
                output += p[W3 + i] * h2[i];
            }

            TapeVariable residual = output - y[n];
            loss += residual * residual;
        }

        return tape.Backward(loss, gradient);
    }
}
