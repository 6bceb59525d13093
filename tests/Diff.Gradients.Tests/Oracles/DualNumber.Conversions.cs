using System;
using System.Numerics;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>What is constant in a type of numbers, and how numbers of other types become dual ones and the other way round.</summary>
public readonly partial struct Dual
{
    static Dual IAdditiveIdentity<Dual, Dual>.AdditiveIdentity => 0;

    static Dual IMultiplicativeIdentity<Dual, Dual>.MultiplicativeIdentity => 1;

    static Dual IFloatingPointConstants<Dual>.E => Math.E;

    static Dual IFloatingPointConstants<Dual>.Pi => Math.PI;

    static Dual IFloatingPointConstants<Dual>.Tau => Math.Tau;

    static Dual IFloatingPointIeee754<Dual>.Epsilon => double.Epsilon;

    static Dual IFloatingPointIeee754<Dual>.NaN => double.NaN;

    static Dual IFloatingPointIeee754<Dual>.NegativeInfinity => double.NegativeInfinity;

    static Dual IFloatingPointIeee754<Dual>.NegativeZero => -0.0;

    static Dual IFloatingPointIeee754<Dual>.PositiveInfinity => double.PositiveInfinity;

    static Dual INumberBase<Dual>.One => 1;

    static Dual INumberBase<Dual>.Zero => 0;

    static Dual ISignedNumber<Dual>.NegativeOne => -1;

    static bool INumberBase<Dual>.IsNegative(Dual x) => Decisions.Note(double.IsNegative(x.Value));

    static bool INumberBase<Dual>.IsPositive(Dual x) => Decisions.Note(double.IsPositive(x.Value));

    static bool INumberBase<Dual>.IsZero(Dual x) => Decisions.Note(x.Value == 0);

    static bool INumberBase<Dual>.IsPositiveInfinity(Dual x) => Decisions.Note(double.IsPositiveInfinity(x.Value));

    static bool INumberBase<Dual>.IsNegativeInfinity(Dual x) => Decisions.Note(double.IsNegativeInfinity(x.Value));

    static bool INumberBase<Dual>.IsInteger(Dual x) => Decisions.Note(double.IsInteger(x.Value));

    static bool INumberBase<Dual>.IsRealNumber(Dual x) => Decisions.Note(!double.IsNaN(x.Value));

    static Dual IFloatingPoint<Dual>.Round(Dual x, int digits, MidpointRounding mode) => Decisions.Note(Math.Round(x.Value, digits, mode));

    static bool INumberBase<Dual>.TryConvertFromChecked<TOther>(TOther value, out Dual result) => TryConvertFrom(value, out result);

    static bool INumberBase<Dual>.TryConvertToChecked<TOther>(Dual value, out TOther result) => TryConvertTo(value, out result);

    static bool INumberBase<Dual>.TryConvertFromSaturating<TOther>(TOther value, out Dual result) => TryConvertFrom(value, out result);

    static bool INumberBase<Dual>.TryConvertToSaturating<TOther>(Dual value, out TOther result) => TryConvertTo(value, out result);

    static bool INumberBase<Dual>.TryConvertFromTruncating<TOther>(TOther value, out Dual result) => TryConvertFrom(value, out result);

    static bool INumberBase<Dual>.TryConvertToTruncating<TOther>(Dual value, out TOther result) => TryConvertTo(value, out result);

    private static bool TryConvertFrom<TOther>(TOther value, out Dual result)
    {
        result = value switch
        {
            int number => number,
            long number => number,
            float number => number,
            double number => number,
            _ => throw new NotSupportedException(typeof(TOther).Name),
        };
        return true;
    }

    private static bool TryConvertTo<TOther>(Dual value, out TOther result)
    {
        object converted = typeof(TOther) == typeof(int)
            ? (int)value
            : typeof(TOther) == typeof(long) ? (long)value : throw new NotSupportedException(typeof(TOther).Name);
        result = (TOther)converted;
        return true;
    }
}
