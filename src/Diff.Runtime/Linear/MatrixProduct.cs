using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using Diff.Linear;

namespace Diff.CompilerServices;

/// <summary>
/// Products of matrices anywhere in memory: what generated code calls for loop nests that are such products, with vectors as matrices
/// of one row or column. Transposed matrices are those whose distances are exchanged.
/// </summary>
/// <remarks>
/// Fast where neighbours in a row or in a column of each matrix are neighbours in memory; right for any distances. Infinities and NaN
/// go where they go in plain loops. Sums may be formed in another order than in plain loops, and products are fused with additions where
/// the hardware does that. Equal sizes and distances give equal bits on equal hardware, wherever the memory is. Nothing is allocated
/// in steady state.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class MatrixProduct
{
    /// <summary>Adds a product to what is there: C += A·B.</summary>
    /// <param name="destination">The rows × columns elements C, from index 0; what lies between them is left as it is.</param>
    /// <param name="destinationRow">How far apart rows of C are, in elements.</param>
    /// <param name="destinationColumn">How far apart columns of C are.</param>
    /// <param name="left">The rows × inner elements A.</param>
    /// <param name="leftRow">How far apart rows of A are; may be 0, as may the others of A and B.</param>
    /// <param name="leftInner">How far apart columns of A are.</param>
    /// <param name="right">The inner × columns elements B.</param>
    /// <param name="rightInner">How far apart rows of B are.</param>
    /// <param name="rightColumn">How far apart columns of B are.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <exception cref="ArgumentException">
    /// <c>Fits</c> is false for the same arguments; nothing is written.
    /// </exception>
    public static void Add(
        Span<double> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<double> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<double> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Add);

    /// <summary>Computes a product and overwrites what was there: C = A·B.</summary>
    /// <remarks>Writes zeros where inner is 0.</remarks>
    /// <inheritdoc cref="Add(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)" path="/param|/exception"/>
    public static void Set(
        Span<double> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<double> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<double> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Set);

    /// <summary>Subtracts a product from what is there: C −= A·B.</summary>
    /// <inheritdoc cref="Add(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)" path="/param|/exception"/>
    public static void Subtract(
        Span<double> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<double> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<double> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Subtract);

    /// <inheritdoc cref="Add(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void Add(
        Span<float> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<float> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<float> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Add);

    /// <inheritdoc cref="Set(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void Set(
        Span<float> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<float> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<float> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Set);

    /// <inheritdoc cref="Subtract(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void Subtract(
        Span<float> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<float> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<float> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        Compute(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
            rows, inner, columns, Operation.Subtract);

    /// <summary>
    /// Whether a product can be computed: all elements lie within their spans, those of the destination are apart from each other and from
    /// A and B.
    /// </summary>
    /// <returns>
    /// False, too, where a distance or size is negative, where rows and columns of a destination interleave so that two elements might be
    /// at one place, and where A or B has elements between those of the destination.
    /// </returns>
    /// <param name="destination">The rows × columns elements C, the first at index 0; what lies between them is left as it is.</param>
    /// <param name="destinationRow">How far apart rows of C are, in elements.</param>
    /// <param name="destinationColumn">How far apart columns of C are.</param>
    /// <param name="left">The rows × inner elements A.</param>
    /// <param name="leftRow">How far apart rows of A are; may be 0, as may the others of A and B.</param>
    /// <param name="leftInner">How far apart columns of A are.</param>
    /// <param name="right">The inner × columns elements B.</param>
    /// <param name="rightInner">How far apart rows of B are.</param>
    /// <param name="rightColumn">How far apart columns of B are.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static bool Fits(
        ReadOnlySpan<double> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<double> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<double> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        IsComputable(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns);

    /// <inheritdoc cref="Fits(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int,
    /// int)"/>
    public static bool Fits(
        ReadOnlySpan<float> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<float> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<float> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns) =>
        IsComputable(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns);

    private enum Operation
    {
        Add,
        Set,
        Subtract,
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsComputable<T>(
        ReadOnlySpan<T> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<T> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<T> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns)
        where T : unmanaged
    {
        long extent = MatrixPlaces.Extent(destinationRow, destinationColumn, rows, columns);
        long leftExtent = MatrixPlaces.Extent(leftRow, leftInner, rows, inner);
        long rightExtent = MatrixPlaces.Extent(rightInner, rightColumn, inner, columns);
        return extent <= destination.Length
            && leftExtent <= left.Length
            && rightExtent <= right.Length
            && MatrixPlaces.AreDistinct(destinationRow, destinationColumn, rows, columns)
            && MatrixPlaces.AreApart(destination, extent, left, leftExtent)
            && MatrixPlaces.AreApart(destination, extent, right, rightExtent);
    }

    private static unsafe void Compute<T>(
        Span<T> destination,
        int destinationRow,
        int destinationColumn,
        ReadOnlySpan<T> left,
        int leftRow,
        int leftInner,
        ReadOnlySpan<T> right,
        int rightInner,
        int rightColumn,
        int rows,
        int inner,
        int columns,
        Operation operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!IsComputable<T>(
                destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn,
                rows, inner, columns))
        {
            ThrowPlaces();
        }

        fixed (T* c = destination, a = left, b = right)
        {
            Strided<T> target = new(c, destinationRow, destinationColumn);
            Strided<T> first = new(a, leftRow, leftInner), second = new(b, rightInner, rightColumn);
            if (operation == Operation.Subtract)
            {
                Products.Subtract(target, first, second, rows, inner, columns);
            }
            else
            {
                Products.Multiply(target, first, second, rows, inner, columns, operation == Operation.Add);
            }
        }
    }

    private static void ThrowPlaces() =>
        throw new ArgumentException(
            "An element of a matrix is outside its memory, or the destination shares memory with a factor or with itself.");
}
