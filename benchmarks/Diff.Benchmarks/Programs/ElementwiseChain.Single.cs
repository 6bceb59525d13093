using System;
using System.Globalization;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Native;

namespace Diff.Benchmarks.Programs;

// The same in float. There is no tape of floats.
public sealed partial class ElementwiseChain
{
    private static BenchmarkCase SingleCase(int count)
    {
        double[] point = Point(count);
        SinglePoint single = new(point);
        float[] p = single.Values;
        return new BenchmarkCase
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"chain, float, n = {count:N0}"),
            Point = point,
            Single = single,

            // Rounding errors of a sum in order grow with the root of its length, and once it is large, small terms are lost.
            Tolerance = (1e-6 * Math.Sqrt(count)) + (2e-9 * count),
            PrecisePrimal = _ => Sum(point.AsSpan(2), point[0], point[1]),
            Primal = _ => Sum(p.AsSpan(2), p[0], p[1]),
            Generated = gradient =>
            {
                Span<float> floats = SinglePoint.Floats(gradient);
                (float value, floats[0], floats[1]) = SumGradient(p.AsSpan(2), p[0], p[1], floats[2..]);
                return value;
            },
            ByHand = gradient =>
            {
                Span<float> floats = SinglePoint.Floats(gradient);
                return SumByHand(p.AsSpan(2), p[0], p[1], floats[2..], out floats[0], out floats[1]);
            },
            ByHandSimd = Vector512.IsHardwareAccelerated ? Simd : null,
            Cpp = CppTwins.Contestant(
                gradient => CppTwins.Chain(ref CppTwins.Begin(p), count, ref CppTwins.Begin(SinglePoint.Floats(gradient)))),
        };

        double Simd(Span<double> gradient)
        {
            Span<float> floats = SinglePoint.Floats(gradient);
            return SumSimd(p.AsSpan(2), p[0], p[1], floats[2..], out floats[0], out floats[1]);
        }
    }

    /// <summary>Σ sigmoid(a xᵢ + b) tanh(xᵢ).</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">The summand.</param>
    /// <returns>The sum.</returns>
    [Differentiable]
    public static float Sum(ReadOnlySpan<float> x, float a, float b)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float sigmoid = 1 / (1 + MathF.Exp(-((a * x[i]) + b)));
            sum += sigmoid * MathF.Tanh(x[i]);
        }

        return sum;
    }

    private static float SumByHand(ReadOnlySpan<float> x, float a, float b, Span<float> byX, out float byA, out float byB)
    {
        byX = byX[..x.Length];
        float sum = 0, sumByA = 0, sumByB = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float sigmoid = 1 / (1 + MathF.Exp(-((a * x[i]) + b)));
            float tanh = MathF.Tanh(x[i]);
            float product = sigmoid * tanh;
            float byArgument = product * (1 - sigmoid);
            sum += product;
            sumByA += byArgument * x[i];
            sumByB += byArgument;
            byX[i] = (byArgument * a) + (sigmoid * (1 - (tanh * tanh)));
        }

        (byA, byB) = (sumByA, sumByB);
        return sum;
    }
}
