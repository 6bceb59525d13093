using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.Linear;

/// <summary>
/// Products of matrices tile by tile, in blocks whose parts stay in the caches. The right matrix is copied where its columns are not
/// neighbours; otherwise both are read where they are unless they are so wide that each row is on a page of its own: then the rows
/// of a tile would push each other out of the first cache. Copies are made where they are read often enough to pay.
/// </summary>
internal static unsafe class TiledProduct<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows in a block: a multiple of the rows of every tile.</summary>
    private const int RowBlock = 240;

    /// <summary>Inner indices in a block. With its rows, half of a second cache of 1 MiB; measured.</summary>
    private static int InnerBlock => typeof(T) == typeof(float) ? 384 : 256;

    /// <summary>Computes a product.</summary>
    /// <param name="destination">Receives it.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="rows">Of the destination; at least 1.</param>
    /// <param name="inner">Columns of the left matrix; at least 1.</param>
    /// <param name="columns">Of the destination; at least 1.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds)
    {
        bool copiesRight = right.Column != 1 || (IsWide(right.Row) && rows >= 96);
        bool copiesLeft = left.Row == 1 ? IsWide(left.Column) && columns >= 256 : IsWide(left.Row) && columns >= 64;
        bool copiesTiles = destination.Column != 1;
        int innerBlock = Even(inner, InnerBlock), rowBlock = copiesLeft ? Math.Min(rows, RowBlock) : rows;

        // A vector more than there is, since rows are copied in whole vectors.
        int width = 2 * TLanes.Count;
        int leftSize = copiesLeft ? Scratch<T>.Aligned((rowBlock * innerBlock) + TLanes.Count) : 0;
        int rightSize = copiesRight ? Scratch<T>.Aligned((width * innerBlock) + TLanes.Count) : 0;
        using Scratch<T> scratch = new(leftSize + rightSize + (copiesTiles ? width * TLanes.TileRows : 0));
        ProductBlock<T> block = new()
        {
            LeftCopy = copiesLeft ? scratch.Start : null,
            RightCopy = copiesRight ? scratch.Start + leftSize : null,
            TileCopy = copiesTiles ? scratch.Start + leftSize + rightSize : null,
        };

        for (nint k = 0; k < inner; k += innerBlock)
        {
            block.Inner = (int)Math.Min(innerBlock, inner - k);
            block.Adds = adds || k > 0;
            for (nint i = 0; i < rows; i += rowBlock)
            {
                block.Rows = (int)Math.Min(rowBlock, rows - i);
                block.Left = left.From(i, k);
                block.Right = right.From(k, 0);
                block.Destination = destination.From(i, 0);
                Multiply(block, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(in ProductBlock<T> block, int columns)
    {
        if (block.LeftCopy != null)
        {
            CopyLeft(block);
        }

        int lanes = TLanes.Count, j = 0;
        for (; j <= columns - (2 * lanes); j += 2 * lanes)
        {
            TileColumns<TLanes, TVector, T, TwoVectors>.Multiply(block, j, 2 * lanes, TLanes.TileRows);
        }

        // Where vectors of half the width are not faster than whole ones with idle lanes, they are not slower either.
        int rest = columns - j, half = lanes / 2;
        bool halves = typeof(TLanes) == typeof(Lanes512<T>) && rest > 0 && (rest <= half || (rest > lanes && rest <= lanes + half));
        if (rest > lanes && !halves)
        {
            TileColumns<TLanes, TVector, T, VectorAndPart>.Multiply(block, j, rest, TLanes.TileRows);
            return;
        }

        if (rest >= lanes)
        {
            TileColumns<TLanes, TVector, T, OneVector>.Multiply(block, j, lanes, TLanes.TileRows);
            (j, rest) = (j + lanes, rest - lanes);
        }

        if (halves)
        {
            TileColumns<Lanes256<T>, Vector256<T>, T, PartOfVector>.Multiply(block, j, rest, TLanes.TileRows);
        }
        else if (rest > 0)
        {
            TileColumns<TLanes, TVector, T, PartOfVector>.Multiply(block, j, rest, TLanes.TileRows);
        }
    }

    /// <summary>Tile after tile, each column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyLeft(in ProductBlock<T> block)
    {
        T* to = block.LeftCopy;
        int rows;
        for (int i = 0; i < block.Rows; i += rows)
        {
            rows = TileRows.Next(block.Rows - i, TLanes.TileRows);
            Packing<TLanes, TVector, T>.Pack(block.Left.From(i, 0).Transposed, rows, block.Inner, to, rows);
            to += rows * block.Inner;
        }
    }

    /// <summary>Whether each row is on a page of its own, or nearly.</summary>
    private static bool IsWide(nint stride) => stride * sizeof(T) >= 3072;

    /// <summary>The size of equal parts that are no larger than a limit.</summary>
    private static int Even(int length, int limit)
    {
        if (length <= limit)
            return length;
        int parts = (int)(((long)length + limit - 1) / limit);
        return (int)(((long)length + parts - 1) / parts);
    }
}
