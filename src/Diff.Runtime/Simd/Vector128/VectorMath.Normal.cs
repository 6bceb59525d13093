// Generated from ../Vector512/VectorMath.Normal.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>The error function within 2 ulp, also near 0; the sign of 0 is kept. ±1 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>Below 1 an odd minimax polynomial, above 1 − erfc x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Erf(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> z = magnitude * magnitude;
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(1.3722792472181223e-8);
        even = MultiplyAdd(even, square, Vector128.Create(1.644751238731414e-6));
        even = MultiplyAdd(even, square, Vector128.Create(0.00012055295299428117));
        even = MultiplyAdd(even, square, Vector128.Create(0.005223977607409817));
        even = MultiplyAdd(even, square, Vector128.Create(0.11283791670945244));
        even = MultiplyAdd(even, square, Vector128.Create(0.12837916709551256));
        Vector128<double> odd = Vector128.Create(-7.80083851099727e-10);
        odd = MultiplyAdd(odd, square, Vector128.Create(-1.6209134376177018e-7));
        odd = MultiplyAdd(odd, square, Vector128.Create(-1.4924744246121813e-5));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.0008548325989016169));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.02686617064327463));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.3761263890318355));
        Vector128<double> series = MultiplyAdd(odd, z, even);
        Vector128<double> small = MultiplyAdd(magnitude, series, magnitude);

        // erfc 6 is below half a unit in the last place of 1 (4 in float).
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(6.0), magnitude);
        Vector128<double> scaled = bounded * Vector128.Create(OfDouble.RootOfTwo);
        Vector128<double> quotient = ScaledTail(scaled, out _) / MultiplyAdd(scaled, Vector128.Create(0.796875), Vector128.Create(1.0));
        Vector128<double> tail = ExpOfBounded(-bounded * bounded) * (quotient + quotient);
        Vector128<double> result =
            Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(1.0)), small, Vector128.Create(1.0) - tail);
        return result | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Erf(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> z = magnitude * magnitude;
        Vector128<float> square = z * z;
        Vector128<float> even = Vector128.Create(7.888774e-5f);
        even = MultiplyAdd(even, square, Vector128.Create(0.0051895254f));
        even = MultiplyAdd(even, square, Vector128.Create(0.112836f));
        even = MultiplyAdd(even, square, Vector128.Create(0.12837917f));
        Vector128<float> odd = Vector128.Create(-0.00080207456f);
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.02685444f));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.37612626f));
        Vector128<float> series = MultiplyAdd(odd, z, even);
        Vector128<float> small = MultiplyAdd(magnitude, series, magnitude);

        // erfc 6 is below half a unit in the last place of 1 (4 in float).
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(4f), magnitude);
        Vector128<float> scaled = bounded * Vector128.Create(OfSingle.RootOfTwo);
        Vector128<float> quotient = ScaledTail(scaled, out _) / MultiplyAdd(scaled, Vector128.Create(0.796875f), Vector128.Create(1f));
        Vector128<float> tail = ExpOfBounded(-bounded * bounded) * (quotient + quotient);
        Vector128<float> result =
            Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(1f)), small, Vector128.Create(1f) - tail);
        return result | (x & Vector128.Create(-0.0f));
    }

    /// <summary>The normal distribution function Φ within 2 ulp, also in the left tail. 0 at −∞, 1 at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> NormalCdf(Vector128<double> x)
    {
        Vector128<double> high = NormalTail(Vector128.Abs(x), out Vector128<double> low, out Vector128<double> exponent);
        Vector128<double> tail = Scale(high + low, exponent);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<double>.Zero), Vector128.Create(1.0) - tail, tail);
    }

    /// <inheritdoc cref="NormalCdf(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalCdf(Vector128<float> x)
    {
        Vector128<float> high = NormalTail(Vector128.Abs(x), out Vector128<float> low, out Vector128<float> exponent);
        Vector128<float> tail = Scale(high + low, exponent);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), Vector128.Create(1f) - tail, tail);
    }

    /// <summary>The normal density φ within 2 ulp, also in the tails. 0 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> NormalPdf(Vector128<double> x)
    {
        Vector128<double> power = ExpOfMinusHalfSquare(Vector128.Abs(x), out Vector128<double> powerLow, out Vector128<double> exponent);
        Vector128<double> high = power * Vector128.Create(OfDouble.DensityAtZeroHigh);
        Vector128<double> low = ProductError(power, Vector128.Create(OfDouble.DensityAtZeroHigh), high);
        low += MultiplyAdd(power, Vector128.Create(OfDouble.DensityAtZeroLow), powerLow * Vector128.Create(OfDouble.DensityAtZeroHigh));
        return Scale(high + low, exponent);
    }

    /// <inheritdoc cref="NormalPdf(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalPdf(Vector128<float> x)
    {
        Vector128<float> power = ExpOfMinusHalfSquare(Vector128.Abs(x), out Vector128<float> powerLow, out Vector128<float> exponent);
        Vector128<float> high = power * Vector128.Create(OfSingle.DensityAtZeroHigh);
        Vector128<float> low = ProductError(power, Vector128.Create(OfSingle.DensityAtZeroHigh), high);
        low += MultiplyAdd(power, Vector128.Create(OfSingle.DensityAtZeroLow), powerLow * Vector128.Create(OfSingle.DensityAtZeroHigh));
        return Scale(high + low, exponent);
    }

    /// <summary>x·Φ(x) within 2 ulp, also in the left tail. −0 at −∞, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>The power of 2 in Φ is applied last, since Φ loses its digits to underflow before x·Φ(x) does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Gelu(Vector128<double> x)
    {
        Vector128<double> high = NormalTail(Vector128.Abs(x), out Vector128<double> low, out Vector128<double> exponent);
        Vector128<double> bounded = Vector128.MaxNative(Vector128.Create(-40.0), x);
        Vector128<double> left = Scale(MultiplyAdd(bounded, high, bounded * low), exponent);
        Vector128<double> tail = Scale(high, exponent);
        Vector128<double> cdf = Vector128.Create(1.0) - tail;
        Vector128<double> cdfLow = ((Vector128.Create(1.0) - cdf) - tail) - Scale(low, exponent);
        Vector128<double> right = MultiplyAdd(bounded, cdf, bounded * cdfLow);
        right = Vector128.ConditionalSelect(Vector128.Equals(x, Vector128.Create(double.PositiveInfinity)), x, right);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<double>.Zero), left, right) | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Gelu(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gelu(Vector128<float> x)
    {
        Vector128<float> high = NormalTail(Vector128.Abs(x), out Vector128<float> low, out Vector128<float> exponent);
        Vector128<float> bounded = Vector128.MaxNative(Vector128.Create(-16f), x);
        Vector128<float> left = Scale(MultiplyAdd(bounded, high, bounded * low), exponent);
        Vector128<float> tail = Scale(high, exponent);
        Vector128<float> cdf = Vector128.Create(1f) - tail;
        Vector128<float> cdfLow = ((Vector128.Create(1f) - cdf) - tail) - Scale(low, exponent);
        Vector128<float> right = MultiplyAdd(bounded, cdf, bounded * cdfLow);
        right = Vector128.ConditionalSelect(Vector128.Equals(x, Vector128.Create(float.PositiveInfinity)), x, right);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), left, right) | (x & Vector128.Create(-0.0f));
    }

    /// <summary>Φ(−a) as (result + low)·2^exponent, for a ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> NormalTail(Vector128<double> a, out Vector128<double> low, out Vector128<double> exponent)
    {
        Vector128<double> power = ExpOfMinusHalfSquare(a, out Vector128<double> powerLow, out exponent);
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(39.5), a);
        Vector128<double> scaled = ScaledTail(bounded, out Vector128<double> scaledLow);
        Vector128<double> share = bounded * Vector128.Create(0.796875);
        Vector128<double> divisor = Vector128.Create(1.0) + share;
        Vector128<double> divisorLow =
            SumError(Vector128.Create(1.0), share, divisor) + ProductError(bounded, Vector128.Create(0.796875), share);
        Vector128<double> quotient = scaled / divisor;
        // What the quotient lacks; the last factor is 1/scaled to 5 %, which is enough for its last digits.
        Vector128<double> product = quotient * divisor;
        Vector128<double> rest = (scaled - product) - ProductError(quotient, divisor, product);
        rest += scaledLow - quotient * divisorLow;
        Vector128<double> quotientLow = rest * quotient * MultiplyAdd(scaled, Vector128.Create(-6.2), Vector128.Create(5.1));
        Vector128<double> result = power * quotient;
        low = ProductError(power, quotient, result) + MultiplyAdd(power, quotientLow, powerLow * quotient);
        return result;
    }

    /// <inheritdoc cref="NormalTail(Vector128{double}, out Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> NormalTail(Vector128<float> a, out Vector128<float> low, out Vector128<float> exponent)
    {
        Vector128<float> power = ExpOfMinusHalfSquare(a, out Vector128<float> powerLow, out exponent);
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(15f), a);
        Vector128<float> scaled = ScaledTail(bounded, out Vector128<float> scaledLow);
        Vector128<float> share = bounded * Vector128.Create(0.796875f);
        Vector128<float> divisor = Vector128.Create(1f) + share;
        Vector128<float> divisorLow =
            SumError(Vector128.Create(1f), share, divisor) + ProductError(bounded, Vector128.Create(0.796875f), share);
        Vector128<float> quotient = scaled / divisor;
        // What the quotient lacks; the last factor is 1/scaled to 5 %, which is enough for its last digits.
        Vector128<float> product = quotient * divisor;
        Vector128<float> rest = (scaled - product) - ProductError(quotient, divisor, product);
        rest += scaledLow - quotient * divisorLow;
        Vector128<float> quotientLow = rest * quotient * MultiplyAdd(scaled, Vector128.Create(-6.2f), Vector128.Create(5.1f));
        Vector128<float> result = power * quotient;
        low = ProductError(power, quotient, result) + MultiplyAdd(power, quotientLow, powerLow * quotient);
        return result;
    }

    /// <summary>e^(−a²/2) as (result + low)·2^exponent, for a ≥ 0, with the square exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExpOfMinusHalfSquare(Vector128<double> a, out Vector128<double> low, out Vector128<double> exponent)
    {
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(39.5), a);
        Vector128<double> square = bounded * bounded;
        Vector128<double> squareLow = ProductError(bounded, bounded, square);
        return ExpParts(square * Vector128.Create(-0.5), squareLow * Vector128.Create(-0.5), out low, out exponent);
    }

    /// <inheritdoc cref="ExpOfMinusHalfSquare(Vector128{double}, out Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpOfMinusHalfSquare(Vector128<float> a, out Vector128<float> low, out Vector128<float> exponent)
    {
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(15f), a);
        Vector128<float> square = bounded * bounded;
        Vector128<float> squareLow = ProductError(bounded, bounded, square);
        return ExpParts(square * Vector128.Create(-0.5f), squareLow * Vector128.Create(-0.5f), out low, out exponent);
    }

    /// <summary>(1 + 51/64·a)·e^(a²/2)·Φ(−a) as result + low, for a in [0, 39.5]; it falls slowly from 0.5 to 0.31.</summary>
    /// <remarks>
    /// A minimax polynomial in (a − 5)/(a + 5). Source of the form: M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation
    /// of (1 + 2x)exp(x²)erfc x in 0 ≤ x &lt; ∞, Math. Comp. 36 (1981); 51/64 makes it flat at 0, where q is least exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ScaledTail(Vector128<double> a, out Vector128<double> low)
    {
        Vector128<double> q = (a - Vector128.Create(5.0)) / (a + Vector128.Create(5.0));
        Vector128<double> square = q * q;
        Vector128<double> even = Vector128.Create(2.9726255068427856e-9);
        even = MultiplyAdd(even, square, Vector128.Create(-2.4024003213087997e-8));
        even = MultiplyAdd(even, square, Vector128.Create(1.500915472500036e-7));
        even = MultiplyAdd(even, square, Vector128.Create(-9.94122924778168e-7));
        even = MultiplyAdd(even, square, Vector128.Create(6.962504517783403e-6));
        even = MultiplyAdd(even, square, Vector128.Create(-4.2523595125139726e-5));
        even = MultiplyAdd(even, square, Vector128.Create(3.3483979678574685e-5));
        even = MultiplyAdd(even, square, Vector128.Create(0.004714016513882352));
        even = MultiplyAdd(even, square, Vector128.Create(0.01479694404881031));
        even = MultiplyAdd(even, square, Vector128.Create(-0.008458913012313878));
        even = MultiplyAdd(even, square, Vector128.Create(-0.10209554049947822));
        Vector128<double> odd = Vector128.Create(5.15946817882835e-10);
        odd = MultiplyAdd(odd, square, Vector128.Create(7.229747050627745e-10));
        odd = MultiplyAdd(odd, square, Vector128.Create(-1.966938668783083e-8));
        odd = MultiplyAdd(odd, square, Vector128.Create(1.1484339971463546e-7));
        odd = MultiplyAdd(odd, square, Vector128.Create(-1.9188698182339436e-7));
        odd = MultiplyAdd(odd, square, Vector128.Create(-6.536694567733089e-6));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.00013302326287218243));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.0012910239142704624));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.010262552630282881));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.011317712681068633));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.04830380225378434));
        Vector128<double> series = MultiplyAdd(odd, q, even);
        Vector128<double> varying = series * q;
        Vector128<double> result = Vector128.Create(0.383394660734797) + varying;
        low = ((Vector128.Create(0.383394660734797) - result) + varying) + Vector128.Create(5.017092889253603e-18);
        return result;
    }

    /// <inheritdoc cref="ScaledTail(Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ScaledTail(Vector128<float> a, out Vector128<float> low)
    {
        Vector128<float> q = (a - Vector128.Create(4f)) / (a + Vector128.Create(4f));
        Vector128<float> square = q * q;
        Vector128<float> even = Vector128.Create(-5.9681606e-5f);
        even = MultiplyAdd(even, square, Vector128.Create(-0.00011040068f));
        even = MultiplyAdd(even, square, Vector128.Create(0.012570632f));
        even = MultiplyAdd(even, square, Vector128.Create(0.0082250945f));
        even = MultiplyAdd(even, square, Vector128.Create(-0.11167262f));
        Vector128<float> odd = Vector128.Create(-5.560167e-5f);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.0005166725f));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.0038853383f));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.019387724f));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.03642046f));
        Vector128<float> series = MultiplyAdd(odd, q, even);
        Vector128<float> varying = series * q;
        Vector128<float> result = Vector128.Create(0.39534456f) + varying;
        low = ((Vector128.Create(0.39534456f) - result) + varying) + Vector128.Create(5.39813e-9f);
        return result;
    }
}
