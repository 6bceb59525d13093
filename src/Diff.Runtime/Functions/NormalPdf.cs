using System;

namespace Diff;

public static partial class Functions
{
    private const double InverseSquareRootOfTwoPi = 0.39894228040143267794;

    /// <summary>The density φ(x) = e^−x²/2 / √(2π) of the standard normal distribution. Derivative: −x·φ(x).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Within 3 units in the last place also in the tails; the float version computes in double and rounds once. φ(±∞) = 0. NaN
    /// gives NaN.
    /// </remarks>
    public static double NormalPdf(double x)
    {
        return InverseSquareRootOfTwoPi * ErrorFunction.ExpOfMinusHalfSquare(x);
    }

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static float NormalPdf(float x)
    {
        return (float)NormalPdf((double)x);
    }

    /// <summary><see cref="NormalPdf(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void NormalPdf(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = NormalPdf(x[i]);
        }
    }

    /// <inheritdoc cref="NormalPdf(ReadOnlySpan{double}, Span{double})"/>
    public static void NormalPdf(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = NormalPdf(x[i]);
        }
    }
}
