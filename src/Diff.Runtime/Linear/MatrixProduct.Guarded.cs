using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Diff.Linear;

namespace Diff.CompilerServices;

/// <content>
/// Products with cotangents on the left, as <see cref="Cotangent.Times(double, double)"/> has them: a zero on the left is zero whatever it is
/// multiplied by. Where all that it is multiplied by is finite, that is any product.
/// </content>
public static partial class MatrixProduct
{
    /// <summary>C += A·B, where zeros of A stay zero. The arguments are those of <c>Add</c>.</summary>
    public static void AddGuarded(
        Span<double> destination, int destinationRow, int destinationColumn, ReadOnlySpan<double> left, int leftRow, int leftInner,
        ReadOnlySpan<double> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Add);

    /// <inheritdoc cref="AddGuarded(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void AddGuarded(
        Span<float> destination, int destinationRow, int destinationColumn, ReadOnlySpan<float> left, int leftRow, int leftInner,
        ReadOnlySpan<float> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Add);

    /// <summary>C −= A·B, where zeros of A stay zero. The arguments are those of <c>Subtract</c>.</summary>
    public static void SubtractGuarded(
        Span<double> destination, int destinationRow, int destinationColumn, ReadOnlySpan<double> left, int leftRow, int leftInner,
        ReadOnlySpan<double> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Subtract);

    /// <inheritdoc cref="SubtractGuarded(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void SubtractGuarded(
        Span<float> destination, int destinationRow, int destinationColumn, ReadOnlySpan<float> left, int leftRow, int leftInner,
        ReadOnlySpan<float> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Subtract);

    /// <summary>C = A·B, where zeros of A stay zero. The arguments are those of <c>Set</c>.</summary>
    public static void SetGuarded(
        Span<double> destination, int destinationRow, int destinationColumn, ReadOnlySpan<double> left, int leftRow, int leftInner,
        ReadOnlySpan<double> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Set);

    /// <inheritdoc cref="SetGuarded(Span{double}, int, int, ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, int, int, int)"/>
    public static void SetGuarded(
        Span<float> destination, int destinationRow, int destinationColumn, ReadOnlySpan<float> left, int leftRow, int leftInner,
        ReadOnlySpan<float> right, int rightInner, int rightColumn, int rows, int inner, int columns) =>
        Guarded(
            destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, Operation.Set);

    private static void Guarded<T>(
        Span<T> destination, int destinationRow, int destinationColumn, ReadOnlySpan<T> left, int leftRow, int leftInner,
        ReadOnlySpan<T> right, int rightInner, int rightColumn, int rows, int inner, int columns, Operation operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsFinite(right, rightInner, rightColumn, inner, columns))
        {
            Compute(
                destination, destinationRow, destinationColumn, left, leftRow, leftInner, right, rightInner, rightColumn, rows, inner, columns, operation);
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < inner; k++)
                {
                    T cotangent = left[(i * leftRow) + (k * leftInner)];
                    sum += cotangent == T.Zero ? T.Zero : cotangent * right[(k * rightInner) + (j * rightColumn)];
                }

                ref T element = ref destination[(i * destinationRow) + (j * destinationColumn)];
                element = operation == Operation.Set ? sum : operation == Operation.Add ? element + sum : element - sum;
            }
        }
    }

    private static bool IsFinite<T>(ReadOnlySpan<T> matrix, int row, int column, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (column > row)
        {
            (row, column, rows, columns) = (column, row, columns, rows);
        }

        for (int i = 0; i < rows; i++)
        {
            if (column == 1 ? !AreFinite(matrix.Slice(i * row, columns)) : !AreFinite(matrix[(i * row)..], column, columns))
            {
                return false;
            }
        }

        return true;
    }

    // Zero times anything finite is zero, times anything else NaN; and NaN stays in the sum.
    private static bool AreFinite<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> sums = Vector<T>.Zero;
        ReadOnlySpan<Vector<T>> groups = MemoryMarshal.Cast<T, Vector<T>>(row);
        foreach (Vector<T> group in groups)
        {
            sums += group * Vector<T>.Zero;
        }

        return Vector.Sum(sums) == T.Zero && AreFinite(row[(groups.Length * Vector<T>.Count)..], 1, row.Length - (groups.Length * Vector<T>.Count));
    }

    private static bool AreFinite<T>(ReadOnlySpan<T> elements, int distance, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += elements[i * distance] * T.Zero;
        }

        return sum == T.Zero;
    }
}
