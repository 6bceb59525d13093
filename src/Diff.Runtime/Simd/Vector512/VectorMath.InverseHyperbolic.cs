using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>arsinh x within 2 ulp, also near 0; the sign of 0 is kept. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>ln(1 + t), t = |x| + x²/(1 + √(1 + x²)) in two parts; beyond 2²⁸ (2¹³ in float) ln |x| + ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asinh(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> large = Vector512.GreaterThan(magnitude, Vector512.Create(268435456.0));
        Vector512<double> square = magnitude * magnitude;
        Vector512<double> excess =
            square / (Vector512.Create(1.0) + Vector512.Sqrt(MultiplyAdd(magnitude, magnitude, Vector512.Create(1.0))));
        Vector512<double> sum = magnitude + excess;
        Vector512<double> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Asinh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asinh(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> large = Vector512.GreaterThan(magnitude, Vector512.Create(8192f));
        Vector512<float> square = magnitude * magnitude;
        Vector512<float> excess =
            square / (Vector512.Create(1f) + Vector512.Sqrt(MultiplyAdd(magnitude, magnitude, Vector512.Create(1f))));
        Vector512<float> sum = magnitude + excess;
        Vector512<float> low = (magnitude - sum) + excess;
        return LogOfOnePlusOrOfTwice(magnitude, sum, low, large) | (x & Vector512.Create(-0.0f));
    }

    /// <summary>arcosh x within 2 ulp. +∞ at +∞, NaN below 1; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>ln(1 + t), t = (x − 1) + √((x − 1)·(x + 1)) in two parts; beyond 2²⁸ (2¹³ in float) ln x + ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acosh(Vector512<double> x)
    {
        Vector512<double> large = Vector512.GreaterThan(x, Vector512.Create(268435456.0));
        Vector512<double> above = x - Vector512.Create(1.0);
        Vector512<double> square = MultiplyAdd(above, above, above + above);
        Vector512<double> root = Vector512.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector512<double> product = root * root;
        Vector512<double> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector512<double> correction = Vector512.ConditionalSelect(
            Vector512.GreaterThan(above, Vector512<double>.Zero), rest / (root + root), Vector512<double>.Zero);
        Vector512<double> sum = root + above;
        Vector512<double> low = SumError(root, above, sum) + correction;
        Vector512<double> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(1.0)), Vector512.Create(double.NaN), result);
    }

    /// <inheritdoc cref="Acosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acosh(Vector512<float> x)
    {
        Vector512<float> large = Vector512.GreaterThan(x, Vector512.Create(8192f));
        Vector512<float> above = x - Vector512.Create(1f);
        Vector512<float> square = MultiplyAdd(above, above, above + above);
        Vector512<float> root = Vector512.Sqrt(square);
        // What rounding the root lost, by one step of Newton's; 0 at 1.
        Vector512<float> product = root * root;
        Vector512<float> rest = (above + above - product) - ProductError(root, root, product) + above * above;
        Vector512<float> correction = Vector512.ConditionalSelect(
            Vector512.GreaterThan(above, Vector512<float>.Zero), rest / (root + root), Vector512<float>.Zero);
        Vector512<float> sum = root + above;
        Vector512<float> low = SumError(root, above, sum) + correction;
        Vector512<float> result = LogOfOnePlusOrOfTwice(x, sum, low, large);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(1f)), Vector512.Create(float.NaN), result);
    }

    /// <summary>artanh x within 2 ulp, also near 0; the sign of 0 is kept. ±∞ at ±1, NaN beyond; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>k·ln 2/2 + artanh s with s = ((1 + x) − 2ᵏ·(1 − x))/((1 + x) + 2ᵏ·(1 − x)), where k makes s small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atanh(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> above = Vector512.Create(1.0) + magnitude;
        Vector512<double> below = Vector512.Create(1.0) - magnitude;
        Vector512<double> mantissa =
            ((below.AsInt64() & Vector512.Create(0x000FFFFFFFFFFFFFL)) | Vector512.Create(0x3FF0000000000000L)).AsDouble();
        Vector512<double> up = Vector512.GreaterThan(above, mantissa * Vector512.Create(OfDouble.RootOfTwo));
        Vector512<double> down = Vector512.LessThan(above * Vector512.Create(OfDouble.RootOfTwo), mantissa);
        Vector512<double> exponent = (up & Vector512.Create(1.0)) - (down & Vector512.Create(1.0)) - ExponentOf(below.AsInt64());
        Vector512<double> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector512<double> small = Vector512.LessThan(magnitude, Vector512.Create(0.5));
        Vector512<double> numerator = Vector512.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector512.Create(1.0) + power, Vector512.Create(1.0) - power), above - power * below);
        Vector512<double> denominator = Vector512.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector512.Create(1.0) - power, Vector512.Create(1.0) + power), above + power * below);
        Vector512<double> s = numerator / denominator;
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
        Vector512<double> low = MultiplyAdd(exponent, Vector512.Create(OfDouble.LogTwoLow), s * z * series) * Vector512.Create(0.5);
        Vector512<double> result = MultiplyAdd(exponent * Vector512.Create(0.5), Vector512.Create(OfDouble.LogTwoHigh), s + low);
        Vector512<double> end = Vector512.ConditionalSelect(
            Vector512.Equals(magnitude, Vector512.Create(1.0)), Vector512.Create(double.PositiveInfinity), Vector512.Create(double.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(1.0)), result, end) | (x
            & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Atanh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atanh(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> above = Vector512.Create(1f) + magnitude;
        Vector512<float> below = Vector512.Create(1f) - magnitude;
        Vector512<float> mantissa = ((below.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle();
        Vector512<float> up = Vector512.GreaterThan(above, mantissa * Vector512.Create(OfSingle.RootOfTwo));
        Vector512<float> down = Vector512.LessThan(above * Vector512.Create(OfSingle.RootOfTwo), mantissa);
        Vector512<float> exponent = (up & Vector512.Create(1f)) - (down & Vector512.Create(1f)) - ExponentOf(below.AsInt32());
        Vector512<float> power = PowerOfTwo(exponent);
        // Each form is rounded once where the other is rounded more often.
        Vector512<float> small = Vector512.LessThan(magnitude, Vector512.Create(0.5f));
        Vector512<float> numerator = Vector512.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector512.Create(1f) + power, Vector512.Create(1f) - power), above - power * below);
        Vector512<float> denominator = Vector512.ConditionalSelect(
            small, MultiplyAdd(magnitude, Vector512.Create(1f) - power, Vector512.Create(1f) + power), above + power * below);
        Vector512<float> s = numerator / denominator;
        Vector512<float> z = s * s;
        Vector512<float> series = Vector512.Create(0.29872322f);
        series = MultiplyAdd(series, z, Vector512.Create(0.39977524f));
        series = MultiplyAdd(series, z, Vector512.Create(0.66666776f));
        Vector512<float> low = MultiplyAdd(exponent, Vector512.Create(OfSingle.LogTwoLow), s * z * series) * Vector512.Create(0.5f);
        Vector512<float> result = MultiplyAdd(exponent * Vector512.Create(0.5f), Vector512.Create(OfSingle.LogTwoHigh), s + low);
        Vector512<float> end = Vector512.ConditionalSelect(
            Vector512.Equals(magnitude, Vector512.Create(1f)), Vector512.Create(float.PositiveInfinity), Vector512.Create(float.NaN));
        return Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(1f)), result, end) | (x
            & Vector512.Create(-0.0f));
    }

    /// <summary>ln(1 + sum + low), or ln(2·x) where x is large, to which x itself is added where it is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfOnePlusOrOfTwice(Vector512<double> x, Vector512<double> sum, Vector512<double> low,
        Vector512<double> large)
    {
        Vector512<double> argument = Vector512.ConditionalSelect(large, x, sum);
        Vector512<long> shifted = Vector512.ConditionalSelect(large, x,
            sum + Vector512.Create(1.0)).AsInt64() + Vector512.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector512<long> step = (shifted & Vector512.Create(0x7FF0000000000000L)) - Vector512.Create(0x3FF0000000000000L);
        Vector512<double> unit = Vector512.MaxNative((Vector512.Create(0x3FF0000000000000L) - step).AsDouble(), Vector512<double>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector512<double> scaled = (argument.AsInt64() - step).AsDouble();
        Vector512<double> f = scaled - Vector512.ConditionalSelect(large, Vector512.Create(1.0), Vector512.Create(1.0) - unit);
        Vector512<double> correction = Vector512.ConditionalSelect(large, Vector512<double>.Zero, low * unit);
        Vector512<double> exponent = ExponentOf(shifted) + (large & Vector512.Create(1.0));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector512<double> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), result, x);
    }

    /// <inheritdoc cref="LogOfOnePlusOrOfTwice(Vector512{double}, Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfOnePlusOrOfTwice(Vector512<float> x, Vector512<float> sum, Vector512<float> low,
        Vector512<float> large)
    {
        Vector512<float> argument = Vector512.ConditionalSelect(large, x, sum);
        Vector512<int> shifted =
            Vector512.ConditionalSelect(large, x, sum + Vector512.Create(1f)).AsInt32() + Vector512.Create(0x3F800000 - 0x3F3504F3);
        Vector512<int> step = (shifted & Vector512.Create(0x7F800000)) - Vector512.Create(0x3F800000);
        Vector512<float> unit = Vector512.MaxNative((Vector512.Create(0x3F800000) - step).AsSingle(), Vector512<float>.Zero);
        // 2⁻ᵏ·argument, by its exponent field.
        Vector512<float> scaled = (argument.AsInt32() - step).AsSingle();
        Vector512<float> f = scaled - Vector512.ConditionalSelect(large, Vector512.Create(1f), Vector512.Create(1f) - unit);
        Vector512<float> correction = Vector512.ConditionalSelect(large, Vector512<float>.Zero, low * unit);
        Vector512<float> exponent = ExponentOf(shifted) + (large & Vector512.Create(1f));
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector512<float> result = LogOfReduced(f, exponent, MultiplyAdd(-correction, f, correction));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), result, x);
    }
}
