using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.CompilerServices;

/// <content>
/// Loads of the first lanes only; nothing beyond them is read. By hardware masks where there are any, else lane by lane.
/// </content>
public static partial class VectorMath
{
    /// <summary>All bits set in the first lanes, none in the others.</summary>
    /// <param name="count">How many lanes; from 0 to all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LaneMask512OfDouble(int count) =>
        Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    /// <summary>The elements from start on in the first lanes, 0 in the others.</summary>
    /// <param name="source">Where to read; elements beyond the count need not exist.</param>
    /// <param name="start">The index of the first element.</param>
    /// <param name="count">How many elements; from 0 to the number of lanes, which is not checked.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements are not in the span.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadPart512(ReadOnlySpan<double> source, int start, int count)
    {
        ReadOnlySpan<double> part = source.Slice(start, count);
        return LoadPart512(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <summary>The elements from a reference on in the first lanes, 0 in the others.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="count">How many elements; from 0 to the number of lanes. Neither this nor the memory is checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> LoadPart512(ref readonly double source, int count)
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (double* first = &source)
                return Avx512F.MaskLoad(first, LaneMask512OfDouble(count), Vector512<double>.Zero);
        }
#endif
        return LoadLanes512(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> LoadLanes512(ref readonly double source, int count)
    {
        Vector512<double> value = Vector512<double>.Zero;
        ref double lanes = ref Unsafe.As<Vector512<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }

    /// <inheritdoc cref="LaneMask512OfDouble(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LaneMask512OfSingle(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle();

    /// <inheritdoc cref="LoadPart512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadPart512(ReadOnlySpan<float> source, int start, int count)
    {
        ReadOnlySpan<float> part = source.Slice(start, count);
        return LoadPart512(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="LoadPart512(ref readonly double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> LoadPart512(ref readonly float source, int count)
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (float* first = &source)
                return Avx512F.MaskLoad(first, LaneMask512OfSingle(count), Vector512<float>.Zero);
        }
#endif
        return LoadLanes512(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> LoadLanes512(ref readonly float source, int count)
    {
        Vector512<float> value = Vector512<float>.Zero;
        ref float lanes = ref Unsafe.As<Vector512<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }

    /// <inheritdoc cref="LaneMask512OfDouble(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LaneMask256OfDouble(int count) =>
        Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();

    /// <inheritdoc cref="LoadPart512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadPart256(ReadOnlySpan<double> source, int start, int count)
    {
        ReadOnlySpan<double> part = source.Slice(start, count);
        return LoadPart256(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="LoadPart512(ref readonly double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<double> LoadPart256(ref readonly double source, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (double* first = &source)
                return Avx.MaskLoad(first, LaneMask256OfDouble(count));
        }

        return LoadLanes256(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> LoadLanes256(ref readonly double source, int count)
    {
        Vector256<double> value = Vector256<double>.Zero;
        ref double lanes = ref Unsafe.As<Vector256<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }

    /// <inheritdoc cref="LaneMask512OfDouble(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LaneMask256OfSingle(int count) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle();

    /// <inheritdoc cref="LoadPart512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadPart256(ReadOnlySpan<float> source, int start, int count)
    {
        ReadOnlySpan<float> part = source.Slice(start, count);
        return LoadPart256(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="LoadPart512(ref readonly double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> LoadPart256(ref readonly float source, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &source)
                return Avx.MaskLoad(first, LaneMask256OfSingle(count));
        }

        return LoadLanes256(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> LoadLanes256(ref readonly float source, int count)
    {
        Vector256<float> value = Vector256<float>.Zero;
        ref float lanes = ref Unsafe.As<Vector256<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }

    /// <inheritdoc cref="LaneMask512OfDouble(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LaneMask128OfDouble(int count) =>
        Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();

    /// <inheritdoc cref="LoadPart512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LoadPart128(ReadOnlySpan<double> source, int start, int count)
    {
        ReadOnlySpan<double> part = source.Slice(start, count);
        return LoadPart128(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="LoadPart512(ref readonly double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<double> LoadPart128(ref readonly double source, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (double* first = &source)
                return Avx.MaskLoad(first, LaneMask128OfDouble(count));
        }

        return LoadLanes128(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> LoadLanes128(ref readonly double source, int count)
    {
        Vector128<double> value = Vector128<double>.Zero;
        ref double lanes = ref Unsafe.As<Vector128<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }

    /// <inheritdoc cref="LaneMask512OfDouble(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LaneMask128OfSingle(int count) =>
        Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)count)).AsSingle();

    /// <inheritdoc cref="LoadPart512(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadPart128(ReadOnlySpan<float> source, int start, int count)
    {
        ReadOnlySpan<float> part = source.Slice(start, count);
        return LoadPart128(in MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="LoadPart512(ref readonly double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<float> LoadPart128(ref readonly float source, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &source)
                return Avx.MaskLoad(first, LaneMask128OfSingle(count));
        }

        return LoadLanes128(in source, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> LoadLanes128(ref readonly float source, int count)
    {
        Vector128<float> value = Vector128<float>.Zero;
        ref float lanes = ref Unsafe.As<Vector128<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lanes, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return value;
    }
}
