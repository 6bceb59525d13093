using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.Linear;

/// <summary>Products of rows of a matrix, whose elements are neighbours, with a vector: sums along the rows.</summary>
internal static unsafe class RowProducts<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Each row's product with a vector.</summary>
    /// <param name="destination">Receives them.</param>
    /// <param name="next">From one to the next there.</param>
    /// <param name="rows">The first row.</param>
    /// <param name="row">From a row to the next.</param>
    /// <param name="vector">The vector, whose elements are neighbours.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(T* destination, nint next, T* rows, nint row, T* vector, int count, int length, bool adds)
    {
        int fours = count & ~3;
        if (fours > 0)
        {
            Fours(destination, next, rows, row, vector, fours, length, adds);
            destination += fours * next;
            rows += fours * row;
        }

        for (int i = fours; i < count; i++)
        {
            One(destination, rows, vector, length, adds);
            destination += next;
            rows += row;
        }
    }

    /// <summary>Four rows share what is read of the vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Fours(T* destination, nint next, T* row0, nint row, T* vector, int count, nint length, bool adds)
    {
        int lanes = TLanes.Count;
        for (; count > 0; count -= 4)
        {
            T* row1 = row0 + row, row2 = row1 + row, row3 = row2 + row;
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            TVector more0 = default, more1 = default, more2 = default, more3 = default;
            nint k = 0;
            for (; k <= length - (2 * lanes); k += 2 * lanes)
            {
                TVector x = TLanes.Load(vector + k), y = TLanes.Load(vector + k + lanes);
                sum0 = TLanes.MultiplyAdd(x, TLanes.Load(row0 + k), sum0);
                sum1 = TLanes.MultiplyAdd(x, TLanes.Load(row1 + k), sum1);
                sum2 = TLanes.MultiplyAdd(x, TLanes.Load(row2 + k), sum2);
                sum3 = TLanes.MultiplyAdd(x, TLanes.Load(row3 + k), sum3);
                more0 = TLanes.MultiplyAdd(y, TLanes.Load(row0 + k + lanes), more0);
                more1 = TLanes.MultiplyAdd(y, TLanes.Load(row1 + k + lanes), more1);
                more2 = TLanes.MultiplyAdd(y, TLanes.Load(row2 + k + lanes), more2);
                more3 = TLanes.MultiplyAdd(y, TLanes.Load(row3 + k + lanes), more3);
            }

            if (k <= length - lanes)
            {
                TVector x = TLanes.Load(vector + k);
                sum0 = TLanes.MultiplyAdd(x, TLanes.Load(row0 + k), sum0);
                sum1 = TLanes.MultiplyAdd(x, TLanes.Load(row1 + k), sum1);
                sum2 = TLanes.MultiplyAdd(x, TLanes.Load(row2 + k), sum2);
                sum3 = TLanes.MultiplyAdd(x, TLanes.Load(row3 + k), sum3);
                k += lanes;
            }

            int rest = (int)(length - k);
            if (rest > 0)
            {
                TVector y = TLanes.LoadFirst(vector + k, rest);
                more0 = TLanes.MultiplyAdd(y, TLanes.LoadFirst(row0 + k, rest), more0);
                more1 = TLanes.MultiplyAdd(y, TLanes.LoadFirst(row1 + k, rest), more1);
                more2 = TLanes.MultiplyAdd(y, TLanes.LoadFirst(row2 + k, rest), more2);
                more3 = TLanes.MultiplyAdd(y, TLanes.LoadFirst(row3 + k, rest), more3);
            }

            WriteSums(
                destination, next, TLanes.Add(sum0, more0), TLanes.Add(sum1, more1), TLanes.Add(sum2, more2), TLanes.Add(sum3, more3),
                adds);
            destination += 4 * next;
            row0 = row3 + row;
        }
    }

    /// <summary>One row, with as many sums under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(T* destination, T* row, T* vector, nint length, bool adds)
    {
        int lanes = TLanes.Count;
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nint k = 0;
        for (; k <= length - (4 * lanes); k += 4 * lanes)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(vector + k), TLanes.Load(row + k), sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(vector + k + lanes), TLanes.Load(row + k + lanes), sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Load(vector + k + (2 * lanes)), TLanes.Load(row + k + (2 * lanes)), sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Load(vector + k + (3 * lanes)), TLanes.Load(row + k + (3 * lanes)), sum3);
        }

        for (; k <= length - lanes; k += lanes)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(vector + k), TLanes.Load(row + k), sum0);
        }

        int rest = (int)(length - k);
        if (rest > 0)
        {
            sum1 = TLanes.MultiplyAdd(TLanes.LoadFirst(vector + k, rest), TLanes.LoadFirst(row + k, rest), sum1);
        }

        T sum = TLanes.Sum(TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3)));
        *destination = adds ? *destination + sum : sum;
    }

    /// <summary>Writes the sums of all lanes of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteSums(T* destination, nint next, TVector s0, TVector s1, TVector s2, TVector s3, bool adds)
    {
        Vector256<T> four = default;
        T* sums = (T*)&four;
        TLanes.Sums(s0, s1, s2, s3, sums);
        if (adds)
        {
            (sums[0], sums[1]) = (destination[0] + sums[0], destination[next] + sums[1]);
            (sums[2], sums[3]) = (destination[2 * next] + sums[2], destination[3 * next] + sums[3]);
        }

        (destination[0], destination[next], destination[2 * next], destination[3 * next]) = (sums[0], sums[1], sums[2], sums[3]);
    }
}
