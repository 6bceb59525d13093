using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>
/// Tiles of a product whose sums stay in registers: a step takes one or two vectors of the right matrix and multiplies them by one
/// number of each row of the left. Each sum is one chain in the order of the inner index, starting from what the destination holds, as in
/// the plain loops, so that its bits do not depend on where tiles and blocks end.
/// </summary>
/// <remarks>
/// The sums are locals written out, since the JIT keeps elements of arrays in memory. Rows of the left matrix are found from a pointer to
/// every third one and two distances: one pointer for each would take all registers. Broadcasts are written twice: the JIT makes one of
/// them where there are two vectors, and an operand in memory where there is one, which is a third faster than by way of a register.
/// </remarks>
internal static unsafe partial class Tile<TLanes, TVector, T, TShape>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
    where TShape : struct
{
    private static bool Two
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TShape) == typeof(TwoVectors) || typeof(TShape) == typeof(VectorAndPart);
    }

    /// <summary>Computes a tile.</summary>
    /// <param name="places">Where the elements are.</param>
    /// <param name="rows">What <see cref="TileRows.Next"/> gave.</param>
    /// <param name="left">The tile's first row of the left matrix.</param>
    /// <param name="right">The tile's first column of the right matrix.</param>
    /// <param name="destination">The tile's first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in TilePlaces places, int rows, T* left, T* right, T* destination)
    {
        switch (rows)
        {
            case 12: Rows12(places, left, right, destination); break;
            case 6: Rows6(places, left, right, destination); break;
            case 4: Rows4(places, left, right, destination); break;
            case 2: Rows2(places, left, right, destination); break;
            default: Rows1(places, left, right, destination); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector First(T* from, int lanes) =>
        typeof(TShape) == typeof(PartOfVector) ? TLanes.LoadFirst(from, lanes) : TLanes.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Second(T* from, int lanes) =>
        typeof(TShape) == typeof(TwoVectors) ? TLanes.Load(from + TLanes.Count)
        : typeof(TShape) == typeof(VectorAndPart) ? TLanes.LoadFirst(from + TLanes.Count, lanes)
        : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector first, TVector second, T* destination, int lanes)
    {
        if (typeof(TShape) == typeof(PartOfVector))
        {
            TLanes.StoreFirst(first, destination, lanes);
        }
        else
        {
            TLanes.Store(first, destination);
        }

        if (typeof(TShape) == typeof(TwoVectors))
        {
            TLanes.Store(second, destination + TLanes.Count);
        }
        else if (typeof(TShape) == typeof(VectorAndPart))
        {
            TLanes.StoreFirst(second, destination + TLanes.Count, lanes);
        }
    }
}
