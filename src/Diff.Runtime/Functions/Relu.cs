using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The rectifier: x where x &gt; 0, else 0. Derivative: 1 where x &gt; 0, else 0 (so 0 at 0).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Never −0. NaN gives NaN.
    /// </remarks>
    public static double Relu(double x)
    {
        return x <= 0 ? 0 : x;
    }

    /// <inheritdoc cref="Relu(double)"/>
    public static float Relu(float x)
    {
        return x <= 0 ? 0 : x;
    }

    /// <summary><see cref="Relu(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Relu(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Relu(x[i]);
        }
    }

    /// <inheritdoc cref="Relu(ReadOnlySpan{double}, Span{double})"/>
    public static void Relu(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Relu(x[i]);
        }
    }
}
