using System;
using System.Globalization;
using System.Numerics;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>What the interfaces of numbers ask for beside, which no program of the tests uses: text, bits, kinds of numbers.</summary>
public readonly partial struct Dual
{
    int IComparable.CompareTo(object? other) => CompareTo((Dual)other!);

    string IFormattable.ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int count, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out count, format, provider);

    static Dual IExponentialFunctions<Dual>.Exp10(Dual x) => throw new NotSupportedException();

    static Dual IExponentialFunctions<Dual>.Exp2(Dual x) => throw new NotSupportedException();

    int IFloatingPoint<Dual>.GetExponentByteCount() => throw new NotSupportedException();

    int IFloatingPoint<Dual>.GetExponentShortestBitLength() => throw new NotSupportedException();

    int IFloatingPoint<Dual>.GetSignificandBitLength() => throw new NotSupportedException();

    int IFloatingPoint<Dual>.GetSignificandByteCount() => throw new NotSupportedException();

    bool IFloatingPoint<Dual>.TryWriteExponentBigEndian(Span<byte> x, out int y) => throw new NotSupportedException();

    bool IFloatingPoint<Dual>.TryWriteExponentLittleEndian(Span<byte> x, out int y) => throw new NotSupportedException();

    bool IFloatingPoint<Dual>.TryWriteSignificandBigEndian(Span<byte> x, out int y) => throw new NotSupportedException();

    bool IFloatingPoint<Dual>.TryWriteSignificandLittleEndian(Span<byte> x, out int y) => throw new NotSupportedException();

    static Dual IFloatingPointIeee754<Dual>.Atan2Pi(Dual x, Dual y) => throw new NotSupportedException();

    static Dual IFloatingPointIeee754<Dual>.BitDecrement(Dual x) => throw new NotSupportedException();

    static Dual IFloatingPointIeee754<Dual>.BitIncrement(Dual x) => throw new NotSupportedException();

    static int IFloatingPointIeee754<Dual>.ILogB(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsCanonical(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsComplexNumber(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsEvenInteger(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsImaginaryNumber(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsNormal(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsOddInteger(Dual x) => throw new NotSupportedException();

    static bool INumberBase<Dual>.IsSubnormal(Dual x) => throw new NotSupportedException();

    static Dual INumberBase<Dual>.MaxMagnitudeNumber(Dual x, Dual y) => throw new NotSupportedException();

    static Dual INumberBase<Dual>.MinMagnitudeNumber(Dual x, Dual y) => throw new NotSupportedException();

    static Dual INumberBase<Dual>.Parse(ReadOnlySpan<char> x, NumberStyles y, IFormatProvider? z) => throw new NotSupportedException();

    static Dual INumberBase<Dual>.Parse(string x, NumberStyles y, IFormatProvider? z) => throw new NotSupportedException();

    static int INumberBase<Dual>.Radix => 2;

    static bool INumberBase<Dual>.TryParse(ReadOnlySpan<char> x, NumberStyles y, IFormatProvider? z, out Dual w) => throw new NotSupportedException();

    static bool INumberBase<Dual>.TryParse(string? x, NumberStyles y, IFormatProvider? z, out Dual w) => throw new NotSupportedException();

    static Dual IParsable<Dual>.Parse(string x, IFormatProvider? y) => throw new NotSupportedException();

    static bool IParsable<Dual>.TryParse(string? x, IFormatProvider? y, out Dual z) => throw new NotSupportedException();

    static Dual IRootFunctions<Dual>.RootN(Dual x, int y) => throw new NotSupportedException();

    static Dual ISpanParsable<Dual>.Parse(ReadOnlySpan<char> x, IFormatProvider? y) => throw new NotSupportedException();

    static bool ISpanParsable<Dual>.TryParse(ReadOnlySpan<char> x, IFormatProvider? y, out Dual z) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.AcosPi(Dual x) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.AsinPi(Dual x) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.AtanPi(Dual x) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.CosPi(Dual x) => throw new NotSupportedException();

    static (Dual SinPi, Dual CosPi) ITrigonometricFunctions<Dual>.SinCosPi(Dual x) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.SinPi(Dual x) => throw new NotSupportedException();

    static Dual ITrigonometricFunctions<Dual>.TanPi(Dual x) => throw new NotSupportedException();
}
