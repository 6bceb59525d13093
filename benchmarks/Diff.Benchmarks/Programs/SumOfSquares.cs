using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
            ByHandSimd = Vector512.IsHardwareAccelerated ? gradient => SumSimd(x, gradient) : null,
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
        const int Lanes = 8;
        gradient = gradient[..x.Length];
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(gradient);
        Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= x.Length - (4 * Lanes); i += 4 * Lanes)
        {
            Vector512<double> x0 = Vector512.LoadUnsafe(ref from, (nuint)i), x1 = Vector512.LoadUnsafe(ref from, (nuint)(i + Lanes));
            Vector512<double> x2 = Vector512.LoadUnsafe(ref from, (nuint)(i + (2 * Lanes)));
            Vector512<double> x3 = Vector512.LoadUnsafe(ref from, (nuint)(i + (3 * Lanes)));
            sum0 = Vector512.FusedMultiplyAdd(x0, x0, sum0);
            sum1 = Vector512.FusedMultiplyAdd(x1, x1, sum1);
            sum2 = Vector512.FusedMultiplyAdd(x2, x2, sum2);
            sum3 = Vector512.FusedMultiplyAdd(x3, x3, sum3);
            (x0 + x0).StoreUnsafe(ref to, (nuint)i);
            (x1 + x1).StoreUnsafe(ref to, (nuint)(i + Lanes));
            (x2 + x2).StoreUnsafe(ref to, (nuint)(i + (2 * Lanes)));
            (x3 + x3).StoreUnsafe(ref to, (nuint)(i + (3 * Lanes)));
        }

        double sum = Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
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
