// Generated from ../Vector512/Memory.Places.cs by .ci/vector-widths: edit there.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>Elements at places that each lane has for itself.</content>
public static partial class Vector128Memory
{
    /// <summary>The number in one lane.</summary>
    /// <param name="vector">The lanes.</param>
    /// <param name="lane">Which one, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lane.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Element<T>(Vector128<T> vector, int lane) => vector[lane];

    /// <summary>Whether one lane of a mask is set.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="lane">Which lane, from 0 on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet<T>(Vector128<T> mask, int lane) => ((ulong)Vector128.ExtractMostSignificantBits(mask) >> lane & 1) != 0;

    /// <summary>−1, 0 or 1 by the sign of first, first + stride, first + 2 · stride, …</summary>
    /// <param name="first">The first lane's.</param>
    /// <param name="stride">The distance.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> SignsDouble(long first, int stride) => Vector128.ConvertToDouble(Signs(first, stride, 0));

    /// <inheritdoc cref="SignsDouble(long, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SignsSingle(long first, int stride) =>
        Vector128.ConvertToSingle(Vector128.Narrow(Signs(first, stride, 0), Signs(first, stride, Vector128<long>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Signs(long first, int stride, int lane)
    {
        Vector128<long> numbers = Vector128.Create(first + ((long)stride * lane)) + (Vector128<long>.Indices * Vector128.Create((long)stride));
        return Vector128.Min(Vector128.Max(numbers, Vector128.Create(-1L)), Vector128<long>.One);
    }

    /// <summary>Integers in memory as numbers.</summary>
    /// <param name="places">The memory.</param>
    /// <param name="first">Where the first lane's is.</param>
    /// <exception cref="IndexOutOfRangeException">One of them is outside.</exception>
    public static Vector128<double> NumbersAtDouble(ReadOnlySpan<int> places, int first)
    {
        Check(first, places.Length, Vector128<double>.Count);
        Vector128<double> result = default;
        for (int lane = 0; lane < Vector128<double>.Count; lane++)
        {
            result = result.WithElement(lane, places[first + lane]);
        }

        return result;
    }

    /// <summary>An element for each lane: lane k is <c>source[places[first + k]]</c>.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LoadAt(ReadOnlySpan<double> source, ReadOnlySpan<int> places, int first)
    {
        Check(first, places.Length, Vector128<double>.Count);
        return VectorMath.GatherVector128(source, ref Unsafe.Add(ref MemoryMarshal.GetReference(places), first));
    }

    /// <inheritdoc cref="LoadAt(ReadOnlySpan{double}, ReadOnlySpan{int}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadAt(ReadOnlySpan<float> source, ReadOnlySpan<int> places, int first)
    {
        Check(first, places.Length, Vector128<float>.Count);
        return VectorMath.GatherVector128(source, ref Unsafe.Add(ref MemoryMarshal.GetReference(places), first));
    }

    /// <summary>An element for each lane that takes part, 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="mask">Which lanes take part.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside.</exception>
    public static Vector128<T> LoadAtWhere<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> places, int first, Vector128<T> mask)
    {
        Check(first, places.Length, Vector128<T>.Count);
        Vector128<T> result = default;
        for (int lane = 0; lane < Vector128<T>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                result = result.WithElement(lane, source[places[first + lane]]);
            }
        }

        return result;
    }

    /// <summary>Adds to elements that may be the same for several lanes: lane after lane.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside; the lanes before it are added.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAt(Span<double> destination, ReadOnlySpan<int> places, int first, Vector128<double> value)
    {
        Check(first, places.Length, Vector128<double>.Count);
        ref double lanes = ref Unsafe.As<Vector128<double>, double>(ref value);
        for (int lane = 0; lane < Vector128<double>.Count; lane++)
        {
            destination[places[first + lane]] += Unsafe.Add(ref lanes, lane);
        }
    }

    /// <inheritdoc cref="AddAt(Span{double}, ReadOnlySpan{int}, int, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddAt(Span<float> destination, ReadOnlySpan<int> places, int first, Vector128<float> value)
    {
        Check(first, places.Length, Vector128<float>.Count);
        ref float lanes = ref Unsafe.As<Vector128<float>, float>(ref value);
        for (int lane = 0; lane < Vector128<float>.Count; lane++)
        {
            destination[places[first + lane]] += Unsafe.Add(ref lanes, lane);
        }
    }

    /// <summary>Adds to elements in the lanes that take part: lane after lane.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="mask">Which lanes take part.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside; the lanes before it are added.</exception>
    public static void AddAtWhere<T>(Span<T> destination, ReadOnlySpan<int> places, int first, Vector128<T> mask, Vector128<T> value)
        where T : System.Numerics.IAdditionOperators<T, T, T>
    {
        Check(first, places.Length, Vector128<T>.Count);
        for (int lane = 0; lane < Vector128<T>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                destination[places[first + lane]] += value[lane];
            }
        }
    }

    /// <summary>From memory of vectors, for each lane its own element: lane k is lane k of <c>source[places[first + k]]</c>.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside.</exception>
    public static Vector128<T> LoadAt<T>(ReadOnlySpan<Vector128<T>> source, ReadOnlySpan<int> places, int first) =>
        LoadAtWhere(source, places, first, Vector128<T>.AllBitsSet);

    /// <summary>The same for the lanes that take part; 0 in the others, whose elements need not be there.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="mask">Which lanes take part.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside.</exception>
    public static Vector128<T> LoadAtWhere<T>(ReadOnlySpan<Vector128<T>> source, ReadOnlySpan<int> places, int first, Vector128<T> mask)
    {
        Check(first, places.Length, Vector128<T>.Count);
        ReadOnlySpan<T> numbers = MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<Vector128<T>, T>(ref MemoryMarshal.GetReference(source)), checked(source.Length * Vector128<T>.Count));
        Vector128<T> result = default;
        for (int lane = 0; lane < Vector128<T>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                result = result.WithElement(lane, numbers[Place(places[first + lane], source.Length, lane, Vector128<T>.Count)]);
            }
        }

        return result;
    }

    /// <summary>Writes in memory of vectors, for each lane its own element.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside; the lanes before it are written.</exception>
    public static void StoreAt<T>(Span<Vector128<T>> destination, ReadOnlySpan<int> places, int first, Vector128<T> value) =>
        StoreAtWhere(destination, places, first, Vector128<T>.AllBitsSet, value);

    /// <summary>The same for the lanes that take part.</summary>
    /// <param name="destination">The memory.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="first">Where the first lane's place is in <paramref name="places"/>.</param>
    /// <param name="mask">Which lanes take part.</param>
    /// <param name="value">What is written.</param>
    /// <exception cref="IndexOutOfRangeException">A place or an element is outside; the lanes before it are written.</exception>
    public static void StoreAtWhere<T>(Span<Vector128<T>> destination, ReadOnlySpan<int> places, int first, Vector128<T> mask, Vector128<T> value)
    {
        Check(first, places.Length, Vector128<T>.Count);
        Span<T> numbers = MemoryMarshal.CreateSpan(
            ref Unsafe.As<Vector128<T>, T>(ref MemoryMarshal.GetReference(destination)), checked(destination.Length * Vector128<T>.Count));
        for (int lane = 0; lane < Vector128<T>.Count; lane++)
        {
            if (IsSet(mask, lane))
            {
                numbers[Place(places[first + lane], destination.Length, lane, Vector128<T>.Count)] = value[lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(int element, int length, int lane, int lanes)
    {
        if ((uint)element >= (uint)length)
        {
            ThrowOutside();
        }

        return (element * lanes) + lane;
    }
}
