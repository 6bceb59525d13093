using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <summary>Writes the lanes of a vector to elements at equal distances, one after the other, without a loop: a loop would go through memory.</summary>
internal static class LaneStrides
{
    /// <summary>Writes the lanes.</summary>
    /// <param name="first">The first lane's element. Nothing is checked.</param>
    /// <param name="step">The distance.</param>
    /// <param name="value">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref double first, nint step, Vector512<double> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
        Unsafe.Add(ref first, 2 * step) = value[2];
        Unsafe.Add(ref first, 3 * step) = value[3];
        Unsafe.Add(ref first, 4 * step) = value[4];
        Unsafe.Add(ref first, 5 * step) = value[5];
        Unsafe.Add(ref first, 6 * step) = value[6];
        Unsafe.Add(ref first, 7 * step) = value[7];
    }

    /// <summary>Adds the lanes, the first one first.</summary>
    /// <param name="first">The first lane's element. Nothing is checked.</param>
    /// <param name="step">The distance.</param>
    /// <param name="value">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref double first, nint step, Vector512<double> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
        Unsafe.Add(ref first, 2 * step) += value[2];
        Unsafe.Add(ref first, 3 * step) += value[3];
        Unsafe.Add(ref first, 4 * step) += value[4];
        Unsafe.Add(ref first, 5 * step) += value[5];
        Unsafe.Add(ref first, 6 * step) += value[6];
        Unsafe.Add(ref first, 7 * step) += value[7];
    }

    /// <inheritdoc cref="Store(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float first, nint step, Vector512<float> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
        Unsafe.Add(ref first, 2 * step) = value[2];
        Unsafe.Add(ref first, 3 * step) = value[3];
        Unsafe.Add(ref first, 4 * step) = value[4];
        Unsafe.Add(ref first, 5 * step) = value[5];
        Unsafe.Add(ref first, 6 * step) = value[6];
        Unsafe.Add(ref first, 7 * step) = value[7];
        Unsafe.Add(ref first, 8 * step) = value[8];
        Unsafe.Add(ref first, 9 * step) = value[9];
        Unsafe.Add(ref first, 10 * step) = value[10];
        Unsafe.Add(ref first, 11 * step) = value[11];
        Unsafe.Add(ref first, 12 * step) = value[12];
        Unsafe.Add(ref first, 13 * step) = value[13];
        Unsafe.Add(ref first, 14 * step) = value[14];
        Unsafe.Add(ref first, 15 * step) = value[15];
    }

    /// <inheritdoc cref="Add(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float first, nint step, Vector512<float> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
        Unsafe.Add(ref first, 2 * step) += value[2];
        Unsafe.Add(ref first, 3 * step) += value[3];
        Unsafe.Add(ref first, 4 * step) += value[4];
        Unsafe.Add(ref first, 5 * step) += value[5];
        Unsafe.Add(ref first, 6 * step) += value[6];
        Unsafe.Add(ref first, 7 * step) += value[7];
        Unsafe.Add(ref first, 8 * step) += value[8];
        Unsafe.Add(ref first, 9 * step) += value[9];
        Unsafe.Add(ref first, 10 * step) += value[10];
        Unsafe.Add(ref first, 11 * step) += value[11];
        Unsafe.Add(ref first, 12 * step) += value[12];
        Unsafe.Add(ref first, 13 * step) += value[13];
        Unsafe.Add(ref first, 14 * step) += value[14];
        Unsafe.Add(ref first, 15 * step) += value[15];
    }

    /// <inheritdoc cref="Store(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref double first, nint step, Vector256<double> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
        Unsafe.Add(ref first, 2 * step) = value[2];
        Unsafe.Add(ref first, 3 * step) = value[3];
    }

    /// <inheritdoc cref="Add(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref double first, nint step, Vector256<double> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
        Unsafe.Add(ref first, 2 * step) += value[2];
        Unsafe.Add(ref first, 3 * step) += value[3];
    }

    /// <inheritdoc cref="Store(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float first, nint step, Vector256<float> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
        Unsafe.Add(ref first, 2 * step) = value[2];
        Unsafe.Add(ref first, 3 * step) = value[3];
        Unsafe.Add(ref first, 4 * step) = value[4];
        Unsafe.Add(ref first, 5 * step) = value[5];
        Unsafe.Add(ref first, 6 * step) = value[6];
        Unsafe.Add(ref first, 7 * step) = value[7];
    }

    /// <inheritdoc cref="Add(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float first, nint step, Vector256<float> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
        Unsafe.Add(ref first, 2 * step) += value[2];
        Unsafe.Add(ref first, 3 * step) += value[3];
        Unsafe.Add(ref first, 4 * step) += value[4];
        Unsafe.Add(ref first, 5 * step) += value[5];
        Unsafe.Add(ref first, 6 * step) += value[6];
        Unsafe.Add(ref first, 7 * step) += value[7];
    }

    /// <inheritdoc cref="Store(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref double first, nint step, Vector128<double> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
    }

    /// <inheritdoc cref="Add(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref double first, nint step, Vector128<double> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
    }

    /// <inheritdoc cref="Store(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float first, nint step, Vector128<float> value)
    {
        first = value[0];
        Unsafe.Add(ref first, step) = value[1];
        Unsafe.Add(ref first, 2 * step) = value[2];
        Unsafe.Add(ref first, 3 * step) = value[3];
    }

    /// <inheritdoc cref="Add(ref double, nint, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float first, nint step, Vector128<float> value)
    {
        first += value[0];
        Unsafe.Add(ref first, step) += value[1];
        Unsafe.Add(ref first, 2 * step) += value[2];
        Unsafe.Add(ref first, 3 * step) += value[3];
    }
}
