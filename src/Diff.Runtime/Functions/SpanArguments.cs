using System;
using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>Checks of span arguments; each throws before anything is written.</summary>
internal static class SpanArguments
{
    /// <summary>Requires a destination as long as its input, and the same memory or memory apart.</summary>
    internal static void RequireElementwise<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> destination, [CallerArgumentExpression(nameof(x))] string xName = "",
        [CallerArgumentExpression(nameof(destination))] string destinationName = "")
    {
        RequireSameLength(x, destination, xName, destinationName);
        if (x.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException($"{destinationName} overlaps {xName} without being the same span.", destinationName);
        }
    }

    internal static void RequireSameLength<T>(
        ReadOnlySpan<T> first, ReadOnlySpan<T> second, [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (first.Length != second.Length)
        {
            ThrowLengths(firstName, first.Length, secondName, second.Length);
        }
    }

    /// <summary>Requires a cotangent as long as its primal, or an empty one, which is not wanted.</summary>
    internal static void RequireCotangent<T>(
        ReadOnlySpan<T> primal, ReadOnlySpan<T> cotangent, [CallerArgumentExpression(nameof(primal))] string primalName = "",
        [CallerArgumentExpression(nameof(cotangent))] string cotangentName = "")
    {
        if (!cotangent.IsEmpty && primal.Length != cotangent.Length)
        {
            ThrowLengths(primalName, primal.Length, cotangentName, cotangent.Length);
        }
    }

    internal static void RequireLabel(int label, int classCount)
    {
        if ((uint)label >= (uint)classCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label), FormattableString.Invariant($"The label {label} is no index into {classCount} logits."));
        }
    }

    private static void ThrowLengths(string firstName, int firstLength, string secondName, int secondLength)
    {
        FormattableString message = $"{firstName} and {secondName} must have the same length, but have {firstLength} and {secondLength}.";
        throw new ArgumentException(FormattableString.Invariant(message), secondName);
    }
}
