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
    public static Vector128<double> Asinh(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> large = Vector128.GreaterThan(magnitude, Vector128.Create(268435456.0));
        Vector128<double> square = magnitude * magnitude;
        Vector128<double> excess =
            square / (Vector128.Create(1.0) + Vector128.Sqrt(MultiplyAdd(magnitude, magnitude, Vector128.Create(1.0))));
        Vector128<double> sum = magnitude + excess;
        Vector128<double> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Asinh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Asinh(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> large = Vector128.GreaterThan(magnitude, Vector128.Create(8192f));
        Vector128<float> square = magnitude * magnitude;
        Vector128<float> excess =
            square / (Vector128.Create(1f) + Vector128.Sqrt(MultiplyAdd(magnitude, magnitude, Vector128.Create(1f))));
        Vector128<float> sum = magnitude + excess;
        Vector128<float> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector128.Create(-0.0f));
    }

    /// <summary>arcosh x within 2 ulp. +∞ at +∞, NaN below 1; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>ln(1 + t), t = (x − 1) + √((x − 1)·(x + 1)) in two parts; beyond 2²⁸ (2¹³ in float) ln x + ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Acosh(Vector128<double> x)
    {
        Vector128<double> large = Vector128.GreaterThan(x, Vector128.Create(268435456.0));
        Vector128<double> above = x - Vector128.Create(1.0);
        Vector128<double> square = MultiplyAdd(above, above, above + above);
        Vector128<double> root = Vector128.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector128<double> product = root * root;
        Vector128<double> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector128<double> correction = Vector128.ConditionalSelect(
            Vector128.GreaterThan(above, Vector128<double>.Zero), rest / (root + root), Vector128<double>.Zero);
        Vector128<double> sum = root + above;
        Vector128<double> low = SumError(root, above, sum) + correction;
        Vector128<double> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(1.0)), Vector128.Create(double.NaN), result);
    }

    /// <inheritdoc cref="Acosh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Acosh(Vector128<float> x)
    {
        Vector128<float> large = Vector128.GreaterThan(x, Vector128.Create(8192f));
        Vector128<float> above = x - Vector128.Create(1f);
        Vector128<float> square = MultiplyAdd(above, above, above + above);
        Vector128<float> root = Vector128.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector128<float> product = root * root;
        Vector128<float> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector128<float> correction = Vector128.ConditionalSelect(
            Vector128.GreaterThan(above, Vector128<float>.Zero), rest / (root + root), Vector128<float>.Zero);
        Vector128<float> sum = root + above;
        Vector128<float> low = SumError(root, above, sum) + correction;
        Vector128<float> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(1f)), Vector128.Create(float.NaN), result);
    }

    /// <summary>artanh x within 2 ulp, also near 0; the sign of 0 is kept. ±∞ at ±1, NaN beyond; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>k·ln 2/2 + artanh s with s = ((1 + x) − 2ᵏ·(1 − x))/((1 + x) + 2ᵏ·(1 − x)), where k makes s small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atanh(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> above = Vector128.Create(1.0) + magnitude;
        Vector128<double> below = Vector128.Create(1.0) - magnitude;
        Vector128<double> mantissa =
            ((below.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).AsDouble();
        Vector128<double> up = Vector128.GreaterThan(above, mantissa * Vector128.Create(OfDouble.RootOfTwo));
        Vector128<double> down = Vector128.LessThan(above * Vector128.Create(OfDouble.RootOfTwo), mantissa);
        Vector128<double> exponent = (up & Vector128.Create(1.0)) - (down & Vector128.Create(1.0)) - ExponentOf(below.AsInt64());
        Vector128<double> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector128<double> small = Vector128.LessThan(magnitude, Vector128.Create(0.5));
        Vector128<double> numerator = Vector128.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector128.Create(1.0) + power, Vector128.Create(1.0) - power), above - power * below);
        Vector128<double> denominator = Vector128.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector128.Create(1.0) - power, Vector128.Create(1.0) + power), above + power * below);
        Vector128<double> s = numerator / denominator;
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
        Vector128<double> low = MultiplyAdd(exponent, Vector128.Create(OfDouble.LogTwoLow), s * z * series) * Vector128.Create(0.5);
        Vector128<double> result = MultiplyAdd(exponent * Vector128.Create(0.5), Vector128.Create(OfDouble.LogTwoHigh), s + low);
        Vector128<double> end = Vector128.ConditionalSelect(
            Vector128.Equals(magnitude, Vector128.Create(1.0)), Vector128.Create(double.PositiveInfinity), Vector128.Create(double.NaN));
        return Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(1.0)), result, end) | (x
            & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Atanh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atanh(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> above = Vector128.Create(1f) + magnitude;
        Vector128<float> below = Vector128.Create(1f) - magnitude;
        Vector128<float> mantissa = ((below.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle();
        Vector128<float> up = Vector128.GreaterThan(above, mantissa * Vector128.Create(OfSingle.RootOfTwo));
        Vector128<float> down = Vector128.LessThan(above * Vector128.Create(OfSingle.RootOfTwo), mantissa);
        Vector128<float> exponent = (up & Vector128.Create(1f)) - (down & Vector128.Create(1f)) - ExponentOf(below.AsInt32());
        Vector128<float> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector128<float> small = Vector128.LessThan(magnitude, Vector128.Create(0.5f));
        Vector128<float> numerator = Vector128.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector128.Create(1f) + power, Vector128.Create(1f) - power), above - power * below);
        Vector128<float> denominator = Vector128.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector128.Create(1f) - power, Vector128.Create(1f) + power), above + power * below);
        Vector128<float> s = numerator / denominator;
        Vector128<float> z = s * s;
        Vector128<float> series = Vector128.Create(0.29872322f);
        series = MultiplyAdd(series, z, Vector128.Create(0.39977524f));
        series = MultiplyAdd(series, z, Vector128.Create(0.66666776f));
        Vector128<float> low = MultiplyAdd(exponent, Vector128.Create(OfSingle.LogTwoLow), s * z * series) * Vector128.Create(0.5f);
        Vector128<float> result = MultiplyAdd(exponent * Vector128.Create(0.5f), Vector128.Create(OfSingle.LogTwoHigh), s + low);
        Vector128<float> end = Vector128.ConditionalSelect(
            Vector128.Equals(magnitude, Vector128.Create(1f)), Vector128.Create(float.PositiveInfinity), Vector128.Create(float.NaN));
        return Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(1f)), result, end) | (x
            & Vector128.Create(-0.0f));
    }

    /// <summary>ln(1 + sum + low), or ln(2·x) where x is large, to which x itself is added where it is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> LogOfOnePlusOrOfTwice(Vector128<double> x, Vector128<double> sum, Vector128<double> low,
        Vector128<double> large)
    {
        Vector128<double> argument = Vector128.ConditionalSelect(large, x, sum);
        Vector128<long> shifted = Vector128.ConditionalSelect(large, x,
            sum + Vector128.Create(1.0)).AsInt64() + Vector128.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector128<long> step = (shifted & Vector128.Create(0x7FF0000000000000L)) - Vector128.Create(0x3FF0000000000000L);
        Vector128<double> unit = Vector128.MaxNative((Vector128.Create(0x3FF0000000000000L) - step).AsDouble(), Vector128<double>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector128<double> scaled = (argument.AsInt64() - step).AsDouble();
        Vector128<double> f = scaled - Vector128.ConditionalSelect(large, Vector128.Create(1.0), Vector128.Create(1.0) - unit);
        Vector128<double> correction = Vector128.ConditionalSelect(large, Vector128<double>.Zero, low * unit);
        Vector128<double> exponent = ExponentOf(shifted) + (large & Vector128.Create(1.0));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector128<double> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(double.PositiveInfinity)), result, x);
    }

    /// <inheritdoc cref="LogOfOnePlusOrOfTwice(Vector128{double}, Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LogOfOnePlusOrOfTwice(Vector128<float> x, Vector128<float> sum, Vector128<float> low,
        Vector128<float> large)
    {
        Vector128<float> argument = Vector128.ConditionalSelect(large, x, sum);
        Vector128<int> shifted =
            Vector128.ConditionalSelect(large, x, sum + Vector128.Create(1f)).AsInt32() + Vector128.Create(0x3F800000 - 0x3F3504F3);
        Vector128<int> step = (shifted & Vector128.Create(0x7F800000)) - Vector128.Create(0x3F800000);
        Vector128<float> unit = Vector128.MaxNative((Vector128.Create(0x3F800000) - step).AsSingle(), Vector128<float>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector128<float> scaled = (argument.AsInt32() - step).AsSingle();
        Vector128<float> f = scaled - Vector128.ConditionalSelect(large, Vector128.Create(1f), Vector128.Create(1f) - unit);
        Vector128<float> correction = Vector128.ConditionalSelect(large, Vector128<float>.Zero, low * unit);
        Vector128<float> exponent = ExponentOf(shifted) + (large & Vector128.Create(1f));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector128<float> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(float.PositiveInfinity)), result, x);
    }
}
