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
    public static Vector128<double> Log(Vector128<double> x)
    {
        Vector128<double> f = FractionOf(x, out Vector128<double> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector128<double>.Zero));
    }

    /// <inheritdoc cref="Log(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x)
    {
        Vector128<float> f = FractionOf(x, out Vector128<float> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector128<float>.Zero));
    }

    /// <summary>log₂ x within 2 ulp, exact at powers of 2. Ends and NaN as <see cref="Log(Vector128{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log2(Vector128<double> x)
    {
        Vector128<double> f = FractionOf(x, out Vector128<double> exponent);
        Vector128<double> log = LogOfReduced(f, Vector128<double>.Zero, Vector128<double>.Zero);
        Vector128<double> scaled =
            MultiplyAdd(log, Vector128.Create(OfDouble.LogTwoOfEHigh), log * Vector128.Create(OfDouble.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <inheritdoc cref="Log2(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log2(Vector128<float> x)
    {
        Vector128<float> f = FractionOf(x, out Vector128<float> exponent);
        Vector128<float> log = LogOfReduced(f, Vector128<float>.Zero, Vector128<float>.Zero);
        Vector128<float> scaled =
            MultiplyAdd(log, Vector128.Create(OfSingle.LogTwoOfEHigh), log * Vector128.Create(OfSingle.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <summary>log₁₀ x within 2 ulp. Ends and NaN as <see cref="Log(Vector128{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log10(Vector128<double> x)
    {
        Vector128<double> f = FractionOf(x, out Vector128<double> exponent);
        Vector128<double> log = LogOfReduced(f, Vector128<double>.Zero, Vector128<double>.Zero);
        Vector128<double> low =
            MultiplyAdd(log, Vector128.Create(OfDouble.LogTenOfELow), exponent * Vector128.Create(OfDouble.LogTenOfTwoLow));
        Vector128<double> scaled = MultiplyAdd(log, Vector128.Create(OfDouble.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector128.Create(OfDouble.LogTenOfTwoHigh), scaled));
    }

    /// <inheritdoc cref="Log10(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log10(Vector128<float> x)
    {
        Vector128<float> f = FractionOf(x, out Vector128<float> exponent);
        Vector128<float> log = LogOfReduced(f, Vector128<float>.Zero, Vector128<float>.Zero);
        Vector128<float> low =
            MultiplyAdd(log, Vector128.Create(OfSingle.LogTenOfELow), exponent * Vector128.Create(OfSingle.LogTenOfTwoLow));
        Vector128<float> scaled = MultiplyAdd(log, Vector128.Create(OfSingle.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector128.Create(OfSingle.LogTenOfTwoHigh), scaled));
    }

    /// <summary>ln(1 + x) within 2 ulp, also near 0, where x is kept to the sign of 0. −∞ at −1, NaN below; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Log(Vector128{double})"/> of 1 + x, with f taken from x itself, before 1 + x was rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LogP1(Vector128<double> x)
    {
        Vector128<double> sum = Vector128.Create(1.0) + x;
        Vector128<long> shifted = sum.AsInt64() + Vector128.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector128<double> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector128<long> step = (shifted & Vector128.Create(0x7FF0000000000000L)) - Vector128.Create(0x3FF0000000000000L);
        Vector128<double> scaled = (x.AsInt64() - step).AsDouble();
        Vector128<double> unit = Vector128.MaxNative((Vector128.Create(0x3FF0000000000000L) - step).AsDouble(), Vector128<double>.Zero);
        Vector128<double> result = LogOfReduced(scaled - (Vector128.Create(1.0) - unit), exponent, Vector128<double>.Zero);
        result = Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(double.PositiveInfinity)), result, x);
        Vector128<double> end = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128.Create(-1.0)), Vector128.Create(double.NegativeInfinity), Vector128.Create(double.NaN));
        result = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128.Create(-1.0)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="LogP1(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogP1(Vector128<float> x)
    {
        Vector128<float> sum = Vector128.Create(1f) + x;
        Vector128<int> shifted = sum.AsInt32() + Vector128.Create(0x3F800000 - 0x3F3504F3);
        Vector128<float> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector128<int> step = (shifted & Vector128.Create(0x7F800000)) - Vector128.Create(0x3F800000);
        Vector128<float> scaled = (x.AsInt32() - step).AsSingle();
        Vector128<float> unit = Vector128.MaxNative((Vector128.Create(0x3F800000) - step).AsSingle(), Vector128<float>.Zero);
        Vector128<float> result = LogOfReduced(scaled - (Vector128.Create(1f) - unit), exponent, Vector128<float>.Zero);
        result = Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(float.PositiveInfinity)), result, x);
        Vector128<float> end = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128.Create(-1f)), Vector128.Create(float.NegativeInfinity), Vector128.Create(float.NaN));
        result = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128.Create(-1f)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector128.Create(-0.0f));
    }

    /// <summary>k·ln 2 + ln(1 + f) + correction, for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> LogOfReduced(Vector128<double> f, Vector128<double> exponent, Vector128<double> correction)
    {
        Vector128<double> s = f / (Vector128.Create(2.0) + f);
        Vector128<double> z = s * s;
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(0.14796464217394964);
        even = MultiplyAdd(even, square, Vector128.Create(0.18183565829061224));
        even = MultiplyAdd(even, square, Vector128.Create(0.28571428742575233));
        even = MultiplyAdd(even, square, Vector128.Create(0.6666666666666734));
        Vector128<double> odd = Vector128.Create(0.15314005497461297);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.2222219854924597));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.39999999999414004));
        Vector128<double> series = MultiplyAdd(odd, z, even);
        Vector128<double> low = MultiplyAdd(exponent, Vector128.Create(OfDouble.LogTwoLow), correction);
        Vector128<double> rest = MultiplyAdd(s, MultiplyAdd(z, -series, f), -low);
        return MultiplyAdd(exponent, Vector128.Create(OfDouble.LogTwoHigh), f - rest);
    }

    /// <inheritdoc cref="LogOfReduced(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LogOfReduced(Vector128<float> f, Vector128<float> exponent, Vector128<float> correction)
    {
        // Few digits need so few terms that no division is cheaper: f − (f²/2 − f³·P(f)).
        Vector128<float> square = f * f;
        Vector128<float> even = Vector128.Create(0.06916408f);
        even = MultiplyAdd(even, square, Vector128.Create(0.11873509f));
        even = MultiplyAdd(even, square, Vector128.Create(0.14218564f));
        even = MultiplyAdd(even, square, Vector128.Create(0.20002231f));
        even = MultiplyAdd(even, square, Vector128.Create(0.3333331f));
        Vector128<float> odd = Vector128.Create(-0.117919646f);
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.123840064f));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.16669269f));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.24999987f));
        Vector128<float> series = MultiplyAdd(odd, f, even);
        Vector128<float> low = MultiplyAdd(exponent, Vector128.Create(OfSingle.LogTwoLow), correction);
        Vector128<float> rest = MultiplyAdd(square, MultiplyAdd(f, -series, Vector128.Create(0.5f)), -low);
        return MultiplyAdd(exponent, Vector128.Create(OfSingle.LogTwoHigh), f - rest);
    }

    /// <summary>f of x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), for positive finite x; anything for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> FractionOf(Vector128<double> x, out Vector128<double> exponent)
    {
        Vector128<double> subnormal = Vector128.LessThan(x, Vector128.Create(2.2250738585072014E-308));
        Vector128<double> normal = Vector128.ConditionalSelect(subnormal, x * Vector128.Create(18014398509481984.0), x);
        Vector128<long> shifted = normal.AsInt64() + Vector128.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        exponent = ExponentOf(shifted) - (subnormal & Vector128.Create(54.0));
        return ((shifted & Vector128.Create(
            0x000FFFFFFFFFFFFFL)) + Vector128.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector128.Create(1.0);
    }

    /// <inheritdoc cref="FractionOf(Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FractionOf(Vector128<float> x, out Vector128<float> exponent)
    {
        Vector128<float> subnormal = Vector128.LessThan(x, Vector128.Create(1.17549435E-38f));
        Vector128<float> normal = Vector128.ConditionalSelect(subnormal, x * Vector128.Create(33554432f), x);
        Vector128<int> shifted = normal.AsInt32() + Vector128.Create(0x3F800000 - 0x3F3504F3);
        exponent = ExponentOf(shifted) - (subnormal & Vector128.Create(25f));
        return ((shifted & Vector128.Create(0x007FFFFF)) + Vector128.Create(0x3F3504F3)).AsSingle() - Vector128.Create(1f);
    }

    /// <summary>The exponent field less its bias, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExponentOf(Vector128<long> bits) =>
        (Vector128.ShiftRightLogical(bits, 52) | Vector128.Create(0x4330000000000000L)).AsDouble() - Vector128.Create(4503599627371519.0);

    /// <inheritdoc cref="ExponentOf(Vector128{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExponentOf(Vector128<int> bits) =>
        (Vector128.ShiftRightLogical(bits, 23) | Vector128.Create(0x4B000000)).AsSingle() - Vector128.Create(8388735f);

    /// <summary>The result, except at 0, below, at +∞ and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> WithLogarithmsEnds(Vector128<double> x, Vector128<double> result)
    {
        result = Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(double.PositiveInfinity)), result, x);
        Vector128<double> end = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128<double>.Zero), Vector128.Create(double.NegativeInfinity), Vector128.Create(double.NaN));
        return Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<double>.Zero), end, result);
    }

    /// <inheritdoc cref="WithLogarithmsEnds(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> WithLogarithmsEnds(Vector128<float> x, Vector128<float> result)
    {
        result = Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(float.PositiveInfinity)), result, x);
        Vector128<float> end = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128<float>.Zero), Vector128.Create(float.NegativeInfinity), Vector128.Create(float.NaN));
        return Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<float>.Zero), end, result);
    }
}
