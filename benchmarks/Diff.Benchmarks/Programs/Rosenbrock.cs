using System;
using System.Collections.Generic;
using System.Globalization;
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
