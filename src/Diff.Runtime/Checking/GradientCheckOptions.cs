using System;

namespace Diff;

/// <summary>
/// How close a gradient and its differences must be: |a − n| ≤ Tolerance·max(|a|, |n|, RelativeFloor·largest) up to the
/// rounding of the differences themselves, where <c>largest</c> is the largest entry of either in magnitude.
/// </summary>
public sealed class GradientCheckOptions
{
    private readonly double? _tolerance;
    private readonly double _relativeFloor = 1e-3;

    /// <summary>The relative tolerance; null, the default, for 10⁻⁶ in double and 2·10⁻³ in float.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public double? Tolerance
    {
        get => _tolerance;
        init => _tolerance = value is null ? null : RequireNonnegative(value.Value, nameof(Tolerance));
    }

    /// <summary>
    /// The share of the gradient's largest entry below which an entry is compared as if it were that large; 10⁻³ by default.
    /// Small entries beside large ones are known to fewer digits.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public double RelativeFloor
    {
        get => _relativeFloor;
        init => _relativeFloor = RequireNonnegative(value, nameof(RelativeFloor));
    }

    private static double RequireNonnegative(double value, string name)
    {
        if (!(value >= 0))
        {
            FormattableString message = $"{name} must not be negative, but is {value}.";
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant(message));
        }
        return value;
    }
}
