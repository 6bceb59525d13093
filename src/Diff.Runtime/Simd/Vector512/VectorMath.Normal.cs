using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>The error function within 2 ulp, also near 0; the sign of 0 is kept. ±1 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>Below 1 an odd minimax polynomial, above 1 − erfc x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> z = magnitude * magnitude;
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(1.3722792472181223e-8);
        even = MultiplyAdd(even, square, Vector512.Create(1.644751238731414e-6));
        even = MultiplyAdd(even, square, Vector512.Create(0.00012055295299428117));
        even = MultiplyAdd(even, square, Vector512.Create(0.005223977607409817));
        even = MultiplyAdd(even, square, Vector512.Create(0.11283791670945244));
        even = MultiplyAdd(even, square, Vector512.Create(0.12837916709551256));
        Vector512<double> odd = Vector512.Create(-7.80083851099727e-10);
        odd = MultiplyAdd(odd, square, Vector512.Create(-1.6209134376177018e-7));
        odd = MultiplyAdd(odd, square, Vector512.Create(-1.4924744246121813e-5));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.0008548325989016169));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.02686617064327463));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.3761263890318355));
        Vector512<double> series = MultiplyAdd(odd, z, even);
        Vector512<double> small = MultiplyAdd(magnitude, series, magnitude);

        // erfc 6 is below half a unit in the last place of 1 (4 in float).
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(6.0), magnitude);
        Vector512<double> scaled = bounded * Vector512.Create(OfDouble.RootOfTwo);
        Vector512<double> quotient = ScaledTail(scaled, out _) / MultiplyAdd(scaled, Vector512.Create(0.796875), Vector512.Create(1.0));
        Vector512<double> tail = ExpOfBounded(-bounded * bounded) * (quotient + quotient);
        Vector512<double> result =
            Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(1.0)), small, Vector512.Create(1.0) - tail);
        return result | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Erf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> z = magnitude * magnitude;
        Vector512<float> square = z * z;
        Vector512<float> even = Vector512.Create(7.888774e-5f);
        even = MultiplyAdd(even, square, Vector512.Create(0.0051895254f));
        even = MultiplyAdd(even, square, Vector512.Create(0.112836f));
        even = MultiplyAdd(even, square, Vector512.Create(0.12837917f));
        Vector512<float> odd = Vector512.Create(-0.00080207456f);
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.02685444f));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.37612626f));
        Vector512<float> series = MultiplyAdd(odd, z, even);
        Vector512<float> small = MultiplyAdd(magnitude, series, magnitude);

        // erfc 6 is below half a unit in the last place of 1 (4 in float).
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(4f), magnitude);
        Vector512<float> scaled = bounded * Vector512.Create(OfSingle.RootOfTwo);
        Vector512<float> quotient = ScaledTail(scaled, out _) / MultiplyAdd(scaled, Vector512.Create(0.796875f), Vector512.Create(1f));
        Vector512<float> tail = ExpOfBounded(-bounded * bounded) * (quotient + quotient);
        Vector512<float> result =
            Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(1f)), small, Vector512.Create(1f) - tail);
        return result | (x & Vector512.Create(-0.0f));
    }

    /// <summary>The normal distribution function Φ within 2 ulp, also in the left tail. 0 at −∞, 1 at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalCdf(Vector512<double> x)
    {
        Vector512<double> high = NormalTail(Vector512.Abs(x), out Vector512<double> low, out Vector512<double> exponent);
        Vector512<double> tail = Scale(high + low, exponent);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), Vector512.Create(1.0) - tail, tail);
    }

    /// <inheritdoc cref="NormalCdf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalCdf(Vector512<float> x)
    {
        Vector512<float> high = NormalTail(Vector512.Abs(x), out Vector512<float> low, out Vector512<float> exponent);
        Vector512<float> tail = Scale(high + low, exponent);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512.Create(1f) - tail, tail);
    }

    /// <summary>The normal density φ within 2 ulp, also in the tails. 0 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalPdf(Vector512<double> x)
    {
        Vector512<double> power = ExpOfMinusHalfSquare(Vector512.Abs(x), out Vector512<double> powerLow, out Vector512<double> exponent);
        Vector512<double> high = power * Vector512.Create(OfDouble.DensityAtZeroHigh);
        Vector512<double> low = ProductError(power, Vector512.Create(OfDouble.DensityAtZeroHigh), high);
        low += MultiplyAdd(power, Vector512.Create(OfDouble.DensityAtZeroLow), powerLow * Vector512.Create(OfDouble.DensityAtZeroHigh));
        return Scale(high + low, exponent);
    }

    /// <inheritdoc cref="NormalPdf(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalPdf(Vector512<float> x)
    {
        Vector512<float> power = ExpOfMinusHalfSquare(Vector512.Abs(x), out Vector512<float> powerLow, out Vector512<float> exponent);
        Vector512<float> high = power * Vector512.Create(OfSingle.DensityAtZeroHigh);
        Vector512<float> low = ProductError(power, Vector512.Create(OfSingle.DensityAtZeroHigh), high);
        low += MultiplyAdd(power, Vector512.Create(OfSingle.DensityAtZeroLow), powerLow * Vector512.Create(OfSingle.DensityAtZeroHigh));
        return Scale(high + low, exponent);
    }

    /// <summary>x·Φ(x) within 2 ulp, also in the left tail. −0 at −∞, +∞ at +∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>The power of 2 in Φ is applied last, since Φ loses its digits to underflow before x·Φ(x) does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Gelu(Vector512<double> x)
    {
        Vector512<double> high = NormalTail(Vector512.Abs(x), out Vector512<double> low, out Vector512<double> exponent);
        Vector512<double> bounded = Vector512.MaxNative(Vector512.Create(-40.0), x);
        Vector512<double> left = Scale(MultiplyAdd(bounded, high, bounded * low), exponent);
        Vector512<double> tail = Scale(high, exponent);
        Vector512<double> cdf = Vector512.Create(1.0) - tail;
        Vector512<double> cdfLow = ((Vector512.Create(1.0) - cdf) - tail) - Scale(low, exponent);
        Vector512<double> right = MultiplyAdd(bounded, cdf, bounded * cdfLow);
        right = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(double.PositiveInfinity)), x, right);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), left, right) | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Gelu(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x)
    {
        Vector512<float> high = NormalTail(Vector512.Abs(x), out Vector512<float> low, out Vector512<float> exponent);
        Vector512<float> bounded = Vector512.MaxNative(Vector512.Create(-16f), x);
        Vector512<float> left = Scale(MultiplyAdd(bounded, high, bounded * low), exponent);
        Vector512<float> tail = Scale(high, exponent);
        Vector512<float> cdf = Vector512.Create(1f) - tail;
        Vector512<float> cdfLow = ((Vector512.Create(1f) - cdf) - tail) - Scale(low, exponent);
        Vector512<float> right = MultiplyAdd(bounded, cdf, bounded * cdfLow);
        right = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, right);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), left, right) | (x & Vector512.Create(-0.0f));
    }

    /// <summary>Φ(−a) as (result + low)·2^exponent, for a ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> NormalTail(Vector512<double> a, out Vector512<double> low, out Vector512<double> exponent)
    {
        Vector512<double> power = ExpOfMinusHalfSquare(a, out Vector512<double> powerLow, out exponent);
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(39.5), a);
        Vector512<double> scaled = ScaledTail(bounded, out Vector512<double> scaledLow);
        Vector512<double> share = bounded * Vector512.Create(0.796875);
        Vector512<double> divisor = Vector512.Create(1.0) + share;
        Vector512<double> divisorLow =
            SumError(Vector512.Create(1.0), share, divisor) + ProductError(bounded, Vector512.Create(0.796875), share);
        Vector512<double> quotient = scaled / divisor;
        // What the quotient lacks; the last factor is 1/scaled to 5 %, which is enough for its last digits.
        Vector512<double> product = quotient * divisor;
        Vector512<double> rest = (scaled - product) - ProductError(quotient, divisor, product);
        rest += scaledLow - quotient * divisorLow;
        Vector512<double> quotientLow = rest * quotient * MultiplyAdd(scaled, Vector512.Create(-6.2), Vector512.Create(5.1));
        Vector512<double> result = power * quotient;
        low = ProductError(power, quotient, result) + MultiplyAdd(power, quotientLow, powerLow * quotient);
        return result;
    }

    /// <inheritdoc cref="NormalTail(Vector512{double}, out Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> NormalTail(Vector512<float> a, out Vector512<float> low, out Vector512<float> exponent)
    {
        Vector512<float> power = ExpOfMinusHalfSquare(a, out Vector512<float> powerLow, out exponent);
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(15f), a);
        Vector512<float> scaled = ScaledTail(bounded, out Vector512<float> scaledLow);
        Vector512<float> share = bounded * Vector512.Create(0.796875f);
        Vector512<float> divisor = Vector512.Create(1f) + share;
        Vector512<float> divisorLow =
            SumError(Vector512.Create(1f), share, divisor) + ProductError(bounded, Vector512.Create(0.796875f), share);
        Vector512<float> quotient = scaled / divisor;
        // What the quotient lacks; the last factor is 1/scaled to 5 %, which is enough for its last digits.
        Vector512<float> product = quotient * divisor;
        Vector512<float> rest = (scaled - product) - ProductError(quotient, divisor, product);
        rest += scaledLow - quotient * divisorLow;
        Vector512<float> quotientLow = rest * quotient * MultiplyAdd(scaled, Vector512.Create(-6.2f), Vector512.Create(5.1f));
        Vector512<float> result = power * quotient;
        low = ProductError(power, quotient, result) + MultiplyAdd(power, quotientLow, powerLow * quotient);
        return result;
    }

    /// <summary>e^(−a²/2) as (result + low)·2^exponent, for a ≥ 0, with the square exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfMinusHalfSquare(Vector512<double> a, out Vector512<double> low, out Vector512<double> exponent)
    {
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(39.5), a);
        Vector512<double> square = bounded * bounded;
        Vector512<double> squareLow = ProductError(bounded, bounded, square);
        return ExpParts(square * Vector512.Create(-0.5), squareLow * Vector512.Create(-0.5), out low, out exponent);
    }

    /// <inheritdoc cref="ExpOfMinusHalfSquare(Vector512{double}, out Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfMinusHalfSquare(Vector512<float> a, out Vector512<float> low, out Vector512<float> exponent)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(15f), a);
        Vector512<float> square = bounded * bounded;
        Vector512<float> squareLow = ProductError(bounded, bounded, square);
        return ExpParts(square * Vector512.Create(-0.5f), squareLow * Vector512.Create(-0.5f), out low, out exponent);
    }

    /// <summary>(1 + 51/64·a)·e^(a²/2)·Φ(−a) as result + low, for a in [0, 39.5]; it falls slowly from 0.5 to 0.31.</summary>
    /// <remarks>
    /// A minimax polynomial in (a − 5)/(a + 5). Source of the form: M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation
    /// of (1 + 2x)exp(x²)erfc x in 0 ≤ x &lt; ∞, Math. Comp. 36 (1981); 51/64 makes it flat at 0, where q is least exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaledTail(Vector512<double> a, out Vector512<double> low)
    {
        Vector512<double> q = (a - Vector512.Create(5.0)) / (a + Vector512.Create(5.0));
        Vector512<double> square = q * q;
        Vector512<double> even = Vector512.Create(2.9726255068427856e-9);
        even = MultiplyAdd(even, square, Vector512.Create(-2.4024003213087997e-8));
        even = MultiplyAdd(even, square, Vector512.Create(1.500915472500036e-7));
        even = MultiplyAdd(even, square, Vector512.Create(-9.94122924778168e-7));
        even = MultiplyAdd(even, square, Vector512.Create(6.962504517783403e-6));
        even = MultiplyAdd(even, square, Vector512.Create(-4.2523595125139726e-5));
        even = MultiplyAdd(even, square, Vector512.Create(3.3483979678574685e-5));
        even = MultiplyAdd(even, square, Vector512.Create(0.004714016513882352));
        even = MultiplyAdd(even, square, Vector512.Create(0.01479694404881031));
        even = MultiplyAdd(even, square, Vector512.Create(-0.008458913012313878));
        even = MultiplyAdd(even, square, Vector512.Create(-0.10209554049947822));
        Vector512<double> odd = Vector512.Create(5.15946817882835e-10);
        odd = MultiplyAdd(odd, square, Vector512.Create(7.229747050627745e-10));
        odd = MultiplyAdd(odd, square, Vector512.Create(-1.966938668783083e-8));
        odd = MultiplyAdd(odd, square, Vector512.Create(1.1484339971463546e-7));
        odd = MultiplyAdd(odd, square, Vector512.Create(-1.9188698182339436e-7));
        odd = MultiplyAdd(odd, square, Vector512.Create(-6.536694567733089e-6));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.00013302326287218243));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.0012910239142704624));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.010262552630282881));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.011317712681068633));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.04830380225378434));
        Vector512<double> series = MultiplyAdd(odd, q, even);
        Vector512<double> varying = series * q;
        Vector512<double> result = Vector512.Create(0.383394660734797) + varying;
        low = ((Vector512.Create(0.383394660734797) - result) + varying) + Vector512.Create(5.017092889253603e-18);
        return result;
    }

    /// <inheritdoc cref="ScaledTail(Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ScaledTail(Vector512<float> a, out Vector512<float> low)
    {
        Vector512<float> q = (a - Vector512.Create(4f)) / (a + Vector512.Create(4f));
        Vector512<float> square = q * q;
        Vector512<float> even = Vector512.Create(-5.9681606e-5f);
        even = MultiplyAdd(even, square, Vector512.Create(-0.00011040068f));
        even = MultiplyAdd(even, square, Vector512.Create(0.012570632f));
        even = MultiplyAdd(even, square, Vector512.Create(0.0082250945f));
        even = MultiplyAdd(even, square, Vector512.Create(-0.11167262f));
        Vector512<float> odd = Vector512.Create(-5.560167e-5f);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.0005166725f));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.0038853383f));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.019387724f));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.03642046f));
        Vector512<float> series = MultiplyAdd(odd, q, even);
        Vector512<float> varying = series * q;
        Vector512<float> result = Vector512.Create(0.39534456f) + varying;
        low = ((Vector512.Create(0.39534456f) - result) + varying) + Vector512.Create(5.39813e-9f);
        return result;
    }
}
