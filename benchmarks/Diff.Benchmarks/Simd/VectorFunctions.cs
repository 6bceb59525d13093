using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Simd;

/// <summary>
/// Exponentials and their like on vectors of 512 bits, as an expert would write them for the derivatives by hand: for finite
/// arguments, a few units in the last place, small enough to be inlined into a loop.
/// </summary>
/// <remarks>
/// The library has <see cref="Vector512.Exp(Vector512{double})"/>, which does more for arguments that are not finite, and no
/// hyperbolic tangent. All such functions of the benchmarks are here, so that there is one place to replace them. The coefficients
/// are those of the interpolation at Chebyshev's points.
/// </remarks>
internal static class VectorFunctions
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // Adding it rounds to an integer, which then is in the low bits.
    private const double Rounding = 6755399441055744;
    private const float SingleRounding = 12582912;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        x = Vector512.MaxNative(Vector512.MinNative(x, Vector512.Create(709.0)), Vector512.Create(-708.0));
        (Vector512<double> power, Vector512<double> small) = Reduce(x);
        return Scale(small + Vector512<double>.One, power);
    }

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.MaxNative(Vector512.MinNative(x, Vector512.Create(88f)), Vector512.Create(-87f));
        (Vector512<float> power, Vector512<float> small) = Reduce(x);
        return Scale(small + Vector512<float>.One, power);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) => Vector512<double>.One / (Vector512<double>.One + Exp(-x));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>The hyperbolic tangent: (e²ˣ − 1) / (e²ˣ + 1), where the difference is never formed near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.MinNative(Vector512.Abs(x), Vector512.Create(20.0));
        (Vector512<double> power, Vector512<double> small) = Reduce(magnitude + magnitude);
        Vector512<double> scale = Scale(Vector512<double>.One, power);
        Vector512<double> expM1 = Vector512.FusedMultiplyAdd(scale, small, scale - Vector512<double>.One);
        return Vector512.CopySign(expM1 / (expM1 + Vector512.Create(2.0)), x);
    }

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.MinNative(Vector512.Abs(x), Vector512.Create(10f));
        (Vector512<float> power, Vector512<float> small) = Reduce(magnitude + magnitude);
        Vector512<float> scale = Scale(Vector512<float>.One, power);
        Vector512<float> expM1 = Vector512.FusedMultiplyAdd(scale, small, scale - Vector512<float>.One);
        return Vector512.CopySign(expM1 / (expM1 + Vector512.Create(2f)), x);
    }

    /// <summary>
    /// The distribution function of the standard normal distribution. The scaled complementary error function, e^(t²) erfc(t) (1 + 2t),
    /// is smooth in (t − 4) / (t + 4) from −1 to 1.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="gaussian">e^(−x²/2), which the density needs as well.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalCdf(Vector512<double> x, Vector512<double> gaussian)
    {
        Vector512<double> t = Vector512.Abs(x) * Vector512.Create(0.7071067811865476);
        Vector512<double> u = (t - Vector512.Create(4.0)) / (t + Vector512.Create(4.0));

        // Even and odd powers side by side: half the chain of one Horner scheme.
        Vector512<double> v = u * u;
        Vector512<double> even = Vector512.Create(1.6403183696752708e-09);
        even = Add(even, v, -1.673812797437216e-08);
        even = Add(even, v, 7.202517584836005e-08);
        even = Add(even, v, 2.968409172531307e-07);
        even = Add(even, v, -1.1224122281497544e-05);
        even = Add(even, v, 0.00015062257137043143);
        even = Add(even, v, -0.0007577735257382458);
        even = Add(even, v, -0.016197734020451597);
        even = Add(even, v, -0.06633036581541651);
        even = Add(even, v, -0.10103906603618064);
        even = Add(even, v, 0.015379652102618402);
        even = Add(even, v, 1.2329951186255526);
        Vector512<double> odd = Vector512.Create(-6.984021100158542e-09);
        odd = Add(odd, v, 9.290772873032215e-08);
        odd = Add(odd, v, -8.019174684327191e-07);
        odd = Add(odd, v, 5.6894090899650724e-06);
        odd = Add(odd, v, -2.4387691264306046e-05);
        odd = Add(odd, v, -0.0001992610018544279);
        odd = Add(odd, v, 0.005031971017234254);
        odd = Add(odd, v, 0.03716751538360477);
        odd = Add(odd, v, 0.0937328350110569);
        odd = Add(odd, v, 0.06809705425420673);
        odd = Add(odd, v, -0.139621116840557);
        Vector512<double> scaled = Vector512.FusedMultiplyAdd(odd, u, even);

        Vector512<double> tail = Vector512.Create(0.5) * gaussian * scaled / (Vector512<double>.One + t + t);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), tail, Vector512<double>.One - tail);
    }

    /// <summary>x = k ln 2 + r with |r| ≤ ½ ln 2: what rounded to k, and eʳ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Power, Vector512<double> Small) Reduce(Vector512<double> x)
    {
        Vector512<double> power = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2OfE), Vector512.Create(Rounding));
        Vector512<double> k = power - Vector512.Create(Rounding);
        Vector512<double> r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-Ln2Low), r);

        // Estrin's scheme: pairs first, so that no multiplication waits for more than four others.
        Vector512<double> r2 = r * r;
        Vector512<double> q01 = Pair(r, 0.16666666666666669, 0.5);
        Vector512<double> q23 = Pair(r, 0.008333333333330065, 0.041666666666624164);
        Vector512<double> q45 = Pair(r, 0.00019841269863040545, 0.0013888888917196719);
        Vector512<double> q67 = Pair(r, 2.7557268480310024e-06, 2.4801521322368692e-05);
        Vector512<double> q89 = Pair(r, 2.5100375832561234e-08, 2.7620075879983367e-07);
        Vector512<double> r4 = r2 * r2;
        Vector512<double> low = Vector512.FusedMultiplyAdd(q23, r2, q01);
        Vector512<double> high = Vector512.FusedMultiplyAdd(q89, r4, Vector512.FusedMultiplyAdd(q67, r2, q45));
        Vector512<double> q = Vector512.FusedMultiplyAdd(high, r4, low);
        return (power, Vector512.FusedMultiplyAdd(q, r2, r));
    }

    /// <summary>The same for <see langword="float"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Power, Vector512<float> Small) Reduce(Vector512<float> x)
    {
        Vector512<float> power = Vector512.FusedMultiplyAdd(x, Vector512.Create((float)Log2OfE), Vector512.Create(SingleRounding));
        Vector512<float> k = power - Vector512.Create(SingleRounding);
        Vector512<float> r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693145752f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.42860677e-6f), r);
        Vector512<float> q = Vector512.Create(0.001392617611993558f);
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.008363173074513711f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.041666554662050534f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.1666657702559799f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.5f));
        return (power, Vector512.FusedMultiplyAdd(q, r * r, r));
    }

    /// <summary>x · 2ᵏ, by the exponent's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> x, Vector512<double> power) =>
        (x.AsInt64() + (power.AsInt64() << 52)).AsDouble();

    /// <summary>x · 2ᵏ, by the exponent's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> x, Vector512<float> power) =>
        (x.AsInt32() + (power.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pair(Vector512<double> x, double slope, double constant) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(slope), x, Vector512.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(coefficient));
}
