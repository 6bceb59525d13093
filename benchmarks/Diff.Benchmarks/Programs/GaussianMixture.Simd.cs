using System;
using System.Numerics;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: a lane is a point, so that exponentials run side by side and no loop is too short for a vector.
public sealed partial class GaussianMixture
{
    private static double LogLikelihoodSimd(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, ReadOnlySpan<double> x,
        int d, double gamma, int m, double constant,
        Span<double> byAlphas, Span<double> byMeans, Span<double> byIcf, SimdScratch scratch)
    {
        int components = alphas.Length;
        int points = x.Length / d;
        int size = d * (d + 1) / 2;
        double prior = Prior(icf, d, gamma, m, scratch.Diagonals, scratch.LogDeterminants, byIcf);
        Array.Clear(scratch.ByParameters);

        Vector<double> sum = default;
        for (int n = 0; n < points; n += Vector<double>.Count)
        {
            Vector<double> live = LoadPoints(x, n, points, scratch.Points);
            Vector<double> max = new(double.NegativeInfinity);
            for (int k = 0; k < components; k++)
            {
                Vector<double> distance = Forward(
                    scratch.Points, means.Slice(k * d, d), scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d),
                    scratch.Centred.AsSpan(k * d, d), scratch.Scaled.AsSpan(k * d, d));
                Vector<double> term = new Vector<double>(alphas[k] + scratch.LogDeterminants[k]) - (0.5 * distance);
                scratch.Weights[k] = term;
                max = Vector.Max(max, term);
            }

            Vector<double> total = default;
            for (int k = 0; k < components; k++)
            {
                scratch.Weights[k] = Vector.Exp(scratch.Weights[k] - max);
                total += scratch.Weights[k];
            }

            sum += live * (max + Vector.Log(total));
            Vector<double> normalisation = live / total;
            for (int k = 0; k < components; k++)
            {
                Backward(
                    scratch.Weights[k] * normalisation, scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d),
                    scratch.Centred.AsSpan(k * d, d), scratch.Scaled.AsSpan(k * d, d),
                    scratch.ByParameters.AsSpan(k * (1 + d + size), 1 + d + size));
            }
        }

        double ofAlphas = Softmax(alphas, byAlphas);
        for (int k = 0; k < components; k++)
        {
            ReadOnlySpan<Vector<double>> lanes = scratch.ByParameters.AsSpan(k * (1 + d + size), 1 + d + size);
            byAlphas[k] = Vector.Sum(lanes[0]) - (points * byAlphas[k]);
            for (int i = 0; i < d; i++)
            {
                byMeans[(k * d) + i] = Vector.Sum(lanes[1 + i]);
            }

            for (int i = 0; i < size; i++)
            {
                byIcf[(k * size) + i] += Vector.Sum(lanes[1 + d + i]);
            }
        }

        return constant + Vector.Sum(sum) - (points * ofAlphas) + prior;
    }

    /// <summary>Puts a point in each lane.</summary>
    /// <returns>1 in lanes that hold a point, 0 in those that repeat the last one.</returns>
    private static Vector<double> LoadPoints(ReadOnlySpan<double> x, int from, int points, Span<Vector<double>> lanes)
    {
        Span<double> lane = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            for (int l = 0; l < lane.Length; l++)
            {
                lane[l] = x[(Math.Min(from + l, points - 1) * lanes.Length) + i];
            }

            lanes[i] = new Vector<double>(lane);
        }

        for (int l = 0; l < lane.Length; l++)
        {
            lane[l] = from + l < points ? 1 : 0;
        }

        return new Vector<double>(lane);
    }

    private static Vector<double> Forward(
        ReadOnlySpan<Vector<double>> point, ReadOnlySpan<double> mean, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower,
        Span<Vector<double>> centred, Span<Vector<double>> scaled)
    {
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = point[i] - new Vector<double>(mean[i]);
            scaled[i] = diagonal[i] * centred[i];
        }

        Vector<double> distance = default;
        for (int i = 0; i < centred.Length; i++)
        {
            distance = Vector.MultiplyAddEstimate(scaled[i], scaled[i], distance);
            Span<Vector<double>> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            lower = lower[below.Length..];
            Vector<double> factor = centred[i];
            for (int j = 0; j < column.Length; j++)
            {
                below[j] = Vector.MultiplyAddEstimate(new Vector<double>(column[j]), factor, below[j]);
            }
        }

        return distance;
    }

    /// <summary>Adds to the lanes of one component: its weight, its mean, its factor.</summary>
    private static void Backward(
        Vector<double> weight, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower,
        ReadOnlySpan<Vector<double>> centred, ReadOnlySpan<Vector<double>> scaled, Span<Vector<double>> byComponent)
    {
        byComponent[0] += weight;
        Span<Vector<double>> byMean = byComponent.Slice(1, centred.Length);
        Span<Vector<double>> byDiagonal = byComponent.Slice(1 + centred.Length, centred.Length);
        Span<Vector<double>> byLower = byComponent[(1 + (2 * centred.Length))..];
        for (int i = 0; i < centred.Length; i++)
        {
            Vector<double> product = diagonal[i] * scaled[i];
            byDiagonal[i] += weight * (Vector<double>.One - (product * centred[i]));

            ReadOnlySpan<Vector<double>> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            Span<Vector<double>> byColumn = byLower[..below.Length];
            lower = lower[below.Length..];
            byLower = byLower[below.Length..];
            Vector<double> weighted = -weight * centred[i];
            for (int j = 0; j < below.Length; j++)
            {
                product = Vector.MultiplyAddEstimate(new Vector<double>(column[j]), below[j], product);
                byColumn[j] = Vector.MultiplyAddEstimate(weighted, below[j], byColumn[j]);
            }

            byMean[i] += weight * product;
        }
    }

    /// <summary>Memory that the derivative in SIMD keeps between calls.</summary>
    private sealed class SimdScratch(int d, int components)
    {
        public double[] Diagonals { get; } = new double[components * d];

        public double[] LogDeterminants { get; } = new double[components];

        public Vector<double>[] Points { get; } = new Vector<double>[d];

        public Vector<double>[] Centred { get; } = new Vector<double>[components * d];

        public Vector<double>[] Scaled { get; } = new Vector<double>[components * d];

        public Vector<double>[] Weights { get; } = new Vector<double>[components];

        public Vector<double>[] ByParameters { get; } = new Vector<double>[components * (1 + d + (d * (d + 1) / 2))];
    }
}
