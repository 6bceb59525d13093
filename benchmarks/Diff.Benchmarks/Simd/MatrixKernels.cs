using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Simd;

/// <summary>Products of small matrices in tiles that stay in registers, for the derivatives by hand. Rows lie one after another.</summary>
internal static class MatrixKernels
{
    /// <summary>c = a bᵀ: every row of a with every row of b.</summary>
    /// <param name="a">Rows, a multiple of four in number.</param>
    /// <param name="b">Rows.</param>
    /// <param name="length">The length of these rows: a multiple of 16.</param>
    /// <param name="c">Receives a row per row of a.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RowsByRows(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int length, Span<float> c)
    {
        int rows = a.Length / length, columns = b.Length / length;
        for (int i = 0; i < rows; i += 4)
        {
            ref float a0 = ref MemoryMarshal.GetReference(a.Slice(i * length, 4 * length));
            int j = 0;
            for (; j <= columns - 4; j += 4)
            {
                ref float b0 = ref MemoryMarshal.GetReference(b.Slice(j * length, 4 * length));
                Vector512<float> c00 = default, c01 = default, c02 = default, c03 = default;
                Vector512<float> c10 = default, c11 = default, c12 = default, c13 = default;
                Vector512<float> c20 = default, c21 = default, c22 = default, c23 = default;
                Vector512<float> c30 = default, c31 = default, c32 = default, c33 = default;
                for (int k = 0; k < length; k += 16)
                {
                    Vector512<float> x0 = Load(ref b0, k), x1 = Load(ref b0, length + k);
                    Vector512<float> x2 = Load(ref b0, (2 * length) + k), x3 = Load(ref b0, (3 * length) + k);
                    Vector512<float> y = Load(ref a0, k);
                    (c00, c01) = (Vector512.FusedMultiplyAdd(y, x0, c00), Vector512.FusedMultiplyAdd(y, x1, c01));
                    (c02, c03) = (Vector512.FusedMultiplyAdd(y, x2, c02), Vector512.FusedMultiplyAdd(y, x3, c03));
                    y = Load(ref a0, length + k);
                    (c10, c11) = (Vector512.FusedMultiplyAdd(y, x0, c10), Vector512.FusedMultiplyAdd(y, x1, c11));
                    (c12, c13) = (Vector512.FusedMultiplyAdd(y, x2, c12), Vector512.FusedMultiplyAdd(y, x3, c13));
                    y = Load(ref a0, (2 * length) + k);
                    (c20, c21) = (Vector512.FusedMultiplyAdd(y, x0, c20), Vector512.FusedMultiplyAdd(y, x1, c21));
                    (c22, c23) = (Vector512.FusedMultiplyAdd(y, x2, c22), Vector512.FusedMultiplyAdd(y, x3, c23));
                    y = Load(ref a0, (3 * length) + k);
                    (c30, c31) = (Vector512.FusedMultiplyAdd(y, x0, c30), Vector512.FusedMultiplyAdd(y, x1, c31));
                    (c32, c33) = (Vector512.FusedMultiplyAdd(y, x2, c32), Vector512.FusedMultiplyAdd(y, x3, c33));
                }

                Sums(c00, c01, c02, c03).CopyTo(c[((i * columns) + j)..]);
                Sums(c10, c11, c12, c13).CopyTo(c[(((i + 1) * columns) + j)..]);
                Sums(c20, c21, c22, c23).CopyTo(c[(((i + 2) * columns) + j)..]);
                Sums(c30, c31, c32, c33).CopyTo(c[(((i + 3) * columns) + j)..]);
            }

            for (; j < columns; j++)
            {
                ref float b0 = ref MemoryMarshal.GetReference(b.Slice(j * length, length));
                Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
                for (int k = 0; k < length; k += 16)
                {
                    Vector512<float> x = Load(ref b0, k);
                    c0 = Vector512.FusedMultiplyAdd(x, Load(ref a0, k), c0);
                    c1 = Vector512.FusedMultiplyAdd(x, Load(ref a0, length + k), c1);
                    c2 = Vector512.FusedMultiplyAdd(x, Load(ref a0, (2 * length) + k), c2);
                    c3 = Vector512.FusedMultiplyAdd(x, Load(ref a0, (3 * length) + k), c3);
                }

                Vector128<float> sums = Sums(c0, c1, c2, c3);
                (c[(i * columns) + j], c[((i + 1) * columns) + j]) = (sums[0], sums[1]);
                (c[((i + 2) * columns) + j], c[((i + 3) * columns) + j]) = (sums[2], sums[3]);
            }
        }
    }

    /// <summary>c += a b, where the elements of a are found by two strides, so that it may be transposed.</summary>
    /// <param name="a">The elements; element (i, k) is at i · <paramref name="columnStride"/> + k · <paramref name="rowStride"/>.</param>
    /// <param name="rowStride">How far the next k is.</param>
    /// <param name="columnStride">How far the next i is.</param>
    /// <param name="b">A row per k.</param>
    /// <param name="depth">The number of k.</param>
    /// <param name="length">The length of these rows: a multiple of 16.</param>
    /// <param name="c">A row per i, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProduct(
        ReadOnlySpan<float> a, int rowStride, int columnStride, ReadOnlySpan<float> b, int depth, int length, Span<float> c)
    {
        int rows = c.Length / length;
        ref float b0 = ref MemoryMarshal.GetReference(b);
        ref float c0 = ref MemoryMarshal.GetReference(c);
        int i = 0;
        for (; i <= rows - 8; i += 8)
        {
            for (int j = 0; j < length; j += 16)
            {
                int at = (i * length) + j;
                Vector512<float> s0 = Load(ref c0, at), s1 = Load(ref c0, at + length);
                Vector512<float> s2 = Load(ref c0, at + (2 * length)), s3 = Load(ref c0, at + (3 * length));
                Vector512<float> s4 = Load(ref c0, at + (4 * length)), s5 = Load(ref c0, at + (5 * length));
                Vector512<float> s6 = Load(ref c0, at + (6 * length)), s7 = Load(ref c0, at + (7 * length));
                for (int k = 0; k < depth; k++)
                {
                    Vector512<float> x = Load(ref b0, (k * length) + j);
                    int from = (i * columnStride) + (k * rowStride);
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from]), x, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + columnStride]), x, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (2 * columnStride)]), x, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (3 * columnStride)]), x, s3);
                    s4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (4 * columnStride)]), x, s4);
                    s5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (5 * columnStride)]), x, s5);
                    s6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (6 * columnStride)]), x, s6);
                    s7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[from + (7 * columnStride)]), x, s7);
                }

                s0.StoreUnsafe(ref c0, (nuint)at);
                s1.StoreUnsafe(ref c0, (nuint)(at + length));
                s2.StoreUnsafe(ref c0, (nuint)(at + (2 * length)));
                s3.StoreUnsafe(ref c0, (nuint)(at + (3 * length)));
                s4.StoreUnsafe(ref c0, (nuint)(at + (4 * length)));
                s5.StoreUnsafe(ref c0, (nuint)(at + (5 * length)));
                s6.StoreUnsafe(ref c0, (nuint)(at + (6 * length)));
                s7.StoreUnsafe(ref c0, (nuint)(at + (7 * length)));
            }
        }

        for (; i < rows; i++)
        {
            for (int j = 0; j < length; j += 16)
            {
                Vector512<float> sum = Load(ref c0, (i * length) + j);
                for (int k = 0; k < depth; k++)
                {
                    sum = Vector512.FusedMultiplyAdd(
                        Vector512.Create(a[(i * columnStride) + (k * rowStride)]), Load(ref b0, (k * length) + j), sum);
                }

                sum.StoreUnsafe(ref c0, (nuint)((i * length) + j));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float from, int index) => Vector512.LoadUnsafe(ref from, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3) =>
        Vector128.Create(Vector512.Sum(x0), Vector512.Sum(x1), Vector512.Sum(x2), Vector512.Sum(x3));
}
