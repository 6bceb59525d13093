using System;

namespace Diff;

public static partial class Functions
{
    /// <summary>The smooth rectifier ln(1 + eˣ). Derivative: the logistic function.</summary>
    /// <param name="x">Any number.</param>
    /// <remarks>
    /// Computed as max(x, 0) + ln(1 + e^−|x|), which overflows nowhere and keeps its relative accuracy far to the left, where
    /// the value is eˣ. Softplus(−∞) = 0, Softplus(+∞) = +∞. NaN gives NaN.
    /// </remarks>
    public static double Softplus(double x)
    {
        return Math.Max(x, 0) + LogarithmOfOnePlus(Math.Exp(-Math.Abs(x)));
    }

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x)
    {
        return MathF.Max(x, 0) + LogarithmOfOnePlus(MathF.Exp(-MathF.Abs(x)));
    }

    /// <summary><see cref="Softplus(double)"/> of each element.</summary>
    /// <param name="x">The arguments, of any length.</param>
    /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap without being the same. Nothing is written.</exception>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Softplus(x[i]);
        }
    }

    /// <inheritdoc cref="Softplus(ReadOnlySpan{double}, Span{double})"/>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination)
    {
        SpanArguments.RequireElementwise(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Softplus(x[i]);
        }
    }

    /// <summary>
    /// ln(1 + x) for x ≥ 0 with full relative accuracy, also where 1 + x rounds to 1.
    /// </summary>
    /// <remarks>
    /// The rounding error of u = 1 + x cancels in ln(u)·x/(u − 1). Source: W. Kahan's formula, in D. Goldberg, What Every
    /// Computer Scientist Should Know About Floating-Point Arithmetic, ACM Computing Surveys 23 (1991), theorem 4.
    /// <c>double.LogP1</c> is the plain ln(1 + x) and gives 0 for small x.
    /// </remarks>
    internal static double LogarithmOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <inheritdoc cref="LogarithmOfOnePlus(double)"/>
    internal static float LogarithmOfOnePlus(float x)
    {
        float sum = 1 + x;
        return sum == 1 || float.IsPositiveInfinity(sum) ? x : MathF.Log(sum) * (x / (sum - 1));
    }
}
