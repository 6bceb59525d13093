using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>ADBench's Gaussian mixture: the log likelihood of points with a Wishart prior, by weights, means and covariances.</summary>
public sealed partial class GaussianMixture : BenchmarkProgram
{
    /// <inheritdoc/>
    public override int Order => 12;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth =>
        new("points", 10, points => Case(GaussianMixtureData.Draw(points, dimensions: 4, components: 5)));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data) =>
        data.AdbenchFolder is string folder
            ? data.InputsOf("gmm", unlessAsked: "1k_gmm_d10_K25").Select(name => Case(GaussianMixtureData.Read(folder, name)))
            : [Case(GaussianMixtureData.Draw(points: 200, dimensions: 4, components: 5))];

    private static BenchmarkCase Case(GaussianMixtureData input)
    {
        (int d, int alphas, int means) = (input.Dimensions, input.Components, input.Components * input.Dimensions);
        (double[] p, double[] x, double gamma, int m) = (input.Parameters, input.X, input.Gamma, input.M);
        double constant = input.Constant;
        Scratch scratch = new(d, input.Components);
        SimdScratch simdScratch = new(d, input.Components);
        Tape tape = new(capacity: (input.Points * ((alphas * ((d * (d + 4)) + 16)) + 16)) + (16 * p.Length) + 64);
        return new BenchmarkCase
        {
            Name = "ADBench GMM " + input.Name,
            Point = p,
            Tolerance = 1e-12,
            Reference = input.Reference,
            Primal = _ => LogLikelihood(
                p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), x, d, gamma, m, constant),
            Generated = gradient => LogLikelihoodGradient(
                p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), x, d, gamma, m, constant,
                gradient[..alphas], gradient.Slice(alphas, means), gradient[(alphas + means)..]),
            ByHand = gradient => LogLikelihoodByHand(
                p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), x, d, gamma, m, constant,
                gradient[..alphas], gradient.Slice(alphas, means), gradient[(alphas + means)..], scratch),
            ByHandSimd = Vector512.IsHardwareAccelerated
                ? gradient => LogLikelihoodSimd(
                    p.AsSpan(0, alphas), p.AsSpan(alphas, means), p.AsSpan(alphas + means), x, d, gamma, m, constant,
                    gradient[..alphas], gradient.Slice(alphas, means), gradient[(alphas + means)..], simdScratch)
                : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.GaussianMixture(
                ref CppTwins.Begin(p), ref CppTwins.Begin(x), d, alphas, input.Points, gamma, m, constant, ref CppTwins.Begin(gradient))),
            Tape = gradient => LogLikelihoodOnTape(tape, p, alphas, x, d, gamma, m, constant, gradient),
        };
    }

    /// <summary>The objective, in the loops of ADBench's <c>gmm_objective</c>.</summary>
    /// <param name="alphas">The logarithms of the weights, not normalised.</param>
    /// <param name="means">The means, a row per component.</param>
    /// <param name="icf">The factors of the inverse covariances, a row per component.</param>
    /// <param name="x">The points, a row each.</param>
    /// <param name="d">The number of dimensions.</param>
    /// <param name="gamma">The scale of the Wishart prior.</param>
    /// <param name="m">The degrees of freedom of the Wishart prior.</param>
    /// <param name="constant">What depends on no parameter.</param>
    /// <returns>The log likelihood.</returns>
    [Differentiable(nameof(alphas), nameof(means), nameof(icf))]
    public static double LogLikelihood(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, ReadOnlySpan<double> x,
        int d, double gamma, int m, double constant)
    {
        int components = alphas.Length;
        int points = x.Length / d;
        int size = d * (d + 1) / 2;

        double[] diagonals = new double[components * d];
        double[] logDeterminants = new double[components];
        double prior = 0;
        for (int k = 0; k < components; k++)
        {
            double squares = 0;
            for (int i = 0; i < d; i++)
            {
                double q = icf[(k * size) + i];
                logDeterminants[k] += q;
                diagonals[(k * d) + i] = Math.Exp(q);
                squares += diagonals[(k * d) + i] * diagonals[(k * d) + i];
            }

            for (int i = d; i < size; i++)
            {
                squares += icf[(k * size) + i] * icf[(k * size) + i];
            }

            prior += (0.5 * gamma * gamma * squares) - (m * logDeterminants[k]);
        }

        double[] centred = new double[d];
        double[] scaled = new double[d];
        double[] terms = new double[components];
        double sum = 0;
        for (int n = 0; n < points; n++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int i = 0; i < d; i++)
                {
                    centred[i] = x[(n * d) + i] - means[(k * d) + i];
                    scaled[i] = diagonals[(k * d) + i] * centred[i];
                }

                int l = (k * size) + d;
                for (int i = 0; i < d; i++)
                {
                    for (int j = i + 1; j < d; j++)
                    {
                        scaled[j] += icf[l] * centred[i];
                        l++;
                    }
                }

                double distance = 0;
                for (int i = 0; i < d; i++)
                {
                    distance += scaled[i] * scaled[i];
                }

                terms[k] = alphas[k] + logDeterminants[k] - (0.5 * distance);
            }

            sum += LogSumExp(terms);
        }

        return constant + sum - (points * LogSumExp(alphas)) + prior;
    }

    private static double LogSumExp(ReadOnlySpan<double> terms)
    {
        double max = terms[0];
        for (int k = 1; k < terms.Length; k++)
        {
            if (terms[k] > max)
                max = terms[k];
        }

        double sum = 0;
        for (int k = 0; k < terms.Length; k++)
        {
            sum += Math.Exp(terms[k] - max);
        }

        return max + Math.Log(sum);
    }

    /// <summary>Each point forward and backward at once: what is kept is one point's differences and products.</summary>
    private static double LogLikelihoodByHand(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> icf, ReadOnlySpan<double> x,
        int d, double gamma, int m, double constant,
        Span<double> byAlphas, Span<double> byMeans, Span<double> byIcf, Scratch scratch)
    {
        int components = alphas.Length;
        int points = x.Length / d;
        int size = d * (d + 1) / 2;
        byAlphas.Clear();
        byMeans.Clear();
        double prior = Prior(icf, d, gamma, m, scratch.Diagonals, scratch.LogDeterminants, byIcf);

        double sum = 0;
        for (int n = 0; n < points; n++)
        {
            ReadOnlySpan<double> point = x.Slice(n * d, d);
            for (int k = 0; k < components; k++)
            {
                Span<double> centred = scratch.Centred.AsSpan(k * d, d);
                Span<double> scaled = scratch.Scaled.AsSpan(k * d, d);
                double distance = Forward(
                    point, means.Slice(k * d, d), scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d), centred, scaled);
                scratch.Terms[k] = alphas[k] + scratch.LogDeterminants[k] - (0.5 * distance);
            }

            double logSum = Softmax(scratch.Terms, scratch.Terms);
            sum += logSum;
            for (int k = 0; k < components; k++)
            {
                double weight = scratch.Terms[k];
                byAlphas[k] += weight;
                Backward(
                    weight, scratch.Diagonals.AsSpan(k * d, d), icf.Slice((k * size) + d, size - d),
                    scratch.Centred.AsSpan(k * d, d), scratch.Scaled.AsSpan(k * d, d),
                    byMeans.Slice(k * d, d), byIcf.Slice(k * size, size));
            }
        }

        double normalisation = Softmax(alphas, scratch.Terms);
        for (int k = 0; k < components; k++)
        {
            byAlphas[k] -= points * scratch.Terms[k];
        }

        return constant + sum - (points * normalisation) + prior;
    }

    /// <summary>What depends on the factors alone: exponentials of diagonals, their logarithmic products, the prior and its part.</summary>
    private static double Prior(
        ReadOnlySpan<double> icf, int d, double gamma, int m, Span<double> diagonals, Span<double> logDeterminants, Span<double> byIcf)
    {
        int size = d * (d + 1) / 2;
        double prior = 0;
        for (int k = 0; k < logDeterminants.Length; k++)
        {
            ReadOnlySpan<double> factor = icf.Slice(k * size, size);
            double squares = 0, logDeterminant = 0;
            for (int i = 0; i < d; i++)
            {
                double q = Math.Exp(factor[i]);
                logDeterminant += factor[i];
                diagonals[(k * d) + i] = q;
                squares += q * q;
                byIcf[(k * size) + i] = (gamma * gamma * q * q) - m;
            }

            for (int i = d; i < size; i++)
            {
                squares += factor[i] * factor[i];
                byIcf[(k * size) + i] = gamma * gamma * factor[i];
            }

            logDeterminants[k] = logDeterminant;
            prior += (0.5 * gamma * gamma * squares) - (m * logDeterminant);
        }

        return prior;
    }

    /// <summary>Q (x − μ), and its squared length.</summary>
    private static double Forward(
        ReadOnlySpan<double> point, ReadOnlySpan<double> mean, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower,
        Span<double> centred, Span<double> scaled)
    {
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = point[i] - mean[i];
            scaled[i] = diagonal[i] * centred[i];
        }

        double distance = 0;
        for (int i = 0; i < centred.Length; i++)
        {
            // Element i is complete once the columns before it have been added.
            distance += scaled[i] * scaled[i];
            Span<double> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            lower = lower[below.Length..];
            for (int j = 0; j < column.Length; j++)
            {
                below[j] += column[j] * centred[i];
            }
        }

        return distance;
    }

    /// <summary>Adds one point's part of the gradient by one component.</summary>
    private static void Backward(
        double weight, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> lower, ReadOnlySpan<double> centred, ReadOnlySpan<double> scaled,
        Span<double> byMean, Span<double> byFactor)
    {
        Span<double> byLower = byFactor[centred.Length..];
        for (int i = 0; i < centred.Length; i++)
        {
            double product = diagonal[i] * scaled[i];
            byFactor[i] += weight * (1 - (product * centred[i]));

            ReadOnlySpan<double> below = scaled[(i + 1)..];
            ReadOnlySpan<double> column = lower[..below.Length];
            Span<double> byColumn = byLower[..below.Length];
            lower = lower[below.Length..];
            byLower = byLower[below.Length..];
            double weighted = weight * centred[i];
            for (int j = 0; j < below.Length; j++)
            {
                product += column[j] * below[j];
                byColumn[j] -= weighted * below[j];
            }

            byMean[i] += weight * product;
        }
    }

    /// <summary>Normalised exponentials, in place or elsewhere, and the logarithm of the sum of exponentials.</summary>
    private static double Softmax(ReadOnlySpan<double> terms, Span<double> weights)
    {
        double max = terms[0];
        for (int k = 1; k < terms.Length; k++)
        {
            max = Math.Max(max, terms[k]);
        }

        double sum = 0;
        for (int k = 0; k < terms.Length; k++)
        {
            weights[k] = Math.Exp(terms[k] - max);
            sum += weights[k];
        }

        double inverse = 1 / sum;
        for (int k = 0; k < terms.Length; k++)
        {
            weights[k] *= inverse;
        }

        return max + Math.Log(sum);
    }

    /// <summary>Memory that the derivative by hand keeps between calls.</summary>
    private sealed class Scratch(int d, int components)
    {
        public double[] Diagonals { get; } = new double[components * d];

        public double[] LogDeterminants { get; } = new double[components];

        public double[] Centred { get; } = new double[components * d];

        public double[] Scaled { get; } = new double[components * d];

        public double[] Terms { get; } = new double[components];
    }
}
