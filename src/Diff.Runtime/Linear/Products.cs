using System;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diff.Linear;

/// <summary>From a product to the kernels for its shape, in the widest vectors that the hardware has.</summary>
internal static unsafe class Products
{
    /// <summary>Rows that are multiplied by rows rather than by transposed copies of rows.</summary>
    private const int MostRowsByRows = 64;

    /// <summary>Computes a product, or adds it to what is there.</summary>
    /// <param name="destination">Receives it.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="rows">Of the destination.</param>
    /// <param name="inner">Columns of the left matrix.</param>
    /// <param name="columns">Of the destination.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public static void Multiply<T>(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Constants to the JIT, so that one branch is left. Wider vectors than the hardware has would be
        // emulated, slower than single numbers.
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512<T>, Vector512<T>, T>(destination, left, right, rows, inner, columns, adds);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Lanes256<T>, Vector256<T>, T>(destination, left, right, rows, inner, columns, adds);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Multiply<Lanes128<T>, Vector128<T>, T>(destination, left, right, rows, inner, columns, adds);
        }
        else
        {
            Multiply<SingleLane<T>, T, T>(destination, left, right, rows, inner, columns, adds);
        }
    }

    /// <summary>The same in vectors of one width.</summary>
    public static void Multiply<TLanes, TVector, T>(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds)
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows == 0 || columns == 0)
            return;
        if (inner == 0)
        {
            if (!adds)
            {
                Clear(destination, rows, columns);
            }
        }
        else if (columns == 1)
        {
            VectorProducts<TLanes, TVector, T>.TimesColumn(destination, left, right, rows, inner, adds);
        }
        else if (rows == 1)
        {
            VectorProducts<TLanes, TVector, T>.TimesColumn(
                destination.Transposed, right.Transposed, left.Transposed, columns, inner, adds);
        }
        else if (inner == 1)
        {
            VectorProducts<TLanes, TVector, T>.ColumnTimesRow(destination, left, right, rows, columns, adds);
        }
        else
        {
            MultiplyMatrices<TLanes, TVector, T>(destination, left, right, rows, inner, columns, adds);
        }
    }

    /// <summary>Subtracts a product from what is there.</summary>
    /// <remarks>c − ab as −(−c + ab): kernels of their own would save less than they are long.</remarks>
    public static void Subtract<T>(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner > 0)
        {
            Negate(destination, rows, columns);
            Multiply(destination, left, right, rows, inner, columns, adds: true);
            Negate(destination, rows, columns);
        }
    }

    private static void MultiplyMatrices<TLanes, TVector, T>(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds)
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int least = Math.Min(rows, columns);
        bool sumsAlong = left.Column == 1 && right.Row == 1 && least <= MostRowsByRows && (long)least * TLanes.Count <= inner;
        if (sumsAlong ? columns < rows : destination.Column != 1 && destination.Row == 1)
        {
            MultiplyTogether<TLanes, TVector, T>(
                destination.Transposed, right.Transposed, left.Transposed, columns, inner, rows, adds, sumsAlong);
        }
        else
        {
            MultiplyTogether<TLanes, TVector, T>(destination, left, right, rows, inner, columns, adds, sumsAlong);
        }
    }

    private static void MultiplyTogether<TLanes, TVector, T>(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds, bool sumsAlong)
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (sumsAlong)
        {
            RowsByRows<TLanes, TVector, T>.Multiply(destination, left, right, rows, inner, columns, adds);
        }
        else
        {
            TiledProduct<TLanes, TVector, T>.Multiply(destination, left, right, rows, inner, columns, adds);
        }
    }

    /// <remarks>0 − x rather than −x, so that a difference of equal numbers is 0 and not −0.</remarks>
    private static void Negate<T>(Strided<T> matrix, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            if (matrix.Column == 1)
            {
                Rows.Negate(matrix.At(i, 0), columns);
                continue;
            }

            for (int j = 0; j < columns; j++)
            {
                *matrix.At(i, j) = T.Zero - *matrix.At(i, j);
            }
        }
    }

    private static void Clear<T>(Strided<T> destination, int rows, int columns)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                *destination.At(i, j) = default;
            }
        }
    }
}
