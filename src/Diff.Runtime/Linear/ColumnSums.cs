using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>
/// Sums of multiples of vectors whose elements are neighbours: the product of a vector with a matrix, row by row of the matrix.
/// </summary>
internal static unsafe class ColumnSums<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements of the destination that stay in the first cache while all rows are added to them: 16 KiB.</summary>
    private static int Block => 16384 / sizeof(T);

    /// <summary>Adds all rows, each times its factor. Each sum is one chain in the order of the rows, as in the plain loops.</summary>
    /// <param name="destination">Receives the sums, side by side.</param>
    /// <param name="rows">The first row.</param>
    /// <param name="row">From a row to the next.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="next">From a factor to the next.</param>
    /// <param name="count">The number of rows; at least 1.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="adds">Whether the sums start from what the destination holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(T* destination, T* rows, nint row, T* factors, nint next, int count, int length, bool adds)
    {
        for (nint j = 0; j < length; j += Block)
        {
            int part = (int)Math.Min(Block, length - j);
            T* from = rows + j, factor = factors;
            bool addsPart = adds;
            int k = 0;
            for (; k <= count - 8; k += 8)
            {
                Eight(destination + j, from, row, factor, next, part, addsPart);
                from += 8 * row;
                factor += 8 * next;
                addsPart = true;
            }

            if (k <= count - 4)
            {
                Four(destination + j, from, row, factor, next, part, addsPart);
                from += 4 * row;
                factor += 4 * next;
                addsPart = true;
                k += 4;
            }

            for (; k < count; k++)
            {
                One(destination + j, from, factor, part, addsPart);
                from += row;
                factor += next;
                addsPart = true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(T* destination, T* row0, nint row, T* factors, nint next, int length, bool adds)
    {
        TVector x0 = TLanes.Broadcast(factors[0]), x1 = TLanes.Broadcast(factors[next]);
        TVector x2 = TLanes.Broadcast(factors[2 * next]), x3 = TLanes.Broadcast(factors[3 * next]);
        TVector x4 = TLanes.Broadcast(factors[4 * next]), x5 = TLanes.Broadcast(factors[5 * next]);
        TVector x6 = TLanes.Broadcast(factors[6 * next]), x7 = TLanes.Broadcast(factors[7 * next]);
        T* row1 = row0 + row, row2 = row1 + row, row3 = row2 + row;
        T* row4 = row3 + row, row5 = row4 + row, row6 = row5 + row, row7 = row6 + row;
        int lanes = TLanes.Count;
        nint j = 0;
        for (; j <= length - lanes; j += lanes)
        {
            TVector sum = adds ? TLanes.Load(destination + j) : default;
            sum = TLanes.MultiplyAdd(x0, TLanes.Load(row0 + j), sum);
            sum = TLanes.MultiplyAdd(x1, TLanes.Load(row1 + j), sum);
            sum = TLanes.MultiplyAdd(x2, TLanes.Load(row2 + j), sum);
            sum = TLanes.MultiplyAdd(x3, TLanes.Load(row3 + j), sum);
            sum = TLanes.MultiplyAdd(x4, TLanes.Load(row4 + j), sum);
            sum = TLanes.MultiplyAdd(x5, TLanes.Load(row5 + j), sum);
            sum = TLanes.MultiplyAdd(x6, TLanes.Load(row6 + j), sum);
            TLanes.Store(TLanes.MultiplyAdd(x7, TLanes.Load(row7 + j), sum), destination + j);
        }

        int rest = (int)(length - j);
        if (rest > 0)
        {
            TVector sum = adds ? TLanes.LoadFirst(destination + j, rest) : default;
            sum = TLanes.MultiplyAdd(x0, TLanes.LoadFirst(row0 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x1, TLanes.LoadFirst(row1 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x2, TLanes.LoadFirst(row2 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x3, TLanes.LoadFirst(row3 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x4, TLanes.LoadFirst(row4 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x5, TLanes.LoadFirst(row5 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x6, TLanes.LoadFirst(row6 + j, rest), sum);
            TLanes.StoreFirst(TLanes.MultiplyAdd(x7, TLanes.LoadFirst(row7 + j, rest), sum), destination + j, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(T* destination, T* row0, nint row, T* factors, nint next, int length, bool adds)
    {
        TVector x0 = TLanes.Broadcast(factors[0]), x1 = TLanes.Broadcast(factors[next]);
        TVector x2 = TLanes.Broadcast(factors[2 * next]), x3 = TLanes.Broadcast(factors[3 * next]);
        T* row1 = row0 + row, row2 = row1 + row, row3 = row2 + row;
        int lanes = TLanes.Count;
        nint j = 0;
        for (; j <= length - lanes; j += lanes)
        {
            TVector sum = adds ? TLanes.Load(destination + j) : default;
            sum = TLanes.MultiplyAdd(x0, TLanes.Load(row0 + j), sum);
            sum = TLanes.MultiplyAdd(x1, TLanes.Load(row1 + j), sum);
            sum = TLanes.MultiplyAdd(x2, TLanes.Load(row2 + j), sum);
            TLanes.Store(TLanes.MultiplyAdd(x3, TLanes.Load(row3 + j), sum), destination + j);
        }

        int rest = (int)(length - j);
        if (rest > 0)
        {
            TVector sum = adds ? TLanes.LoadFirst(destination + j, rest) : default;
            sum = TLanes.MultiplyAdd(x0, TLanes.LoadFirst(row0 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x1, TLanes.LoadFirst(row1 + j, rest), sum);
            sum = TLanes.MultiplyAdd(x2, TLanes.LoadFirst(row2 + j, rest), sum);
            TLanes.StoreFirst(TLanes.MultiplyAdd(x3, TLanes.LoadFirst(row3 + j, rest), sum), destination + j, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(T* destination, T* row, T* factor, int length, bool adds)
    {
        TVector x = TLanes.Broadcast(*factor);
        int lanes = TLanes.Count;
        nint j = 0;
        for (; j <= length - lanes; j += lanes)
        {
            TVector sum = adds ? TLanes.Load(destination + j) : default;
            TLanes.Store(TLanes.MultiplyAdd(x, TLanes.Load(row + j), sum), destination + j);
        }

        int rest = (int)(length - j);
        if (rest > 0)
        {
            TVector sum = adds ? TLanes.LoadFirst(destination + j, rest) : default;
            TLanes.StoreFirst(TLanes.MultiplyAdd(x, TLanes.LoadFirst(row + j, rest), sum), destination + j, rest);
        }
    }
}
