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
        AreApart(
            Distance(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right)), sizeof(double), leftFirst, leftLast, rightFirst, rightLast);

    /// <inheritdoc cref="AreApart(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int)"/>
    public static bool AreApart(
        ReadOnlySpan<float> left, int leftFirst, int leftLast, ReadOnlySpan<float> right, int rightFirst, int rightLast) =>
        AreApart(
            Distance(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right)), sizeof(float), leftFirst, leftLast, rightFirst, rightLast);

    // Both references at once: an array that the garbage collector moves in between takes none of the other's place.
    private static long Distance<T>(ref T left, ref T right) => Unsafe.ByteOffset(ref left, ref right);

    private static bool AreApart(long distance, int size, long leftFirst, long leftLast, long rightFirst, long rightLast) =>
        (leftLast + 1) * size <= distance + (rightFirst * size) || distance + ((rightLast + 1) * size) <= leftFirst * size;
}
