using System;
using System.Runtime.CompilerServices;

namespace Diff.Benchmarks.Taping;

/// <summary>
/// A number whose operations are recorded on the tape last started. Sixteen bytes, no references: it travels in registers and may
/// be stack-allocated. Operations with a constant record one parent.
/// </summary>
public readonly struct TapeVariable
{
    internal TapeVariable(double value, int index)
    {
        Value = value;
        Index = index;
    }

    /// <summary>Gets the number.</summary>
    public double Value { get; }

    /// <summary>Gets the node on the tape; 0 for a constant.</summary>
    internal int Index { get; }

    /// <summary>A constant.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator TapeVariable(double value) => new(value, 0);

    /// <summary>−x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator -(TapeVariable x) => Tape.Record(-x.Value, x, -1);

    /// <summary>x + y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator +(TapeVariable x, TapeVariable y) => Tape.Record(x.Value + y.Value, x, 1, y, 1);

    /// <summary>x + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator +(TapeVariable x, double c) => Tape.Record(x.Value + c, x, 1);

    /// <summary>c + x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator +(double c, TapeVariable x) => Tape.Record(c + x.Value, x, 1);

    /// <summary>x − y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator -(TapeVariable x, TapeVariable y) => Tape.Record(x.Value - y.Value, x, 1, y, -1);

    /// <summary>x − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator -(TapeVariable x, double c) => Tape.Record(x.Value - c, x, 1);

    /// <summary>c − x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator -(double c, TapeVariable x) => Tape.Record(c - x.Value, x, -1);

    /// <summary>x · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator *(TapeVariable x, TapeVariable y) =>
        Tape.Record(x.Value * y.Value, x, y.Value, y, x.Value);

    /// <summary>x · c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator *(TapeVariable x, double c) => Tape.Record(x.Value * c, x, c);

    /// <summary>c · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator *(double c, TapeVariable x) => Tape.Record(c * x.Value, x, c);

    /// <summary>x / y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator /(TapeVariable x, TapeVariable y)
    {
        double quotient = x.Value / y.Value;
        return Tape.Record(quotient, x, 1 / y.Value, y, -quotient / y.Value);
    }

    /// <summary>x / c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator /(TapeVariable x, double c) => Tape.Record(x.Value / c, x, 1 / c);

    /// <summary>c / x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TapeVariable operator /(double c, TapeVariable x)
    {
        double quotient = c / x.Value;
        return Tape.Record(quotient, x, -quotient / x.Value);
    }

    /// <summary>Whether x is greater than y.</summary>
    public static bool operator >(TapeVariable x, TapeVariable y) => x.Value > y.Value;

    /// <summary>Whether x is less than y.</summary>
    public static bool operator <(TapeVariable x, TapeVariable y) => x.Value < y.Value;

    /// <summary>eˣ.</summary>
    public static TapeVariable Exp(TapeVariable x)
    {
        double value = Math.Exp(x.Value);
        return Tape.Record(value, x, value);
    }

    /// <summary>The natural logarithm.</summary>
    public static TapeVariable Log(TapeVariable x) => Tape.Record(Math.Log(x.Value), x, 1 / x.Value);

    /// <summary>The square root.</summary>
    public static TapeVariable Sqrt(TapeVariable x)
    {
        double value = Math.Sqrt(x.Value);
        return Tape.Record(value, x, 0.5 / value);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static TapeVariable Tanh(TapeVariable x)
    {
        double value = Math.Tanh(x.Value);
        return Tape.Record(value, x, 1 - (value * value));
    }

    /// <summary>The sine.</summary>
    public static TapeVariable Sin(TapeVariable x)
    {
        (double sin, double cos) = Math.SinCos(x.Value);
        return Tape.Record(sin, x, cos);
    }

    /// <summary>The cosine.</summary>
    public static TapeVariable Cos(TapeVariable x)
    {
        (double sin, double cos) = Math.SinCos(x.Value);
        return Tape.Record(cos, x, -sin);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static TapeVariable Sigmoid(TapeVariable x)
    {
        double value = 1 / (1 + Math.Exp(-x.Value));
        return Tape.Record(value, x, value * (1 - value));
    }

    /// <summary>log(1 + eˣ).</summary>
    public static TapeVariable Softplus(TapeVariable x) => Tape.Record(Functions.Softplus(x.Value), x, Functions.Sigmoid(x.Value));

    /// <summary>The distribution function of the standard normal distribution.</summary>
    public static TapeVariable NormalCdf(TapeVariable x) => Tape.Record(Functions.NormalCdf(x.Value), x, Functions.NormalPdf(x.Value));
}
