using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.Linear;

/// <summary>What factorisations do with contiguous rows, in vectors of the hardware's width.</summary>
internal static unsafe class Rows
{
    /// <summary>destination −= factor·source. The two are apart, or the same elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract<T>(T factor, T* source, T* destination, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (length >= Vector<T>.Count)
        {
            Vector<T> factors = new(factor);
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                (Vector.Load(destination + i) - (factors * Vector.Load(source + i))).Store(destination + i);
            }
        }

        for (; i < length; i++)
        {
            destination[i] -= factor * source[i];
        }
    }

    /// <summary>row /= divisor: divisions rather than products with the reciprocal, which would round twice.</summary>
    public static void Divide<T>(T* row, T divisor, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        Vector<T> divisors = new(divisor);
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(row + i) / divisors).Store(row + i);
        }

        for (; i < length; i++)
        {
            row[i] /= divisor;
        }
    }

    /// <summary>row = 0 − row, so that a zero stays +0.</summary>
    public static void Negate<T>(T* row, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector<T>.Zero - Vector.Load(row + i)).Store(row + i);
        }

        for (; i < length; i++)
        {
            row[i] = T.Zero - row[i];
        }
    }

    /// <summary>The inner product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Dot<T>(T* x, T* y, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        T sum = T.Zero;
        if (length >= Vector<T>.Count)
        {
            // Two sums, so that an addition need not wait for the one before.
            Vector<T> even = Vector<T>.Zero, odd = Vector<T>.Zero;
            for (; i <= length - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                even += Vector.Load(x + i) * Vector.Load(y + i);
                odd += Vector.Load(x + i + Vector<T>.Count) * Vector.Load(y + i + Vector<T>.Count);
            }

            if (i <= length - Vector<T>.Count)
            {
                even += Vector.Load(x + i) * Vector.Load(y + i);
                i += Vector<T>.Count;
            }

            sum = Vector.Sum(even + odd);
        }

        for (; i < length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>Exchanges two rows.</summary>
    public static void Exchange<T>(T* x, T* y, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < length; i++)
        {
            (x[i], y[i]) = (y[i], x[i]);
        }
    }

    /// <summary>The Euclidean norm, without overflow on the way.</summary>
    public static T Norm<T>(T* x, int length)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? T.CreateTruncating(Functions.Norm(new ReadOnlySpan<float>(x, length)))
            : T.CreateTruncating(Functions.Norm(new ReadOnlySpan<double>(x, length)));
}
