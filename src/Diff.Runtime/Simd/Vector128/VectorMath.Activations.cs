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
    public static Vector128<double> Sigmoid(Vector128<double> x)
    {
        Vector128<double> power = ExpOfBounded(Vector128.MaxNative(Vector128.Create(-750.0), x | Vector128.Create(-0.0)));
        Vector128<double> numerator =
            Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<double>.Zero), power, Vector128.Create(1.0));
        Vector128<double> divisor = Vector128.Create(1.0) + power;
        Vector128<double> share = Vector128.Create(1.0) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector128<double> lost = ((Vector128.Create(1.0) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <inheritdoc cref="Sigmoid(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        Vector128<float> power = ExpOfBounded(Vector128.MaxNative(Vector128.Create(-105f), x | Vector128.Create(-0.0f)));
        Vector128<float> numerator =
            Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), power, Vector128.Create(1f));
        Vector128<float> divisor = Vector128.Create(1f) + power;
        Vector128<float> share = Vector128.Create(1f) / divisor;
        // d(1/u) = −du/u²: what rounding 1 + e lost.
        Vector128<float> lost = ((Vector128.Create(1f) - divisor) + power) * share * share;
        return MultiplyAdd(numerator, share, -numerator * lost);
    }

    /// <summary>ln(1 + eˣ) within 2 ulp. 0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|), as <see cref="Functions.Softplus(double)"/>; the exponential in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Softplus(Vector128<double> x)
    {
        Vector128<double> argument = Vector128.MaxNative(Vector128.Create(-750.0), x | Vector128.Create(-0.0));
        Vector128<double> mantissa =
            ExpParts(argument, Vector128<double>.Zero, out Vector128<double> mantissaLow, out Vector128<double> exponent);
        Vector128<double> power = Scale(mantissa, exponent);
        Vector128<double> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector128<double> halved = Vector128.GreaterThan(power, Vector128.Create(OfDouble.RootOfTwoMinusOne));
        Vector128<double> f =
            Vector128.ConditionalSelect(halved, MultiplyAdd(power, Vector128.Create(0.5), Vector128.Create(-0.5)), power);
        low = Vector128.ConditionalSelect(halved, low * Vector128.Create(0.5), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector128<double> log = LogOfReduced(f, halved & Vector128.Create(1.0), MultiplyAdd(-low, f, low));
        return Vector128.MaxNative(Vector128<double>.Zero, x) + log;
    }

    /// <inheritdoc cref="Softplus(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x)
    {
        Vector128<float> argument = Vector128.MaxNative(Vector128.Create(-105f), x | Vector128.Create(-0.0f));
        Vector128<float> mantissa =
            ExpParts(argument, Vector128<float>.Zero, out Vector128<float> mantissaLow, out Vector128<float> exponent);
        Vector128<float> power = Scale(mantissa, exponent);
        Vector128<float> low = Scale(mantissaLow, exponent);
        // 1 + e in [√½, √2]: above, halved.
        Vector128<float> halved = Vector128.GreaterThan(power, Vector128.Create(OfSingle.RootOfTwoMinusOne));
        Vector128<float> f =
            Vector128.ConditionalSelect(halved, MultiplyAdd(power, Vector128.Create(0.5f), Vector128.Create(-0.5f)), power);
        low = Vector128.ConditionalSelect(halved, low * Vector128.Create(0.5f), low);
        // d ln(1 + f) = df/(1 + f), of which two terms are enough here.
        Vector128<float> log = LogOfReduced(f, halved & Vector128.Create(1f), MultiplyAdd(-low, f, low));
        return Vector128.MaxNative(Vector128<float>.Zero, x) + log;
    }

    /// <summary>x·Sigmoid(x) within 2 ulp. −0 at −∞, reached through the subnormal numbers, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>The power of 2 in eˣ is applied last, since eˣ loses its digits to underflow before x·eˣ does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Silu(Vector128<double> x)
    {
        Vector128<double> argument = Vector128.MaxNative(Vector128.Create(-800.0), x | Vector128.Create(-0.0));
        Vector128<double> mantissa =
            ExpParts(argument, Vector128<double>.Zero, out Vector128<double> mantissaLow, out Vector128<double> exponent);
        Vector128<double> power = Scale(mantissa, exponent);
        Vector128<double> divisor = Vector128.Create(1.0) + power;
        Vector128<double> divisorLow = ((Vector128.Create(1.0) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector128<double> share = Vector128.Create(1.0) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector128<double> shareLow = -share * share * divisorLow;
        Vector128<double> negative = Vector128.LessThan(x, Vector128<double>.Zero);
        Vector128<double> product = argument * mantissa;
        Vector128<double> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector128<double> numerator = Vector128.ConditionalSelect(negative, product, x);
        Vector128<double> numeratorLow = negative & productLow;
        Vector128<double> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector128.ConditionalSelect(Vector128.Equals(x, Vector128.Create(double.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Silu(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Silu(Vector128<float> x)
    {
        Vector128<float> argument = Vector128.MaxNative(Vector128.Create(-120f), x | Vector128.Create(-0.0f));
        Vector128<float> mantissa =
            ExpParts(argument, Vector128<float>.Zero, out Vector128<float> mantissaLow, out Vector128<float> exponent);
        Vector128<float> power = Scale(mantissa, exponent);
        Vector128<float> divisor = Vector128.Create(1f) + power;
        Vector128<float> divisorLow = ((Vector128.Create(1f) - divisor) + power) + Scale(mantissaLow, exponent);
        Vector128<float> share = Vector128.Create(1f) / divisor;
        // The share of 1, to more digits: share + shareLow.
        Vector128<float> shareLow = -share * share * divisorLow;
        Vector128<float> negative = Vector128.LessThan(x, Vector128<float>.Zero);
        Vector128<float> product = argument * mantissa;
        Vector128<float> productLow = MultiplyAdd(argument, mantissaLow, ProductError(argument, mantissa, product));
        Vector128<float> numerator = Vector128.ConditionalSelect(negative, product, x);
        Vector128<float> numeratorLow = negative & productLow;
        Vector128<float> result = MultiplyAdd(numerator, share, MultiplyAdd(numerator, shareLow, numeratorLow * share));
        result = Vector128.ConditionalSelect(Vector128.Equals(x, Vector128.Create(float.PositiveInfinity)), x, result);
        return Scale(result, negative & exponent) | (x & Vector128.Create(-0.0f));
    }
}
