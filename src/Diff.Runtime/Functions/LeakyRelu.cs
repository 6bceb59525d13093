using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>
    /// The leaky rectifier: x where x &gt; 0, else negativeSlope·x. Derivative: 1 where x &gt; 0, else negativeSlope (also at 0).
    /// </summary>
    /// <param name="x">Any number.</param>
    /// <param name="negativeSlope">The slope where x ≤ 0.</param>
    /// <remarks>
    /// With a slope of 0 the value at −∞ is the product 0·∞, NaN; use <see cref="Relu(double)"/> instead. NaN gives NaN.
    /// </remarks>
    public static double LeakyRelu(double x, double negativeSlope = 0.01)
    {
        return x > 0 ? x : negativeSlope * x;
    }

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    public static float LeakyRelu(float x, float negativeSlope = 0.01f)
    {
        return x > 0 ? x : negativeSlope * x;
    }

    /// <summary><see cref="LeakyRelu(double, double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <param name="negativeSlope">The slope where x ≤ 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void LeakyRelu(ReadOnlySpan<double> x, Span<double> destination, double negativeSlope = 0.01)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = LeakyRelu(x[i], negativeSlope);
        }
    }

    /// <inheritdoc cref="LeakyRelu(ReadOnlySpan{double}, Span{double}, double)"/>
    public static void LeakyRelu(ReadOnlySpan<float> x, Span<float> destination, float negativeSlope = 0.01f)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = LeakyRelu(x[i], negativeSlope);
        }
    }
}
