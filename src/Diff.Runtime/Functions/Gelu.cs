using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The Gaussian error linear unit x·Φ(x), in its exact form. Derivative: Φ(x) + x·φ(x).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units, arXiv:1606.08415; not the tanh approximation. The
    /// left tail keeps its relative accuracy. Gelu(−∞) = −0, the limit from the right; Gelu(+∞) = +∞. NaN gives NaN. The
    /// float version computes in double and rounds once.
    /// </remarks>
    public static double Gelu(double x)
    {
        // Without the test −∞ would be multiplied by a probability of 0.
        return double.IsNegativeInfinity(x) ? -0.0 : x * NormalCdf(x);
    }

    /// <inheritdoc cref="Gelu(double)"/>
    public static float Gelu(float x)
    {
        return (float)Gelu((double)x);
    }

    /// <summary><see cref="Gelu(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Gelu(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Gelu(x[i]);
        }
    }

    /// <inheritdoc cref="Gelu(ReadOnlySpan{double}, Span{double})"/>
    public static void Gelu(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Gelu(x[i]);
        }
    }
}
