using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>
    /// The logistic function 1/(1 + e⁻ˣ) within 2 ulp. 0 at −∞, reached through the subnormal numbers, 1 at +∞; NaN gives NaN.
    /// </summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>e is only raised to powers that are not positive, as in <see cref="Functions.Sigmoid(double)"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        Vector512<double> power = ExpOfBounded(Vector512.MaxNative(Vector512.Create(-750.0), x | Vector512.Create(-0.0)));
        Vector512<double> numerator =
            Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), power, Vector512.Create(1.0));
        Vector512<double> divisor = Vector512.Create(1.0) + power;
        Vector512<double> share = Vector512.Create(1.0) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector512<double> lost = ((Vector512.Create(1.0) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <inheritdoc cref="Sigmoid(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> power = ExpOfBounded(Vector512.MaxNative(Vector512.Create(-105f), x | Vector512.Create(-0.0f)));
        Vector512<float> numerator =
            Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), power, Vector512.Create(1f));
        Vector512<float> divisor = Vector512.Create(1f) + power;
        Vector512<float> share = Vector512.Create(1f) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector512<float> lost = ((Vector512.Create(1f) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <summary>ln(1 + eˣ) within 2 ulp. 0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|), as <see cref="Functions.Softplus(double)"/>; the exponential in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        Vector512<double> argument = Vector512.MaxNative(Vector512.Create(-750.0), x | Vector512.Create(-0.0));
        Vector512<double> mantissa =
            ExpParts(argument, Vector512<double>.Zero, out Vector512<double> mantissaLow, out Vector512<double> exponent);
        Vector512<double> power = Scale(mantissa, exponent);
        Vector512<double> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector512<double> halved = Vector512.GreaterThan(power, Vector512.Create(OfDouble.RootOfTwoMinusOne));
        Vector512<double> f =
            Vector512.ConditionalSelect(halved, MultiplyAdd(power, Vector512.Create(0.5), Vector512.Create(-0.5)), power);
        low = Vector512.ConditionalSelect(halved, low * Vector512.Create(0.5), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector512<double> log = LogOfReduced(f, halved & Vector512.Create(1.0), MultiplyAdd(-low, f, low));
        return Vector512.MaxNative(Vector512<double>.Zero, x) + log;
    }

    /// <inheritdoc cref="Softplus(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> argument = Vector512.MaxNative(Vector512.Create(-105f), x | Vector512.Create(-0.0f));
        Vector512<float> mantissa =
            ExpParts(argument, Vector512<float>.Zero, out Vector512<float> mantissaLow, out Vector512<float> exponent);
        Vector512<float> power = Scale(mantissa, exponent);
        Vector512<float> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector512<float> halved = Vector512.GreaterThan(power, Vector512.Create(OfSingle.RootOfTwoMinusOne));
        Vector512<float> f =
            Vector512.ConditionalSelect(halved, MultiplyAdd(power, Vector512.Create(0.5f), Vector512.Create(-0.5f)), power);
        low = Vector512.ConditionalSelect(halved, low * Vector512.Create(0.5f), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector512<float> log = LogOfReduced(f, halved & Vector512.Create(1f), MultiplyAdd(-low, f, low));
        return Vector512.MaxNative(Vector512<float>.Zero, x) + log;
    }

    /// <summary>x·Sigmoid(x) within 2 ulp. −0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>The power of 2 in eˣ is applied last, since eˣ loses its digits to underflow before x·eˣ does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Silu(Vector512<double> x)
    {
        Vector512<double> argument = Vector512.MaxNative(Vector512.Create(-800.0), x | Vector512.Create(-0.0));
        Vector512<double> mantissa =
            ExpParts(argument, Vector512<double>.Zero, out Vector512<double> mantissaLow, out Vector512<double> exponent);
        Vector512<double> power = Scale(mantissa, exponent);
        Vector512<double> divisor = Vector512.Create(1.0) + power;
        Vector512<double> divisorLow = ((Vector512.Create(1.0) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector512<double> share = Vector512.Create(1.0) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector512<double> shareLow = -share * share * divisorLow;
        Vector512<double> negative = Vector512.LessThan(x, Vector512<double>.Zero);
        Vector512<double> product = argument * mantissa;
        Vector512<double> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector512<double> numerator = Vector512.ConditionalSelect(negative, product, x);
        Vector512<double> numeratorLow = negative & productLow;
        Vector512<double> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(double.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Silu(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x)
    {
        Vector512<float> argument = Vector512.MaxNative(Vector512.Create(-120f), x | Vector512.Create(-0.0f));
        Vector512<float> mantissa =
            ExpParts(argument, Vector512<float>.Zero, out Vector512<float> mantissaLow, out Vector512<float> exponent);
        Vector512<float> power = Scale(mantissa, exponent);
        Vector512<float> divisor = Vector512.Create(1f) + power;
        Vector512<float> divisorLow = ((Vector512.Create(1f) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector512<float> share = Vector512.Create(1f) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector512<float> shareLow = -share * share * divisorLow;
        Vector512<float> negative = Vector512.LessThan(x, Vector512<float>.Zero);
        Vector512<float> product = argument * mantissa;
        Vector512<float> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector512<float> numerator = Vector512.ConditionalSelect(negative, product, x);
        Vector512<float> numeratorLow = negative & productLow;
        Vector512<float> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector512.Create(-0.0f));
    }
}
