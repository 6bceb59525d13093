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
    public static Vector512<double> Log(Vector512<double> x)
    {
        Vector512<double> f = FractionOf(x, out Vector512<double> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector512<double>.Zero));
    }

    /// <inheritdoc cref="Log(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> f = FractionOf(x, out Vector512<float> exponent);
        return WithLogarithmsEnds(x, LogOfReduced(f, exponent, Vector512<float>.Zero));
    }

    /// <summary>log₂ x within 2 ulp, exact at powers of 2. Ends and NaN as <see cref="Log(Vector512{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x)
    {
        Vector512<double> f = FractionOf(x, out Vector512<double> exponent);
        Vector512<double> log = LogOfReduced(f, Vector512<double>.Zero, Vector512<double>.Zero);
        Vector512<double> scaled =
            MultiplyAdd(log, Vector512.Create(OfDouble.LogTwoOfEHigh), log * Vector512.Create(OfDouble.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <inheritdoc cref="Log2(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> x)
    {
        Vector512<float> f = FractionOf(x, out Vector512<float> exponent);
        Vector512<float> log = LogOfReduced(f, Vector512<float>.Zero, Vector512<float>.Zero);
        Vector512<float> scaled =
            MultiplyAdd(log, Vector512.Create(OfSingle.LogTwoOfEHigh), log * Vector512.Create(OfSingle.LogTwoOfELow));
        return WithLogarithmsEnds(x, exponent + scaled);
    }

    /// <summary>log₁₀ x within 2 ulp. Ends and NaN as <see cref="Log(Vector512{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log10(Vector512<double> x)
    {
        Vector512<double> f = FractionOf(x, out Vector512<double> exponent);
        Vector512<double> log = LogOfReduced(f, Vector512<double>.Zero, Vector512<double>.Zero);
        Vector512<double> low =
            MultiplyAdd(log, Vector512.Create(OfDouble.LogTenOfELow), exponent * Vector512.Create(OfDouble.LogTenOfTwoLow));
        Vector512<double> scaled = MultiplyAdd(log, Vector512.Create(OfDouble.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector512.Create(OfDouble.LogTenOfTwoHigh), scaled));
    }

    /// <inheritdoc cref="Log10(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log10(Vector512<float> x)
    {
        Vector512<float> f = FractionOf(x, out Vector512<float> exponent);
        Vector512<float> log = LogOfReduced(f, Vector512<float>.Zero, Vector512<float>.Zero);
        Vector512<float> low =
            MultiplyAdd(log, Vector512.Create(OfSingle.LogTenOfELow), exponent * Vector512.Create(OfSingle.LogTenOfTwoLow));
        Vector512<float> scaled = MultiplyAdd(log, Vector512.Create(OfSingle.LogTenOfEHigh), low);
        return WithLogarithmsEnds(x, MultiplyAdd(exponent, Vector512.Create(OfSingle.LogTenOfTwoHigh), scaled));
    }

    /// <summary>ln(1 + x) within 2 ulp, also near 0, where x is kept to the sign of 0. −∞ at −1, NaN below; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Log(Vector512{double})"/> of 1 + x, with f taken from x itself, before 1 + x was rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x)
    {
        Vector512<double> sum = Vector512.Create(1.0) + x;
        Vector512<long> shifted = sum.AsInt64() + Vector512.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector512<double> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector512<long> step = (shifted & Vector512.Create(0x7FF0000000000000L)) - Vector512.Create(0x3FF0000000000000L);
        Vector512<double> scaled = (x.AsInt64() - step).AsDouble();
        Vector512<double> unit = Vector512.MaxNative((Vector512.Create(0x3FF0000000000000L) - step).AsDouble(), Vector512<double>.Zero);
        Vector512<double> result = LogOfReduced(scaled - (Vector512.Create(1.0) - unit), exponent, Vector512<double>.Zero);
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), result, x);
        Vector512<double> end = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512.Create(-1.0)), Vector512.Create(double.NegativeInfinity), Vector512.Create(double.NaN));
        result = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512.Create(-1.0)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="LogP1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x)
    {
        Vector512<float> sum = Vector512.Create(1f) + x;
        Vector512<int> shifted = sum.AsInt32() + Vector512.Create(0x3F800000 - 0x3F3504F3);
        Vector512<float> exponent = ExponentOf(shifted);
        // 2⁻ᵏ·x, by its exponent field, and 2⁻ᵏ; where that field underflows, 2⁻ᵏ counts as 0.
        Vector512<int> step = (shifted & Vector512.Create(0x7F800000)) - Vector512.Create(0x3F800000);
        Vector512<float> scaled = (x.AsInt32() - step).AsSingle();
        Vector512<float> unit = Vector512.MaxNative((Vector512.Create(0x3F800000) - step).AsSingle(), Vector512<float>.Zero);
        Vector512<float> result = LogOfReduced(scaled - (Vector512.Create(1f) - unit), exponent, Vector512<float>.Zero);
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), result, x);
        Vector512<float> end = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512.Create(-1f)), Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        result = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512.Create(-1f)), end, result);
        // The result has the sign of x; a zero has lost it.
        return result | (x & Vector512.Create(-0.0f));
    }

    /// <summary>k·ln 2 + ln(1 + f) + correction, for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfReduced(Vector512<double> f, Vector512<double> exponent, Vector512<double> correction)
    {
        Vector512<double> s = f / (Vector512.Create(2.0) + f);
        Vector512<double> z = s * s;
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(0.14796464217394964);
        even = MultiplyAdd(even, square, Vector512.Create(0.18183565829061224));
        even = MultiplyAdd(even, square, Vector512.Create(0.28571428742575233));
        even = MultiplyAdd(even, square, Vector512.Create(0.6666666666666734));
        Vector512<double> odd = Vector512.Create(0.15314005497461297);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.2222219854924597));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.39999999999414004));
        Vector512<double> series = MultiplyAdd(odd, z, even);
        Vector512<double> low = MultiplyAdd(exponent, Vector512.Create(OfDouble.LogTwoLow), correction);
        Vector512<double> rest = MultiplyAdd(s, MultiplyAdd(z, -series, f), -low);
        return MultiplyAdd(exponent, Vector512.Create(OfDouble.LogTwoHigh), f - rest);
    }

    /// <inheritdoc cref="LogOfReduced(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfReduced(Vector512<float> f, Vector512<float> exponent, Vector512<float> correction)
    {
        // Few digits need so few terms that no division is cheaper: f − (f²/2 − f³·P(f)).
        Vector512<float> square = f * f;
        Vector512<float> even = Vector512.Create(0.06916408f);
        even = MultiplyAdd(even, square, Vector512.Create(0.11873509f));
        even = MultiplyAdd(even, square, Vector512.Create(0.14218564f));
        even = MultiplyAdd(even, square, Vector512.Create(0.20002231f));
        even = MultiplyAdd(even, square, Vector512.Create(0.3333331f));
        Vector512<float> odd = Vector512.Create(-0.117919646f);
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.123840064f));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.16669269f));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.24999987f));
        Vector512<float> series = MultiplyAdd(odd, f, even);
        Vector512<float> low = MultiplyAdd(exponent, Vector512.Create(OfSingle.LogTwoLow), correction);
        Vector512<float> rest = MultiplyAdd(square, MultiplyAdd(f, -series, Vector512.Create(0.5f)), -low);
        return MultiplyAdd(exponent, Vector512.Create(OfSingle.LogTwoHigh), f - rest);
    }

    /// <summary>f of x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), for positive finite x; anything for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FractionOf(Vector512<double> x, out Vector512<double> exponent)
    {
        Vector512<double> subnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014E-308));
        Vector512<double> normal = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(18014398509481984.0), x);
        Vector512<long> shifted = normal.AsInt64() + Vector512.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        exponent = ExponentOf(shifted) - (subnormal & Vector512.Create(54.0));
        return ((shifted & Vector512.Create(
            0x000FFFFFFFFFFFFFL)) + Vector512.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector512.Create(1.0);
    }

    /// <inheritdoc cref="FractionOf(Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FractionOf(Vector512<float> x, out Vector512<float> exponent)
    {
        Vector512<float> subnormal = Vector512.LessThan(x, Vector512.Create(1.17549435E-38f));
        Vector512<float> normal = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(33554432f), x);
        Vector512<int> shifted = normal.AsInt32() + Vector512.Create(0x3F800000 - 0x3F3504F3);
        exponent = ExponentOf(shifted) - (subnormal & Vector512.Create(25f));
        return ((shifted & Vector512.Create(0x007FFFFF)) + Vector512.Create(0x3F3504F3)).AsSingle() - Vector512.Create(1f);
    }

    /// <summary>The exponent field less its bias, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExponentOf(Vector512<long> bits) =>
        (Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(0x4330000000000000L)).AsDouble() - Vector512.Create(4503599627371519.0);

    /// <inheritdoc cref="ExponentOf(Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExponentOf(Vector512<int> bits) =>
        (Vector512.ShiftRightLogical(bits, 23) | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(8388735f);

    /// <summary>The result, except at 0, below, at +∞ and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithLogarithmsEnds(Vector512<double> x, Vector512<double> result)
    {
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), result, x);
        Vector512<double> end = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), Vector512.Create(double.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<double>.Zero), end, result);
    }

    /// <inheritdoc cref="WithLogarithmsEnds(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithLogarithmsEnds(Vector512<float> x, Vector512<float> result)
    {
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), result, x);
        Vector512<float> end = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<float>.Zero), end, result);
    }
}
