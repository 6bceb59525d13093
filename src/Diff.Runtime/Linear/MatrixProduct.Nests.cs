using System;
using System.Runtime.InteropServices;
using Diff.Linear;

namespace Diff.CompilerServices;

/// <content>What generated code asks before it has a loop nest computed as a product, and products of cotangents.</content>
public static partial class MatrixProduct
{
    /// <summary>Fewer multiplications than this cost less in a loop than a call.</summary>
    private const long SmallestProduct = 512;

    private const long MostElements = 1 << 30;

    /// <summary>Whether a product is large enough for a call, and small enough to be indexed.</summary>
    /// <param name="rows">Rows of the product.</param>
    /// <param name="inner">What is summed over.</param>
    /// <param name="columns">Columns of the product.</param>
    public static bool Pays(int rows, int inner, int columns) =>
        rows > 0 && inner > 0 && columns > 0
        && (long)rows * inner <= MostElements && (long)inner * columns <= MostElements && (long)rows * columns <= MostElements
        && (double)rows * inner * columns >= SmallestProduct;

    /// <summary>Whether all elements of a matrix lie inside its memory.</summary>
    /// <param name="length">The length of the memory.</param>
    /// <param name="first">The place of the first element.</param>
    /// <param name="row">How far apart rows are.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="column">How far apart columns are.</param>
    /// <param name="columns">How many there are.</param>
    public static bool IsInside(int length, int first, int row, int rows, int column, int columns)
    {
        long extent = MatrixPlaces.Extent(row, column, rows, columns);
        return first >= 0 && extent <= length && first + extent <= length;
    }

    /// <summary>Whether no two elements of a matrix are at one place.</summary>
    /// <param name="row">How far apart rows are.</param>
    /// <param name="column">How far apart columns are.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    public static bool IsDistinct(int row, int column, int rows, int columns) => MatrixPlaces.AreDistinct(row, column, rows, columns);
}
