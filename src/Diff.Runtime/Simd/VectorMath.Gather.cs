using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>
/// Loads of elements that are not neighbours. Made of scalar loads, which were measured to be faster than the gathers of the hardware.
/// </content>
public static partial class VectorMath
{
    /// <summary>Lane k is <c>source[start + k·stride]</c>.</summary>
    /// <param name="source">Where to read.</param>
    /// <param name="start">The index for the first lane.</param>
    /// <param name="stride">The distance of the indices; it may be negative or 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside the span.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Gather512(ReadOnlySpan<double> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 7;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector512.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step),
            Unsafe.Add(ref first, 7 * step));
    }

    /// <summary>Lane k is <c>source[indices[k]]</c>.</summary>
    /// <param name="source">Where to read.</param>
    /// <param name="indices">The index for each lane.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside the span.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Gather512(ReadOnlySpan<double> source, Vector256<int> indices)
    {
        if (Vector256.GreaterThanOrEqualAny(indices.AsUInt32(), Vector256.Create((uint)source.Length)))
            ThrowIndexOutOfRange();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector512.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]), Unsafe.Add(ref first, indices[2]),
            Unsafe.Add(ref first, indices[3]), Unsafe.Add(ref first, indices[4]), Unsafe.Add(ref first, indices[5]),
            Unsafe.Add(ref first, indices[6]), Unsafe.Add(ref first, indices[7]));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gather512(ReadOnlySpan<float> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 15;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector512.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step),
            Unsafe.Add(ref first, 7 * step), Unsafe.Add(ref first, 8 * step), Unsafe.Add(ref first, 9 * step),
            Unsafe.Add(ref first, 10 * step), Unsafe.Add(ref first, 11 * step), Unsafe.Add(ref first, 12 * step),
            Unsafe.Add(ref first, 13 * step), Unsafe.Add(ref first, 14 * step), Unsafe.Add(ref first, 15 * step));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, Vector256{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gather512(ReadOnlySpan<float> source, Vector512<int> indices)
    {
        if (Vector512.GreaterThanOrEqualAny(indices.AsUInt32(), Vector512.Create((uint)source.Length)))
            ThrowIndexOutOfRange();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector512.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]), Unsafe.Add(ref first, indices[2]),
            Unsafe.Add(ref first, indices[3]), Unsafe.Add(ref first, indices[4]), Unsafe.Add(ref first, indices[5]),
            Unsafe.Add(ref first, indices[6]), Unsafe.Add(ref first, indices[7]), Unsafe.Add(ref first, indices[8]),
            Unsafe.Add(ref first, indices[9]), Unsafe.Add(ref first, indices[10]), Unsafe.Add(ref first, indices[11]),
            Unsafe.Add(ref first, indices[12]), Unsafe.Add(ref first, indices[13]), Unsafe.Add(ref first, indices[14]),
            Unsafe.Add(ref first, indices[15]));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Gather256(ReadOnlySpan<double> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 3;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector256.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, Vector256{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Gather256(ReadOnlySpan<double> source, Vector128<int> indices)
    {
        if (Vector128.GreaterThanOrEqualAny(indices.AsUInt32(), Vector128.Create((uint)source.Length)))
            ThrowIndexOutOfRange();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector256.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]), Unsafe.Add(ref first, indices[2]),
            Unsafe.Add(ref first, indices[3]));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather256(ReadOnlySpan<float> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 7;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector256.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step),
            Unsafe.Add(ref first, 4 * step), Unsafe.Add(ref first, 5 * step), Unsafe.Add(ref first, 6 * step),
            Unsafe.Add(ref first, 7 * step));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, Vector256{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather256(ReadOnlySpan<float> source, Vector256<int> indices)
    {
        if (Vector256.GreaterThanOrEqualAny(indices.AsUInt32(), Vector256.Create((uint)source.Length)))
            ThrowIndexOutOfRange();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector256.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]), Unsafe.Add(ref first, indices[2]),
            Unsafe.Add(ref first, indices[3]), Unsafe.Add(ref first, indices[4]), Unsafe.Add(ref first, indices[5]),
            Unsafe.Add(ref first, indices[6]), Unsafe.Add(ref first, indices[7]));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Gather128(ReadOnlySpan<double> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 1;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref double first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector128.Create(
            first, Unsafe.Add(ref first, step));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, Vector256{int})"/>
    /// <remarks>Of the indices the first two count.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Gather128(ReadOnlySpan<double> source, Vector128<int> indices)
    {
        if ((uint)indices[0] >= (uint)source.Length || (uint)indices[1] >= (uint)source.Length)
            ThrowIndexOutOfRange();
        ref double first = ref MemoryMarshal.GetReference(source);
        return Vector128.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gather128(ReadOnlySpan<float> source, int start, int stride)
    {
        // All indices lie between the first and the last.
        long last = start + (long)stride * 3;
        if ((uint)start >= (uint)source.Length || (ulong)last >= (ulong)source.Length)
            ThrowIndexOutOfRange();
        ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), start);
        nint step = stride;
        return Vector128.Create(
            first, Unsafe.Add(ref first, step), Unsafe.Add(ref first, 2 * step), Unsafe.Add(ref first, 3 * step));
    }

    /// <inheritdoc cref="Gather512(ReadOnlySpan{double}, Vector256{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gather128(ReadOnlySpan<float> source, Vector128<int> indices)
    {
        if (Vector128.GreaterThanOrEqualAny(indices.AsUInt32(), Vector128.Create((uint)source.Length)))
            ThrowIndexOutOfRange();
        ref float first = ref MemoryMarshal.GetReference(source);
        return Vector128.Create(
            Unsafe.Add(ref first, indices[0]), Unsafe.Add(ref first, indices[1]), Unsafe.Add(ref first, indices[2]),
            Unsafe.Add(ref first, indices[3]));
    }

    private static void ThrowIndexOutOfRange() => throw new IndexOutOfRangeException();

    /// <summary>Lane k is <c>source[places[k]]</c>.</summary>
    /// <param name="source">Where to read.</param>
    /// <param name="places">The first lane's index; the others' follow it.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside the span.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> GatherVector512(ReadOnlySpan<double> source, ref int places) =>
        Vector512.Create(
            source[places], source[Unsafe.Add(ref places, 1)], source[Unsafe.Add(ref places, 2)],
            source[Unsafe.Add(ref places, 3)], source[Unsafe.Add(ref places, 4)], source[Unsafe.Add(ref places, 5)],
            source[Unsafe.Add(ref places, 6)], source[Unsafe.Add(ref places, 7)]);

    /// <inheritdoc cref="GatherVector512(ReadOnlySpan{double}, ref int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> GatherVector512(ReadOnlySpan<float> source, ref int places) =>
        Vector512.Create(
            source[places], source[Unsafe.Add(ref places, 1)], source[Unsafe.Add(ref places, 2)],
            source[Unsafe.Add(ref places, 3)], source[Unsafe.Add(ref places, 4)], source[Unsafe.Add(ref places, 5)],
            source[Unsafe.Add(ref places, 6)], source[Unsafe.Add(ref places, 7)], source[Unsafe.Add(ref places, 8)],
            source[Unsafe.Add(ref places, 9)], source[Unsafe.Add(ref places, 10)], source[Unsafe.Add(ref places, 11)],
            source[Unsafe.Add(ref places, 12)], source[Unsafe.Add(ref places, 13)], source[Unsafe.Add(ref places, 14)],
            source[Unsafe.Add(ref places, 15)]);

    /// <inheritdoc cref="GatherVector512(ReadOnlySpan{double}, ref int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> GatherVector256(ReadOnlySpan<double> source, ref int places) =>
        Vector256.Create(
            source[places], source[Unsafe.Add(ref places, 1)], source[Unsafe.Add(ref places, 2)],
            source[Unsafe.Add(ref places, 3)]);

    /// <inheritdoc cref="GatherVector512(ReadOnlySpan{double}, ref int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> GatherVector256(ReadOnlySpan<float> source, ref int places) =>
        Vector256.Create(
            source[places], source[Unsafe.Add(ref places, 1)], source[Unsafe.Add(ref places, 2)],
            source[Unsafe.Add(ref places, 3)], source[Unsafe.Add(ref places, 4)], source[Unsafe.Add(ref places, 5)],
            source[Unsafe.Add(ref places, 6)], source[Unsafe.Add(ref places, 7)]);

    /// <inheritdoc cref="GatherVector512(ReadOnlySpan{double}, ref int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> GatherVector128(ReadOnlySpan<double> source, ref int places) =>
        Vector128.Create(
            source[places], source[Unsafe.Add(ref places, 1)]);

    /// <inheritdoc cref="GatherVector512(ReadOnlySpan{double}, ref int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> GatherVector128(ReadOnlySpan<float> source, ref int places) =>
        Vector128.Create(
            source[places], source[Unsafe.Add(ref places, 1)], source[Unsafe.Add(ref places, 2)],
            source[Unsafe.Add(ref places, 3)]);
}
