// Generated from ../Vector512/VectorMath.Tangent.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>tan x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN; the sign of 0 is kept.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector256{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tan(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<long> quadrant = QuadrantOf(magnitude, out Vector256<double> r, out Vector256<double> rLow);
        Vector256<double> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector256.Create(-0.0));
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(1073741824.0)) ? TanWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Tan(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tan(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<int> quadrant = QuadrantOf(magnitude, out Vector256<float> r, out Vector256<float> rLow);
        Vector256<float> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector256.Create(-0.0f));
        return Vector256.GreaterThanAny(magnitude, Vector256.Create(32768f)) ? TanWithLarge(x, result) : result;
    }

    /// <summary>The tangent of r + rLow, |r| ≤ π/4, or in odd quadrants that of π/2 more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TanOfReduced(Vector256<double> r, Vector256<double> rLow, Vector256<long> quadrant)
    {
        Vector256<double> sine = SinOfReduced(r, rLow, out Vector256<double> sineLow);
        Vector256<double> cosine = CosOfReduced(r, rLow, out Vector256<double> cosineLow);
        Vector256<double> even = IsEven(quadrant);
        Vector256<double> numerator = Vector256.ConditionalSelect(even, sine, cosine);
        Vector256<double> denominator = Vector256.ConditionalSelect(even, cosine, sine);
        Vector256<double> numeratorLow = Vector256.ConditionalSelect(even, sineLow, cosineLow);
        Vector256<double> denominatorLow = Vector256.ConditionalSelect(even, cosineLow, sineLow);
        Vector256<double> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector256.ShiftLeft(quadrant, 63).AsDouble() & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="TanOfReduced(Vector256{double}, Vector256{double}, Vector256{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TanOfReduced(Vector256<float> r, Vector256<float> rLow, Vector256<int> quadrant)
    {
        Vector256<float> sine = SinOfReduced(r, rLow, out Vector256<float> sineLow);
        Vector256<float> cosine = CosOfReduced(r, rLow, out Vector256<float> cosineLow);
        Vector256<float> even = IsEven(quadrant);
        Vector256<float> numerator = Vector256.ConditionalSelect(even, sine, cosine);
        Vector256<float> denominator = Vector256.ConditionalSelect(even, cosine, sine);
        Vector256<float> numeratorLow = Vector256.ConditionalSelect(even, sineLow, cosineLow);
        Vector256<float> denominatorLow = Vector256.ConditionalSelect(even, cosineLow, sineLow);
        Vector256<float> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector256.ShiftLeft(quadrant, 31).AsSingle() & Vector256.Create(-0.0f));
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> TanWithLarge(Vector256<double> x, Vector256<double> result)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, TanOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="TanWithLarge(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> TanWithLarge(Vector256<float> x, Vector256<float> result)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)TanOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
