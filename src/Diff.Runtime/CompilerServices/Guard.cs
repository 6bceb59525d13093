using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>The checks that generated members make on entry, before anything is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Guard
{
    /// <summary>A destination or cotangent has the length of what it belongs to.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, int otherLength, string name, string otherName)
    {
        if (length != otherLength)
        {
            ThrowLength(length, otherLength, name, otherName);
        }
    }

    /// <summary>A matrix has as many elements as it has rows and columns.</summary>
    /// <exception cref="ArgumentException">It has more or fewer.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MatrixSize(int length, long rows, long columns, string name)
    {
        if (length != rows * columns)
        {
            ThrowMatrixSize(length, rows, columns, name);
        }
    }

    /// <summary>Memory that is written overlaps no other argument.</summary>
    /// <exception cref="ArgumentException">The two share memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Disjoint<TWritten, TOther>(ReadOnlySpan<TWritten> written, ReadOnlySpan<TOther> other, string name, string otherName)
        where TWritten : unmanaged
        where TOther : unmanaged
    {
        // Addresses are compared in bytes, since the two may have different element types.
        ref byte start = ref Unsafe.As<TWritten, byte>(ref MemoryMarshal.GetReference(written));
        ref byte otherStart = ref Unsafe.As<TOther, byte>(ref MemoryMarshal.GetReference(other));
        nint distance = Unsafe.ByteOffset(ref start, ref otherStart);
        nint length = (nint)written.Length * Unsafe.SizeOf<TWritten>();
        nint otherLength = (nint)other.Length * Unsafe.SizeOf<TOther>();
        if (distance >= 0 ? distance < length : -distance < otherLength)
        {
            if (length > 0 && otherLength > 0)
            {
                ThrowOverlap(name, otherName);
            }
        }
    }

    /// <summary>The memory of a variable that is passed by reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> Memory<T>(ref readonly T variable) => MemoryMarshal.CreateReadOnlySpan(in variable, 1);

    /// <summary>The elements of an array that is not null.</summary>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Present<T>(T[]? array, string name)
    {
        NotNull(array, name);
        return array;
    }

    /// <summary>An array or object is not null.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotNull(object? argument, string name)
    {
        if (argument is null)
        {
            throw new ArgumentNullException(name);
        }
    }

    private static void ThrowLength(int length, int otherLength, string name, string otherName) =>
        throw new ArgumentException(
            FormattableString.Invariant($"'{otherName}' has length {otherLength}, but '{name}' has length {length}; they must be equally long."),
            otherName);

    private static void ThrowMatrixSize(int length, long rows, long columns, string name) =>
        throw new ArgumentException(
            FormattableString.Invariant($"'{name}' has length {length}; it must have {rows} rows of {columns} elements, {rows * columns} in all."), name);

    private static void ThrowOverlap(string name, string otherName) =>
        throw new ArgumentException($"'{name}' is written and overlaps '{otherName}'; pass memory of its own.", name);
}
