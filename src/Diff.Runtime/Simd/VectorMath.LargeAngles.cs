using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>Sine, cosine and tangent of arguments so large that π/2 to three times the precision is not enough.</content>
public static partial class VectorMath
{
    /// <summary>The binary digits of 2/π after the point, 64 at a time.</summary>
    private static ReadOnlySpan<ulong> DigitsOfTwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double SinOfLarge(double x)
    {
        Vector128<double> sine = SinCosOfLarge(x, out Vector128<double> cosine, out Vector128<long> quadrant);
        double result = OfQuadrant(sine, cosine, quadrant).ToScalar();
        return x < 0 ? -result : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double CosOfLarge(double x)
    {
        Vector128<double> sine = SinCosOfLarge(x, out Vector128<double> cosine, out Vector128<long> quadrant);
        return OfQuadrant(sine, cosine, quadrant + Vector128<long>.One).ToScalar();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double TanOfLarge(double x)
    {
        double r = ReduceLarge(Math.Abs(x), out double low, out int n);
        double result = TanOfReduced(Vector128.Create(r), Vector128.Create(low), Vector128.Create((long)n)).ToScalar();
        return x < 0 ? -result : result;
    }

    private static Vector128<double> SinCosOfLarge(double x, out Vector128<double> cosine, out Vector128<long> quadrant)
    {
        double r = ReduceLarge(Math.Abs(x), out double low, out int n);
        quadrant = Vector128.Create((long)n);
        cosine = CosOfReduced(Vector128.Create(r), Vector128.Create(low), out _);
        return SinOfReduced(Vector128.Create(r), Vector128.Create(low), out _);
    }

    /// <summary>magnitude − n·π/2 as result + low, for any magnitude from 1 on; n modulo 4.</summary>
    /// <remarks>
    /// Only those digits of 2/π are multiplied that tell the quotient modulo 4 and 190 bits of its fraction. Source: M. Payne and
    /// R. Hanek, Radian Reduction for Trigonometric Functions, ACM SIGNUM Newsletter 18 (1983).
    /// </remarks>
    private static double ReduceLarge(double magnitude, out double low, out int n)
    {
        if (!double.IsFinite(magnitude))
        {
            n = 0;
            return low = double.NaN;
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(magnitude);
        int exponent = (int)(bits >> 52) - 1075;
        ulong mantissa = (bits & 0x000FFFFFFFFFFFFF) | 0x0010000000000000;

        // The 192 digits from the one that contributes 2·mantissa on; those before contribute multiples of 4. Two digits of the
        // product come before the point and 190 after it.
        int start = exponent - 2;
        UInt128 lower = (UInt128)mantissa * Digits(start + 128);
        UInt128 middle = (UInt128)mantissa * Digits(start + 64) + (ulong)(lower >> 64);
        ulong top = unchecked(mantissa * Digits(start) + (ulong)(middle >> 64));
        UInt128 fraction = new(top, (ulong)middle);
        ulong rest = (ulong)lower;

        n = (int)(ulong)(fraction >> 126);
        fraction = (fraction << 2) | (rest >> 62);
        rest <<= 2;
        bool negative = (Int128)fraction < 0;
        if (negative)
        {
            // To the nearest multiple: the complement of the fraction to 1, less one unit of 2⁻¹⁹².
            n = (n + 1) & 3;
            fraction = ~fraction;
            rest = ~rest;
        }

        int zeros = (int)UInt128.LeadingZeroCount(fraction);
        fraction = (fraction << zeros) | ((UInt128)rest >> (64 - Math.Min(zeros, 64)));
        double high = (ulong)(fraction >> 64) & 0xFFFFFFFFFFFFF800;
        double next = (ulong)((fraction << 53) >> 64);
        high = Math.ScaleB(high, -64 - zeros);
        next = Math.ScaleB(next, -117 - zeros);

        double product = high * OfDouble.HalfPiHigh;
        double error = Math.FusedMultiplyAdd(high, OfDouble.HalfPiHigh, -product);
        error += high * OfDouble.HalfPiMiddle + next * OfDouble.HalfPiHigh;
        double result = product + error;
        low = (product - result) + error;
        low = negative ? -low : low;
        return negative ? -result : result;
    }

    /// <summary>64 binary digits of 2/π from a position on; before the point, down to −63, they are 0.</summary>
    private static ulong Digits(int position)
    {
        if (position < 0)
            return DigitsOfTwoOverPi[0] >> -position;
        int index = position >> 6;
        int shift = position & 63;
        ulong first = DigitsOfTwoOverPi[index] << shift;
        return shift == 0 ? first : first | (DigitsOfTwoOverPi[index + 1] >> (64 - shift));
    }
}
