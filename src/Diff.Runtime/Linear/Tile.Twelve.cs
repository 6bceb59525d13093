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
            TVector left = TLanes.Broadcast(a0[0]);
            (x0, y0) = (TLanes.MultiplyAdd(left, first, x0), Two ? TLanes.MultiplyAdd(left, second, y0) : y0);
            left = TLanes.Broadcast(a0[row]);
            (x1, y1) = (TLanes.MultiplyAdd(left, first, x1), Two ? TLanes.MultiplyAdd(left, second, y1) : y1);
            left = TLanes.Broadcast(a0[row2]);
            (x2, y2) = (TLanes.MultiplyAdd(left, first, x2), Two ? TLanes.MultiplyAdd(left, second, y2) : y2);
            left = TLanes.Broadcast(a3[0]);
            (x3, y3) = (TLanes.MultiplyAdd(left, first, x3), Two ? TLanes.MultiplyAdd(left, second, y3) : y3);
            left = TLanes.Broadcast(a3[row]);
            (x4, y4) = (TLanes.MultiplyAdd(left, first, x4), Two ? TLanes.MultiplyAdd(left, second, y4) : y4);
            left = TLanes.Broadcast(a3[row2]);
            (x5, y5) = (TLanes.MultiplyAdd(left, first, x5), Two ? TLanes.MultiplyAdd(left, second, y5) : y5);
            left = TLanes.Broadcast(a6[0]);
            (x6, y6) = (TLanes.MultiplyAdd(left, first, x6), Two ? TLanes.MultiplyAdd(left, second, y6) : y6);
            left = TLanes.Broadcast(a6[row]);
            (x7, y7) = (TLanes.MultiplyAdd(left, first, x7), Two ? TLanes.MultiplyAdd(left, second, y7) : y7);
            left = TLanes.Broadcast(a6[row2]);
            (x8, y8) = (TLanes.MultiplyAdd(left, first, x8), Two ? TLanes.MultiplyAdd(left, second, y8) : y8);
            left = TLanes.Broadcast(a9[0]);
            (x9, y9) = (TLanes.MultiplyAdd(left, first, x9), Two ? TLanes.MultiplyAdd(left, second, y9) : y9);
            left = TLanes.Broadcast(a9[row]);
            (x10, y10) = (TLanes.MultiplyAdd(left, first, x10), Two ? TLanes.MultiplyAdd(left, second, y10) : y10);
            left = TLanes.Broadcast(a9[row2]);
            (x11, y11) = (TLanes.MultiplyAdd(left, first, x11), Two ? TLanes.MultiplyAdd(left, second, y11) : y11);
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
