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
    public static Vector256<double> Sin(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> sine = SinCosOfMagnitude(magnitude, out Vector256<double> cosine, out Vector256<long> quadrant);
        Vector256<double> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector256.Create(-0.0));
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(1073741824.0)) ? SinWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Sin(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> sine = SinCosOfMagnitude(magnitude, out Vector256<float> cosine, out Vector256<int> quadrant);
        Vector256<float> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector256.Create(-0.0f));
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(32768f)) ? SinWithLarge(x, result) : result;
    }

    /// <summary>cos x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector256{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cos(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> sine = SinCosOfMagnitude(magnitude, out Vector256<double> cosine, out Vector256<long> quadrant);
        Vector256<double> result = OfQuadrant(sine, cosine, quadrant + Vector256<long>.One);
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(1073741824.0)) ? CosWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Cos(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> sine = SinCosOfMagnitude(magnitude, out Vector256<float> cosine, out Vector256<int> quadrant);
        Vector256<float> result = OfQuadrant(sine, cosine, quadrant + Vector256<int>.One);
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(32768f)) ? CosWithLarge(x, result) : result;
    }

    /// <summary>sin x and cos x at less than the price of both, to the same bits as each alone.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector256{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sin, Vector256<double> Cos) SinCos(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> sine = SinCosOfMagnitude(magnitude, out Vector256<double> cosine, out Vector256<long> quadrant);
        Vector256<double> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector256.Create(-0.0));
        Vector256<double> cos = OfQuadrant(sine, cosine, quadrant + Vector256<long>.One);
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(1073741824.0))
            ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <inheritdoc cref="SinCos(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sin, Vector256<float> Cos) SinCos(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> sine = SinCosOfMagnitude(magnitude, out Vector256<float> cosine, out Vector256<int> quadrant);
        Vector256<float> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector256.Create(-0.0f));
        Vector256<float> cos = OfQuadrant(sine, cosine, quadrant + Vector256<int>.One);
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(32768f)) ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <summary>The sine and cosine of what a magnitude leaves in its quadrant, and the number of the quadrant in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SinCosOfMagnitude(Vector256<double> magnitude, out Vector256<double> cosine,
        out Vector256<long> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector256<double> r, out Vector256<double> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <inheritdoc cref="SinCosOfMagnitude(Vector256{double}, out Vector256{double}, out Vector256{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SinCosOfMagnitude(Vector256<float> magnitude, out Vector256<float> cosine,
        out Vector256<int> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector256<float> r, out Vector256<float> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <summary>The number of the quadrant in the low bits, and what is left in it as r + rLow, |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> QuadrantOf(Vector256<double> magnitude, out Vector256<double> r, out Vector256<double> rLow)
    {
        Vector256<double> shifted =
            MultiplyAdd(magnitude, Vector256.Create(OfDouble.TwoOverPi), Vector256.Create(OfDouble.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector256.Create(OfDouble.RoundingShift), out rLow);
        return shifted.AsInt64();
    }

    /// <inheritdoc cref="QuadrantOf(Vector256{double}, out Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> QuadrantOf(Vector256<float> magnitude, out Vector256<float> r, out Vector256<float> rLow)
    {
        Vector256<float> shifted = MultiplyAdd(magnitude, Vector256.Create(OfSingle.TwoOverPi), Vector256.Create(OfSingle.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector256.Create(OfSingle.RoundingShift), out rLow);
        return shifted.AsInt32();
    }

    /// <summary>The sine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SinOfReduced(Vector256<double> r, Vector256<double> rLow, out Vector256<double> low)
    {
        Vector256<double> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector256<double> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector256.Create(-0.5), Vector256.Create(1.0)), r * z * SinTail(z));
        Vector256<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="SinOfReduced(Vector256{double}, Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SinOfReduced(Vector256<float> r, Vector256<float> rLow, out Vector256<float> low)
    {
        Vector256<float> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector256<float> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector256.Create(-0.5f), Vector256.Create(1f)), r * z * SinTail(z));
        Vector256<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>The cosine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CosOfReduced(Vector256<double> r, Vector256<double> rLow, out Vector256<double> low)
    {
        Vector256<double> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector256<double> half = z * Vector256.Create(0.5);
        Vector256<double> leading = Vector256.Create(1.0) - half;
        Vector256<double> lost = (Vector256.Create(1.0) - leading) - half;
        Vector256<double> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector256<double> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <inheritdoc cref="CosOfReduced(Vector256{double}, Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> CosOfReduced(Vector256<float> r, Vector256<float> rLow, out Vector256<float> low)
    {
        Vector256<float> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector256<float> half = z * Vector256.Create(0.5f);
        Vector256<float> leading = Vector256.Create(1f) - half;
        Vector256<float> lost = (Vector256.Create(1f) - leading) - half;
        Vector256<float> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector256<float> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <summary>magnitude − n·π/2 as result + low; the leading product cancels exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ReduceByHalfPi(Vector256<double> magnitude, Vector256<double> n, out Vector256<double> low)
    {
        Vector256<double> product = n * Vector256.Create(OfDouble.HalfPiHigh);
        Vector256<double> exact = FusesProducts
            ? MultiplyAdd(n, Vector256.Create(-OfDouble.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector256.Create(OfDouble.HalfPiHigh), product);
        Vector256<double> middle = n * Vector256.Create(OfDouble.HalfPiMiddle);
        Vector256<double> middleLow = ProductError(n, Vector256.Create(OfDouble.HalfPiMiddle), middle);
        Vector256<double> r = exact - middle;
        Vector256<double> lost = SumError(exact, -middle, r);
        Vector256<double> rest = (lost - middleLow) - n * Vector256.Create(OfDouble.HalfPiLow);
        Vector256<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="ReduceByHalfPi(Vector256{double}, Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ReduceByHalfPi(Vector256<float> magnitude, Vector256<float> n, out Vector256<float> low)
    {
        Vector256<float> product = n * Vector256.Create(OfSingle.HalfPiHigh);
        Vector256<float> exact = FusesProducts
            ? MultiplyAdd(n, Vector256.Create(-OfSingle.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector256.Create(OfSingle.HalfPiHigh), product);
        Vector256<float> middle = n * Vector256.Create(OfSingle.HalfPiMiddle);
        Vector256<float> middleLow = ProductError(n, Vector256.Create(OfSingle.HalfPiMiddle), middle);
        Vector256<float> r = exact - middle;
        Vector256<float> lost = SumError(exact, -middle, r);
        Vector256<float> rest = (lost - middleLow) - n * Vector256.Create(OfSingle.HalfPiLow);
        Vector256<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>(sin r/r − 1)/r² in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SinTail(Vector256<double> z)
    {
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(-2.5050753377059262e-8);
        even = MultiplyAdd(even, square, Vector256.Create(-0.00019841269829729542));
        even = MultiplyAdd(even, square, Vector256.Create(-0.16666666666666632));
        Vector256<double> odd = Vector256.Create(1.589650895906156e-10);
        odd = MultiplyAdd(odd, square, Vector256.Create(2.7557313663127955e-6));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.008333333333322323));
        Vector256<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="SinTail(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SinTail(Vector256<float> z)
    {
        Vector256<float> tail = Vector256.Create(-0.00019516655f);
        tail = MultiplyAdd(tail, z, Vector256.Create(0.008332173f));
        tail = MultiplyAdd(tail, z, Vector256.Create(-0.16666655f));
        return tail;
    }

    /// <summary>(cos r − 1 + r²/2)/r⁴ in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CosTail(Vector256<double> z)
    {
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(2.08757196290739e-9);
        even = MultiplyAdd(even, square, Vector256.Create(2.4801587289397288e-5));
        even = MultiplyAdd(even, square, Vector256.Create(0.0416666666666666));
        Vector256<double> odd = Vector256.Create(-1.135945184144635e-11);
        odd = MultiplyAdd(odd, square, Vector256.Create(-2.755731432662686e-7));
        odd = MultiplyAdd(odd, square, Vector256.Create(-0.0013888888888873995));
        Vector256<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="CosTail(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> CosTail(Vector256<float> z)
    {
        Vector256<float> tail = Vector256.Create(2.443778e-5f);
        tail = MultiplyAdd(tail, z, Vector256.Create(-0.0013887362f));
        tail = MultiplyAdd(tail, z, Vector256.Create(0.041666646f));
        return tail;
    }

    /// <summary>The sine in even quadrants, the cosine in odd ones, negative in the third and fourth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OfQuadrant(Vector256<double> sine, Vector256<double> cosine, Vector256<long> quadrant)
    {
        Vector256<double> sign = Vector256.ShiftLeft(quadrant, 62).AsDouble() & Vector256.Create(-0.0);
        return Vector256.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    /// <inheritdoc cref="OfQuadrant(Vector256{double}, Vector256{double}, Vector256{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OfQuadrant(Vector256<float> sine, Vector256<float> cosine, Vector256<int> quadrant)
    {
        Vector256<float> sign = Vector256.ShiftLeft(quadrant, 30).AsSingle() & Vector256.Create(-0.0f);
        return Vector256.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> IsEven(Vector256<long> quadrant) =>
        Vector256.Equals(quadrant & Vector256<long>.One, Vector256<long>.Zero).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> IsEven(Vector256<int> quadrant) =>
        Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.Zero).AsSingle();

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> SinWithLarge(Vector256<double> x, Vector256<double> result)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="SinWithLarge(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> SinWithLarge(Vector256<float> x, Vector256<float> result)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> CosWithLarge(Vector256<double> x, Vector256<double> result)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, CosOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="CosWithLarge(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> CosWithLarge(Vector256<float> x, Vector256<float> result)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)CosOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
