// Generated from ../Vector512/VectorMath.Tangent.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>tan x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN; the sign of 0 is kept.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector128{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Tan(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<long> quadrant = QuadrantOf(magnitude, out Vector128<double> r, out Vector128<double> rLow);
        Vector128<double> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector128.Create(-0.0));
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(1073741824.0)) ? TanWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Tan(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tan(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<int> quadrant = QuadrantOf(magnitude, out Vector128<float> r, out Vector128<float> rLow);
        Vector128<float> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector128.Create(-0.0f));
        return Vector128.GreaterThanAny(magnitude, Vector128.Create(32768f)) ? TanWithLarge(x, result) : result;
    }

    /// <summary>The tangent of r + rLow, |r| ≤ π/4, or in odd quadrants that of π/2 more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> TanOfReduced(Vector128<double> r, Vector128<double> rLow, Vector128<long> quadrant)
    {
        Vector128<double> sine = SinOfReduced(r, rLow, out Vector128<double> sineLow);
        Vector128<double> cosine = CosOfReduced(r, rLow, out Vector128<double> cosineLow);
        Vector128<double> even = IsEven(quadrant);
        Vector128<double> numerator = Vector128.ConditionalSelect(even, sine, cosine);
        Vector128<double> denominator = Vector128.ConditionalSelect(even, cosine, sine);
        Vector128<double> numeratorLow = Vector128.ConditionalSelect(even, sineLow, cosineLow);
        Vector128<double> denominatorLow = Vector128.ConditionalSelect(even, cosineLow, sineLow);
        Vector128<double> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector128.ShiftLeft(quadrant, 63).AsDouble() & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="TanOfReduced(Vector128{double}, Vector128{double}, Vector128{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> TanOfReduced(Vector128<float> r, Vector128<float> rLow, Vector128<int> quadrant)
    {
        Vector128<float> sine = SinOfReduced(r, rLow, out Vector128<float> sineLow);
        Vector128<float> cosine = CosOfReduced(r, rLow, out Vector128<float> cosineLow);
        Vector128<float> even = IsEven(quadrant);
        Vector128<float> numerator = Vector128.ConditionalSelect(even, sine, cosine);
        Vector128<float> denominator = Vector128.ConditionalSelect(even, cosine, sine);
        Vector128<float> numeratorLow = Vector128.ConditionalSelect(even, sineLow, cosineLow);
        Vector128<float> denominatorLow = Vector128.ConditionalSelect(even, cosineLow, sineLow);
        Vector128<float> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector128.ShiftLeft(quadrant, 31).AsSingle() & Vector128.Create(-0.0f));
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> TanWithLarge(Vector128<double> x, Vector128<double> result)
    {
        for (int i = 0; i < Vector128<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, TanOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="TanWithLarge(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> TanWithLarge(Vector128<float> x, Vector128<float> result)
    {
        for (int i = 0; i < Vector128<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)TanOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
