using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ). Derivative: σ·(1 − σ).</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// e is only raised to powers that are not positive, so nothing overflows: σ(−∞) = 0, σ(+∞) = 1, and far to the left
    /// the result falls to 0 through the subnormal numbers. NaN gives NaN.
    /// </remarks>
    public static double Sigmoid(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }
        double exponential = Math.Exp(x);
        return exponential / (1 + exponential);
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x)
    {
        if (x >= 0)
        {
            return 1 / (1 + MathF.Exp(-x));
        }
        float exponential = MathF.Exp(x);
        return exponential / (1 + exponential);
    }

    /// <summary><see cref="Sigmoid(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Sigmoid(x[i]);
        }
    }

    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{double}, Span{double})"/>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Sigmoid(x[i]);
        }
    }
}
