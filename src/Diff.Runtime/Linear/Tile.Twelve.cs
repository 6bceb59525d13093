using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <content>The largest tile of 32 registers.</content>
internal static unsafe partial class Tile<TLanes, TVector, T, TShape>
{
    /// <summary>12 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows12(in TilePlaces places, T* a0, T* b, T* c)
    {
        nint row = places.LeftRow, step = places.LeftStep, rightStep = places.RightStep, next = places.DestinationRow;
        int lanes = places.LastLanes;
        nint row2 = 2 * row;
        T* a3 = a0 + row2 + row, a6 = a3 + row2 + row, a9 = a6 + row2 + row;
        TVector x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default;
        TVector x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default;
        TVector x6 = default, y6 = default, x7 = default, y7 = default, x8 = default, y8 = default;
        TVector x9 = default, y9 = default, x10 = default, y10 = default, x11 = default, y11 = default;
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
            from += next;
            (x6, y6) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x7, y7) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x8, y8) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x9, y9) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x10, y10) = (First(from, lanes), Second(from, lanes));
            from += next;
            (x11, y11) = (First(from, lanes), Second(from, lanes));
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
            x6 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a6[0]), x6);
            y6 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a6[0]), y6) : y6;
            x7 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a6[row]), x7);
            y7 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a6[row]), y7) : y7;
            x8 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a6[row2]), x8);
            y8 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a6[row2]), y8) : y8;
            x9 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a9[0]), x9);
            y9 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a9[0]), y9) : y9;
            x10 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a9[row]), x10);
            y10 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a9[row]), y10) : y10;
            x11 = TLanes.MultiplyAdd(first, TLanes.Broadcast(a9[row2]), x11);
            y11 = Two ? TLanes.MultiplyAdd(second, TLanes.Broadcast(a9[row2]), y11) : y11;
            a0 += step;
            a3 += step;
            a6 += step;
            a9 += step;
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
        c += next;
        Write(x6, y6, c, lanes);
        c += next;
        Write(x7, y7, c, lanes);
        c += next;
        Write(x8, y8, c, lanes);
        c += next;
        Write(x9, y9, c, lanes);
        c += next;
        Write(x10, y10, c, lanes);
        c += next;
        Write(x11, y11, c, lanes);
    }
}
