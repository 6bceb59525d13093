using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>
    /// Huber's loss: x²/2 where |x| ≤ threshold, else threshold·(|x| − threshold/2). Derivative by x: x clamped to ±threshold.
    /// </summary>
    /// <param name="x">Any number.</param>
    /// <param name="threshold">Where the parabola ends and the line begins; greater than 0, which is not checked.</param>
    /// <remarks>
    /// Source: P. J. Huber, Robust Estimation of a Location Parameter, Ann. Math. Statist. 35 (1964). Huber(±∞) = +∞. NaN
    /// gives NaN.
    /// </remarks>
    public static double Huber(double x, double threshold = 1)
    {
        double magnitude = Math.Abs(x);
        return magnitude <= threshold ? 0.5 * x * x : threshold * (magnitude - 0.5 * threshold);
    }

    /// <inheritdoc cref="Huber(double, double)"/>
    public static float Huber(float x, float threshold = 1f)
    {
        float magnitude = MathF.Abs(x);
        return magnitude <= threshold ? 0.5f * x * x : threshold * (magnitude - 0.5f * threshold);
    }

    /// <summary><see cref="Huber(double, double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <param name="threshold">Where the parabola ends and the line begins; greater than 0, which is not checked.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Huber(ReadOnlySpan<double> x, Span<double> destination, double threshold = 1)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Huber(x[i], threshold);
        }
    }

    /// <inheritdoc cref="Huber(ReadOnlySpan{double}, Span{double}, double)"/>
    public static void Huber(ReadOnlySpan<float> x, Span<float> destination, float threshold = 1f)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Huber(x[i], threshold);
        }
    }
}
