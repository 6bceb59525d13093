// Generated from ../Vector512/VectorMath.Activations.cs by .ci/vector-widths: edit there.

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
    public static Vector256<double> Sigmoid(Vector256<double> x)
    {
        Vector256<double> power = ExpOfBounded(Vector256.MaxNative(Vector256.Create(-750.0), x | Vector256.Create(-0.0)));
        Vector256<double> numerator =
            Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), power, Vector256.Create(1.0));
        Vector256<double> divisor = Vector256.Create(1.0) + power;
        Vector256<double> share = Vector256.Create(1.0) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector256<double> lost = ((Vector256.Create(1.0) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <inheritdoc cref="Sigmoid(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> power = ExpOfBounded(Vector256.MaxNative(Vector256.Create(-105f), x | Vector256.Create(-0.0f)));
        Vector256<float> numerator =
            Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), power, Vector256.Create(1f));
        Vector256<float> divisor = Vector256.Create(1f) + power;
        Vector256<float> share = Vector256.Create(1f) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector256<float> lost = ((Vector256.Create(1f) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <summary>ln(1 + eˣ) within 2 ulp. 0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|), as <see cref="Functions.Softplus(double)"/>; the exponential in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Softplus(Vector256<double> x)
    {
        Vector256<double> argument = Vector256.MaxNative(Vector256.Create(-750.0), x | Vector256.Create(-0.0));
        Vector256<double> mantissa =
            ExpParts(argument, Vector256<double>.Zero, out Vector256<double> mantissaLow, out Vector256<double> exponent);
        Vector256<double> power = Scale(mantissa, exponent);
        Vector256<double> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector256<double> halved = Vector256.GreaterThan(power, Vector256.Create(OfDouble.RootOfTwoMinusOne));
        Vector256<double> f =
            Vector256.ConditionalSelect(halved, MultiplyAdd(power, Vector256.Create(0.5), Vector256.Create(-0.5)), power);
        low = Vector256.ConditionalSelect(halved, low * Vector256.Create(0.5), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector256<double> log = LogOfReduced(f, halved & Vector256.Create(1.0), MultiplyAdd(-low, f, low));
        return Vector256.MaxNative(Vector256<double>.Zero, x) + log;
    }

    /// <inheritdoc cref="Softplus(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        Vector256<float> argument = Vector256.MaxNative(Vector256.Create(-105f), x | Vector256.Create(-0.0f));
        Vector256<float> mantissa =
            ExpParts(argument, Vector256<float>.Zero, out Vector256<float> mantissaLow, out Vector256<float> exponent);
        Vector256<float> power = Scale(mantissa, exponent);
        Vector256<float> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector256<float> halved = Vector256.GreaterThan(power, Vector256.Create(OfSingle.RootOfTwoMinusOne));
        Vector256<float> f =
            Vector256.ConditionalSelect(halved, MultiplyAdd(power, Vector256.Create(0.5f), Vector256.Create(-0.5f)), power);
        low = Vector256.ConditionalSelect(halved, low * Vector256.Create(0.5f), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector256<float> log = LogOfReduced(f, halved & Vector256.Create(1f), MultiplyAdd(-low, f, low));
        return Vector256.MaxNative(Vector256<float>.Zero, x) + log;
    }

    /// <summary>x·Sigmoid(x) within 2 ulp. −0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>The power of 2 in eˣ is applied last, since eˣ loses its digits to underflow before x·eˣ does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Silu(Vector256<double> x)
    {
        Vector256<double> argument = Vector256.MaxNative(Vector256.Create(-800.0), x | Vector256.Create(-0.0));
        Vector256<double> mantissa =
            ExpParts(argument, Vector256<double>.Zero, out Vector256<double> mantissaLow, out Vector256<double> exponent);
        Vector256<double> power = Scale(mantissa, exponent);
        Vector256<double> divisor = Vector256.Create(1.0) + power;
        Vector256<double> divisorLow = ((Vector256.Create(1.0) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector256<double> share = Vector256.Create(1.0) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector256<double> shareLow = -share * share * divisorLow;
        Vector256<double> negative = Vector256.LessThan(x, Vector256<double>.Zero);
        Vector256<double> product = argument * mantissa;
        Vector256<double> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector256<double> numerator = Vector256.ConditionalSelect(negative, product, x);
        Vector256<double> numeratorLow = negative & productLow;
        Vector256<double> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(double.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Silu(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Silu(Vector256<float> x)
    {
        Vector256<float> argument = Vector256.MaxNative(Vector256.Create(-120f), x | Vector256.Create(-0.0f));
        Vector256<float> mantissa =
            ExpParts(argument, Vector256<float>.Zero, out Vector256<float> mantissaLow, out Vector256<float> exponent);
        Vector256<float> power = Scale(mantissa, exponent);
        Vector256<float> divisor = Vector256.Create(1f) + power;
        Vector256<float> divisorLow = ((Vector256.Create(1f) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector256<float> share = Vector256.Create(1f) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector256<float> shareLow = -share * share * divisorLow;
        Vector256<float> negative = Vector256.LessThan(x, Vector256<float>.Zero);
        Vector256<float> product = argument * mantissa;
        Vector256<float> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector256<float> numerator = Vector256.ConditionalSelect(negative, product, x);
        Vector256<float> numeratorLow = negative & productLow;
        Vector256<float> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(float.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector256.Create(-0.0f));
    }
}
