using System;
using System.Globalization;

namespace Diff.Compiler.IR;

/// <summary>A literal: the bits of one scalar.</summary>
/// <param name="Type">The scalar type; a buffer type for the empty buffer.</param>
/// <param name="Bits">The value: the bits of a floating-point number as a double, else the integer.</param>
internal readonly record struct Constant(IrType Type, long Bits)
{
    /// <summary>The floating-point value.</summary>
    public double Real => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether this is exactly one floating-point number; −0 is not 0 here.</summary>
    public bool IsReal(double value) => Type.IsFloatingScalar && Bits == BitConverter.DoubleToInt64Bits(value);

    /// <summary>Zero, false or empty.</summary>
    public static Constant Default(IrType type) => new(type, 0);

    public static Constant Of(bool value) => new(IrType.Bool, value ? 1 : 0);

    public static Constant Of(int value) => new(IrType.Int, value);

    /// <summary>A floating-point number of a type, rounded to it.</summary>
    public static Constant Of(IrType type, double value) =>
        new(type, BitConverter.DoubleToInt64Bits(type.Kind == ScalarKind.Single ? (float)value : value));

    /// <summary>The number of a type that is closest to a small integer.</summary>
    public static Constant OfInteger(IrType type, long value) => type.IsFloating ? Of(type, value) : new Constant(type, value);

    /// <inheritdoc/>
    public override string ToString() =>
        Type.IsFloatingScalar ? Real.ToString("R", CultureInfo.InvariantCulture) : Bits.ToString(CultureInfo.InvariantCulture);
}
