// Generated from ../Vector512/Memory.Singles.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>
/// Memory of floats in lanes of doubles, for loops that have both: every float is a double, so that only what is computed in single precision
/// has to be rounded to it.
/// </content>
public static partial class Vector256Memory
{
    /// <summary>Rounds each lane to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToSingle(Vector256<double> value) => VectorMath.Rounded(value);

    /// <summary>Neighbouring elements.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadDouble(ReadOnlySpan<float> source, int index)
    {
        Check(index, source.Length, Vector256<double>.Count);
        return VectorMath.WidenVector256(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), index));
    }

    /// <summary>Neighbouring elements in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector256<double> LoadDoubleWhere(ReadOnlySpan<float> source, int index, Vector256<double> mask) =>
        IsInside(index, 1, source.Length, Vector256<double>.Count) ? LoadDouble(source, index) & mask : LoadDoubleStridedWhere(source, index, 1, mask);

    /// <summary>Elements at equal distances.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    public static Vector256<double> LoadDoubleStrided(ReadOnlySpan<float> source, int index, int stride) =>
        LoadDoubleStridedWhere(source, index, stride, Vector256<double>.AllBitsSet);

    /// <summary>Elements at equal distances in some lanes, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes read.</param>
    public static Vector256<double> LoadDoubleStridedWhere(ReadOnlySpan<float> source, int index, int stride, Vector256<double> mask)
    {
        Vector256<double> result = default;
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                result = result.WithElement(lane, source[index + (lane * stride)]);
            }
        }

        return result;
    }

    /// <summary>Writes neighbouring elements, rounded to single precision.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<float> destination, int index, Vector256<double> value)
    {
        Check(index, destination.Length, Vector256<double>.Count);
        VectorMath.NarrowTo(value, ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index));
    }

    /// <inheritdoc cref="StoreStridedWhere(Span{float}, int, int, Vector256{double}, Vector256{double})"/>
    public static void StoreWhere(Span<float> destination, int index, Vector256<double> mask, Vector256<double> value) =>
        StoreStridedWhere(destination, index, 1, mask, value);

    /// <inheritdoc cref="StoreStridedWhere(Span{float}, int, int, Vector256{double}, Vector256{double})"/>
    public static void StoreStrided(Span<float> destination, int index, int stride, Vector256<double> value)
    {
        CheckStrided(index, stride, destination.Length, Vector256<double>.Count);
        StoreStridedWhere(destination, index, stride, Vector256<double>.AllBitsSet, value);
    }

    /// <summary>Writes elements at equal distances in some lanes, rounded to single precision.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes write.</param>
    /// <param name="value">What is written.</param>
    public static void StoreStridedWhere(Span<float> destination, int index, int stride, Vector256<double> mask, Vector256<double> value)
    {
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                destination[index + (lane * stride)] = (float)value[lane];
            }
        }
    }

    /// <summary>Adds to neighbouring elements in single precision.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added; a float in each lane.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> destination, int index, Vector256<double> value)
    {
        Check(index, destination.Length, Vector256<double>.Count);
        ref float start = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), index);

        // The sum of two floats in double precision rounds to the sum in single precision.
        VectorMath.NarrowTo(VectorMath.WidenVector256(ref start) + value, ref start);
    }

    /// <summary>Adds to neighbouring elements, or writes them, in single precision.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="value">What is added or written; a float in each lane.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside; nothing is written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddOrStore(Span<float> destination, int index, Vector256<double> value, bool overwrites)
    {
        if (overwrites)
        {
            Store(destination, index, value);
        }
        else
        {
            Add(destination, index, value);
        }
    }

    /// <inheritdoc cref="AddStridedWhere(Span{float}, int, int, Vector256{double}, Vector256{double})"/>
    public static void AddWhere(Span<float> destination, int index, Vector256<double> mask, Vector256<double> value) =>
        AddStridedWhere(destination, index, 1, mask, value);

    /// <inheritdoc cref="AddStridedWhere(Span{float}, int, int, Vector256{double}, Vector256{double})"/>
    public static void AddStrided(Span<float> destination, int index, int stride, Vector256<double> value)
    {
        CheckStrided(index, stride, destination.Length, Vector256<double>.Count);
        AddStridedWhere(destination, index, stride, Vector256<double>.AllBitsSet, value);
    }

    /// <summary>Adds to elements at equal distances in some lanes, lane after lane, in single precision.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="stride">The distance.</param>
    /// <param name="mask">Which lanes add.</param>
    /// <param name="value">What is added; a float in each lane.</param>
    public static void AddStridedWhere(Span<float> destination, int index, int stride, Vector256<double> mask, Vector256<double> value)
    {
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                destination[index + (lane * stride)] += (float)value[lane];
            }
        }
    }
}
