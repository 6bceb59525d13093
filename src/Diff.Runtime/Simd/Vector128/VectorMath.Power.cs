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
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> result = PowOfPositive(magnitude, y);
        Vector128<double> integer = Vector128.Equals(Vector128.Truncate(y), y);
        Vector128<double> half = y * Vector128.Create(0.5);
        Vector128<double> odd = Vector128.AndNot(integer, Vector128.Equals(Vector128.Truncate(half), half));
        Vector128<double> negative = Vector128.LessThan(x, Vector128<double>.Zero);
        result ^= odd & x & Vector128.Create(-0.0);
        result = Vector128.ConditionalSelect(Vector128.AndNot(negative, integer), Vector128.Create(double.NaN), result);
        Vector128<double> usual = Vector128.GreaterThan(magnitude, Vector128<double>.Zero)
            & Vector128.LessThan(magnitude, Vector128.Create(double.PositiveInfinity))
            & Vector128.LessThan(Vector128.Abs(y), Vector128.Create(1E270));
        return Vector128.EqualsAll(usual.AsInt64(), Vector128<long>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <inheritdoc cref="Pow(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> result = PowOfPositive(magnitude, y);
        Vector128<float> integer = Vector128.Equals(Vector128.Truncate(y), y);
        Vector128<float> half = y * Vector128.Create(0.5f);
        Vector128<float> odd = Vector128.AndNot(integer, Vector128.Equals(Vector128.Truncate(half), half));
        Vector128<float> negative = Vector128.LessThan(x, Vector128<float>.Zero);
        result ^= odd & x & Vector128.Create(-0.0f);
        result = Vector128.ConditionalSelect(Vector128.AndNot(negative, integer), Vector128.Create(float.NaN), result);
        Vector128<float> usual = Vector128.GreaterThan(magnitude, Vector128<float>.Zero)
            & Vector128.LessThan(magnitude, Vector128.Create(float.PositiveInfinity))
            & Vector128.LessThan(Vector128.Abs(y), Vector128.Create(1E30f));
        return Vector128.EqualsAll(usual.AsInt32(), Vector128<int>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <summary>The result, with the lanes that are not usual by the scalar function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> PowWithEnds(Vector128<double> x, Vector128<double> y, Vector128<double> usual,
        Vector128<double> result)
    {
        for (int i = 0; i < Vector128<double>.Count; i++)
        {
            if (usual.AsInt64().GetElement(i) == 0)
                result = result.WithElement(i, Math.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="PowWithEnds(Vector128{double}, Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> PowWithEnds(Vector128<float> x, Vector128<float> y, Vector128<float> usual, Vector128<float> result)
    {
        for (int i = 0; i < Vector128<float>.Count; i++)
        {
            if (usual.AsInt32().GetElement(i) == 0)
                result = result.WithElement(i, MathF.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowOfPositive(Vector128<double> x, Vector128<double> y)
    {
        Vector128<double> log = LogParts(x, out Vector128<double> logLow);
        Vector128<double> product = y * log;
        Vector128<double> low = MultiplyAdd(y, logLow, ProductError(y, log, product));
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(720.0), Vector128.MaxNative(Vector128.Create(-760.0), product));
        low = Vector128.ConditionalSelect(Vector128.Equals(bounded, product), low, Vector128<double>.Zero);
        Vector128<double> result = ExpParts(bounded, low, out _, out Vector128<double> exponent);
        return Scale(result, exponent);
    }

    /// <summary>ln x as result + low, to about 65 bits relative also near 1, for positive finite x.</summary>
    /// <remarks>
    /// 2·artanh(s) = 2·s + s³·(2/3 + …), s = f/(2 + f), with s, s³ and 2/3 in two parts each. 1 − s = 2/(2 + f) saves the division
    /// for the second part of s.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> LogParts(Vector128<double> x, out Vector128<double> low)
    {
        Vector128<double> f = FractionOf(x, out Vector128<double> exponent);
        Vector128<double> divisor = Vector128.Create(2.0) + f;
        Vector128<double> s = f / divisor;
        Vector128<double> product = s * divisor;
        Vector128<double> rest = (f - product) - ProductError(s, divisor, product);
        rest -= s * ((Vector128.Create(2.0) - divisor) + f);
        Vector128<double> sLow = rest * MultiplyAdd(s, Vector128.Create(-0.5), Vector128.Create(0.5));

        Vector128<double> z = s * s;
        Vector128<double> zLow = MultiplyAdd(s + s, sLow, ProductError(s, s, z));
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(0.131968494401257);
        even = MultiplyAdd(even, square, Vector128.Create(0.15386759589239776));
        even = MultiplyAdd(even, square, Vector128.Create(0.22222222520439977));
        even = MultiplyAdd(even, square, Vector128.Create(0.4000000000000226));
        Vector128<double> odd = Vector128.Create(0.13256763359821663);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.1818178431990382));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.28571428570096824));
        Vector128<double> series = MultiplyAdd(odd, z, even);
        series *= z;
        Vector128<double> factor = Vector128.Create(OfDouble.TwoThirdsHigh) + series;
        Vector128<double> factorLow =
            ((Vector128.Create(OfDouble.TwoThirdsHigh) - factor) + series) + Vector128.Create(OfDouble.TwoThirdsLow);
        Vector128<double> cube = s * z;
        Vector128<double> cubeLow = ProductError(s, z, cube) + MultiplyAdd(s, zLow, sLow * z);
        Vector128<double> term = cube * factor;
        Vector128<double> termLow = ProductError(cube, factor, term) + MultiplyAdd(cube, factorLow, cubeLow * factor);

        Vector128<double> twice = s + s;
        Vector128<double> sum = twice + term;
        Vector128<double> sumLow = ((twice - sum) + term) + (sLow + sLow + termLow);
        Vector128<double> leading = exponent * Vector128.Create(OfDouble.LogTwoHigh);
        Vector128<double> high = leading + sum;
        sumLow = ((leading - high) + sum) + MultiplyAdd(exponent, Vector128.Create(OfDouble.LogTwoLow), sumLow);
        Vector128<double> result = high + sumLow;
        low = (high - result) + sumLow;
        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y, in double precision, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowOfPositive(Vector128<float> x, Vector128<float> y)
    {
        (Vector128<double> xLower, Vector128<double> xUpper) = Vector128.Widen(x);
        (Vector128<double> yLower, Vector128<double> yUpper) = Vector128.Widen(y);
        return Vector128.Narrow(PowOfSingles(xLower, yLower), PowOfSingles(xUpper, yUpper));
    }

    /// <summary>xʸ to the precision of float, for numbers of its range; what leaves that range is rounded there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowOfSingles(Vector128<double> x, Vector128<double> y)
    {
        Vector128<long> shifted = x.AsInt64() + Vector128.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector128<double> f =
            ((shifted & Vector128.Create(
                0x000FFFFFFFFFFFFFL)) + Vector128.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector128.Create(1.0);
        Vector128<double> s = f / (Vector128.Create(2.0) + f);
        Vector128<double> z = s * s;
        Vector128<double> series = Vector128.Create(0.23582738289275262);
        series = MultiplyAdd(series, z, Vector128.Create(0.2853728098724895));
        series = MultiplyAdd(series, z, Vector128.Create(0.4000033555902618));
        series = MultiplyAdd(series, z, Vector128.Create(0.666666656441702));
        Vector128<double> log = MultiplyAdd(ExponentOf(shifted), Vector128.Create(0.6931471805599453), MultiplyAdd(s * z, series, s + s));
        Vector128<double> product = Vector128.MinNative(Vector128.Create(100.0), Vector128.MaxNative(Vector128.Create(-120.0), y * log));
        Vector128<double> exponent = MultiplyAdd(product, Vector128.Create(OfDouble.LogTwoOfEHigh),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> r = MultiplyAdd(exponent, Vector128.Create(-0.6931471805599453), product);
        Vector128<double> square = r * r;
        Vector128<double> even = Vector128.Create(0.0013944867728120042);
        even = MultiplyAdd(even, square, Vector128.Create(0.041666292205192905));
        even = MultiplyAdd(even, square, Vector128.Create(0.5000000068409035));
        Vector128<double> odd = Vector128.Create(0.00019789922414550356);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.008333498807528941));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.16666665857245583));
        Vector128<double> tail = MultiplyAdd(odd, r, even);
        return MultiplyAdd(r * r, tail, Vector128.Create(1.0) + r) * PowerOfTwo(exponent);
    }
}
