using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The sigmoid linear unit x·σ(x), also called swish. Derivative: σ + x·σ·(1 − σ).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Silu(−∞) = −0, the limit from the right; Silu(+∞) = +∞. NaN gives NaN.
    /// </remarks>
    public static double Silu(double x)
    {
        if (x >= 0)
        {
            return x / (1 + Math.Exp(-x));
        }
        // In two factors, because eˣ loses its digits to underflow before x·eˣ does.
        double root = Math.Exp(x / 2);
        // Without the test −∞ would be multiplied by 0.
        return double.IsNegativeInfinity(x) ? -0.0 : x * root * (root / (1 + root * root));
    }

    /// <inheritdoc cref="Silu(double)"/>
    public static float Silu(float x)
    {
        if (x >= 0)
        {
            return x / (1 + MathF.Exp(-x));
        }
        // In two factors, because eˣ loses its digits to underflow before x·eˣ does.
        float root = MathF.Exp(x / 2);
        // Without the test −∞ would be multiplied by 0.
        return float.IsNegativeInfinity(x) ? -0.0f : x * root * (root / (1 + root * root));
    }

    /// <summary><see cref="Silu(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Silu(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Silu(x[i]);
        }
    }

    /// <inheritdoc cref="Silu(ReadOnlySpan{double}, Span{double})"/>
    public static void Silu(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Silu(x[i]);
        }
    }
}
