// Generated from ../Vector512/VectorMath.Power.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>
    /// xʸ within 2 ulp, for every argument as <c>Math.Pow</c> has it: negative x with integers y, 0, infinities, NaN.
    /// </summary>
    /// <param name="x">Any numbers; lanes that are 0, infinite or NaN are computed by the scalar function.</param>
    /// <param name="y">Any numbers.</param>
    /// <remarks>
    /// e^(y·ln x), with ln x and the product to about 100 bits. Source of the scheme: after Sun's fdlibm, e_pow.c, and N. Shibata
    /// and F. Petrogalli, SLEEF, IEEE TPDS 31 (2020).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> result = PowOfPositive(magnitude, y);
        Vector256<double> integer = Vector256.Equals(Vector256.Truncate(y), y);
        Vector256<double> half = y * Vector256.Create(0.5);
        Vector256<double> odd = Vector256.AndNot(integer, Vector256.Equals(Vector256.Truncate(half), half));
        Vector256<double> negative = Vector256.LessThan(x, Vector256<double>.Zero);
        result ^= odd & x & Vector256.Create(-0.0);
        result = Vector256.ConditionalSelect(Vector256.AndNot(negative, integer), Vector256.Create(double.NaN), result);
        Vector256<double> usual = Vector256.GreaterThan(magnitude, Vector256<double>.Zero)
            & Vector256.LessThan(magnitude, Vector256.Create(double.PositiveInfinity))
            & Vector256.LessThan(Vector256.Abs(y), Vector256.Create(1E270));
        return Vector256.EqualsAll(usual.AsInt64(), Vector256<long>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <inheritdoc cref="Pow(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> result = PowOfPositive(magnitude, y);
        Vector256<float> integer = Vector256.Equals(Vector256.Truncate(y), y);
        Vector256<float> half = y * Vector256.Create(0.5f);
        Vector256<float> odd = Vector256.AndNot(integer, Vector256.Equals(Vector256.Truncate(half), half));
        Vector256<float> negative = Vector256.LessThan(x, Vector256<float>.Zero);
        result ^= odd & x & Vector256.Create(-0.0f);
        result = Vector256.ConditionalSelect(Vector256.AndNot(negative, integer), Vector256.Create(float.NaN), result);
        Vector256<float> usual = Vector256.GreaterThan(magnitude, Vector256<float>.Zero)
            & Vector256.LessThan(magnitude, Vector256.Create(float.PositiveInfinity))
            & Vector256.LessThan(Vector256.Abs(y), Vector256.Create(1E30f));
        return Vector256.EqualsAll(usual.AsInt32(), Vector256<int>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <summary>The result, with the lanes that are not usual by the scalar function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> PowWithEnds(Vector256<double> x, Vector256<double> y, Vector256<double> usual,
        Vector256<double> result)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            if (usual.AsInt64().GetElement(i) == 0)
                result = result.WithElement(i, Math.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="PowWithEnds(Vector256{double}, Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> PowWithEnds(Vector256<float> x, Vector256<float> y, Vector256<float> usual, Vector256<float> result)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            if (usual.AsInt32().GetElement(i) == 0)
                result = result.WithElement(i, MathF.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowOfPositive(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> log = LogParts(x, out Vector256<double> logLow);
        Vector256<double> product = y * log;
        Vector256<double> low = MultiplyAdd(y, logLow, ProductError(y, log, product));
        Vector256<double> bounded = Vector256.MinNative(Vector256.Create(720.0), Vector256.MaxNative(Vector256.Create(-760.0), product));
        low = Vector256.ConditionalSelect(Vector256.Equals(bounded, product), low, Vector256<double>.Zero);
        Vector256<double> result = ExpParts(bounded, low, out _, out Vector256<double> exponent);
        return Scale(result, exponent);
    }

    /// <summary>ln x as result + low, to about 65 bits relative also near 1, for positive finite x.</summary>
    /// <remarks>
    /// 2·artanh(s) = 2·s + s³·(2/3 + …), s = f/(2 + f), with s, s³ and 2/3 in two parts each. 1 − s = 2/(2 + f) saves the division
    /// for the second part of s.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogParts(Vector256<double> x, out Vector256<double> low)
    {
        Vector256<double> f = FractionOf(x, out Vector256<double> exponent);
        Vector256<double> divisor = Vector256.Create(2.0) + f;
        Vector256<double> s = f / divisor;
        Vector256<double> product = s * divisor;
        Vector256<double> rest = (f - product) - ProductError(s, divisor, product);
        rest -= s * ((Vector256.Create(2.0) - divisor) + f);
        Vector256<double> sLow = rest * MultiplyAdd(s, Vector256.Create(-0.5), Vector256.Create(0.5));

        Vector256<double> z = s * s;
        Vector256<double> zLow = MultiplyAdd(s + s, sLow, ProductError(s, s, z));
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(0.131968494401257);
        even = MultiplyAdd(even, square, Vector256.Create(0.15386759589239776));
        even = MultiplyAdd(even, square, Vector256.Create(0.22222222520439977));
        even = MultiplyAdd(even, square, Vector256.Create(0.4000000000000226));
        Vector256<double> odd = Vector256.Create(0.13256763359821663);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.1818178431990382));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.28571428570096824));
        Vector256<double> series = MultiplyAdd(odd, z, even);
        series *= z;
        Vector256<double> factor = Vector256.Create(OfDouble.TwoThirdsHigh) + series;
        Vector256<double> factorLow =
            ((Vector256.Create(OfDouble.TwoThirdsHigh) - factor) + series) + Vector256.Create(OfDouble.TwoThirdsLow);
        Vector256<double> cube = s * z;
        Vector256<double> cubeLow = ProductError(s, z, cube) + MultiplyAdd(s, zLow, sLow * z);
        Vector256<double> term = cube * factor;
        Vector256<double> termLow = ProductError(cube, factor, term) + MultiplyAdd(cube, factorLow, cubeLow * factor);

        Vector256<double> twice = s + s;
        Vector256<double> sum = twice + term;
        Vector256<double> sumLow = ((twice - sum) + term) + (sLow + sLow + termLow);
        Vector256<double> leading = exponent * Vector256.Create(OfDouble.LogTwoHigh);
        Vector256<double> high = leading + sum;
        sumLow = ((leading - high) + sum) + MultiplyAdd(exponent, Vector256.Create(OfDouble.LogTwoLow), sumLow);
        Vector256<double> result = high + sumLow;
        low = (high - result) + sumLow;
        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y, in double precision, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowOfPositive(Vector256<float> x, Vector256<float> y)
    {
        (Vector256<double> xLower, Vector256<double> xUpper) = Vector256.Widen(x);
        (Vector256<double> yLower, Vector256<double> yUpper) = Vector256.Widen(y);
        return Vector256.Narrow(PowOfSingles(xLower, yLower), PowOfSingles(xUpper, yUpper));
    }

    /// <summary>xʸ to the precision of float, for numbers of its range; what leaves that range is rounded there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowOfSingles(Vector256<double> x, Vector256<double> y)
    {
        Vector256<long> shifted = x.AsInt64() + Vector256.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector256<double> f =
            ((shifted & Vector256.Create(
                0x000FFFFFFFFFFFFFL)) + Vector256.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector256.Create(1.0);
        Vector256<double> s = f / (Vector256.Create(2.0) + f);
        Vector256<double> z = s * s;
        Vector256<double> series = Vector256.Create(0.23582738289275262);
        series = MultiplyAdd(series, z, Vector256.Create(0.2853728098724895));
        series = MultiplyAdd(series, z, Vector256.Create(0.4000033555902618));
        series = MultiplyAdd(series, z, Vector256.Create(0.666666656441702));
        Vector256<double> log = MultiplyAdd(ExponentOf(shifted), Vector256.Create(0.6931471805599453), MultiplyAdd(s * z, series, s + s));
        Vector256<double> product = Vector256.MinNative(Vector256.Create(100.0), Vector256.MaxNative(Vector256.Create(-120.0), y * log));
        Vector256<double> exponent = MultiplyAdd(product, Vector256.Create(OfDouble.LogTwoOfEHigh),
            Vector256.Create(OfDouble.RoundingShift)) - Vector256.Create(OfDouble.RoundingShift);
        Vector256<double> r = MultiplyAdd(exponent, Vector256.Create(-0.6931471805599453), product);
        Vector256<double> square = r * r;
        Vector256<double> even = Vector256.Create(0.0013944867728120042);
        even = MultiplyAdd(even, square, Vector256.Create(0.041666292205192905));
        even = MultiplyAdd(even, square, Vector256.Create(0.5000000068409035));
        Vector256<double> odd = Vector256.Create(0.00019789922414550356);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.008333498807528941));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.16666665857245583));
        Vector256<double> tail = MultiplyAdd(odd, r, even);
        return MultiplyAdd(r * r, tail, Vector256.Create(1.0) + r) * PowerOfTwo(exponent);
    }
}
