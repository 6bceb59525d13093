using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The error function 2/√π·∫₀ˣ e^−t² dt. Derivative: 2/√π·e^−x².</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Within 3 units in the last place; the float version computes in double and rounds once. Source: W. J. Cody, Rational
    /// Chebyshev Approximations for the Error Function, Math. Comp. 23 (1969), 631–637. Odd, Erf(±∞) = ±1. NaN gives NaN.
    /// </remarks>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude <= ErrorFunction.Small)
        {
            return ErrorFunction.ErfOfSmall(x);
        }
        // e^−t² is below half a unit in the last place of 1 from here on.
        if (magnitude >= 6)
        {
            return Math.CopySign(1, x);
        }
        double complement = ErrorFunction.ScaledErfc(magnitude) * ErrorFunction.ExpOfMinusSquare(magnitude);
        // NaN fails both tests above and arrives here; CopySign keeps it.
        return Math.CopySign(0.5 - complement + 0.5, x);
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x)
    {
        return (float)Erf((double)x);
    }

    /// <summary><see cref="Erf(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Erf(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Erf(x[i]);
        }
    }

    /// <inheritdoc cref="Erf(ReadOnlySpan{double}, Span{double})"/>
    public static void Erf(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Erf(x[i]);
        }
    }
}
