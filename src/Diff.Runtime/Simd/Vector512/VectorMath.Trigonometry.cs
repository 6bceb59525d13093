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
    public static Vector512<double> Sin(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> sine = SinCosOfMagnitude(magnitude, out Vector512<double> cosine, out Vector512<long> quadrant);
        Vector512<double> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector512.Create(-0.0));
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(1073741824.0)) ? SinWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Sin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> sine = SinCosOfMagnitude(magnitude, out Vector512<float> cosine, out Vector512<int> quadrant);
        Vector512<float> result = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector512.Create(-0.0f));
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(32768f)) ? SinWithLarge(x, result) : result;
    }

    /// <summary>cos x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector512{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> sine = SinCosOfMagnitude(magnitude, out Vector512<double> cosine, out Vector512<long> quadrant);
        Vector512<double> result = OfQuadrant(sine, cosine, quadrant + Vector512<long>.One);
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(1073741824.0)) ? CosWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Cos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> sine = SinCosOfMagnitude(magnitude, out Vector512<float> cosine, out Vector512<int> quadrant);
        Vector512<float> result = OfQuadrant(sine, cosine, quadrant + Vector512<int>.One);
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(32768f)) ? CosWithLarge(x, result) : result;
    }

    /// <summary>sin x and cos x at less than the price of both, to the same bits as each alone.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector512{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> sine = SinCosOfMagnitude(magnitude, out Vector512<double> cosine, out Vector512<long> quadrant);
        Vector512<double> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector512.Create(-0.0));
        Vector512<double> cos = OfQuadrant(sine, cosine, quadrant + Vector512<long>.One);
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(1073741824.0))
            ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <inheritdoc cref="SinCos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Sin, Vector512<float> Cos) SinCos(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> sine = SinCosOfMagnitude(magnitude, out Vector512<float> cosine, out Vector512<int> quadrant);
        Vector512<float> sin = OfQuadrant(sine, cosine, quadrant) ^ (x & Vector512.Create(-0.0f));
        Vector512<float> cos = OfQuadrant(sine, cosine, quadrant + Vector512<int>.One);
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(32768f)) ? (SinWithLarge(x, sin), CosWithLarge(x, cos)) : (sin, cos);
    }

    /// <summary>The sine and cosine of what a magnitude leaves in its quadrant, and the number of the quadrant in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinCosOfMagnitude(Vector512<double> magnitude, out Vector512<double> cosine,
        out Vector512<long> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector512<double> r, out Vector512<double> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <inheritdoc cref="SinCosOfMagnitude(Vector512{double}, out Vector512{double}, out Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinCosOfMagnitude(Vector512<float> magnitude, out Vector512<float> cosine,
        out Vector512<int> quadrant)
    {
        quadrant = QuadrantOf(magnitude, out Vector512<float> r, out Vector512<float> rLow);
        cosine = CosOfReduced(r, rLow, out _);
        return SinOfReduced(r, rLow, out _);
    }

    /// <summary>The number of the quadrant in the low bits, and what is left in it as r + rLow, |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> QuadrantOf(Vector512<double> magnitude, out Vector512<double> r, out Vector512<double> rLow)
    {
        Vector512<double> shifted =
            MultiplyAdd(magnitude, Vector512.Create(OfDouble.TwoOverPi), Vector512.Create(OfDouble.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector512.Create(OfDouble.RoundingShift), out rLow);
        return shifted.AsInt64();
    }

    /// <inheritdoc cref="QuadrantOf(Vector512{double}, out Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> QuadrantOf(Vector512<float> magnitude, out Vector512<float> r, out Vector512<float> rLow)
    {
        Vector512<float> shifted = MultiplyAdd(magnitude, Vector512.Create(OfSingle.TwoOverPi), Vector512.Create(OfSingle.RoundingShift));
        r = ReduceByHalfPi(magnitude, shifted - Vector512.Create(OfSingle.RoundingShift), out rLow);
        return shifted.AsInt32();
    }

    /// <summary>The sine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOfReduced(Vector512<double> r, Vector512<double> rLow, out Vector512<double> low)
    {
        Vector512<double> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector512<double> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector512.Create(-0.5), Vector512.Create(1.0)), r * z * SinTail(z));
        Vector512<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="SinOfReduced(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinOfReduced(Vector512<float> r, Vector512<float> rLow, out Vector512<float> low)
    {
        Vector512<float> z = r * r;
        // sin(r + rLow) = sin r + rLow·cos r, and cos r is 1 − r²/2 to the digits that matter.
        Vector512<float> rest = MultiplyAdd(rLow, MultiplyAdd(z, Vector512.Create(-0.5f), Vector512.Create(1f)), r * z * SinTail(z));
        Vector512<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>The cosine of r + rLow, |r| ≤ π/4, as result + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosOfReduced(Vector512<double> r, Vector512<double> rLow, out Vector512<double> low)
    {
        Vector512<double> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector512<double> half = z * Vector512.Create(0.5);
        Vector512<double> leading = Vector512.Create(1.0) - half;
        Vector512<double> lost = (Vector512.Create(1.0) - leading) - half;
        Vector512<double> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector512<double> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <inheritdoc cref="CosOfReduced(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CosOfReduced(Vector512<float> r, Vector512<float> rLow, out Vector512<float> low)
    {
        Vector512<float> z = r * r;
        // 1 − r²/2 is rounded first; what that loses is added to the small terms.
        Vector512<float> half = z * Vector512.Create(0.5f);
        Vector512<float> leading = Vector512.Create(1f) - half;
        Vector512<float> lost = (Vector512.Create(1f) - leading) - half;
        Vector512<float> rest = MultiplyAdd(z * z, CosTail(z), MultiplyAdd(-r, rLow, lost));
        Vector512<float> result = leading + rest;
        low = (leading - result) + rest;
        return result;
    }

    /// <summary>magnitude − n·π/2 as result + low; the leading product cancels exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceByHalfPi(Vector512<double> magnitude, Vector512<double> n, out Vector512<double> low)
    {
        Vector512<double> product = n * Vector512.Create(OfDouble.HalfPiHigh);
        Vector512<double> exact = FusesProducts
            ? MultiplyAdd(n, Vector512.Create(-OfDouble.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector512.Create(OfDouble.HalfPiHigh), product);
        Vector512<double> middle = n * Vector512.Create(OfDouble.HalfPiMiddle);
        Vector512<double> middleLow = ProductError(n, Vector512.Create(OfDouble.HalfPiMiddle), middle);
        Vector512<double> r = exact - middle;
        Vector512<double> lost = SumError(exact, -middle, r);
        Vector512<double> rest = (lost - middleLow) - n * Vector512.Create(OfDouble.HalfPiLow);
        Vector512<double> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <inheritdoc cref="ReduceByHalfPi(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceByHalfPi(Vector512<float> magnitude, Vector512<float> n, out Vector512<float> low)
    {
        Vector512<float> product = n * Vector512.Create(OfSingle.HalfPiHigh);
        Vector512<float> exact = FusesProducts
            ? MultiplyAdd(n, Vector512.Create(-OfSingle.HalfPiHigh), magnitude)
            : (magnitude - product) - ProductError(n, Vector512.Create(OfSingle.HalfPiHigh), product);
        Vector512<float> middle = n * Vector512.Create(OfSingle.HalfPiMiddle);
        Vector512<float> middleLow = ProductError(n, Vector512.Create(OfSingle.HalfPiMiddle), middle);
        Vector512<float> r = exact - middle;
        Vector512<float> lost = SumError(exact, -middle, r);
        Vector512<float> rest = (lost - middleLow) - n * Vector512.Create(OfSingle.HalfPiLow);
        Vector512<float> result = r + rest;
        low = (r - result) + rest;
        return result;
    }

    /// <summary>(sin r/r − 1)/r² in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinTail(Vector512<double> z)
    {
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(-2.5050753377059262e-8);
        even = MultiplyAdd(even, square, Vector512.Create(-0.00019841269829729542));
        even = MultiplyAdd(even, square, Vector512.Create(-0.16666666666666632));
        Vector512<double> odd = Vector512.Create(1.589650895906156e-10);
        odd = MultiplyAdd(odd, square, Vector512.Create(2.7557313663127955e-6));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.008333333333322323));
        Vector512<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="SinTail(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinTail(Vector512<float> z)
    {
        Vector512<float> tail = Vector512.Create(-0.00019516655f);
        tail = MultiplyAdd(tail, z, Vector512.Create(0.008332173f));
        tail = MultiplyAdd(tail, z, Vector512.Create(-0.16666655f));
        return tail;
    }

    /// <summary>(cos r − 1 + r²/2)/r⁴ in z = r² ≤ (π/4)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosTail(Vector512<double> z)
    {
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(2.08757196290739e-9);
        even = MultiplyAdd(even, square, Vector512.Create(2.4801587289397288e-5));
        even = MultiplyAdd(even, square, Vector512.Create(0.0416666666666666));
        Vector512<double> odd = Vector512.Create(-1.135945184144635e-11);
        odd = MultiplyAdd(odd, square, Vector512.Create(-2.755731432662686e-7));
        odd = MultiplyAdd(odd, square, Vector512.Create(-0.0013888888888873995));
        Vector512<double> tail = MultiplyAdd(odd, z, even);
        return tail;
    }

    /// <inheritdoc cref="CosTail(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CosTail(Vector512<float> z)
    {
        Vector512<float> tail = Vector512.Create(2.443778e-5f);
        tail = MultiplyAdd(tail, z, Vector512.Create(-0.0013887362f));
        tail = MultiplyAdd(tail, z, Vector512.Create(0.041666646f));
        return tail;
    }

    /// <summary>The sine in even quadrants, the cosine in odd ones, negative in the third and fourth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfQuadrant(Vector512<double> sine, Vector512<double> cosine, Vector512<long> quadrant)
    {
        Vector512<double> sign = Vector512.ShiftLeft(quadrant, 62).AsDouble() & Vector512.Create(-0.0);
        return Vector512.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    /// <inheritdoc cref="OfQuadrant(Vector512{double}, Vector512{double}, Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfQuadrant(Vector512<float> sine, Vector512<float> cosine, Vector512<int> quadrant)
    {
        Vector512<float> sign = Vector512.ShiftLeft(quadrant, 30).AsSingle() & Vector512.Create(-0.0f);
        return Vector512.ConditionalSelect(IsEven(quadrant), sine, cosine) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsEven(Vector512<long> quadrant) =>
        Vector512.Equals(quadrant & Vector512<long>.One, Vector512<long>.Zero).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> IsEven(Vector512<int> quadrant) =>
        Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.Zero).AsSingle();

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> SinWithLarge(Vector512<double> x, Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="SinWithLarge(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> SinWithLarge(Vector512<float> x, Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)SinOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> CosWithLarge(Vector512<double> x, Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, CosOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="CosWithLarge(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> CosWithLarge(Vector512<float> x, Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)CosOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
