using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>Where parts of memory lie: generated code asks before it runs iterations side by side.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemoryParts
{
    /// <summary>Whether two parts have no byte in common.</summary>
    /// <param name="left">The memory of one part.</param>
    /// <param name="leftFirst">Its first element.</param>
    /// <param name="leftLast">Its last element.</param>
    /// <param name="right">The memory of the other part.</param>
    /// <param name="rightFirst">Its first element.</param>
    /// <param name="rightLast">Its last element.</param>
    public static bool AreApart(
        ReadOnlySpan<double> left, int leftFirst, int leftLast, ReadOnlySpan<double> right, int rightFirst, int rightLast) =>
        AreApart<double>(left, leftFirst, leftLast, right, rightFirst, rightLast);

    /// <inheritdoc cref="AreApart(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int)"/>
    public static bool AreApart(
        ReadOnlySpan<float> left, int leftFirst, int leftLast, ReadOnlySpan<float> right, int rightFirst, int rightLast) =>
        AreApart<float>(left, leftFirst, leftLast, right, rightFirst, rightLast);

    /// <summary>The same for any type of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreApart<T>(ReadOnlySpan<T> left, long leftFirst, long leftLast, ReadOnlySpan<T> right, long rightFirst, long rightLast)
    {
        // Both references at once: an array that the garbage collector moves in between takes none of the other's place.
        long distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right));
        int size = Unsafe.SizeOf<T>();
        return (leftLast + 1) * size <= distance + (rightFirst * size) || distance + ((rightLast + 1) * size) <= leftFirst * size;
    }
}
