using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>Lanes that move.</content>
public static partial class VectorMath
{
    /// <summary>Lanes moved up by a distance; those at the end come to the start.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="distance">From 1 to 2, or to 4 of <c>float</c>; a constant, so that the choice is made at compile time.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is another distance.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MoveUp(Vector512<double> value, int distance) => distance switch
    {
        1 => Vector512.Shuffle(value, Vector512.Create(7L, 0L, 1L, 2L, 3L, 4L, 5L, 6L)),
        2 => Vector512.Shuffle(value, Vector512.Create(6L, 7L, 0L, 1L, 2L, 3L, 4L, 5L)),
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };

    /// <inheritdoc cref="MoveUp(Vector512{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MoveUp(Vector512<float> value, int distance) => distance switch
    {
        1 => Vector512.Shuffle(value, Vector512.Create(15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)),
        2 => Vector512.Shuffle(value, Vector512.Create(14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)),
        3 => Vector512.Shuffle(value, Vector512.Create(13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        4 => Vector512.Shuffle(value, Vector512.Create(12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };

    /// <inheritdoc cref="MoveUp(Vector512{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MoveUp(Vector256<double> value, int distance) => distance switch
    {
        1 => Vector256.Shuffle(value, Vector256.Create(3L, 0L, 1L, 2L)),
        2 => Vector256.Shuffle(value, Vector256.Create(2L, 3L, 0L, 1L)),
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };

    /// <inheritdoc cref="MoveUp(Vector512{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MoveUp(Vector256<float> value, int distance) => distance switch
    {
        1 => Vector256.Shuffle(value, Vector256.Create(7, 0, 1, 2, 3, 4, 5, 6)),
        2 => Vector256.Shuffle(value, Vector256.Create(6, 7, 0, 1, 2, 3, 4, 5)),
        3 => Vector256.Shuffle(value, Vector256.Create(5, 6, 7, 0, 1, 2, 3, 4)),
        4 => Vector256.Shuffle(value, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)),
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };

    /// <inheritdoc cref="MoveUp(Vector512{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MoveUp(Vector128<double> value, int distance) => distance switch
    {
        1 => Vector128.Shuffle(value, Vector128.Create(1L, 0L)),
        2 => value,
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };

    /// <inheritdoc cref="MoveUp(Vector512{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MoveUp(Vector128<float> value, int distance) => distance switch
    {
        1 => Vector128.Shuffle(value, Vector128.Create(3, 0, 1, 2)),
        2 => Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)),
        3 => Vector128.Shuffle(value, Vector128.Create(1, 2, 3, 0)),
        4 => value,
        _ => throw new ArgumentOutOfRangeException(nameof(distance)),
    };
}
