using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The distribution function Φ of the standard normal distribution. Derivative: φ(x).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Within 6 units in the last place also in the left tail, down to the subnormal numbers near x = −38; the float version computes
    /// in double and rounds once. From Cody's approximations of the error function, see <see cref="Erf(double)"/>.
    /// Φ(−∞) = 0, Φ(+∞) = 1. NaN gives NaN.
    /// </remarks>
    public static double NormalCdf(double x)
    {
        double magnitude = Math.Abs(x) * ErrorFunction.SquareRootOfHalf;
        if (magnitude <= ErrorFunction.Small)
        {
            return 0.5 + 0.5 * ErrorFunction.ErfOfSmall(x * ErrorFunction.SquareRootOfHalf);
        }
        // The exponential is taken of x itself: the rounding of x/√2 would be magnified x² times.
        double tail = 0.5 * ErrorFunction.ScaledErfc(magnitude) * ErrorFunction.ExpOfMinusHalfSquare(x);
        return x > 0 ? 1 - tail : tail;
    }

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x)
    {
        return (float)NormalCdf((double)x);
    }

    /// <summary><see cref="NormalCdf(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void NormalCdf(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = NormalCdf(x[i]);
        }
    }

    /// <inheritdoc cref="NormalCdf(ReadOnlySpan{double}, Span{double})"/>
    public static void NormalCdf(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = NormalCdf(x[i]);
        }
    }
}
