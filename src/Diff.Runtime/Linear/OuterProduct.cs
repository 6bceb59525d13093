using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>Products of a column with a row: every element of the one times every element of the other.</summary>
internal static unsafe class OuterProduct<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes all of them.</summary>
    /// <param name="destination">Receives them, in rows of neighbours.</param>
    /// <param name="next">From a row to the next there.</param>
    /// <param name="column">The column.</param>
    /// <param name="step">From an element of it to the next.</param>
    /// <param name="row">The row, whose elements are neighbours.</param>
    /// <param name="rows">The length of the column.</param>
    /// <param name="columns">The length of the row.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(T* destination, nint next, T* column, nint step, T* row, int rows, int columns, bool adds)
    {
        int lanes = TLanes.Count;
        int i = 0;
        for (; i <= rows - 2; i += 2)
        {
            TVector x0 = TLanes.Broadcast(column[0]), x1 = TLanes.Broadcast(column[step]);
            T* destination1 = destination + next;
            nint j = 0;
            for (; j <= columns - lanes; j += lanes)
            {
                TVector y = TLanes.Load(row + j);
                TLanes.Store(TLanes.MultiplyAdd(x0, y, adds ? TLanes.Load(destination + j) : default), destination + j);
                TLanes.Store(TLanes.MultiplyAdd(x1, y, adds ? TLanes.Load(destination1 + j) : default), destination1 + j);
            }

            int rest = (int)(columns - j);
            if (rest > 0)
            {
                TVector y = TLanes.LoadFirst(row + j, rest);
                TVector z = adds ? TLanes.LoadFirst(destination + j, rest) : default;
                TLanes.StoreFirst(TLanes.MultiplyAdd(x0, y, z), destination + j, rest);
                z = adds ? TLanes.LoadFirst(destination1 + j, rest) : default;
                TLanes.StoreFirst(TLanes.MultiplyAdd(x1, y, z), destination1 + j, rest);
            }

            column += 2 * step;
            destination += 2 * next;
        }

        if (i < rows)
        {
            TVector x = TLanes.Broadcast(*column);
            nint j = 0;
            for (; j <= columns - lanes; j += lanes)
            {
                TLanes.Store(TLanes.MultiplyAdd(x, TLanes.Load(row + j), adds ? TLanes.Load(destination + j) : default), destination + j);
            }

            int rest = (int)(columns - j);
            if (rest > 0)
            {
                TVector z = adds ? TLanes.LoadFirst(destination + j, rest) : default;
                TLanes.StoreFirst(TLanes.MultiplyAdd(x, TLanes.LoadFirst(row + j, rest), z), destination + j, rest);
            }
        }
    }
}
