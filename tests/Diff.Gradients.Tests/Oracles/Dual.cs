using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// A value and its derivative by one seeded input: forward mode, exact up to rounding. Stands in for <c>double</c> and
/// <c>float</c> when the corpus is compiled a second time, so the oracle shares no code with what it judges.
/// </summary>
public readonly partial struct Dual : IEquatable<Dual>, IComparable<Dual>
{
    public const double NaN = double.NaN;
    public const double PositiveInfinity = double.PositiveInfinity;
    public const double NegativeInfinity = double.NegativeInfinity;
    public const double MaxValue = double.MaxValue;
    public const double MinValue = double.MinValue;
    public const double Epsilon = double.Epsilon;

    public Dual(double value, double derivative)
    {
        Value = Rounding.Blur(value);
        Derivative = derivative;
    }

    public double Value { get; }

    public double Derivative { get; }

    /// <summary>f(x) with f'(x) given; an infinite partial times a zero derivative is zero, as the contract has it.</summary>
    public static Dual Chain(double value, double partial, Dual x) => new(value, Product(partial, x.Derivative));

    /// <summary>f(x, y) with both partials given.</summary>
    public static Dual Chain(double value, double partialX, Dual x, double partialY, Dual y) =>
        new(value, Product(partialX, x.Derivative) + Product(partialY, y.Derivative));

    public static implicit operator Dual(double value) => new(value, 0);

    public static explicit operator int(Dual x) => (int)Decisions.Note(Math.Truncate(x.Value));

    public static explicit operator uint(Dual x) => (uint)Decisions.Note(Math.Truncate(x.Value));

    public static explicit operator long(Dual x) => (long)Decisions.Note(Math.Truncate(x.Value));

    public static explicit operator byte(Dual x) => (byte)Decisions.Note(Math.Truncate(x.Value));

    public static explicit operator short(Dual x) => (short)Decisions.Note(Math.Truncate(x.Value));

    public static Dual operator +(Dual x) => x;

    public static Dual operator -(Dual x) => new(-x.Value, -x.Derivative);

    public static Dual operator ++(Dual x) => new(x.Value + 1, x.Derivative);

    public static Dual operator --(Dual x) => new(x.Value - 1, x.Derivative);

    public static Dual operator +(Dual x, Dual y) => new(x.Value + y.Value, x.Derivative + y.Derivative);

    public static Dual operator -(Dual x, Dual y) => new(x.Value - y.Value, x.Derivative - y.Derivative);

    public static Dual operator *(Dual x, Dual y) => Chain(x.Value * y.Value, y.Value, x, x.Value, y);

    public static Dual operator /(Dual x, Dual y) =>
        Chain(x.Value / y.Value, 1 / y.Value, x, -x.Value / (y.Value * y.Value), y);

    public static Dual operator %(Dual x, Dual y) =>
        Chain(x.Value % y.Value, 1, x, -Decisions.Note(Math.Truncate(x.Value / y.Value)), y);

    public static bool operator ==(Dual x, Dual y) => Decisions.Note(x.Value == y.Value);

    public static bool operator !=(Dual x, Dual y) => Decisions.Note(x.Value != y.Value);

    public static bool operator <(Dual x, Dual y) => Decisions.Note(x.Value < y.Value);

    public static bool operator >(Dual x, Dual y) => Decisions.Note(x.Value > y.Value);

    public static bool operator <=(Dual x, Dual y) => Decisions.Note(x.Value <= y.Value);

    public static bool operator >=(Dual x, Dual y) => Decisions.Note(x.Value >= y.Value);

    public static bool IsNaN(Dual x) => Decisions.Note(double.IsNaN(x.Value));

    public static bool IsInteger(Dual x) => Decisions.Note(double.IsInteger(x.Value));

    public static bool IsFinite(Dual x) => Decisions.Note(double.IsFinite(x.Value));

    public static bool IsInfinity(Dual x) => Decisions.Note(double.IsInfinity(x.Value));

    public bool Equals(Dual other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is Dual other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(Dual other) => Value.CompareTo(other.Value);

    private static double Product(double partial, double derivative) => derivative == 0 ? 0 : partial * derivative;
}
