using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>tan x within 2 ulp for every finite x. NaN at ±∞; NaN gives NaN; the sign of 0 is kept.</summary>
    /// <param name="x">Any numbers; see <see cref="Sin(Vector512{double})"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<long> quadrant = QuadrantOf(magnitude, out Vector512<double> r, out Vector512<double> rLow);
        Vector512<double> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector512.Create(-0.0));
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(1073741824.0)) ? TanWithLarge(x, result) : result;
    }

    /// <inheritdoc cref="Tan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<int> quadrant = QuadrantOf(magnitude, out Vector512<float> r, out Vector512<float> rLow);
        Vector512<float> result = TanOfReduced(r, rLow, quadrant) ^ (x & Vector512.Create(-0.0f));
        return Vector512.GreaterThanAny(magnitude, Vector512.Create(32768f)) ? TanWithLarge(x, result) : result;
    }

    /// <summary>The tangent of r + rLow, |r| ≤ π/4, or in odd quadrants that of π/2 more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TanOfReduced(Vector512<double> r, Vector512<double> rLow, Vector512<long> quadrant)
    {
        Vector512<double> sine = SinOfReduced(r, rLow, out Vector512<double> sineLow);
        Vector512<double> cosine = CosOfReduced(r, rLow, out Vector512<double> cosineLow);
        Vector512<double> even = IsEven(quadrant);
        Vector512<double> numerator = Vector512.ConditionalSelect(even, sine, cosine);
        Vector512<double> denominator = Vector512.ConditionalSelect(even, cosine, sine);
        Vector512<double> numeratorLow = Vector512.ConditionalSelect(even, sineLow, cosineLow);
        Vector512<double> denominatorLow = Vector512.ConditionalSelect(even, cosineLow, sineLow);
        Vector512<double> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector512.ShiftLeft(quadrant, 63).AsDouble() & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="TanOfReduced(Vector512{double}, Vector512{double}, Vector512{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TanOfReduced(Vector512<float> r, Vector512<float> rLow, Vector512<int> quadrant)
    {
        Vector512<float> sine = SinOfReduced(r, rLow, out Vector512<float> sineLow);
        Vector512<float> cosine = CosOfReduced(r, rLow, out Vector512<float> cosineLow);
        Vector512<float> even = IsEven(quadrant);
        Vector512<float> numerator = Vector512.ConditionalSelect(even, sine, cosine);
        Vector512<float> denominator = Vector512.ConditionalSelect(even, cosine, sine);
        Vector512<float> numeratorLow = Vector512.ConditionalSelect(even, sineLow, cosineLow);
        Vector512<float> denominatorLow = Vector512.ConditionalSelect(even, cosineLow, sineLow);
        Vector512<float> quotient = numerator / denominator;
        // What the low parts change, with 1/c = c + s·(s/c), since s² + c² = 1.
        quotient = MultiplyAdd(
            MultiplyAdd(-quotient, denominatorLow, numeratorLow), MultiplyAdd(numerator, quotient, denominator), quotient);
        return quotient ^ (Vector512.ShiftLeft(quadrant, 31).AsSingle() & Vector512.Create(-0.0f));
    }

    /// <summary>The result with the lanes of large arguments replaced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> TanWithLarge(Vector512<double> x, Vector512<double> result)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            if (Math.Abs(x.GetElement(i)) > 1073741824.0)
                result = result.WithElement(i, TanOfLarge(x.GetElement(i)));
        }

        return result;
    }

    /// <inheritdoc cref="TanWithLarge(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> TanWithLarge(Vector512<float> x, Vector512<float> result)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            if (MathF.Abs(x.GetElement(i)) > 32768f)
                result = result.WithElement(i, (float)TanOfLarge(x.GetElement(i)));
        }

        return result;
    }
}
