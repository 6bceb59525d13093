using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <content>The largest tile of 16 registers, and those for the rows left over.</content>
internal static unsafe partial class Tile<TLanes, TVector, T, TShape>
{
    /// <summary>6 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows6(in TilePlaces places, T* a0, T* b, T* c)
    {
        nint row = places.LeftRow, step = places.LeftStep, rightStep = places.RightStep, next = places.DestinationRow;
        int lanes = places.LastLanes;
        nint row2 = 2 * row;
        T* a3 = a0 + row2 + row;
        TVector x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default;
        TVector x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default;
        if (places.Adds)
        {
            T* from = c;
            (x0, y0) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x1, y1) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x2, y2) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x3, y3) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x4, y4) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x5, y5) = (First(from, lanes), Second(from, lanes));
        }

        for (nint k = places.Inner; k > 0; k--)
        {
            TVector first = First(b, lanes), second = Second(b, lanes);
            b += rightStep;
            x0 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[0]), x0);
            y0 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[0]), y0) : y0;
            x1 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[row]), x1);
            y1 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[row]), y1) : y1;
            x2 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[row2]), x2);
            y2 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[row2]), y2) : y2;
            x3 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a3[0]), x3);
            y3 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a3[0]), y3) : y3;
            x4 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a3[row]), x4);
            y4 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a3[row]), y4) : y4;
            x5 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a3[row2]), x5);
            y5 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a3[row2]), y5) : y5;
            a0 += step;
            a3 += step;
        }

        Write(x0, y0, c, lanes);
        c += next;
        Write(x1, y1, c, lanes);
        c += next;
        Write(x2, y2, c, lanes);
        c += next;
        Write(x3, y3, c, lanes);
        c += next;
        Write(x4, y4, c, lanes);
        c += next;
        Write(x5, y5, c, lanes);
    }

    /// <summary>4 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows4(in TilePlaces places, T* a0, T* b, T* c)
    {
        nint row = places.LeftRow, step = places.LeftStep, rightStep = places.RightStep, next = places.DestinationRow;
        int lanes = places.LastLanes;
        nint row2 = 2 * row;
        T* a3 = a0 + row2 + row;
        TVector x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default;
        if (places.Adds)
        {
            T* from = c;
            (x0, y0) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x1, y1) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x2, y2) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x3, y3) = (First(from, lanes), Second(from, lanes));
        }

        for (nint k = places.Inner; k > 0; k--)
        {
            TVector first = First(b, lanes), second = Second(b, lanes);
            b += rightStep;
            x0 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[0]), x0);
            y0 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[0]), y0) : y0;
            x1 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[row]), x1);
            y1 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[row]), y1) : y1;
            x2 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[row2]), x2);
            y2 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[row2]), y2) : y2;
            x3 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a3[0]), x3);
            y3 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a3[0]), y3) : y3;
            a0 += step;
            a3 += step;
        }

        Write(x0, y0, c, lanes);
        c += next;
        Write(x1, y1, c, lanes);
        c += next;
        Write(x2, y2, c, lanes);
        c += next;
        Write(x3, y3, c, lanes);
    }

    /// <summary>2 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows2(in TilePlaces places, T* a0, T* b, T* c)
    {
        nint row = places.LeftRow, step = places.LeftStep, rightStep = places.RightStep, next = places.DestinationRow;
        int lanes = places.LastLanes;
        TVector x0 = default, y0 = default, x1 = default, y1 = default;
        if (places.Adds)
        {
            T* from = c;
            (x0, y0) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x1, y1) = (First(from, lanes), Second(from, lanes));
        }

        for (nint k = places.Inner; k > 0; k--)
        {
            TVector first = First(b, lanes), second = Second(b, lanes);
            b += rightStep;
            x0 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[0]), x0);
            y0 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[0]), y0) : y0;
            x1 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[row]), x1);
            y1 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[row]), y1) : y1;
            a0 += step;
        }

        Write(x0, y0, c, lanes);
        c += next;
        Write(x1, y1, c, lanes);
    }

    /// <summary>1 row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows1(in TilePlaces places, T* a0, T* b, T* c)
    {
        nint row = places.LeftRow, step = places.LeftStep, rightStep = places.RightStep, next = places.DestinationRow;
        int lanes = places.LastLanes;
        TVector x0 = default, y0 = default;
        if (places.Adds)
        {
            T* from = c;
            (x0, y0) = (First(from, lanes), Second(from, lanes));
        }

        for (nint k = places.Inner; k > 0; k--)
        {
            TVector first = First(b, lanes), second = Second(b, lanes);
            b += rightStep;
            x0 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a0[0]), x0);
            y0 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a0[0]), y0) : y0;
            a0 += step;
        }

        Write(x0, y0, c, lanes);
    }
}
