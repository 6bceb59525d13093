using System;
using System.Globalization;

namespace Diff.Compiler.Facts;

/// <summary>Numbers from one to another, as the mathematics has it: rounding, overflow and underflow are not in it.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="IsLowOpen">Whether the lower end is not in it.</param>
/// <param name="IsHighOpen">Whether the upper end is not in it.</param>
internal readonly record struct Interval(double Low, double High, bool IsLowOpen = false, bool IsHighOpen = false)
{
    /// <summary>All numbers.</summary>
    public static readonly Interval All = new(double.NegativeInfinity, double.PositiveInfinity, true, true);

    /// <summary>0 and all above.</summary>
    public static readonly Interval NonNegative = new(0, double.PositiveInfinity, false, true);

    /// <summary>All above 0.</summary>
    public static readonly Interval Positive = new(0, double.PositiveInfinity, true, true);

    /// <summary>Whether all are above 0.</summary>
    public bool IsPositive => Low > 0 || (Low == 0 && IsLowOpen);

    /// <summary>Whether all are 0 or above.</summary>
    public bool IsNonNegative => Low >= 0;

    /// <summary>Whether all are 0 or below.</summary>
    public bool IsNonPositive => High <= 0;

    /// <summary>Whether 0 is the lowest of them.</summary>
    public bool StartsAtZero => Low == 0 && !IsLowOpen;

    /// <summary>Whether a number is in it.</summary>
    public bool Contains(double value) => (Low < value || (Low == value && !IsLowOpen)) && (value < High || (value == High && !IsHighOpen));

    /// <summary>One number.</summary>
    public static Interval Of(double value) => double.IsNaN(value) ? All : new(value, value);

    /// <summary>Everything between two.</summary>
    public Interval Hull(Interval other) => new(
        Math.Min(Low, other.Low), Math.Max(High, other.High),
        Low < other.Low ? IsLowOpen : other.Low < Low ? other.IsLowOpen : IsLowOpen && other.IsLowOpen,
        High > other.High ? IsHighOpen : other.High > High ? other.IsHighOpen : IsHighOpen && other.IsHighOpen);

    /// <summary>What is in both; where nothing is, the first is kept: then the code is not reached.</summary>
    public Interval Meet(Interval other)
    {
        Interval meet = new(
            Math.Max(Low, other.Low), Math.Min(High, other.High),
            Low > other.Low ? IsLowOpen : other.Low > Low ? other.IsLowOpen : IsLowOpen || other.IsLowOpen,
            High < other.High ? IsHighOpen : other.High < High ? other.IsHighOpen : IsHighOpen || other.IsHighOpen);
        return meet.Low > meet.High ? this : meet;
    }

    public static Interval operator +(Interval a, Interval b) =>
        new(Sum(a.Low, b.Low, double.NegativeInfinity), Sum(a.High, b.High, double.PositiveInfinity), a.IsLowOpen || b.IsLowOpen, a.IsHighOpen || b.IsHighOpen);

    public static Interval operator -(Interval a) => new(-a.High, -a.Low, a.IsHighOpen, a.IsLowOpen);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        double[] corners = [Times(a.Low, b.Low), Times(a.Low, b.High), Times(a.High, b.Low), Times(a.High, b.High)];
        double low = Math.Min(Math.Min(corners[0], corners[1]), Math.Min(corners[2], corners[3]));
        double high = Math.Max(Math.Max(corners[0], corners[1]), Math.Max(corners[2], corners[3]));

        // Zero is left out only where neither factor can be zero.
        bool isNotZero = (a.IsPositive || (-a).IsPositive) && (b.IsPositive || (-b).IsPositive);
        return new(low, high, double.IsInfinity(low) || (low == 0 && isNotZero), double.IsInfinity(high) || (high == 0 && isNotZero));
    }

    public static Interval operator /(Interval a, Interval b)
    {
        if (b.IsPositive || (b.StartsAtZero && a.IsNonNegative))
        {
            Interval inverse = new(
                double.IsInfinity(b.High) ? 0 : 1 / b.High, b.Low == 0 ? double.PositiveInfinity : 1 / b.Low, double.IsInfinity(b.High), b.Low == 0);
            return a * inverse;
        }

        return (-b).IsPositive ? -(a / -b) : All;
    }

    /// <summary>The magnitudes.</summary>
    public Interval Abs() => Low >= 0 ? this
        : High <= 0 ? -this
        : new(0, Math.Max(-Low, High), false, -Low > High ? IsLowOpen : High > -Low ? IsHighOpen : IsLowOpen && IsHighOpen);

    /// <summary>The values of a function that only rises.</summary>
    public Interval Rising(Func<double, double> function)
    {
        double low = function(Low);
        double high = function(High);
        return double.IsNaN(low) || double.IsNaN(high) ? All : new(low, high, IsLowOpen, IsHighOpen);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}{1}, {2}{3}", IsLowOpen ? "(" : "[", Low, High, IsHighOpen ? ")" : "]");

    private static double Sum(double a, double b, double unknown) => double.IsNaN(a + b) ? unknown : a + b;

    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}
