using System;
using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>
/// Functions that leave values as they are and change what flows back through them. Called as ordinary functions they return
/// their first argument; the code that Diff generates treats the cotangent as each describes.
/// </summary>
public static class Gradient
{
    /// <summary>Returns <paramref name="x"/>; its derivative is zero. Generated code computes no cotangent beyond this point.</summary>
    /// <param name="x">The value that is to be treated as a constant.</param>
    /// <returns><paramref name="x"/>.</returns>
    public static double Stop(double x) => x;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float x) => x;

    /// <summary>
    /// Returns <paramref name="x"/>. Generated code clamps the cotangent: x̄ += min(max(ȳ, low), high). The value is not
    /// clamped: for that there is <see cref="Math.Clamp(double, double, double)"/>, whose derivative outside the bounds is 0.
    /// </summary>
    /// <param name="x">The value to pass on.</param>
    /// <param name="low">The least cotangent to pass back; a constant for differentiation.</param>
    /// <param name="high">The greatest cotangent to pass back, not less than <paramref name="low"/>; a constant likewise.</param>
    /// <returns><paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="low"/> is greater than <paramref name="high"/>, or one is NaN.</exception>
    public static double Clip(double x, double low, double high)
    {
        if (!(low <= high))
        {
            ThrowBounds(low, high);
        }
        return x;
    }

    /// <inheritdoc cref="Clip(double, double, double)"/>
    public static float Clip(float x, float low, float high)
    {
        if (!(low <= high))
        {
            ThrowBounds(low, high);
        }
        return x;
    }

    /// <summary>
    /// Returns <paramref name="x"/>. Generated code multiplies the cotangent: x̄ += factor·ȳ. A factor of −1 is the gradient
    /// reversal of domain-adversarial training.
    /// </summary>
    /// <param name="x">The value to pass on.</param>
    /// <param name="factor">What the cotangent is multiplied by; a constant for differentiation.</param>
    /// <returns><paramref name="x"/>.</returns>
    public static double Scale(double x, double factor)
    {
        _ = factor;
        return x;
    }

    /// <inheritdoc cref="Scale(double, double)"/>
    public static float Scale(float x, float factor)
    {
        _ = factor;
        return x;
    }

    /// <summary>
    /// Returns <paramref name="value"/>, but is differentiated as if it were <paramref name="through"/>: generated code passes the
    /// cotangent unchanged to <paramref name="through"/> and none to <paramref name="value"/>. This is the straight-through
    /// estimator, for example <c>Gradient.StraightThrough(Math.Round(x), x)</c>. Source: Y. Bengio, N. Léonard, A. Courville,
    /// Estimating or Propagating Gradients Through Stochastic Neurons, arXiv:1308.3432.
    /// </summary>
    /// <param name="value">The value to pass on.</param>
    /// <param name="through">Where the cotangent goes; its value is not used.</param>
    /// <returns><paramref name="value"/>.</returns>
    public static double StraightThrough(double value, double through)
    {
        _ = through;
        return value;
    }

    /// <inheritdoc cref="StraightThrough(double, double)"/>
    public static float StraightThrough(float value, float through)
    {
        _ = through;
        return value;
    }

    // Apart from the callers, so that they are small enough to be inlined.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowBounds(double low, double high)
    {
        FormattableString message = $"low must not be greater than high, but they are {low} and {high}.";
        throw new ArgumentException(FormattableString.Invariant(message), nameof(low));
    }
}
