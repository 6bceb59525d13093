// Generated from ../Vector512/Memory.cs by .ci/vector-widths: edit there.

using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <summary>
/// Elements of spans in the lanes of vectors: the first lane's is at an index, the others' follow at equal distances. An index out of range
/// throws what indexing the span throws.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Vector128Memory
{
    /// <summary>Neighbouring elements.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ReadOnlySpan<double> source, int index)
    {
        Check(index, source.Length, Vector128<double>.Count);
        return Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)index);
    }

    /// <summary>Neighbouring elements in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector128<double> LoadWhere(ReadOnlySpan<double> source, int index, Vector128<double> mask) =>
        IsInside(index, 1, source.Length, Vector128<double>.Count) ? Load(source, index) & mask : LoadStridedWhere(source, index, 1, mask);

    /// <summary>Elements at equal distances in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector128<double> LoadStridedWhere(ReadOnlySpan<double> source, int index, int stride, Vector128<double> mask)
    {
        Vector128<double> result = default;
        for (int lane = 0; lane < Vector128<double>.Count; lane++)
        {
            if (mask.AsInt64()[lane] != 0)
            {
                result = result.WithElement(lane, source[index + (lane * stride)]);
            }
        }

        return result;
    }

    /// <summary>Writes neighbouring elements.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> destination, int index, Vector128<double> value)
    {
        Check(index, destination.Length, Vector128<double>.Count);
        value.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)index);
    }

    /// <summary>Writes elements at equal distances.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Span<double> destination, int index, int stride, Vector128<double> value)
    {
        CheckStrided(index, stride, destination.Length, Vector128<double>.Count);
        LaneStrides.Store(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index), stride, value);
    }

    /// <summary>Writes neighbouring elements in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes write.</param>
    /// <param name="value">What is written.</param>
    public static void StoreWhere(Span<double> destination, int index, Vector128<double> mask, Vector128<double> value) =>
        StoreStridedWhere(destination, index, 1, mask, value);

    /// <summary>Writes elements at equal distances in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes write.</param>
    /// <param name="value">What is written.</param>
    public static void StoreStridedWhere(Span<double> destination, int index, int stride, Vector128<double> mask, Vector128<double> value)
    {
        for (int lane = 0; lane < Vector128<double>.Count; lane++)
        {
            if (mask.AsInt64()[lane] != 0)
            {
                destination[index + (lane * stride)] = value[lane];
            }
        }
    }

    /// <summary>Adds to neighbouring elements.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> destination, int index, Vector128<double> value)
    {
        Check(index, destination.Length, Vector128<double>.Count);
        ref double start = ref MemoryMarshal.GetReference(destination);
        (Vector128.LoadUnsafe(ref start, (nuint)index) + value).StoreUnsafe(ref start, (nuint)index);
    }

    /// <summary>Adds to neighbouring elements, or overwrites them.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added or written.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddOrStore(Span<double> destination, int index, Vector128<double> value, bool overwrites)
    {
        Check(index, destination.Length, Vector128<double>.Count);
        ref double start = ref MemoryMarshal.GetReference(destination);
        if (!overwrites)
        {
            value += Vector128.LoadUnsafe(ref start, (nuint)index);
        }

        value.StoreUnsafe(ref start, (nuint)index);
    }

    /// <summary>Adds to elements at equal distances, lane after lane: with a distance of 0 they are one element.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddStrided(Span<double> destination, int index, int stride, Vector128<double> value)
    {
        CheckStrided(index, stride, destination.Length, Vector128<double>.Count);
        LaneStrides.Add(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index), stride, value);
    }

    /// <summary>Adds to neighbouring elements in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes add.</param>
    /// <param name="value">What is added.</param>
    public static void AddWhere(Span<double> destination, int index, Vector128<double> mask, Vector128<double> value)
    {
        if (IsInside(index, 1, destination.Length, Vector128<double>.Count))
        {
            ref double start = ref MemoryMarshal.GetReference(destination);
            Vector128<double> before = Vector128.LoadUnsafe(ref start, (nuint)index);
            Vector128.ConditionalSelect(mask, before + value, before).StoreUnsafe(ref start, (nuint)index);
        }
        else
        {
            AddStridedWhere(destination, index, 1, mask, value);
        }
    }

    /// <summary>Adds to elements at equal distances in some lanes, lane after lane.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes add.</param>
    /// <param name="value">What is added.</param>
    public static void AddStridedWhere(Span<double> destination, int index, int stride, Vector128<double> mask, Vector128<double> value)
    {
        for (int lane = 0; lane < Vector128<double>.Count; lane++)
        {
            if (mask.AsInt64()[lane] != 0)
            {
                destination[index + (lane * stride)] += value[lane];
            }
        }
    }

    /// <summary>first, first + stride, first + 2 · stride, … as numbers.</summary>
    /// <param name="first">The first lane's.</param>
    /// <param name="stride">The distance.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> NumbersDouble(int first, int stride) =>
        Vector128.ConvertToDouble(Vector128.Create((long)first) + (Vector128<long>.Indices * Vector128.Create((long)stride)));

    /// <summary>The same yes or no in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaskDouble(bool value) => value ? Vector128<double>.AllBitsSet : Vector128<double>.Zero;

    /// <summary>Whether any lane of a mask is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector128<double> mask) => Vector128.ExtractMostSignificantBits(mask) != 0;

    /// <summary>Neighbouring elements.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ReadOnlySpan<float> source, int index)
    {
        Check(index, source.Length, Vector128<float>.Count);
        return Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)index);
    }

    /// <summary>Neighbouring elements in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector128<float> LoadWhere(ReadOnlySpan<float> source, int index, Vector128<float> mask) =>
        IsInside(index, 1, source.Length, Vector128<float>.Count) ? Load(source, index) & mask : LoadStridedWhere(source, index, 1, mask);

    /// <summary>Elements at equal distances in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector128<float> LoadStridedWhere(ReadOnlySpan<float> source, int index, int stride, Vector128<float> mask)
    {
        Vector128<float> result = default;
        for (int lane = 0; lane < Vector128<float>.Count; lane++)
        {
            if (mask.AsInt32()[lane] != 0)
            {
                result = result.WithElement(lane, source[index + (lane * stride)]);
            }
        }

        return result;
    }

    /// <summary>Writes neighbouring elements.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<float> destination, int index, Vector128<float> value)
    {
        Check(index, destination.Length, Vector128<float>.Count);
        value.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)index);
    }

    /// <summary>Writes elements at equal distances.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStrided(Span<float> destination, int index, int stride, Vector128<float> value)
    {
        CheckStrided(index, stride, destination.Length, Vector128<float>.Count);
        LaneStrides.Store(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index), stride, value);
    }

    /// <summary>Writes neighbouring elements in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes write.</param>
    /// <param name="value">What is written.</param>
    public static void StoreWhere(Span<float> destination, int index, Vector128<float> mask, Vector128<float> value) =>
        StoreStridedWhere(destination, index, 1, mask, value);

    /// <summary>Writes elements at equal distances in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes write.</param>
    /// <param name="value">What is written.</param>
    public static void StoreStridedWhere(Span<float> destination, int index, int stride, Vector128<float> mask, Vector128<float> value)
    {
        for (int lane = 0; lane < Vector128<float>.Count; lane++)
        {
            if (mask.AsInt32()[lane] != 0)
            {
                destination[index + (lane * stride)] = value[lane];
            }
        }
    }

    /// <summary>Adds to neighbouring elements.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> destination, int index, Vector128<float> value)
    {
        Check(index, destination.Length, Vector128<float>.Count);
        ref float start = ref MemoryMarshal.GetReference(destination);
        (Vector128.LoadUnsafe(ref start, (nuint)index) + value).StoreUnsafe(ref start, (nuint)index);
    }

    /// <summary>Adds to neighbouring elements, or overwrites them.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added or written.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddOrStore(Span<float> destination, int index, Vector128<float> value, bool overwrites)
    {
        Check(index, destination.Length, Vector128<float>.Count);
        ref float start = ref MemoryMarshal.GetReference(destination);
        if (!overwrites)
        {
            value += Vector128.LoadUnsafe(ref start, (nuint)index);
        }

        value.StoreUnsafe(ref start, (nuint)index);
    }

    /// <summary>Adds to elements at equal distances, lane after lane: with a distance of 0 they are one element.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddStrided(Span<float> destination, int index, int stride, Vector128<float> value)
    {
        CheckStrided(index, stride, destination.Length, Vector128<float>.Count);
        LaneStrides.Add(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index), stride, value);
    }

    /// <summary>Adds to neighbouring elements in some lanes.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes add.</param>
    /// <param name="value">What is added.</param>
    public static void AddWhere(Span<float> destination, int index, Vector128<float> mask, Vector128<float> value)
    {
        if (IsInside(index, 1, destination.Length, Vector128<float>.Count))
        {
            ref float start = ref MemoryMarshal.GetReference(destination);
            Vector128<float> before = Vector128.LoadUnsafe(ref start, (nuint)index);
            Vector128.ConditionalSelect(mask, before + value, before).StoreUnsafe(ref start, (nuint)index);
        }
        else
        {
            AddStridedWhere(destination, index, 1, mask, value);
        }
    }

    /// <summary>Adds to elements at equal distances in some lanes, lane after lane.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes add.</param>
    /// <param name="value">What is added.</param>
    public static void AddStridedWhere(Span<float> destination, int index, int stride, Vector128<float> mask, Vector128<float> value)
    {
        for (int lane = 0; lane < Vector128<float>.Count; lane++)
        {
            if (mask.AsInt32()[lane] != 0)
            {
                destination[index + (lane * stride)] += value[lane];
            }
        }
    }

    /// <summary>first, first + stride, first + 2 · stride, … as numbers.</summary>
    /// <param name="first">The first lane's.</param>
    /// <param name="stride">The distance.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NumbersSingle(int first, int stride) =>
        Vector128.ConvertToSingle(Vector128.Create(first) + (Vector128<int>.Indices * stride));

    /// <summary>The same yes or no in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaskSingle(bool value) => value ? Vector128<float>.AllBitsSet : Vector128<float>.Zero;

    /// <summary>Whether any lane of a mask is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector128<float> mask) => Vector128.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(int index, int length, int lanes)
    {
        if ((ulong)(uint)index + (uint)lanes > (uint)length)
        {
            ThrowOutside();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckStrided(int index, int stride, int length, int lanes)
    {
        if (!IsInside(index, stride, length, lanes))
        {
            ThrowOutside();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInside(int index, int stride, int length, int lanes) =>
        (uint)index < (uint)length && (ulong)(index + ((long)stride * (lanes - 1))) < (ulong)length;

    private static void ThrowOutside() => throw new IndexOutOfRangeException();
}
