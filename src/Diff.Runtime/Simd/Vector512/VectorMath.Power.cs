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
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> result = PowOfPositive(magnitude, y);
        Vector512<double> integer = Vector512.Equals(Vector512.Truncate(y), y);
        Vector512<double> half = y * Vector512.Create(0.5);
        Vector512<double> odd = Vector512.AndNot(integer, Vector512.Equals(Vector512.Truncate(half), half));
        Vector512<double> negative = Vector512.LessThan(x, Vector512<double>.Zero);
        result ^= odd & x & Vector512.Create(-0.0);
        result = Vector512.ConditionalSelect(Vector512.AndNot(negative, integer), Vector512.Create(double.NaN), result);
        Vector512<double> usual = Vector512.GreaterThan(magnitude, Vector512<double>.Zero)
            & Vector512.LessThan(magnitude, Vector512.Create(double.PositiveInfinity))
            & Vector512.LessThan(Vector512.Abs(y), Vector512.Create(1E270));
        return Vector512.EqualsAll(usual.AsInt64(), Vector512<long>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <inheritdoc cref="Pow(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> result = PowOfPositive(magnitude, y);
        Vector512<float> integer = Vector512.Equals(Vector512.Truncate(y), y);
        Vector512<float> half = y * Vector512.Create(0.5f);
        Vector512<float> odd = Vector512.AndNot(integer, Vector512.Equals(Vector512.Truncate(half), half));
        Vector512<float> negative = Vector512.LessThan(x, Vector512<float>.Zero);
        result ^= odd & x & Vector512.Create(-0.0f);
        result = Vector512.ConditionalSelect(Vector512.AndNot(negative, integer), Vector512.Create(float.NaN), result);
        Vector512<float> usual = Vector512.GreaterThan(magnitude, Vector512<float>.Zero)
            & Vector512.LessThan(magnitude, Vector512.Create(float.PositiveInfinity))
            & Vector512.LessThan(Vector512.Abs(y), Vector512.Create(1E30f));
        return Vector512.EqualsAll(usual.AsInt32(), Vector512<int>.AllBitsSet) ? result : PowWithEnds(x, y, usual, result);
    }

    /// <summary>The result, with the lanes that are not usual by the scalar function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> PowWithEnds(Vector512<double> x, Vector512<double> y, Vector512<double> usual,
        Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            if (usual.AsInt64().GetElement(i) == 0)
                result = result.WithElement(i, Math.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="PowWithEnds(Vector512{double}, Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> PowWithEnds(Vector512<float> x, Vector512<float> y, Vector512<float> usual, Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            if (usual.AsInt32().GetElement(i) == 0)
                result = result.WithElement(i, MathF.Pow(x.GetElement(i), y.GetElement(i)));
        }

        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowOfPositive(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> log = LogParts(x, out Vector512<double> logLow);
        Vector512<double> product = y * log;
        Vector512<double> low = MultiplyAdd(y, logLow, ProductError(y, log, product));
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(720.0), Vector512.MaxNative(Vector512.Create(-760.0), product));
        low = Vector512.ConditionalSelect(Vector512.Equals(bounded, product), low, Vector512<double>.Zero);
        Vector512<double> result = ExpParts(bounded, low, out _, out Vector512<double> exponent);
        return Scale(result, exponent);
    }

    /// <summary>ln x as result + low, to about 65 bits relative also near 1, for positive finite x.</summary>
    /// <remarks>
    /// 2·artanh(s) = 2·s + s³·(2/3 + …), s = f/(2 + f), with s, s³ and 2/3 in two parts each. 1 − s = 2/(2 + f) saves the division
    /// for the second part of s.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogParts(Vector512<double> x, out Vector512<double> low)
    {
        Vector512<double> f = FractionOf(x, out Vector512<double> exponent);
        Vector512<double> divisor = Vector512.Create(2.0) + f;
        Vector512<double> s = f / divisor;
        Vector512<double> product = s * divisor;
        Vector512<double> rest = (f - product) - ProductError(s, divisor, product);
        rest -= s * ((Vector512.Create(2.0) - divisor) + f);
        Vector512<double> sLow = rest * MultiplyAdd(s, Vector512.Create(-0.5), Vector512.Create(0.5));

        Vector512<double> z = s * s;
        Vector512<double> zLow = MultiplyAdd(s + s, sLow, ProductError(s, s, z));
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(0.131968494401257);
        even = MultiplyAdd(even, square, Vector512.Create(0.15386759589239776));
        even = MultiplyAdd(even, square, Vector512.Create(0.22222222520439977));
        even = MultiplyAdd(even, square, Vector512.Create(0.4000000000000226));
        Vector512<double> odd = Vector512.Create(0.13256763359821663);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.1818178431990382));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.28571428570096824));
        Vector512<double> series = MultiplyAdd(odd, z, even);
        series *= z;
        Vector512<double> factor = Vector512.Create(OfDouble.TwoThirdsHigh) + series;
        Vector512<double> factorLow =
            ((Vector512.Create(OfDouble.TwoThirdsHigh) - factor) + series) + Vector512.Create(OfDouble.TwoThirdsLow);
        Vector512<double> cube = s * z;
        Vector512<double> cubeLow = ProductError(s, z, cube) + MultiplyAdd(s, zLow, sLow * z);
        Vector512<double> term = cube * factor;
        Vector512<double> termLow = ProductError(cube, factor, term) + MultiplyAdd(cube, factorLow, cubeLow * factor);

        Vector512<double> twice = s + s;
        Vector512<double> sum = twice + term;
        Vector512<double> sumLow = ((twice - sum) + term) + (sLow + sLow + termLow);
        Vector512<double> leading = exponent * Vector512.Create(OfDouble.LogTwoHigh);
        Vector512<double> high = leading + sum;
        sumLow = ((leading - high) + sum) + MultiplyAdd(exponent, Vector512.Create(OfDouble.LogTwoLow), sumLow);
        Vector512<double> result = high + sumLow;
        low = (high - result) + sumLow;
        return result;
    }

    /// <summary>xʸ for positive finite x and a finite y, in double precision, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowOfPositive(Vector512<float> x, Vector512<float> y)
    {
        (Vector512<double> xLower, Vector512<double> xUpper) = Vector512.Widen(x);
        (Vector512<double> yLower, Vector512<double> yUpper) = Vector512.Widen(y);
        return Vector512.Narrow(PowOfSingles(xLower, yLower), PowOfSingles(xUpper, yUpper));
    }

    /// <summary>xʸ to the precision of float, for numbers of its range; what leaves that range is rounded there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowOfSingles(Vector512<double> x, Vector512<double> y)
    {
        Vector512<long> shifted = x.AsInt64() + Vector512.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector512<double> f =
            ((shifted & Vector512.Create(
                0x000FFFFFFFFFFFFFL)) + Vector512.Create(0x3FE6A09E667F3BCDL)).AsDouble() - Vector512.Create(1.0);
        Vector512<double> s = f / (Vector512.Create(2.0) + f);
        Vector512<double> z = s * s;
        Vector512<double> series = Vector512.Create(0.23582738289275262);
        series = MultiplyAdd(series, z, Vector512.Create(0.2853728098724895));
        series = MultiplyAdd(series, z, Vector512.Create(0.4000033555902618));
        series = MultiplyAdd(series, z, Vector512.Create(0.666666656441702));
        Vector512<double> log = MultiplyAdd(ExponentOf(shifted), Vector512.Create(0.6931471805599453), MultiplyAdd(s * z, series, s + s));
        Vector512<double> product = Vector512.MinNative(Vector512.Create(100.0), Vector512.MaxNative(Vector512.Create(-120.0), y * log));
        Vector512<double> exponent = MultiplyAdd(product, Vector512.Create(OfDouble.LogTwoOfEHigh),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> r = MultiplyAdd(exponent, Vector512.Create(-0.6931471805599453), product);
        Vector512<double> square = r * r;
        Vector512<double> even = Vector512.Create(0.0013944867728120042);
        even = MultiplyAdd(even, square, Vector512.Create(0.041666292205192905));
        even = MultiplyAdd(even, square, Vector512.Create(0.5000000068409035));
        Vector512<double> odd = Vector512.Create(0.00019789922414550356);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.008333498807528941));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.16666665857245583));
        Vector512<double> tail = MultiplyAdd(odd, r, even);
        return MultiplyAdd(r * r, tail, Vector512.Create(1.0) + r) * PowerOfTwo(exponent);
    }
}
