using System;
using System.Runtime.CompilerServices;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>Which memory a product touches.</summary>
internal static class MatrixPlaces
{
    /// <summary>Whether a matrix has no two elements at one place: its rows follow one another, or its columns do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreDistinct(int row, int column, int rows, int columns) =>
        rows <= 1
            ? rows == 0 || columns <= 1 || column > 0
            : columns <= 1
                ? columns == 0 || row > 0
                : column > 0 && row > 0 && (row > (columns - 1L) * column || column > (rows - 1L) * row);

    /// <summary>Whether two matrices that are inside their spans share no memory, counting what lies between their elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreApart<T>(ReadOnlySpan<T> first, long extent, ReadOnlySpan<T> second, long otherExtent) =>
        extent == 0 || otherExtent == 0 || MemoryParts.AreApart(first, 0, extent - 1, second, 0, otherExtent - 1);

    /// <summary>From the first element to behind the last; <see cref="long.MaxValue"/> where a size or distance is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Extent(int row, int column, int rows, int columns) =>
        (row | column | rows | columns) < 0 ? long.MaxValue
        : rows == 0 || columns == 0 ? 0
        : ((rows - 1L) * row) + ((columns - 1L) * column) + 1;
}
