using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>Σ xᵢ²: next to no work per element, so that every overhead shows.</summary>
public sealed partial class SumOfSquares : BenchmarkProgram
{
    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("elements", 100, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        foreach (int count in (int[])[10, 1_000, 100_000])
        {
            yield return Case(count);
        }
    }

    private static BenchmarkCase Case(int count)
    {
        double[] x = Inputs.Uniform(seed: 1, count, -1, 1);
        Tape tape = new(capacity: (3 * count) + 1);
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Σx², n = {count:N0}"),
            Point = x,
            Primal = _ => Sum(x),
            Generated = gradient => SumGradient(x, gradient),
            ByHand = gradient => SumByHand(x, gradient),
            ByHandSimd = gradient => SumSimd(x, gradient),
            Cpp = CppTwins.Contestant(gradient => CppTwins.SumOfSquares(ref CppTwins.Begin(x), x.Length, ref CppTwins.Begin(gradient))),
            Tape = gradient => SumOnTape(tape, x, gradient),
        };
    }

    /// <summary>Σ xᵢ².</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The sum of their squares.</returns>
    [Differentiable]
    public static double Sum(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }

    private static double SumByHand(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient = gradient[..x.Length];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            gradient[i] = 2 * x[i];
        }

        return sum;
    }

    private static double SumSimd(ReadOnlySpan<double> x, Span<double> gradient)
    {
        // Four sums, since one would wait for its own last addition.
        int lanes = Vector<double>.Count;
        gradient = gradient[..x.Length];
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= x.Length - (4 * lanes); i += 4 * lanes)
        {
            Vector<double> x0 = new(x[i..]), x1 = new(x[(i + lanes)..]), x2 = new(x[(i + (2 * lanes))..]), x3 = new(x[(i + (3 * lanes))..]);
            sum0 += x0 * x0;
            sum1 += x1 * x1;
            sum2 += x2 * x2;
            sum3 += x3 * x3;
            (x0 + x0).CopyTo(gradient[i..]);
            (x1 + x1).CopyTo(gradient[(i + lanes)..]);
            (x2 + x2).CopyTo(gradient[(i + (2 * lanes))..]);
            (x3 + x3).CopyTo(gradient[(i + (3 * lanes))..]);
        }

        double sum = Vector.Sum(sum0 + sum1 + sum2 + sum3);
        for (; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            gradient[i] = 2 * x[i];
        }

        return sum;
    }

    private static double SumOnTape(Tape tape, ReadOnlySpan<double> point, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> x = tape.Start(point);
        TapeVariable sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return tape.Backward(sum, gradient);
    }
}
