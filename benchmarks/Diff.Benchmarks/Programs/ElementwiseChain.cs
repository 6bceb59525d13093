using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Taping;

namespace Diff.Benchmarks.Programs;

/// <summary>Σ sigmoid(a xᵢ + b) tanh(xᵢ) by a, b and x: the loop that gains most from vectors, in both types.</summary>
public sealed partial class ElementwiseChain : BenchmarkProgram
{
    // A node takes 32 bytes, and there are nine per element.
    private const int MostOnTape = 100_000;

    /// <inheritdoc/>
    public override int Order => 6;

    /// <inheritdoc/>
    public override BenchmarkGrowth? Growth => new("elements", 100, Case);

    /// <inheritdoc/>
    public override IEnumerable<BenchmarkCase> Cases(BenchmarkData data)
    {
        int[] counts = data.IncludesLarge ? [100, 10_000, 100_000, 1_000_000, 10_000_000] : [100, 10_000];
        foreach (int count in counts)
        {
            yield return Case(count);
            yield return SingleCase(count);
        }
    }

    private static double[] Point(int count) => [0.8, -0.3, .. Inputs.Uniform(seed: 15, count, -3, 3)];

    private static BenchmarkCase Case(int count)
    {
        double[] p = Point(count);
        Tape tape = new(capacity: (9 * count) + 3);
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"chain, double, n = {count:N0}"),
            Point = p,
            Primal = _ => Sum(p.AsSpan(2), p[0], p[1]),
            Generated = gradient =>
            {
                (double value, gradient[0], gradient[1]) = SumGradient(p.AsSpan(2), p[0], p[1], gradient[2..]);
                return value;
            },
            ByHand = gradient => SumByHand(p.AsSpan(2), p[0], p[1], gradient[2..], out gradient[0], out gradient[1]),
            ByHandSimd = Vector512.IsHardwareAccelerated
                ? gradient => SumSimd(p.AsSpan(2), p[0], p[1], gradient[2..], out gradient[0], out gradient[1])
                : null,
            Cpp = CppTwins.Contestant(gradient => CppTwins.Chain(ref CppTwins.Begin(p), count, ref CppTwins.Begin(gradient))),
            Tape = count <= MostOnTape ? gradient => SumOnTape(tape, p, gradient) : null,
        };
    }

    /// <summary>Σ sigmoid(a xᵢ + b) tanh(xᵢ).</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">The summand.</param>
    /// <returns>The sum.</returns>
    [Differentiable]
    public static double Sum(ReadOnlySpan<double> x, double a, double b)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double sigmoid = 1 / (1 + Math.Exp(-((a * x[i]) + b)));
            sum += sigmoid * Math.Tanh(x[i]);
        }

        return sum;
    }

    private static double SumByHand(ReadOnlySpan<double> x, double a, double b, Span<double> byX, out double byA, out double byB)
    {
        byX = byX[..x.Length];
        double sum = 0, sumByA = 0, sumByB = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double sigmoid = 1 / (1 + Math.Exp(-((a * x[i]) + b)));
            double tanh = Math.Tanh(x[i]);
            double product = sigmoid * tanh;
            double byArgument = product * (1 - sigmoid);
            sum += product;
            sumByA += byArgument * x[i];
            sumByB += byArgument;
            byX[i] = (byArgument * a) + (sigmoid * (1 - (tanh * tanh)));
        }

        (byA, byB) = (sumByA, sumByB);
        return sum;
    }

    private static double SumOnTape(Tape tape, ReadOnlySpan<double> point, Span<double> gradient)
    {
        ReadOnlySpan<TapeVariable> p = tape.Start(point);
        ReadOnlySpan<TapeVariable> x = p[2..];
        TapeVariable a = p[0], b = p[1], sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += TapeVariable.Sigmoid((a * x[i]) + b) * TapeVariable.Tanh(x[i]);
        }

        return tape.Backward(sum, gradient);
    }
}
