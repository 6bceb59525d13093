using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>Products where one of the matrices has a single row or column, by the kernel that fits where the elements are.</summary>
internal static unsafe class VectorProducts<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Vectors whose elements are apart are copied up to this length; copies of longer ones would fill the pool.</summary>
    private const int MostCopied = 1 << 24;

    /// <summary>A matrix times a column.</summary>
    /// <param name="destination">Receives a column.</param>
    /// <param name="left">The matrix.</param>
    /// <param name="right">The column.</param>
    /// <param name="rows">Rows of the matrix; at least 1.</param>
    /// <param name="inner">Columns of the matrix; at least 1.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public static void TimesColumn(in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, bool adds)
    {
        if (left.Row == 1 && rows > 1 && (left.Column != 1 || inner == 1) && (destination.Row == 1 || rows <= MostCopied))
        {
            using Scratch<T> scratch = new(destination.Row == 1 ? 0 : rows);
            T* sums = destination.Row == 1 ? destination.Start : scratch.Start;
            if (destination.Row != 1 && adds)
            {
                Copy(destination.Start, destination.Row, sums, 1, rows);
            }

            ColumnSums<TLanes, TVector, T>.Multiply(sums, left.Start, left.Column, right.Start, right.Row, inner, rows, adds);
            if (destination.Row != 1)
            {
                Copy(sums, 1, destination.Start, destination.Row, rows);
            }
        }
        else if ((left.Column == 1 || inner == 1) && (right.Row == 1 || inner <= MostCopied))
        {
            using Scratch<T> scratch = new(right.Row == 1 ? 0 : inner);
            T* vector = right.Row == 1 ? right.Start : scratch.Start;
            if (right.Row != 1)
            {
                Copy(right.Start, right.Row, vector, 1, inner);
            }

            RowProducts<TLanes, TVector, T>.Multiply(destination.Start, destination.Row, left.Start, left.Row, vector, rows, inner, adds);
        }
        else
        {
            for (int i = 0; i < rows; i++)
            {
                T sum = adds ? *destination.At(i, 0) : T.Zero;
                for (int k = 0; k < inner; k++)
                {
                    sum += *left.At(i, k) * *right.At(k, 0);
                }

                *destination.At(i, 0) = sum;
            }
        }
    }

    /// <summary>A column times a row.</summary>
    /// <param name="destination">Receives a matrix.</param>
    /// <param name="left">The column.</param>
    /// <param name="right">The row.</param>
    /// <param name="rows">The length of the column; at least 1.</param>
    /// <param name="columns">The length of the row; at least 1.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public static void ColumnTimesRow(Strided<T> destination, Strided<T> left, Strided<T> right, int rows, int columns, bool adds)
    {
        if (destination.Column != 1 && destination.Row == 1)
        {
            (destination, left, right) = (destination.Transposed, right.Transposed, left.Transposed);
            (rows, columns) = (columns, rows);
        }

        if (destination.Column == 1 && (right.Column == 1 || columns <= MostCopied))
        {
            using Scratch<T> scratch = new(right.Column == 1 ? 0 : columns);
            T* row = right.Column == 1 ? right.Start : scratch.Start;
            if (right.Column != 1)
            {
                Copy(right.Start, right.Column, row, 1, columns);
            }

            OuterProduct<TLanes, TVector, T>.Multiply(destination.Start, destination.Row, left.Start, left.Row, row, rows, columns, adds);
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T product = *left.At(i, 0) * *right.At(0, j);
                *destination.At(i, j) = adds ? *destination.At(i, j) + product : product;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy(T* from, nint fromStep, T* to, nint toStep, int count)
    {
        for (; count > 0; count--)
        {
            *to = *from;
            from += fromStep;
            to += toStep;
        }
    }
}
