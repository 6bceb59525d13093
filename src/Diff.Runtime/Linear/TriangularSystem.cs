using System;
using System.Numerics;

namespace Diff.Linear;

/// <summary>
/// Triangular systems by substitution, block by block: what is known already is taken from a block of rows by a product of matrices, and
/// the block itself is solved row by row. The triangle lies anywhere in memory, so that a transposed one needs no copy; what is outside of
/// it is not read. The solution takes the place of the right-hand sides, whose rows are contiguous.
/// </summary>
internal static unsafe class TriangularSystem
{
    /// <summary>Rows in a block: few, since their own triangle is not left to the kernels for products.</summary>
    private const int Block = 32;

    /// <summary>From the top down.</summary>
    /// <param name="triangle">The lower triangle.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="hasUnitDiagonal">Whether the diagonal is 1 and not read.</param>
    /// <param name="right">The right-hand sides; overwritten.</param>
    /// <param name="row">From a row of them to the next.</param>
    /// <param name="columns">How many there are.</param>
    public static void SolveLower<T>(Strided<T> triangle, int size, bool hasUnitDiagonal, T* right, nint row, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> known = new(right, row, 1);
        for (int start = 0; start < size; start += Block)
        {
            int end = Math.Min(start + Block, size);
            Products.Subtract(known.From(start, 0), triangle.From(start, 0), known, end - start, start, columns);
            for (int i = start; i < end; i++)
            {
                SolveRow(triangle, i, start, i, hasUnitDiagonal, right, row, columns);
            }
        }
    }

    /// <summary>The inverse of a lower triangle: the same, with right-hand sides that are a lower triangle, too.</summary>
    /// <param name="triangle">The lower triangle.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="right">The identity, size × size; overwritten by the inverse.</param>
    public static void InvertLower<T>(Strided<T> triangle, int size, T* right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> known = new(right, size, 1);
        for (int start = 0; start < size; start += Block)
        {
            int end = Math.Min(start + Block, size);
            Products.Subtract(known.From(start, 0), triangle.From(start, 0), known, end - start, start, start);
            for (int i = start; i < end; i++)
            {
                SolveRow(triangle, i, start, i, hasUnitDiagonal: false, right, size, i + 1);
            }
        }
    }

    /// <summary>From the bottom up.</summary>
    /// <param name="triangle">The upper triangle.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="hasUnitDiagonal">Whether the diagonal is 1 and not read.</param>
    /// <param name="right">The right-hand sides; overwritten.</param>
    /// <param name="row">From a row of them to the next.</param>
    /// <param name="columns">How many there are.</param>
    public static void SolveUpper<T>(Strided<T> triangle, int size, bool hasUnitDiagonal, T* right, nint row, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> known = new(right, row, 1);
        for (int end = size; end > 0;)
        {
            int start = Math.Max(end - Block, 0);
            Products.Subtract(
                known.From(start, 0), triangle.From(start, end), known.From(end, 0), end - start, size - end, columns);
            for (int i = end - 1; i >= start; i--)
            {
                SolveRow(triangle, i, i + 1, end, hasUnitDiagonal, right, row, columns);
            }

            end = start;
        }
    }

    /// <summary>One row: less what the rows between two indices contribute, through the diagonal.</summary>
    private static void SolveRow<T>(
        in Strided<T> triangle, int i, int first, int last, bool hasUnitDiagonal, T* right, nint row, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* own = right + (i * row);
        T* coefficient = triangle.At(i, first);
        if (columns == 1)
        {
            T rest = *own;
            for (int j = first; j < last; j++, coefficient += triangle.Column)
            {
                rest -= *coefficient * right[j * row];
            }

            *own = hasUnitDiagonal ? rest : rest / *triangle.At(i, i);
            return;
        }

        for (int j = first; j < last; j++, coefficient += triangle.Column)
        {
            Rows.Subtract(*coefficient, right + (j * row), own, columns);
        }

        if (!hasUnitDiagonal)
        {
            Rows.Divide(own, *triangle.At(i, i), columns);
        }
    }
}
