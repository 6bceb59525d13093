using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.CompilerServices;

/// <content>
/// Stores of the first lanes only; nothing beyond them is written. By hardware masks where there are any, else lane by lane.
/// </content>
public static partial class VectorMath
{
    /// <summary>Writes the first lanes to the elements from start on.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">Where to write; elements beyond the count are left as they are and need not exist.</param>
    /// <param name="start">The index of the first element.</param>
    /// <param name="count">How many elements; from 0 to the number of lanes, which is not checked.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements are not in the span.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector512<double> value, Span<double> destination, int start, int count)
    {
        Span<double> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <summary>Writes the first lanes to the elements from a reference on.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first element.</param>
    /// <param name="count">How many elements; from 0 to the number of lanes. Neither this nor the memory is checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector512<double> value, ref double destination, int count)
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (double* first = &destination)
                Avx512F.MaskStore(first, LaneMask512OfDouble(count), value);
            return;
        }
#endif
        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector512<double> value, ref double destination, int count)
    {
        ref double lanes = ref Unsafe.As<Vector512<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, Span{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector512<float> value, Span<float> destination, int start, int count)
    {
        Span<float> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, ref double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector512<float> value, ref float destination, int count)
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (float* first = &destination)
                Avx512F.MaskStore(first, LaneMask512OfSingle(count), value);
            return;
        }
#endif
        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector512<float> value, ref float destination, int count)
    {
        ref float lanes = ref Unsafe.As<Vector512<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, Span{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector256<double> value, Span<double> destination, int start, int count)
    {
        Span<double> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, ref double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector256<double> value, ref double destination, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (double* first = &destination)
                Avx.MaskStore(first, LaneMask256OfDouble(count), value);
            return;
        }

        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector256<double> value, ref double destination, int count)
    {
        ref double lanes = ref Unsafe.As<Vector256<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, Span{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector256<float> value, Span<float> destination, int start, int count)
    {
        Span<float> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, ref double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector256<float> value, ref float destination, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &destination)
                Avx.MaskStore(first, LaneMask256OfSingle(count), value);
            return;
        }

        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector256<float> value, ref float destination, int count)
    {
        ref float lanes = ref Unsafe.As<Vector256<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, Span{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector128<double> value, Span<double> destination, int start, int count)
    {
        Span<double> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, ref double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector128<double> value, ref double destination, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (double* first = &destination)
                Avx.MaskStore(first, LaneMask128OfDouble(count), value);
            return;
        }

        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector128<double> value, ref double destination, int count)
    {
        ref double lanes = ref Unsafe.As<Vector128<double>, double>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, Span{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector128<float> value, Span<float> destination, int start, int count)
    {
        Span<float> part = destination.Slice(start, count);
        StorePart(value, ref MemoryMarshal.GetReference(part), part.Length);
    }

    /// <inheritdoc cref="StorePart(Vector512{double}, ref double, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Vector128<float> value, ref float destination, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &destination)
                Avx.MaskStore(first, LaneMask128OfSingle(count), value);
            return;
        }

        StoreLanes(value, ref destination, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector128<float> value, ref float destination, int count)
    {
        ref float lanes = ref Unsafe.As<Vector128<float>, float>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i);
        }
    }
}
