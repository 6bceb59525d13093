// Generated from ../Vector512/VectorMath.Trigonometry.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>sin x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN; the sign of 0 is kept.</summary>
    /// <param name="x">Any numbers; beyond ±2³⁰ (±2¹⁵ in float) a lane is reduced by itself, which is slow.</param>
    /// <remarks>
    /// Reduced by π/2 to |r| ≤ π/4, with π/2 to three times the precision; sine and cosine of r by minimax polynomials. Source of
    /// the scheme: W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 8.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sin(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> sine = SinCosOfMagnitude(magnitude, out Vector128<double> cosine, out Vector128<long> quadrant);
        Vector128<double> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector128.Create(-0.0));
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(1073741824.0)) ? SinWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Sin(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> sine = SinCosOfMagnitude(magnitude, out Vector128<float> cosine, out Vector128<int> quadrant);
        Vector128<float> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector128.Create(-0.0f));
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(32768f)) ? SinWithLarge(x, result) : result;
    }

    /// <summary>cos x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector128{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Cos(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> sine = SinCosOfMagnitude(magnitude, out Vector128<double> cosine, out Vector128<long> quadrant);
        Vector128<double> result = OfQuadrant(sine, cosine, quadrant + Vector128<long>.One);
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(1073741824.0)) ? CosWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Cos(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> sine = SinCosOfMagnitude(magnitude, out Vector128<float> cosine, out Vector128<int> quadrant);
        Vector128<float> result = OfQuadrant(sine, cosine, quadrant + Vector128<int>.One);
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(32768f)) ? CosWithLarge(x, result) : result;
    }

    /// <summary>sin x and cos x at less than the price of both, to the same bits as each alone.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector128{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<double> Sin, Vector128<double> Cos) SinCos(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> sine = SinCosOfMagnitude(magnitude, out Vector128<double> cosine, out Vector128<long> quadrant);
        Vector128<double> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector128.Create(-0.0));
        Vector128<double> cos = OfQuadrant(sine, cosine, quadrant + Vector128<long>.One);
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(1073741824.0))
            ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <inheritdoc cref="SinCos(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Sin, Vector128<float> Cos) SinCos(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> sine = SinCosOfMagnitude(magnitude, out Vector128<float> cosine, out Vector128<int> quadrant);
        Vector128<float> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector128.Create(-0.0f));
        Vector128<float> cos = OfQuadrant(sine, cosine, quadrant + Vector128<int>.One);
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(32768f)) ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <summary>The sine and cosine of what a magnitude leaves in its quadrant, and the number of the quadrant in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> SinCosOfMagnitude(Vector128<double> magnitude, out Vector128<double> cosine,
        out Vector128<long> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector128<double> r, out Vector128<double> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <inheritdoc cref="SinCosOfMagnitude(Vector128{double}, out Vector128{double}, out Vector128{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SinCosOfMagnitude(Vector128<float> magnitude, out Vector128<float> cosine,
        out Vector128<int> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector128<float> r, out Vector128<float> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <summary>The number of the quadrant in the low bits, and what is left in it as r + rLow, |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> QuadrantOf(Vector128<double> magnitude, out Vector128<double> r, out Vector128<double> rLow)
    {
        Vector128<double> shifted =
            MultiplyAdd(magnitude, Vector128.Create(OfDouble.TwoOverPi), Vector128.Create(OfDouble.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector128.Create(OfDouble.RoundingShift), out rLow);
        return shifted.AsInt64();
    }

    /// <inheritdoc cref="QuadrantOf(Vector128{double}, out Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> QuadrantOf(Vector128<float> magnitude, out Vector128<float> r, out Vector128<float> rLow)
    {
        Vector128<float> shifted = MultiplyAdd(magnitude, Vector128.Create(OfSingle.TwoOverPi), Vector128.Create(OfSingle.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector128.Create(OfSingle.RoundingShift), out rLow);
        return shifted.AsInt32();
    }

    /// <summary>The sine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> SinOfReduced(Vector128<double> r, Vector128<double> rLow, out Vector128<double> low)
    {
        Vector128<double> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector128<double> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector128.Create(-0.5), Vector128.Create(1.0)), r * z * SinTail(z));
        Vector128<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="SinOfReduced(Vector128{double}, Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SinOfReduced(Vector128<float> r, Vector128<float> rLow, out Vector128<float> low)
    {
        Vector128<float> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector128<float> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector128.Create(-0.5f), Vector128.Create(1f)), r * z * SinTail(z));
        Vector128<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>The cosine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> CosOfReduced(Vector128<double> r, Vector128<double> rLow, out Vector128<double> low)
    {
        Vector128<double> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector128<double> half = z * Vector128.Create(0.5);
        Vector128<double> leading = Vector128.Create(1.0) - half;
        Vector128<double> lost = (Vector128.Create(1.0) - leading) - half;
        Vector128<double> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector128<double> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <inheritdoc cref="CosOfReduced(Vector128{double}, Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> CosOfReduced(Vector128<float> r, Vector128<float> rLow, out Vector128<float> low)
    {
        Vector128<float> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector128<float> half = z * Vector128.Create(0.5f);
        Vector128<float> leading = Vector128.Create(1f) - half;
        Vector128<float> lost = (Vector128.Create(1f) - leading) - half;
        Vector128<float> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector128<float> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <summary>magnitude − n·π/2 as result + low; the leading product cancels exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ReduceByHalfPi(Vector128<double> magnitude, Vector128<double> n, out Vector128<double> low)
    {
        Vector128<double> product = n * Vector128.Create(OfDouble.HalfPiHigh);
        Vector128<double> exact = FusesProducts
            ? MultiplyAdd(n, Vector128.Create(-OfDouble.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector128.Create(OfDouble.HalfPiHigh), product);
        Vector128<double> middle = n * Vector128.Create(OfDouble.HalfPiMiddle);
        Vector128<double> middleLow = ProductError(n, Vector128.Create(OfDouble.HalfPiMiddle), middle);
        Vector128<double> r = exact - middle;
        Vector128<double> lost = SumError(exact, -middle, r);
        Vector128<double> rest = (lost - middleLow) - n * Vector128.Create(OfDouble.HalfPiLow);
        Vector128<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="ReduceByHalfPi(Vector128{double}, Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ReduceByHalfPi(Vector128<float> magnitude, Vector128<float> n, out Vector128<float> low)
    {
        Vector128<float> product = n * Vector128.Create(OfSingle.HalfPiHigh);
        Vector128<float> exact = FusesProducts
            ? MultiplyAdd(n, Vector128.Create(-OfSingle.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector128.Create(OfSingle.HalfPiHigh), product);
        Vector128<float> middle = n * Vector128.Create(OfSingle.HalfPiMiddle);
        Vector128<float> middleLow = ProductError(n, Vector128.Create(OfSingle.HalfPiMiddle), middle);
        Vector128<float> r = exact - middle;
        Vector128<float> lost = SumError(exact, -middle, r);
        Vector128<float> rest = (lost - middleLow) - n * Vector128.Create(OfSingle.HalfPiLow);
        Vector128<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>(sin r/r − 1)/r² in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> SinTail(Vector128<double> z)
    {
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(-2.5050753377059262e-8);
        even = MultiplyAdd(even, square, Vector128.Create(-0.00019841269829729542));
        even = MultiplyAdd(even, square, Vector128.Create(-0.16666666666666632));
        Vector128<double> odd = Vector128.Create(1.589650895906156e-10);
        odd = MultiplyAdd(odd, square, Vector128.Create(2.7557313663127955e-6));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.008333333333322323));
        Vector128<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="SinTail(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SinTail(Vector128<float> z)
    {
        Vector128<float> tail = Vector128.Create(-0.00019516655f);
        tail = MultiplyAdd(tail, z, Vector128.Create(0.008332173f));
        tail = MultiplyAdd(tail, z, Vector128.Create(-0.16666655f));
        return tail;
    }

    /// <summary>(cos r − 1 + r²/2)/r⁴ in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> CosTail(Vector128<double> z)
    {
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(2.08757196290739e-9);
        even = MultiplyAdd(even, square, Vector128.Create(2.4801587289397288e-5));
        even = MultiplyAdd(even, square, Vector128.Create(0.0416666666666666));
        Vector128<double> odd = Vector128.Create(-1.135945184144635e-11);
        odd = MultiplyAdd(odd, square, Vector128.Create(-2.755731432662686e-7));
        odd = MultiplyAdd(odd, square, Vector128.Create(-0.0013888888888873995));
        Vector128<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="CosTail(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> CosTail(Vector128<float> z)
    {
        Vector128<float> tail = Vector128.Create(2.443778e-5f);
        tail = MultiplyAdd(tail, z, Vector128.Create(-0.0013887362f));
        tail = MultiplyAdd(tail, z, Vector128.Create(0.041666646f));
        return tail;
    }

    /// <summary>The sine in even quadrants, the cosine in odd ones, negative in the third and fourth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> OfQuadrant(Vector128<double> sine, Vector128<double> cosine, Vector128<long> quadrant)
    {
        Vector128<double> sign = Vector128.ShiftLeft(quadrant, 62).AsDouble() & Vector128.Create(-0.0);
        return Vector128.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    /// <inheritdoc cref="OfQuadrant(Vector128{double}, Vector128{double}, Vector128{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OfQuadrant(Vector128<float> sine, Vector128<float> cosine, Vector128<int> quadrant)
    {
        Vector128<float> sign = Vector128.ShiftLeft(quadrant, 30).AsSingle() & Vector128.Create(-0.0f);
        return Vector128.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> IsEven(Vector128<long> quadrant) =>
        Vector128.Equals(quadrant & Vector128<long>.One, Vector128<long>.Zero).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> IsEven(Vector128<int> quadrant) =>
        Vector128.Equals(quadrant & Vector128<int>.One, Vector128<int>.Zero).AsSingle();

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> SinWithLarge(Vector128<double> x, Vector128<double> result)
    {
        for (int i = 0; i < Vector128<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="SinWithLarge(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> SinWithLarge(Vector128<float> x, Vector128<float> result)
    {
        for (int i = 0; i < Vector128<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> CosWithLarge(Vector128<double> x, Vector128<double> result)
    {
        for (int i = 0; i < Vector128<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, CosOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="CosWithLarge(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> CosWithLarge(Vector128<float> x, Vector128<float> result)
    {
        for (int i = 0; i < Vector128<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)CosOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
