using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: a lane is a point, so that exponentials run side by side and no loop is too short for a vector.
public sealed partial class GaussianMixture
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double LogLikelihoodSimd(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, ReadOnlySpan<double> x,
        int d, double gamma, int m, double constant,
        Span<double> byAlphas, Span<double> byMeans, Span<double> byIcf, SimdScratch scratch)
    {
        int components = alphas.Length;
        int points = x.Length / d;
        int size = d * (d + 1) / 2;
        double prior = Prior(icf, d, gamma, m, scratch.Diagonals, scratch.LogDeterminants, byIcf);
        scratch.ByParameters.Clear();

        Vector512<double> sum = default;
        for (int n = 0; n < points; n += Vector512<double>.Count)
        {
            Vector512<double> live = LoadPoints(x, n, points, scratch.Points);
            Vector512<double> max = Vector512.Create(double.NegativeInfinity);
            for (int k = 0; k < components; k++)
            {
                Vector512<double> distance = Forward(
                    scratch.Points, means.Slice(k * d, d), scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d),
                    scratch.Centred.Slice(k * d, d), scratch.Scaled.Slice(k * d, d));
                Vector512<double> term = Vector512.Create<double>(alphas[k] + scratch.LogDeterminants[k]) - (0.5 * distance);
                scratch.Weights[k] = term;
                max = Vector512.Max(max, term);
            }

            Vector512<double> total = default;
            for (int k = 0; k < components; k++)
            {
                scratch.Weights[k] = VectorFunctions.Exp(scratch.Weights[k] - max);
                total += scratch.Weights[k];
            }

            sum += live * (max + Vector512.Log(total));
            Vector512<double> normalisation = live / total;
            for (int k = 0; k < components; k++)
            {
                Backward(
                    scratch.Weights[k] * normalisation, scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d),
                    scratch.Centred.Slice(k * d, d), scratch.Scaled.Slice(k * d, d),
                    scratch.ByParameters.Slice(k * (1 + d + size), 1 + d + size));
            }
        }

        double ofAlphas = Softmax(alphas, byAlphas);
        for (int k = 0; k < components; k++)
        {
            ReadOnlySpan<Vector512<double>> lanes = scratch.ByParameters.Slice(k * (1 + d + size), 1 + d + size);
            byAlphas[k] = Vector512.Sum(lanes[0]) - (points * byAlphas[k]);
            for (int i = 0; i < d; i++)
            {
                byMeans[(k * d) + i] = Vector512.Sum(lanes[1 + i]);
            }

            for (int i = 0; i < size; i++)
            {
                byIcf[(k * size) + i] += Vector512.Sum(lanes[1 + d + i]);
            }
        }

        return constant + Vector512.Sum(sum) - (points * ofAlphas) + prior;
    }

    /// <summary>Puts a point in each lane.</summary>
    /// <returns>1 in lanes that hold a point, 0 in those that repeat the last one.</returns>
    private static Vector512<double> LoadPoints(ReadOnlySpan<double> x, int from, int points, Span<Vector512<double>> lanes)
    {
        Span<double> lane = stackalloc double[Vector512<double>.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            for (int l = 0; l < lane.Length; l++)
            {
                lane[l] = x[(Math.Min(from + l, points - 1) * lanes.Length) + i];
            }

            lanes[i] = Vector512.Create<double>(lane);
        }

        for (int l = 0; l < lane.Length; l++)
        {
            lane[l] = from + l < points ? 1 : 0;
        }

        return Vector512.Create<double>(lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<double> Forward(
        ReadOnlySpan<Vector512<double>> point, ReadOnlySpan<double> mean, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower,
        Span<Vector512<double>> centred, Span<Vector512<double>> scaled)
    {
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = point[i] - Vector512.Create<double>(mean[i]);
            scaled[i] = diagonal[i] * centred[i];
        }

        Vector512<double> distance = default;
        for (int i = 0; i < centred.Length; i++)
        {
            distance = Vector512.MultiplyAddEstimate(scaled[i], scaled[i], distance);
            Span<Vector512<double>> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            lower = lower[below.Length..];
            Vector512<double> factor = centred[i];
            for (int j = 0; j < column.Length; j++)
            {
                below[j] = Vector512.MultiplyAddEstimate(Vector512.Create<double>(column[j]), factor, below[j]);
            }
        }

        return distance;
    }

    /// <summary>Adds to the lanes of one component: its weight, its mean, its factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Backward(
        Vector512<double> weight, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower,
        ReadOnlySpan<Vector512<double>> centred, ReadOnlySpan<Vector512<double>> scaled, Span<Vector512<double>> byComponent)
    {
        byComponent[0] += weight;
        Span<Vector512<double>> byMean = byComponent.Slice(1, centred.Length);
        Span<Vector512<double>> byDiagonal = byComponent.Slice(1 + centred.Length, centred.Length);
        Span<Vector512<double>> byLower = byComponent[(1 + (2 * centred.Length))..];
        for (int i = 0; i < centred.Length; i++)
        {
            Vector512<double> product = diagonal[i] * scaled[i];
            byDiagonal[i] += weight * (Vector512<double>.One - (product * centred[i]));

            ReadOnlySpan<Vector512<double>> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            Span<Vector512<double>> byColumn = byLower[..below.Length];
            lower = lower[below.Length..];
            byLower = byLower[below.Length..];
            Vector512<double> weighted = -weight * centred[i];
            for (int j = 0; j < below.Length; j++)
            {
                product = Vector512.MultiplyAddEstimate(Vector512.Create<double>(column[j]), below[j], product);
                byColumn[j] = Vector512.MultiplyAddEstimate(weighted, below[j], byColumn[j]);
            }

            byMean[i] += weight * product;
        }
    }

    /// <summary>Memory that the derivative in SIMD keeps between calls.</summary>
    private sealed class SimdScratch(int d, int components)
    {
        private readonly AlignedVectors _points = new(d);
        private readonly AlignedVectors _centred = new(components * d);
        private readonly AlignedVectors _scaled = new(components * d);
        private readonly AlignedVectors _weights = new(components);
        private readonly AlignedVectors _byParameters = new(components * (1 + d + (d * (d + 1) / 2)));

        public double[] Diagonals { get; } = new double[components * d];

        public double[] LogDeterminants { get; } = new double[components];

        public Span<Vector512<double>> Points => _points.Span;

        public Span<Vector512<double>> Centred => _centred.Span;

        public Span<Vector512<double>> Scaled => _scaled.Span;

        public Span<Vector512<double>> Weights => _weights.Span;

        public Span<Vector512<double>> ByParameters => _byParameters.Span;
    }
}
