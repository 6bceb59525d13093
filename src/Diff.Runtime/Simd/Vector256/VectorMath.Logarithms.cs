// Generated from ../Vector512/VectorMath.Logarithms.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>ln x within 1 ulp, subnormal numbers included. −∞ at ±0, NaN below 0, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// x = 2ᵏ·(1 + f) with 1 + f in [√½, √2); ln(1 + f) = 2·artanh(s), s = f/(2 + f), put together as f − s·(f − s²·R(s²)), since
    /// f is exact. Source: after Sun's fdlibm, e_log.c, 1993; the polynomial is a minimax fit of our own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<double> f = FractionOf(x, out Vector256<double> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector256<double>.Zero));
    }

    /// <inheritdoc cref="Log(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        Vector256<float> f = FractionOf(x, out Vector256<float> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector256<float>.Zero));
    }

    /// <summary>log₂ x within 2 ulp, exact at powers of 2. Ends and NaN as <see cref="Log(Vector256{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log2(Vector256<double> x)
    {
        Vector256<double> f = FractionOf(x, out Vector256<double> exponent);
        Vector256<double> log = LogOfReduced(f, Vector256<double>.Zero, Vector256<double>.Zero);
        Vector256<double> scaled =
            MultiplyAdd(log, Vector256.Create(OfDouble.LogTwoOfEHigh), log * Vector256.Create(OfDouble.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <inheritdoc cref="Log2(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> x)
    {
        Vector256<float> f = FractionOf(x, out Vector256<float> exponent);
        Vector256<float> log = LogOfReduced(f, Vector256<float>.Zero, Vector256<float>.Zero);
        Vector256<float> scaled =
            MultiplyAdd(log, Vector256.Create(OfSingle.LogTwoOfEHigh), log * Vector256.Create(OfSingle.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <summary>log₁₀ x within 2 ulp. Ends and NaN as <see cref="Log(Vector256{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log10(Vector256<double> x)
    {
        Vector256<double> f = FractionOf(x, out Vector256<double> exponent);
        Vector256<double> log = LogOfReduced(f, Vector256<double>.Zero, Vector256<double>.Zero);
        Vector256<double> low =
            MultiplyAdd(log, Vector256.Create(OfDouble.LogTenOfELow), exponent * Vector256.Create(OfDouble.LogTenOfTwoLow));
        Vector256<double> scaled = MultiplyAdd(log, Vector256.Create(OfDouble.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector256.Create(OfDouble.LogTenOfTwoHigh), scaled));
    }

    /// <inheritdoc cref="Log10(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log10(Vector256<float> x)
    {
        Vector256<float> f = FractionOf(x, out Vector256<float> exponent);
        Vector256<float> log = LogOfReduced(f, Vector256<float>.Zero, Vector256<float>.Zero);
        Vector256<float> low =
            MultiplyAdd(log, Vector256.Create(OfSingle.LogTenOfELow), exponent * Vector256.Create(OfSingle.LogTenOfTwoLow));
        Vector256<float> scaled = MultiplyAdd(log, Vector256.Create(OfSingle.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector256.Create(OfSingle.LogTenOfTwoHigh), scaled));
    }

    /// <summary>ln(1 + x) within 2 ulp, also near 0, where x is kept to the sign of 0. −∞ at −1, NaN below; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Log(Vector256{double})"/> of 1 + x, with f taken from x itself, before 1 + x was rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogP1(Vector256<double> x)
    {
        Vector256<double> sum = Vector256.Create(1.0) + x;
        Vector256<long> shifted = sum.AsInt64() + Vector256.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector256<double> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector256<long> step = (shifted & Vector256.Create(0x7FF0000000000000L)) - Vector256.Create(0x3FF0000000000000L);
        Vector256<double> scaled = (x.AsInt64() - step).AsDouble();
        Vector256<double> unit = Vector256.MaxNative((Vector256.Create(0x3FF0000000000000L) - step).AsDouble(), Vector256<double>.Zero);
        Vector256<double> result = LogOfReduced(scaled - (Vector256.Create(1.0) - unit), exponent, Vector256<double>.Zero);
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity)), result, x);
        Vector256<double> end = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256.Create(-1.0)), Vector256.Create(double.NegativeInfinity), Vector256.Create(double.NaN));
        result = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256.Create(-1.0)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="LogP1(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogP1(Vector256<float> x)
    {
        Vector256<float> sum = Vector256.Create(1f) + x;
        Vector256<int> shifted = sum.AsInt32() + Vector256.Create(0x3F800000 - 0x3F3504F3);
        Vector256<float> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector256<int> step = (shifted & Vector256.Create(0x7F800000)) - Vector256.Create(0x3F800000);
        Vector256<float> scaled = (x.AsInt32() - step).AsSingle();
        Vector256<float> unit = Vector256.MaxNative((Vector256.Create(0x3F800000) - step).AsSingle(), Vector256<float>.Zero);
        Vector256<float> result = LogOfReduced(scaled - (Vector256.Create(1f) - unit), exponent, Vector256<float>.Zero);
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity)), result, x);
        Vector256<float> end = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256.Create(-1f)), Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NaN));
        result = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256.Create(-1f)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector256.Create(-0.0f));
    }

    /// <summary>k·ln 2 + ln(1 + f) + correction, for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogOfReduced(Vector256<double> f, Vector256<double> exponent, Vector256<double> correction)
    {
        Vector256<double> s = f / (Vector256.Create(2.0) + f);
        Vector256<double> z = s * s;
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(0.14796464217394964);
        even = MultiplyAdd(even, square, Vector256.Create(0.18183565829061224));
        even = MultiplyAdd(even, square, Vector256.Create(0.28571428742575233));
        even = MultiplyAdd(even, square, Vector256.Create(0.6666666666666734));
        Vector256<double> odd = Vector256.Create(0.15314005497461297);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.2222219854924597));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.39999999999414004));
        Vector256<double> series = MultiplyAdd(odd, z, even);
        Vector256<double> low = MultiplyAdd(exponent, Vector256.Create(OfDouble.LogTwoLow), correction);
        Vector256<double> rest = MultiplyAdd(s, MultiplyAdd(z, -series, f), -low);
        return MultiplyAdd(exponent, Vector256.Create(OfDouble.LogTwoHigh), f - rest);
    }

    /// <inheritdoc cref="LogOfReduced(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogOfReduced(Vector256<float> f, Vector256<float> exponent, Vector256<float> correction)
    {
        // Few digits need so few terms that no division is cheaper: f − (f²/2 − f³·P(f)).
        Vector256<float> square = f * f;
        Vector256<float> even = Vector256.Create(0.06916408f);
        even = MultiplyAdd(even, square, Vector256.Create(0.11873509f));
        even = MultiplyAdd(even, square, Vector256.Create(0.14218564f));
        even = MultiplyAdd(even, square, Vector256.Create(0.20002231f));
        even = MultiplyAdd(even, square, Vector256.Create(0.3333331f));
        Vector256<float> odd = Vector256.Create(-0.117919646f);
        odd = MultiplyAdd(odd, square, Vector256.Create(-0.123840064f));
        odd = MultiplyAdd(odd, square, Vector256.Create(-0.16669269f));
        odd = MultiplyAdd(odd, square, Vector256.Create(-0.24999987f));
        Vector256<float> series = MultiplyAdd(odd, f, even);
        Vector256<float> low = MultiplyAdd(exponent, Vector256.Create(OfSingle.LogTwoLow), correction);
        Vector256<float> rest = MultiplyAdd(square, MultiplyAdd(f, -series, Vector256.Create(0.5f)), -low);
        return MultiplyAdd(exponent, Vector256.Create(OfSingle.LogTwoHigh), f - rest);
    }

    /// <summary>f of x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), for positive finite x; anything for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> FractionOf(Vector256<double> x, out Vector256<double> exponent)
    {
        Vector256<double> subnormal = Vector256.LessThan(x, Vector256.Create(2.2250738585072014E-308));
        Vector256<double> normal = Vector256.ConditionalSelect(subnormal, x * Vector256.Create(18014398509481984.0), x);
        Vector256<long> shifted = normal.AsInt64() + Vector256.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        exponent = ExponentOf(shifted) - (subnormal & Vector256.Create(54.0));
        return ((shifted & Vector256.Create(
            0x000FFFFFFFFFFFFFL)) + Vector256.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector256.Create(1.0);
    }

    /// <inheritdoc cref="FractionOf(Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FractionOf(Vector256<float> x, out Vector256<float> exponent)
    {
        Vector256<float> subnormal = Vector256.LessThan(x, Vector256.Create(1.17549435E-38f));
        Vector256<float> normal = Vector256.ConditionalSelect(subnormal, x * Vector256.Create(33554432f), x);
        Vector256<int> shifted = normal.AsInt32() + Vector256.Create(0x3F800000 - 0x3F3504F3);
        exponent = ExponentOf(shifted) - (subnormal & Vector256.Create(25f));
        return ((shifted & Vector256.Create(0x007FFFFF)) + Vector256.Create(0x3F3504F3)).AsSingle() - Vector256.Create(1f);
    }

    /// <summary>The exponent field less its bias, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExponentOf(Vector256<long> bits) =>
        (Vector256.ShiftRightLogical(bits, 52) | Vector256.Create(0x4330000000000000L)).AsDouble() - Vector256.Create(4503599627371519.0);

    /// <inheritdoc cref="ExponentOf(Vector256{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExponentOf(Vector256<int> bits) =>
        (Vector256.ShiftRightLogical(bits, 23) | Vector256.Create(0x4B000000)).AsSingle() - Vector256.Create(8388735f);

    /// <summary>The result, except at 0, below, at +∞ and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> WithLogarithmsEnds(Vector256<double> x, Vector256<double> result)
    {
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity)), result, x);
        Vector256<double> end = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256<double>.Zero), Vector256.Create(double.NegativeInfinity), Vector256.Create(double.NaN));
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<double>.Zero), end, result);
    }

    /// <inheritdoc cref="WithLogarithmsEnds(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> WithLogarithmsEnds(Vector256<float> x, Vector256<float> result)
    {
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity)), result, x);
        Vector256<float> end = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NaN));
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<float>.Zero), end, result);
    }
}
