using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>
/// Products of a matrix of few rows with the transpose of another, where neighbours in a row are neighbours in both: every row of the one
/// with every row of the other, summed along the rows. To transpose the other first would take longer than to multiply.
/// </summary>
internal static unsafe class RowsByRows<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes all of them.</summary>
    /// <param name="destination">Receives them.</param>
    /// <param name="left">The one matrix, whose columns are neighbours.</param>
    /// <param name="right">The transpose of the other, whose rows are neighbours.</param>
    /// <param name="rows">Rows of the one.</param>
    /// <param name="inner">The length of the rows.</param>
    /// <param name="columns">Rows of the other.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(
        in Strided<T> destination, in Strided<T> left, in Strided<T> right, int rows, int inner, int columns, bool adds)
    {
        // Four columns meet all rows before the next four, so that the larger matrix is read once.
        int evenRows = rows & ~3;
        int j = 0;
        for (; j <= columns - 4; j += 4)
        {
            for (int i = 0; i < evenRows; i += 4)
            {
                Tile(destination.From(i, j), left.At(i, 0), left.Row, right.At(0, j), right.Column, inner, adds);
            }
        }

        for (; j < columns; j++)
        {
            RowProducts<TLanes, TVector, T>.Multiply(
                destination.At(0, j), destination.Row, left.Start, left.Row, right.At(0, j), evenRows, inner, adds);
        }

        for (int i = evenRows; i < rows; i++)
        {
            RowProducts<TLanes, TVector, T>.Multiply(
                destination.At(i, 0), destination.Column, right.Start, right.Column, left.At(i, 0), columns, inner, adds);
        }
    }

    /// <summary>Four rows by four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(in Strided<T> destination, T* left0, nint left, T* right0, nint right, nint inner, bool adds)
    {
        T* left1 = left0 + left, left2 = left1 + left, left3 = left2 + left;
        T* right1 = right0 + right, right2 = right1 + right, right3 = right2 + right;
        int lanes = TLanes.Count;
        TVector s00 = default, s01 = default, s02 = default, s03 = default;
        TVector s10 = default, s11 = default, s12 = default, s13 = default;
        TVector s20 = default, s21 = default, s22 = default, s23 = default;
        TVector s30 = default, s31 = default, s32 = default, s33 = default;
        nint k = 0;
        for (; k <= inner - lanes; k += lanes)
        {
            TVector x0 = TLanes.Load(right0 + k), x1 = TLanes.Load(right1 + k);
            TVector x2 = TLanes.Load(right2 + k), x3 = TLanes.Load(right3 + k);
            TVector y = TLanes.Load(left0 + k);
            (s00, s01) = (TLanes.MultiplyAdd(y, x0, s00), TLanes.MultiplyAdd(y, x1, s01));
            (s02, s03) = (TLanes.MultiplyAdd(y, x2, s02), TLanes.MultiplyAdd(y, x3, s03));
            y = TLanes.Load(left1 + k);
            (s10, s11) = (TLanes.MultiplyAdd(y, x0, s10), TLanes.MultiplyAdd(y, x1, s11));
            (s12, s13) = (TLanes.MultiplyAdd(y, x2, s12), TLanes.MultiplyAdd(y, x3, s13));
            y = TLanes.Load(left2 + k);
            (s20, s21) = (TLanes.MultiplyAdd(y, x0, s20), TLanes.MultiplyAdd(y, x1, s21));
            (s22, s23) = (TLanes.MultiplyAdd(y, x2, s22), TLanes.MultiplyAdd(y, x3, s23));
            y = TLanes.Load(left3 + k);
            (s30, s31) = (TLanes.MultiplyAdd(y, x0, s30), TLanes.MultiplyAdd(y, x1, s31));
            (s32, s33) = (TLanes.MultiplyAdd(y, x2, s32), TLanes.MultiplyAdd(y, x3, s33));
        }

        int rest = (int)(inner - k);
        if (rest > 0)
        {
            TVector x0 = TLanes.LoadFirst(right0 + k, rest), x1 = TLanes.LoadFirst(right1 + k, rest);
            TVector x2 = TLanes.LoadFirst(right2 + k, rest), x3 = TLanes.LoadFirst(right3 + k, rest);
            TVector y = TLanes.LoadFirst(left0 + k, rest);
            (s00, s01) = (TLanes.MultiplyAdd(y, x0, s00), TLanes.MultiplyAdd(y, x1, s01));
            (s02, s03) = (TLanes.MultiplyAdd(y, x2, s02), TLanes.MultiplyAdd(y, x3, s03));
            y = TLanes.LoadFirst(left1 + k, rest);
            (s10, s11) = (TLanes.MultiplyAdd(y, x0, s10), TLanes.MultiplyAdd(y, x1, s11));
            (s12, s13) = (TLanes.MultiplyAdd(y, x2, s12), TLanes.MultiplyAdd(y, x3, s13));
            y = TLanes.LoadFirst(left2 + k, rest);
            (s20, s21) = (TLanes.MultiplyAdd(y, x0, s20), TLanes.MultiplyAdd(y, x1, s21));
            (s22, s23) = (TLanes.MultiplyAdd(y, x2, s22), TLanes.MultiplyAdd(y, x3, s23));
            y = TLanes.LoadFirst(left3 + k, rest);
            (s30, s31) = (TLanes.MultiplyAdd(y, x0, s30), TLanes.MultiplyAdd(y, x1, s31));
            (s32, s33) = (TLanes.MultiplyAdd(y, x2, s32), TLanes.MultiplyAdd(y, x3, s33));
        }

        RowProducts<TLanes, TVector, T>.WriteSums(destination.At(0, 0), destination.Column, s00, s01, s02, s03, adds);
        RowProducts<TLanes, TVector, T>.WriteSums(destination.At(1, 0), destination.Column, s10, s11, s12, s13, adds);
        RowProducts<TLanes, TVector, T>.WriteSums(destination.At(2, 0), destination.Column, s20, s21, s22, s23, adds);
        RowProducts<TLanes, TVector, T>.WriteSums(destination.At(3, 0), destination.Column, s30, s31, s32, s33, adds);
    }
}
