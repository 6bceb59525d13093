using System;
using System.Numerics;

namespace Diff.Linear;

/// <summary>The Cholesky factorisation A = L·Lᵀ and its reverse, block by block, in the lower triangle of a row-major matrix.</summary>
internal static unsafe class CholeskyFactor
{
    private const int Block = 32;

    /// <summary>Replaces the lower triangle by its factor. The upper triangle is neither read nor given a meaning.</summary>
    /// <param name="matrix">The matrix, size × size; overwritten.</param>
    /// <param name="original">The same matrix, for its diagonal; another memory.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="pivot">The pivot that is not positive, if there is one.</param>
    /// <returns>Its index, or −1.</returns>
    public static int Factor<T>(T* matrix, T* original, int size, out T pivot)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> all = new(matrix, size, 1);
        for (int start = 0; start < size; start += Block)
        {
            int end = Math.Min(start + Block, size);
            Products.Subtract(
                all.From(start, start), all.From(start, 0), all.From(start, 0).Transposed, size - start, start, end - start);
            for (int i = start; i < size; i++)
            {
                T* row = all.At(i, start);
                for (int j = 0; j < Math.Min(i, end) - start; j++)
                {
                    T* other = all.At(start + j, start);
                    row[j] = (row[j] - Rows.Dot(row, other, j)) / other[j];
                }

                if (i < end)
                {
                    pivot = row[i - start] - Rows.Dot(row, row, i - start);
                    if (!WorkingPrecision.IsSafe(pivot, T.Abs(original[((nint)i * size) + i])))
                    {
                        return i;
                    }

                    row[i - start] = T.Sqrt(pivot);
                }
            }
        }

        pivot = T.Zero;
        return -1;
    }

    /// <summary>
    /// From the cotangent of the factor to that of the matrix, of whose elements (i, j) with i ≥ j alone the factor is a function.
    /// </summary>
    /// <remarks>
    /// Source: I. Murray, Differentiation of the Cholesky decomposition, 2016, arXiv:1602.07527, the algorithms <c>chol_blocked_rev</c>
    /// and <c>chol_unblocked_rev</c>. With R | D above B | C, the rows and columns of a block and what is below: C̄ ← C̄·D⁻¹,
    /// B̄ ← B̄ − C̄·R, D̄ ← D̄ − tril(C̄ᵀ·C), D̄ through the factorisation of its block, R̄ ← R̄ − C̄ᵀ·B − (D̄ + D̄ᵀ)·R.
    /// </remarks>
    /// <param name="factor">The factor L, size × size; above the diagonal it is not read.</param>
    /// <param name="cotangent">The cotangent L̄, whose lower triangle is replaced by Ā; above it, it is overwritten with anything.</param>
    /// <param name="size">Their rows.</param>
    public static void Reverse<T>(T* factor, T* cotangent, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Scratch<T> scratch = new(Math.Min(size, Block) * Math.Min(size, Block));
        Strided<T> l = new(factor, size, 1);
        Strided<T> g = new(cotangent, size, 1);
        for (int end = size; end > 0;)
        {
            int start = Math.Max(end - Block, 0);
            int count = end - start, below = size - end;
            for (int i = end; i < size; i++)
            {
                T* row = g.At(i, start);
                for (int j = count - 1; j >= 0; j--)
                {
                    T* other = l.At(start + j, start);
                    row[j] /= other[j];
                    Rows.Subtract(row[j], other, row, j);
                }
            }

            Strided<T> belowTransposed = g.From(end, start).Transposed;
            Products.Subtract(g.From(end, 0), g.From(end, start), l.From(start, 0), below, count, start);
            Products.Subtract(g.From(start, start), belowTransposed, l.From(end, start), count, below, count);
            ReverseBlock(l.From(start, start), g.From(start, start), count);
            Products.Subtract(g.From(start, 0), belowTransposed, l.From(end, 0), count, below, start);
            Strided<T> symmetric = new(scratch.Start, count, 1);
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    T element = *g.At(start + i, start + j);
                    *symmetric.At(i, j) = *symmetric.At(j, i) = i == j ? element + element : element;
                }
            }

            Products.Subtract(g.From(start, 0), symmetric, l.From(start, 0), count, count, start);
            end = start;
        }
    }

    private static void ReverseBlock<T>(in Strided<T> l, in Strided<T> g, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int j = size - 1; j >= 0; j--)
        {
            T pivot = *l.At(j, j);
            T diagonal = *g.At(j, j);
            for (int i = j + 1; i < size; i++)
            {
                T below = *g.At(i, j) / pivot;
                *g.At(i, j) = below;
                diagonal -= *l.At(i, j) * below;
                Rows.Subtract(below, l.At(i, 0), g.At(j, 0), j);
                Rows.Subtract(below, l.At(j, 0), g.At(i, 0), j);
            }

            diagonal /= pivot;
            Rows.Subtract(diagonal, l.At(j, 0), g.At(j, 0), j);
            *g.At(j, j) = diagonal / (T.One + T.One);
        }
    }
}
