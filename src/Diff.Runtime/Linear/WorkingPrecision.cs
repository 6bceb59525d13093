using System.Numerics;

namespace Diff.Linear;

/// <summary>When a pivot is no number to divide by.</summary>
internal static class WorkingPrecision
{
    /// <summary>So many units in the last place of what a pivot is the difference of may be rounding.</summary>
    private const double Units = 8;

    /// <summary>Whether a pivot is finite and more than what rounding leaves of a zero.</summary>
    /// <param name="pivot">The absolute value.</param>
    /// <param name="magnitude">The sum of the absolute values that it was computed from.</param>
    public static bool IsSafe<T>(T pivot, T magnitude)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.IsFinite(pivot) && pivot > Epsilon<T>() * magnitude;

    private static T Epsilon<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(Units) * (T.BitIncrement(T.One) - T.One);
}
