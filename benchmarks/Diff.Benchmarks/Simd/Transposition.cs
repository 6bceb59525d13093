using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.Benchmarks.Simd;

/// <summary>Eight vectors of eight numbers as rows of a matrix, and its columns.</summary>
internal static class Transposition
{
    /// <summary>Makes rows of columns, or columns of rows.</summary>
    /// <param name="rows">At least eight vectors.</param>
    /// <param name="columns">Receives eight vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ReadOnlySpan<Vector512<double>> rows, Span<Vector512<double>> columns)
    {
        rows = rows[..8];
        columns = columns[..8];
        (columns[0], columns[2], columns[4], columns[6]) = Half(
            Avx512F.UnpackLow(rows[0], rows[1]), Avx512F.UnpackLow(rows[2], rows[3]),
            Avx512F.UnpackLow(rows[4], rows[5]), Avx512F.UnpackLow(rows[6], rows[7]));
        (columns[1], columns[3], columns[5], columns[7]) = Half(
            Avx512F.UnpackHigh(rows[0], rows[1]), Avx512F.UnpackHigh(rows[2], rows[3]),
            Avx512F.UnpackHigh(rows[4], rows[5]), Avx512F.UnpackHigh(rows[6], rows[7]));
    }

    /// <summary>Of vectors that hold every other number of two rows each: columns 0, 2, 4, 6 of these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> C0, Vector512<double> C2, Vector512<double> C4, Vector512<double> C6) Half(
        Vector512<double> rows01, Vector512<double> rows23, Vector512<double> rows45, Vector512<double> rows67)
    {
        const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;
        Vector512<double> upper04 = Avx512F.Shuffle4x128(rows01, rows23, Even), upper26 = Avx512F.Shuffle4x128(rows01, rows23, Odd);
        Vector512<double> lower04 = Avx512F.Shuffle4x128(rows45, rows67, Even), lower26 = Avx512F.Shuffle4x128(rows45, rows67, Odd);
        return (
            Avx512F.Shuffle4x128(upper04, lower04, Even), Avx512F.Shuffle4x128(upper26, lower26, Even),
            Avx512F.Shuffle4x128(upper04, lower04, Odd), Avx512F.Shuffle4x128(upper26, lower26, Odd));
    }
}
