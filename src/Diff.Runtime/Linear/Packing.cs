using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.Linear;

/// <summary>Copies of parts of matrices, in the order in which the tiles read them.</summary>
internal static unsafe class Packing<TLanes, TVector, T>
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Writes <paramref name="rows"/> rows of <paramref name="width"/> elements, each row <paramref name="pitch"/> after the other.
    /// </summary>
    /// <param name="source">The rows.</param>
    /// <param name="width">The number of columns, at most two vectors.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="destination">Receives them, and anything in up to a vector after the last.</param>
    /// <param name="pitch">From row to row there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pack(in Strided<T> source, int width, int rows, T* destination, int pitch)
    {
        if (source.Column == 1)
        {
            CopyRows(source.Start, source.Row, width, rows, destination, pitch);
            return;
        }

        int done = 0;
        if (source.Row == 1)
        {
            for (; done <= width - 4; done += 4)
            {
                Transpose(source.At(0, done), source.Column, rows, destination + done, pitch);
            }
        }

        for (; done < width; done++)
        {
            T* from = source.At(0, done), to = destination + done;
            for (int i = 0; i < rows; i++)
            {
                *to = *from;
                from += source.Row;
                to += pitch;
            }
        }
    }

    /// <summary>Whole vectors are written: what is too much is overwritten by the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyRows(T* source, nint row, int width, int rows, T* destination, nint pitch)
    {
        int lanes = TLanes.Count;
        if (width == 2 * lanes)
        {
            for (; rows > 0; rows--)
            {
                TVector first = TLanes.Load(source), second = TLanes.Load(source + lanes);
                TLanes.Store(first, destination);
                TLanes.Store(second, destination + lanes);
                source += row;
                destination += pitch;
            }

            return;
        }

        int rest = width % lanes;
        for (; rows > 0; rows--)
        {
            int j = 0;
            for (; j <= width - lanes; j += lanes)
            {
                TLanes.Store(TLanes.Load(source + j), destination + j);
            }

            if (rest != 0)
            {
                TLanes.Store(TLanes.LoadFirst(source + j, rest), destination + j);
            }

            source += row;
            destination += pitch;
        }
    }

    /// <summary>Four columns whose elements are neighbours, to rows of four neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Transpose(T* source, nint column, int rows, T* destination, nint pitch)
    {
        T* s0 = source, s1 = s0 + column, s2 = s1 + column, s3 = s2 + column;
        int i = 0;
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            for (; i <= rows - 4; i += 4)
            {
                Vector128<float> v0 = Vector128.Load((float*)(s0 + i)), v1 = Vector128.Load((float*)(s1 + i));
                Vector128<float> v2 = Vector128.Load((float*)(s2 + i)), v3 = Vector128.Load((float*)(s3 + i));
                Vector128<float> low01 = Sse.UnpackLow(v0, v1), high01 = Sse.UnpackHigh(v0, v1);
                Vector128<float> low23 = Sse.UnpackLow(v2, v3), high23 = Sse.UnpackHigh(v2, v3);
                Sse.MoveLowToHigh(low01, low23).Store((float*)destination);
                Sse.MoveHighToLow(low23, low01).Store((float*)(destination + pitch));
                Sse.MoveLowToHigh(high01, high23).Store((float*)(destination + (2 * pitch)));
                Sse.MoveHighToLow(high23, high01).Store((float*)(destination + (3 * pitch)));
                destination += 4 * pitch;
            }
        }
        else if (typeof(T) == typeof(double) && Avx.IsSupported)
        {
            for (; i <= rows - 4; i += 4)
            {
                Vector256<double> v0 = Vector256.Load((double*)(s0 + i)), v1 = Vector256.Load((double*)(s1 + i));
                Vector256<double> v2 = Vector256.Load((double*)(s2 + i)), v3 = Vector256.Load((double*)(s3 + i));
                Vector256<double> even01 = Avx.UnpackLow(v0, v1), odd01 = Avx.UnpackHigh(v0, v1);
                Vector256<double> even23 = Avx.UnpackLow(v2, v3), odd23 = Avx.UnpackHigh(v2, v3);
                Avx.Permute2x128(even01, even23, 0x20).Store((double*)destination);
                Avx.Permute2x128(odd01, odd23, 0x20).Store((double*)(destination + pitch));
                Avx.Permute2x128(even01, even23, 0x31).Store((double*)(destination + (2 * pitch)));
                Avx.Permute2x128(odd01, odd23, 0x31).Store((double*)(destination + (3 * pitch)));
                destination += 4 * pitch;
            }
        }

        for (; i < rows; i++)
        {
            (destination[0], destination[1], destination[2], destination[3]) = (s0[i], s1[i], s2[i], s3[i]);
            destination += pitch;
        }
    }
}
