// Generated from ../Vector512/VectorMath.InverseHyperbolic.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>arsinh x within 2 ulp, also near 0; the sign of 0 is kept. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>ln(1 + t), t = |x| + x²/(1 + √(1 + x²)) in two parts; beyond 2²⁸ (2¹³ in float) ln |x| + ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Asinh(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> large = Vector256.GreaterThan(magnitude, Vector256.Create(268435456.0));
        Vector256<double> square = magnitude * magnitude;
        Vector256<double> excess =
            square / (Vector256.Create(1.0) + Vector256.Sqrt(MultiplyAdd(magnitude, magnitude, Vector256.Create(1.0))));
        Vector256<double> sum = magnitude + excess;
        Vector256<double> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Asinh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Asinh(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> large = Vector256.GreaterThan(magnitude, Vector256.Create(8192f));
        Vector256<float> square = magnitude * magnitude;
        Vector256<float> excess =
            square / (Vector256.Create(1f) + Vector256.Sqrt(MultiplyAdd(magnitude, magnitude, Vector256.Create(1f))));
        Vector256<float> sum = magnitude + excess;
        Vector256<float> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector256.Create(-0.0f));
    }

    /// <summary>arcosh x within 2 ulp. +∞ at +∞, NaN below 1; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>ln(1 + t), t = (x − 1) + √((x − 1)·(x + 1)) in two parts; beyond 2²⁸ (2¹³ in float) ln x + ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Acosh(Vector256<double> x)
    {
        Vector256<double> large = Vector256.GreaterThan(x, Vector256.Create(268435456.0));
        Vector256<double> above = x - Vector256.Create(1.0);
        Vector256<double> square = MultiplyAdd(above, above, above + above);
        Vector256<double> root = Vector256.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector256<double> product = root * root;
        Vector256<double> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector256<double> correction = Vector256.ConditionalSelect(
            Vector256.GreaterThan(above, Vector256<double>.Zero), rest / (root + root), Vector256<double>.Zero);
        Vector256<double> sum = root + above;
        Vector256<double> low = SumError(root, above, sum) + correction;
        Vector256<double> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(1.0)), Vector256.Create(double.NaN), result);
    }

    /// <inheritdoc cref="Acosh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Acosh(Vector256<float> x)
    {
        Vector256<float> large = Vector256.GreaterThan(x, Vector256.Create(8192f));
        Vector256<float> above = x - Vector256.Create(1f);
        Vector256<float> square = MultiplyAdd(above, above, above + above);
        Vector256<float> root = Vector256.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector256<float> product = root * root;
        Vector256<float> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector256<float> correction = Vector256.ConditionalSelect(
            Vector256.GreaterThan(above, Vector256<float>.Zero), rest / (root + root), Vector256<float>.Zero);
        Vector256<float> sum = root + above;
        Vector256<float> low = SumError(root, above, sum) + correction;
        Vector256<float> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(1f)), Vector256.Create(float.NaN), result);
    }

    /// <summary>artanh x within 2 ulp, also near 0; the sign of 0 is kept. ±∞ at ±1, NaN beyond; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>k·ln 2/2 + artanh s with s = ((1 + x) − 2ᵏ·(1 − x))/((1 + x) + 2ᵏ·(1 − x)), where k makes s small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atanh(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> above = Vector256.Create(1.0) + magnitude;
        Vector256<double> below = Vector256.Create(1.0) - magnitude;
        Vector256<double> mantissa =
            ((below.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).AsDouble();
        Vector256<double> up = Vector256.GreaterThan(above, mantissa * Vector256.Create(OfDouble.RootOfTwo));
        Vector256<double> down = Vector256.LessThan(above * Vector256.Create(OfDouble.RootOfTwo), mantissa);
        Vector256<double> exponent = (up & Vector256.Create(1.0)) - (down & Vector256.Create(1.0)) - ExponentOf(below.AsInt64());
        Vector256<double> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector256<double> small = Vector256.LessThan(magnitude, Vector256.Create(0.5));
        Vector256<double> numerator = Vector256.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector256.Create(1.0) + power, Vector256.Create(1.0) - power), above - power * below);
        Vector256<double> denominator = Vector256.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector256.Create(1.0) - power, Vector256.Create(1.0) + power), above + power * below);
        Vector256<double> s = numerator / denominator;
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
        Vector256<double> low = MultiplyAdd(exponent, Vector256.Create(OfDouble.LogTwoLow), s * z * series) * Vector256.Create(0.5);
        Vector256<double> result = MultiplyAdd(exponent * Vector256.Create(0.5), Vector256.Create(OfDouble.LogTwoHigh), s + low);
        Vector256<double> end = Vector256.ConditionalSelect(
            Vector256.Equals(magnitude, Vector256.Create(1.0)), Vector256.Create(double.PositiveInfinity), Vector256.Create(double.NaN));
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(1.0)), result, end) | (x
            & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Atanh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atanh(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> above = Vector256.Create(1f) + magnitude;
        Vector256<float> below = Vector256.Create(1f) - magnitude;
        Vector256<float> mantissa = ((below.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).AsSingle();
        Vector256<float> up = Vector256.GreaterThan(above, mantissa * Vector256.Create(OfSingle.RootOfTwo));
        Vector256<float> down = Vector256.LessThan(above * Vector256.Create(OfSingle.RootOfTwo), mantissa);
        Vector256<float> exponent = (up & Vector256.Create(1f)) - (down & Vector256.Create(1f)) - ExponentOf(below.AsInt32());
        Vector256<float> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector256<float> small = Vector256.LessThan(magnitude, Vector256.Create(0.5f));
        Vector256<float> numerator = Vector256.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector256.Create(1f) + power, Vector256.Create(1f) - power), above - power * below);
        Vector256<float> denominator = Vector256.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector256.Create(1f) - power, Vector256.Create(1f) + power), above + power * below);
        Vector256<float> s = numerator / denominator;
        Vector256<float> z = s * s;
        Vector256<float> series = Vector256.Create(0.29872322f);
        series = MultiplyAdd(series, z, Vector256.Create(0.39977524f));
        series = MultiplyAdd(series, z, Vector256.Create(0.66666776f));
        Vector256<float> low = MultiplyAdd(exponent, Vector256.Create(OfSingle.LogTwoLow), s * z * series) * Vector256.Create(0.5f);
        Vector256<float> result = MultiplyAdd(exponent * Vector256.Create(0.5f), Vector256.Create(OfSingle.LogTwoHigh), s + low);
        Vector256<float> end = Vector256.ConditionalSelect(
            Vector256.Equals(magnitude, Vector256.Create(1f)), Vector256.Create(float.PositiveInfinity), Vector256.Create(float.NaN));
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(1f)), result, end) | (x
            & Vector256.Create(-0.0f));
    }

    /// <summary>ln(1 + sum + low), or ln(2·x) where x is large, to which x itself is added where it is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogOfOnePlusOrOfTwice(Vector256<double> x, Vector256<double> sum, Vector256<double> low,
        Vector256<double> large)
    {
        Vector256<double> argument = Vector256.ConditionalSelect(large, x, sum);
        Vector256<long> shifted = Vector256.ConditionalSelect(large, x,
            sum + Vector256.Create(1.0)).AsInt64() + Vector256.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector256<long> step = (shifted & Vector256.Create(0x7FF0000000000000L)) - Vector256.Create(0x3FF0000000000000L);
        Vector256<double> unit = Vector256.MaxNative((Vector256.Create(0x3FF0000000000000L) - step).AsDouble(), Vector256<double>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector256<double> scaled = (argument.AsInt64() - step).AsDouble();
        Vector256<double> f = scaled - Vector256.ConditionalSelect(large, Vector256.Create(1.0), Vector256.Create(1.0) - unit);
        Vector256<double> correction = Vector256.ConditionalSelect(large, Vector256<double>.Zero, low * unit);
        Vector256<double> exponent = ExponentOf(shifted) + (large & Vector256.Create(1.0));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector256<double> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity)), result, x);
    }

    /// <inheritdoc cref="LogOfOnePlusOrOfTwice(Vector256{double}, Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogOfOnePlusOrOfTwice(Vector256<float> x, Vector256<float> sum, Vector256<float> low,
        Vector256<float> large)
    {
        Vector256<float> argument = Vector256.ConditionalSelect(large, x, sum);
        Vector256<int> shifted =
            Vector256.ConditionalSelect(large, x, sum + Vector256.Create(1f)).AsInt32() + Vector256.Create(0x3F800000 - 0x3F3504F3);
        Vector256<int> step = (shifted & Vector256.Create(0x7F800000)) - Vector256.Create(0x3F800000);
        Vector256<float> unit = Vector256.MaxNative((Vector256.Create(0x3F800000) - step).AsSingle(), Vector256<float>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector256<float> scaled = (argument.AsInt32() - step).AsSingle();
        Vector256<float> f = scaled - Vector256.ConditionalSelect(large, Vector256.Create(1f), Vector256.Create(1f) - unit);
        Vector256<float> correction = Vector256.ConditionalSelect(large, Vector256<float>.Zero, low * unit);
        Vector256<float> exponent = ExponentOf(shifted) + (large & Vector256.Create(1f));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector256<float> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity)), result, x);
    }
}
