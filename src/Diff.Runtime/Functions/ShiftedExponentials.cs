using System;
using System.Numerics;

namespace Diff;

/// <summary>Sums of exponentials relative to the largest, which neither overflow nor vanish altogether.</summary>
internal static class ShiftedExponentials
{
    /// <summary>The index of the first largest element, or of the first NaN where there is one; −1 for an empty span.</summary>
    internal static int IndexOfMaximum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
        {
            return -1;
        }
        int index = 0;
        T maximum = x[0];
        for (int i = 1; i < x.Length && !T.IsNaN(maximum); i++)
        {
            // Not "greater", so that NaN enters.
            if (!(x[i] <= maximum))
            {
                index = i;
                maximum = x[i];
            }
        }
        return index;
    }

    /// <summary>
    /// Σ exp(xᵢ − x_max) without the term of the maximum itself, which is 1. Leaving it out keeps the logarithm of the whole
    /// sum accurate where the others are tiny.
    /// </summary>
    /// <param name="x">Elements of which the largest is finite.</param>
    /// <param name="indexOfMaximum">The index of the largest.</param>
    internal static double SumOfOthers<T>(ReadOnlySpan<T> x, int indexOfMaximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T maximum = x[indexOfMaximum];
        return Sum(x[..indexOfMaximum], maximum) + Sum(x[(indexOfMaximum + 1)..], maximum);
    }

    private static double Sum<T>(ReadOnlySpan<T> x, T maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T element in x)
        {
            sum += double.CreateTruncating(T.Exp(element - maximum));
        }
        return sum;
    }
}
