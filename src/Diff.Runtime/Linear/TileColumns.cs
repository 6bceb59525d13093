using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Diff.Linear;

/// <summary>Some columns of a block of a product, as many as a tile has: tile below tile.</summary>
internal static unsafe class TileColumns<TLanes, TVector, T, TShape>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
    where TShape : struct
{
    /// <summary>Inner products that leave time to fetch the next tile of the destination.</summary>
    private const int PrefetchFrom = 128;

    /// <summary>Computes them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="column">The first column.</param>
    /// <param name="width">How many.</param>
    /// <param name="tileRows">The rows of the largest tile, for which the left matrix was copied.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(in ProductBlock<T> block, int column, int width, int tileRows)
    {
        TilePlaces places = new()
        {
            LeftRow = block.Left.Row,
            LeftStep = block.Left.Column,
            RightStep = block.Right.Row,
            DestinationRow = block.TileCopy == null ? block.Destination.Row : width,
            Inner = block.Inner,
            LastLanes = width > TLanes.Count ? width - TLanes.Count : width,
            Adds = block.Adds,
        };
        T* right = block.Right.At(0, column);
        if (block.RightCopy != null)
        {
            int pitch = 2 * TLanes.Count;
            Packing<TLanes, TVector, T>.Pack(block.Right.From(0, column), width, block.Inner, block.RightCopy, pitch);
            right = block.RightCopy;
            places.RightStep = pitch;
        }

        T* leftCopy = block.LeftCopy;
        int rows;
        for (int i = 0; i < block.Rows; i += rows)
        {
            rows = TileRows.Next(block.Rows - i, tileRows);
            T* left = block.Left.At(i, 0);
            if (leftCopy != null)
            {
                left = leftCopy;
                (places.LeftRow, places.LeftStep) = (1, rows);
                leftCopy += rows * block.Inner;
            }

            Strided<T> destination = block.Destination.From(i, column);
            if (block.TileCopy == null)
            {
                if (block.Inner >= PrefetchFrom)
                {
                    Prefetch(destination.At(rows, 0), destination.Row, Math.Min(rows, block.Rows - i - rows));
                }

                Tile<TLanes, TVector, T, TShape>.Multiply(places, rows, left, right, destination.Start);
                continue;
            }

            Strided<T> copy = new(block.TileCopy, width, 1);
            if (block.Adds)
            {
                Copy(destination, copy, rows, width);
            }

            Tile<TLanes, TVector, T, TShape>.Multiply(places, rows, left, right, block.TileCopy);
            Copy(copy, destination, rows, width);
        }
    }

    /// <summary>Asks for a tile of the destination, which the one before it leaves time for.</summary>
    private static void Prefetch(T* tile, nint next, int rows)
    {
        for (; Sse.IsSupported && rows > 0; rows--)
        {
            Sse.Prefetch0(tile);
            Sse.Prefetch0(tile + TLanes.Count);
            tile += next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy(Strided<T> from, Strided<T> to, int rows, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                *to.At(i, j) = *from.At(i, j);
            }
        }
    }
}
