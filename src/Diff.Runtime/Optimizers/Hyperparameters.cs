using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>Checks of optimizer arguments, with one wording for all optimizers.</summary>
internal static class Hyperparameters
{
    /// <summary>Requires a size, and a type that the vectorised steps can handle.</summary>
    internal static int RequireCount<T>(int parameterCount)
    {
        if (!Vector<T>.IsSupported)
        {
            throw new NotSupportedException($"Optimizers work on float and double, not on {typeof(T)}.");
        }
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        return parameterCount;
    }

    /// <summary>Requires a finite number that is not negative, and returns it.</summary>
    internal static T RequireNonnegative<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value) || value < T.Zero)
        {
            FormattableString message = $"{name} must be finite and not negative, but is {value}.";
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant(message));
        }
        return value;
    }

    /// <summary>Requires a decay rate, 0 ≤ value &lt; 1, and returns it.</summary>
    internal static T RequireDecayRate<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(value >= T.Zero && value < T.One))
        {
            FormattableString message = $"{name} must be at least 0 and less than 1, but is {value}.";
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant(message));
        }
        return value;
    }

    /// <summary>Requires parameters and gradient of the optimizer's size that do not overlap.</summary>
    internal static void RequireStep<T>(int parameterCount, ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient)
    {
        if (parameters.Length != parameterCount)
        {
            ThrowLength(nameof(parameters), parameters.Length, parameterCount);
        }
        if (gradient.Length != parameterCount)
        {
            ThrowLength(nameof(gradient), gradient.Length, parameterCount);
        }
        if (parameters.Overlaps(gradient))
        {
            throw new ArgumentException("parameters and gradient must not overlap.", nameof(gradient));
        }
    }

    private static void ThrowLength(string name, int length, int parameterCount)
    {
        FormattableString message = $"{name} has length {length}, but the optimizer was made for {parameterCount} parameters.";
        throw new ArgumentException(FormattableString.Invariant(message), name);
    }
}
