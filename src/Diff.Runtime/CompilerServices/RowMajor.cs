using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>
/// An array of several dimensions as the memory that it is: its elements row after row. Generated code computes where an element is,
/// so that one memory and its cotangents are enough for any number of dimensions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowMajor
{
    /// <summary>The place of an element of a view in the memory that it is a part of.</summary>
    /// <param name="start">Where the view starts.</param>
    /// <param name="index">The element.</param>
    /// <param name="length">The view's length.</param>
    /// <exception cref="IndexOutOfRangeException">The element is outside of the view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place(int start, int index, int length)
    {
        if ((uint)index >= (uint)length)
        {
            throw new IndexOutOfRangeException();
        }

        return start + index;
    }

    /// <summary>Whether a view lies inside its memory.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="memory">The length of the memory.</param>
    public static bool IsInside(int start, int length, int memory) =>
        (uint)start <= (uint)memory && (uint)length <= (uint)(memory - start);

    /// <summary>All elements of an array, in the order of its memory.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">The array; null has no elements.</param>
    public static Span<T> Elements<T>(Array? array)
        where T : unmanaged =>
        array is null ? default : MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    /// <summary>All elements of an array that a field holds, which no guard has looked at.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <exception cref="NullReferenceException">The array is null, as where it is indexed.</exception>
    /// <exception cref="ArgumentException">Its indices do not start at 0.</exception>
    public static Span<T> OfField<T>(Array? array)
        where T : unmanaged
    {
        if (array is null)
        {
            throw new NullReferenceException();
        }

        Guard.ZeroBased(array, nameof(array));
        return Elements<T>(array);
    }

    /// <summary>
    /// The place of an element of a row. A row that is outside of the array gives a place that is outside of its memory, also where the
    /// product is too large for an integer.
    /// </summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="column">The number of the element in it.</param>
    /// <param name="columns">The length of the row.</param>
    /// <exception cref="IndexOutOfRangeException">The element is outside of the row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(int row, int column, int columns)
    {
        long index = ((long)row * columns) + column;
        if ((uint)column >= (uint)columns || index != (int)index)
        {
            ThrowIndex();
        }

        return (int)index;
    }

    /// <summary>The number of elements of rows.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The length of each.</param>
    /// <exception cref="OverflowException">One of the two is negative, as for an array.</exception>
    /// <exception cref="OutOfMemoryException">There are more elements than an array can hold.</exception>
    public static int Count(int rows, int columns)
    {
        if (rows < 0 || columns < 0)
        {
            throw new OverflowException("The length of an array is negative.");
        }

        long count = (long)rows * columns;
        return count <= Array.MaxLength ? (int)count : throw new OutOfMemoryException("An array has more elements than it can hold.");
    }

    private static void ThrowIndex() => throw new IndexOutOfRangeException();
}
