using System;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Diff.Benchmarks.Vectors;
using Diff.CompilerServices;

namespace Diff.Benchmarks.Matrices;

/// <summary>A product of one size by the runtime's kernels, by plain loops, and by sums of rows in vectors.</summary>
internal static class MatrixContest
{
    /// <summary>Times all forms in turns.</summary>
    /// <param name="size">The size.</param>
    /// <param name="rounds">How many turns.</param>
    /// <returns>Operations per nanosecond of each form; NaN for sums of rows where neighbours in rows of B are apart.</returns>
    public static double[] Run<T>(MatrixSize size, int rounds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] a = Numbers<T>(size.Rows * size.Inner, 1), b = Numbers<T>(size.Inner * size.Columns, 2);
        T[] c = new T[size.Rows * size.Columns];
        double[] times = Turns.LeastTimes(
            [() => Own(size, c, a, b), () => Plain(size, c, a, b), Rows(size, c, a, b)], rounds);
        return Array.ConvertAll(times, time => size.Operations / time);
    }

    private static T[] Numbers<T>(int length, int seed)
        where T : INumberBase<T>
    {
        Random random = new(seed);
        T[] numbers = new T[length];
        foreach (ref T number in numbers.AsSpan())
        {
            number = T.CreateChecked(random.NextDouble() - 0.5);
        }

        return numbers;
    }

    private static (int Row, int Inner) Left(MatrixSize size) => size.TransposesLeft ? (1, size.Rows) : (size.Inner, 1);

    private static (int Inner, int Column) Right(MatrixSize size) => size.TransposesRight ? (1, size.Inner) : (size.Columns, 1);

    private static void Own<T>(MatrixSize size, T[] c, T[] a, T[] b)
    {
        (int row, int inner) = Left(size);
        (int rightInner, int column) = Right(size);
        if ((c, a, b) is (double[] c64, double[] a64, double[] b64))
            MatrixProduct.Set(c64, size.Columns, 1, a64, row, inner, b64, rightInner, column, size.Rows, size.Inner, size.Columns);
        if ((c, a, b) is (float[] c32, float[] a32, float[] b32))
            MatrixProduct.Set(c32, size.Columns, 1, a32, row, inner, b32, rightInner, column, size.Rows, size.Inner, size.Columns);
    }

    /// <summary>Element after element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plain<T>(MatrixSize size, T[] c, T[] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int row, int inner) = Left(size);
        (int rightInner, int column) = Right(size);
        for (int i = 0; i < size.Rows; i++)
        {
            for (int j = 0; j < size.Columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < size.Inner; k++)
                {
                    sum += a[(i * row) + (k * inner)] * b[(k * rightInner) + (j * column)];
                }

                c[(i * size.Columns) + j] = sum;
            }
        }
    }

    /// <summary>What vectorising the inner loop alone gives, in the best order of loops.</summary>
    private static Action? Rows<T>(MatrixSize size, T[] c, T[] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        size.TransposesRight ? null
        : size.Columns > 1 ? () => SumsOfRows(size, c, a, b)
        : size.TransposesLeft ? () => SumsOfRows(new MatrixSize(1, size.Inner, size.Rows), c, b, a)
        : () => Dots(size, c, a, b);

    private static void Dots<T>(MatrixSize size, T[] c, T[] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < size.Rows; i++)
        {
            c[i] = TensorPrimitives.Dot<T>(a.AsSpan(i * size.Inner, size.Inner), b);
        }
    }

    /// <summary>Row after row, as sums of multiples of rows.</summary>
    private static void SumsOfRows<T>(MatrixSize size, T[] c, T[] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int row, int inner) = Left(size);
        for (int i = 0; i < size.Rows; i++)
        {
            Span<T> sums = c.AsSpan(i * size.Columns, size.Columns);
            sums.Clear();
            for (int k = 0; k < size.Inner; k++)
            {
                TensorPrimitives.FusedMultiplyAdd(b.AsSpan(k * size.Columns, size.Columns), a[(i * row) + (k * inner)], sums, sums);
            }
        }
    }
}
