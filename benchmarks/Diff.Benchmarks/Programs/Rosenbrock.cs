using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>Rosenbrock's function in many dimensions: neighbouring elements share terms.</summary>
public sealed partial class Rosenbrock : BenchmarkProgram
{
    /// <inheritdoc/>
    public override int Order => 2;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("elements", 100, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        yield return Case(1_000);
    }

    private static BenchmarkCase Case(int count)
    {
        double[] x = Inputs.Uniform(seed: 2, count, -2, 2);
        Tape tape = new(capacity: 9 * x.Length);
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Rosenbrock, n = {count:N0}"),
            Point = x,
            Primal = _ => Value(x),
            Generated = gradient => ValueGradient(x, gradient),
            ByHand = gradient => ValueByHand(x, gradient),
            ByHandSimd = Vector512.IsHardwareAccelerated ? gradient => ValueSimd(x, gradient) : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.Rosenbrock(ref CppTwins.Begin(x), x.Length, ref CppTwins.Begin(gradient))),
            Tape = gradient => ValueOnTape(tape, x, gradient),
        };
    }

    /// <summary>Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².</summary>
    /// <param name="x">The point.</param>
    /// <returns>The value.</returns>
    [Differentiable]
    public static double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double valley = x[i + 1] - (x[i] * x[i]);
            double slope = 1 - x[i];
            sum += (100 * valley * valley) + (slope * slope);
        }

        return sum;
    }

    private static double ValueByHand(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient = gradient[..x.Length];
        double sum = 0;

        // What the term before leaves for this element stays in a register: each element is written once.
        double carried = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double valley = x[i + 1] - (x[i] * x[i]);
            double slope = 1 - x[i];
            sum += (100 * valley * valley) + (slope * slope);
            gradient[i] = carried - (400 * valley * x[i]) - (2 * slope);
            carried = 200 * valley;
        }

        gradient[^1] = carried;
        return sum;
    }

    /// <summary>Each element of the gradient from both terms that it is in: no lane waits for another.</summary>
    private static double ValueSimd(ReadOnlySpan<double> x, Span<double> gradient)
    {
        int lanes = Vector512<double>.Count;
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(gradient[..x.Length]);
        Vector512<double> squares = default, slopes = default;
        int i = 1;
        for (; i < x.Length - lanes; i += lanes)
        {
            Vector512<double> before = Vector512.LoadUnsafe(ref from, (nuint)(i - 1)), here = Vector512.LoadUnsafe(ref from, (nuint)i);
            Vector512<double> after = Vector512.LoadUnsafe(ref from, (nuint)(i + 1));
            Vector512<double> last = here - (before * before), valley = after - (here * here), slope = Vector512<double>.One - here;
            squares = Vector512.FusedMultiplyAdd(valley, valley, squares);
            slopes = Vector512.FusedMultiplyAdd(slope, slope, slopes);
            ((200 * last) - (400 * valley * here) - (2 * slope)).StoreUnsafe(ref to, (nuint)i);
        }

        // The first term, and those behind the last whole vector.
        double sum = (100 * Vector512.Sum(squares)) + Vector512.Sum(slopes);
        for (int k = 0; k < x.Length - 1; k = k == 0 && i > 1 ? i : k + 1)
        {
            double valley = x[k + 1] - (x[k] * x[k]), slope = 1 - x[k];
            sum += (100 * valley * valley) + (slope * slope);
            double carried = k == 0 ? 0 : 200 * (x[k] - (x[k - 1] * x[k - 1]));
            gradient[k] = carried - (400 * valley * x[k]) - (2 * slope);
        }

        gradient[^1] = 200 * (x[^1] - (x[^2] * x[^2]));
        return sum;
    }

    private static double ValueOnTape(Tape tape, ReadOnlySpan<double> point, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> x = tape.Start(point);
        TapeVariable sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            TapeVariable valley = x[i + 1] - (x[i] * x[i]);
            TapeVariable slope = 1 - x[i];
            sum += (100 * valley * valley) + (slope * slope);
        }

        return tape.Backward(sum, gradient);
    }
}
