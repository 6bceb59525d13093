using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Simd;

namespace Diff.Benchmarks.Programs;

// The derivative by hand in SIMD: a lane is an option.
public sealed partial class BlackScholes
{
    private const double InverseRootOfTwoPi = 0.3989422804014327;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double ValueSimd(
        ReadOnlySpan<double> spot, ReadOnlySpan<double> strike, ReadOnlySpan<double> volatility, ReadOnlySpan<double> time, double rate,
        Span<double> delta, Span<double> vega, out double rho)
    {
        int lanes = Vector512<double>.Count;
        Vector512<double> rates = Vector512.Create(rate), sum = default, byRate = default;
        int i = 0;
        for (; i <= spot.Length - lanes; i += lanes)
        {
            Vector512<double> s = Load(spot, i), k = Load(strike, i), v = Load(volatility, i), t = Load(time, i);
            Vector512<double> root = Vector512.Sqrt(t);
            Vector512<double> deviation = v * root;
            Vector512<double> drift = Vector512.FusedMultiplyAdd(0.5 * v, v, rates) * t;
            Vector512<double> d1 = (Vector512.Log(s / k) + drift) / deviation;
            Vector512<double> d2 = d1 - deviation;
            Vector512<double> discounted = k * VectorFunctions.Exp(-rates * t);

            // S φ(d₁) = K e^(−rT) φ(d₂) saves one exponential.
            Vector512<double> gaussian1 = VectorFunctions.Exp(-0.5 * d1 * d1);
            Vector512<double> gaussian2 = s * gaussian1 / discounted;
            Vector512<double> inTheMoney = discounted * VectorFunctions.NormalCdf(d2, gaussian2);
            Vector512<double> cdf1 = VectorFunctions.NormalCdf(d1, gaussian1);
            cdf1.StoreUnsafe(ref MemoryMarshal.GetReference(delta), (nuint)i);
            (s * root * gaussian1 * InverseRootOfTwoPi).StoreUnsafe(ref MemoryMarshal.GetReference(vega), (nuint)i);
            byRate = Vector512.FusedMultiplyAdd(t, inTheMoney, byRate);
            sum += Vector512.FusedMultiplyAdd(s, cdf1, -inTheMoney);
        }

        double rest = ValueByHand(spot[i..], strike[i..], volatility[i..], time[i..], rate, delta[i..], vega[i..], out rho);
        rho += Vector512.Sum(byRate);
        return rest + Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> from, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)index);
}
