using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>The loss of logistic regression: a short dot product and two exponentials per sample.</summary>
public sealed partial class LogisticLoss : BenchmarkProgram
{
    private const int MostOnTape = 1_000_000;

    /// <inheritdoc/>
    public override int Order => 4;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("samples", 100, samples => Case(samples, features: 16));

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        yield return Case(samples: 1_000, features: 16);
        if (data.IncludesLarge)
        {
            yield return Case(samples: 100_000, features: 16);
            yield return Case(samples: 10_000, features: 512);
        }
    }

    private static BenchmarkCase Case(int samples, int features)
    {
        double[] w = Inputs.Uniform(seed: 4, features, -1, 1);
        double[] x = Inputs.Uniform(seed: 5, samples * features, -1, 1);
        double[] y = Array.ConvertAll(Inputs.Uniform(seed: 6, samples, -1, 1), v => v > 0 ? 1.0 : 0.0);
        int nodes = samples * ((2 * features) + 5);
        Tape tape = new(capacity: nodes + features + 2);
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"logistic loss, {samples:N0} × {features}"),
            Point = w,
            Primal = _ => Loss(w, x, y),
            Generated = gradient => LossGradient(w, x, y, gradient),
            ByHand = gradient => LossByHand(w, x, y, gradient),
            ByHandSimd = Avx512F.IsSupported ? gradient => LossSimd(w, x, y, gradient) : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.LogisticLoss(
                ref CppTwins.Begin(w), ref CppTwins.Begin(x), ref CppTwins.Begin(y), features, samples, ref CppTwins.Begin(gradient))),
            Tape = nodes <= MostOnTape ? gradient => LossOnTape(tape, w, x, y, gradient) : null,
        };
    }

    /// <summary>Σ softplus(w·x) − y (w·x).</summary>
    /// <param name="w">The weights.</param>
    /// <param name="x">The features, a row per sample.</param>
    /// <param name="y">The labels, 0 or 1.</param>
    /// <returns>The loss, summed over samples.</returns>
    [Differentiable(nameof(w))]
    public static double Loss(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            double z = 0;
            for (int i = 0; i < w.Length; i++)
            {
                z += w[i] * x[(n * w.Length) + i];
            }

            loss += Functions.Softplus(z) - (y[n] * z);
        }

        return loss;
    }

    private static double LossByHand(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        gradient = gradient[..w.Length];
        gradient.Clear();
        double loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            ReadOnlySpan<double> row = x.Slice(n * w.Length, w.Length);
            double z = 0;
            for (int i = 0; i < row.Length; i++)
            {
                z += w[i] * row[i];
            }

            (double softplus, double sigmoid) = SoftplusAndSigmoid(z);
            loss += softplus - (y[n] * z);
            double residual = sigmoid - y[n];
            for (int i = 0; i < row.Length; i++)
            {
                gradient[i] += residual * row[i];
            }
        }

        return loss;
    }

    private static double LossOnTape(
        Tape tape, ReadOnlySpan<double> point, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> w = tape.Start(point);
        TapeVariable loss = 0;
        for (int n = 0; n < y.Length; n++)
        {
            TapeVariable z = 0;
            for (int i = 0; i < w.Length; i++)
            {
                z += w[i] * x[(n * w.Length) + i];
            }

            loss += TapeVariable.Softplus(z) - (y[n] * z);
        }

        return tape.Backward(loss, gradient);
    }

    /// <summary>Both from one exponential, which is what there is to gain by hand.</summary>
    private static (double Softplus, double Sigmoid) SoftplusAndSigmoid(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return (Math.Max(z, 0) + Math.Log(1 + e), (z >= 0 ? 1 : e) / (1 + e));
    }
}
