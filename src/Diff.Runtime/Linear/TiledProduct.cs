using System;
using System.Numerics;

namespace Diff.Linear;

/// <summary>
/// Products of matrices in blocks whose parts stay in the caches: of the left matrix in the second, of the right one in the first, both
/// copied together where they are read often enough, and read where they are otherwise.
/// </summary>
internal static unsafe class TiledProduct<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Inner indices in a block: two vectors of the right matrix for each are 32 KiB, at most.</summary>
    private const int InnerBlock = 256;

    /// <summary>Rows in a block: a multiple of the rows of every tile.</summary>
    private const int RowBlock = 240;

    internal static int s_packRightFrom = 48;
    internal static int s_packLeftFrom = 128;

    /// <summary>Computes a product.</summary>
    /// <param name="destination">Receives it.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="rows">Of the destination; at least 1.</param>
    /// <param name="inner">Columns of the left matrix; at least 1.</param>
    /// <param name="columns">Of the destination; at least 1.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public static void Multiply(Strided<T> destination, Strided<T> left, Strided<T> right, int rows, int inner, int columns, bool adds)
    {
        if (destination.Column != 1 && destination.Row == 1)
        {
            (destination, left, right) = (destination.Transposed, right.Transposed, left.Transposed);
            (rows, columns) = (columns, rows);
        }

        int width = 2 * TLanes.Count;
        bool copiesRight = right.Column != 1 || rows >= s_packRightFrom;
        bool copiesLeft = columns >= s_packLeftFrom;
        bool scatters = destination.Column != 1;
        int innerBlock = Even(inner, InnerBlock), rowBlock = copiesLeft ? Math.Min(rows, RowBlock) : rows;

        // A vector more than there is, since rows are copied in whole vectors.
        int leftSize = copiesLeft ? Scratch<T>.Aligned((rowBlock * innerBlock) + TLanes.Count) : 0;
        int rightSize = copiesRight ? Scratch<T>.Aligned((width * innerBlock) + TLanes.Count) : 0;
        using Scratch<T> scratch = new(leftSize + rightSize + (scatters ? width * TLanes.TileRows : 0));
        Block places = new()
        {
            Destination = destination,
            LeftCopy = copiesLeft ? scratch.Start : null,
            RightCopy = copiesRight ? scratch.Start + leftSize : null,
            TileCopy = scatters ? scratch.Start + leftSize + rightSize : null,
        };

        for (int k = 0; k < inner; k += innerBlock)
        {
            places.Inner = Math.Min(innerBlock, inner - k);
            places.Adds = adds || k > 0;
            for (int i = 0; i < rows; i += rowBlock)
            {
                places.Rows = Math.Min(rowBlock, rows - i);
                places.Left = new Strided<T>(left.At(i, k), left.Row, left.Column);
                places.Right = new Strided<T>(right.At(k, 0), right.Row, right.Column);
                places.Destination = new Strided<T>(destination.At(i, 0), destination.Row, destination.Column);
                Multiply(ref places, columns);
            }
        }
    }

    /// <summary>Rows of the left matrix, all of whose products are wanted, and what else a block is about.</summary>
    private struct Block
    {
        public Strided<T> Destination;
        public Strided<T> Left;
        public Strided<T> Right;
        public T* LeftCopy;
        public T* RightCopy;
        public T* TileCopy;
        public int Rows;
        public int Inner;
        public bool Adds;
    }

    private static void Multiply(ref Block block, int columns)
    {
        if (block.LeftCopy != null)
        {
            CopyLeft(block);
        }

        int lanes = TLanes.Count;
        int j = 0;
        for (; j <= columns - (2 * lanes); j += 2 * lanes)
        {
            Columns<TwoVectors>(block, j, 2 * lanes);
        }

        int rest = columns - j;
        if (rest == 0)
            return;
        if (rest > lanes)
        {
            Columns<VectorAndPart>(block, j, rest);
        }
        else if (rest == lanes)
        {
            Columns<OneVector>(block, j, rest);
        }
        else
        {
            Columns<PartOfVector>(block, j, rest);
        }
    }

    /// <summary>Tile after tile, each column by column.</summary>
    private static void CopyLeft(in Block block)
    {
        T* to = block.LeftCopy;
        int rows;
        for (int i = 0; i < block.Rows; i += rows)
        {
            rows = Tile<TLanes, TVector, T, TwoVectors>.RowsOf(block.Rows - i);
            Strided<T> tile = new(block.Left.At(i, 0), block.Left.Row, block.Left.Column);
            Packing<TLanes, TVector, T>.Pack(tile.Transposed, rows, block.Inner, to, rows);
            to += rows * block.Inner;
        }
    }

    /// <summary>The destination's columns from one on, as many as a tile has.</summary>
    private static void Columns<TShape>(in Block block, int column, int width)
        where TShape : struct
    {
        TilePlaces places = new()
        {
            LeftRow = block.Left.Row,
            LeftStep = block.Left.Column,
            RightStep = block.Right.Row,
            DestinationRow = block.Destination.Row,
            Inner = block.Inner,
            LastLanes = width > TLanes.Count ? width - TLanes.Count : width,
            Adds = block.Adds,
        };
        T* right = block.Right.At(0, column);
        if (block.RightCopy != null)
        {
            int pitch = 2 * TLanes.Count;
            Packing<TLanes, TVector, T>.Pack(
                new Strided<T>(right, block.Right.Row, block.Right.Column), width, block.Inner, block.RightCopy, pitch);
            right = block.RightCopy;
            places.RightStep = pitch;
        }

        T* left = block.LeftCopy;
        int rows;
        for (int i = 0; i < block.Rows; i += rows)
        {
            rows = Tile<TLanes, TVector, T, TShape>.RowsOf(block.Rows - i);
            if (block.LeftCopy == null)
            {
                left = block.Left.At(i, 0);
            }
            else
            {
                (places.LeftRow, places.LeftStep) = (1, rows);
            }

            Strided<T> tile = new(block.Destination.At(i, column), block.Destination.Row, block.Destination.Column);
            if (block.TileCopy == null)
            {
                Tile<TLanes, TVector, T, TShape>.Multiply(places, rows, left, right, tile.Start);
            }
            else
            {
                places.DestinationRow = width;
                Copy(tile, rows, width, block.TileCopy, toTile: false);
                Tile<TLanes, TVector, T, TShape>.Multiply(places, rows, left, right, block.TileCopy);
                Copy(tile, rows, width, block.TileCopy, toTile: true);
            }

            left += rows * block.Inner;
        }
    }

    /// <summary>Between a tile of the destination and memory where its rows are next to each other.</summary>
    private static void Copy(Strided<T> tile, int rows, int width, T* copy, bool toTile)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < width; j++)
            {
                if (toTile)
                {
                    *tile.At(i, j) = *copy++;
                }
                else
                {
                    *copy++ = *tile.At(i, j);
                }
            }
        }
    }

    /// <summary>The size of equal parts that are no larger than a limit.</summary>
    private static int Even(int length, int limit)
    {
        int parts = (int)(((long)length + limit - 1) / limit);
        return (int)(((long)length + parts - 1) / parts);
    }
}
