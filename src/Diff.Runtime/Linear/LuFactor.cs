using System;
using System.Numerics;

namespace Diff.Linear;

/// <summary>
/// The factorisation P·A = L·U with partial pivoting, block by block, in a row-major matrix: U in the upper triangle, L, whose diagonal
/// is 1, below it.
/// </summary>
internal static unsafe class LuFactor
{
    private const int Block = 32;

    /// <summary>Replaces a matrix by its factors.</summary>
    /// <param name="matrix">The matrix, size × size; overwritten.</param>
    /// <param name="original">The same matrix in another memory.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="order">Receives which row of the matrix each row of the factors is.</param>
    /// <param name="pivot">The pivot that is zero or not finite, if there is one.</param>
    /// <returns>Its index, or −1.</returns>
    public static int Factor<T>(T* matrix, T* original, int size, int* order, out T pivot)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> all = new(matrix, size, 1);
        for (int i = 0; i < size; i++)
        {
            order[i] = i;
        }

        for (int start = 0; start < size; start += Block)
        {
            int end = Math.Min(start + Block, size);
            for (int k = start; k < end; k++)
            {
                int best = LargestFrom(all, k, size);
                if (best != k)
                {
                    Rows.Exchange(all.At(k, 0), all.At(best, 0), size);
                    (order[k], order[best]) = (order[best], order[k]);
                }

                pivot = *all.At(k, k);
                if (!WorkingPrecision.IsSafe(T.Abs(pivot), MagnitudeAt(all, k, original[((nint)order[k] * size) + k])))
                {
                    return k;
                }

                for (int i = k + 1; i < size; i++)
                {
                    T factor = *all.At(i, k) / pivot;
                    *all.At(i, k) = factor;
                    Rows.Subtract(factor, all.At(k, k + 1), all.At(i, k + 1), end - k - 1);
                }
            }

            TriangularSystem.SolveLower(
                all.From(start, start), end - start, hasUnitDiagonal: true, all.At(start, end), size, size - end);
            Products.Subtract(
                all.From(end, end), all.From(end, start), all.From(start, end), size - end, end - start, size - end);
        }

        pivot = T.Zero;
        return -1;
    }

    /// <summary>A·X = B.</summary>
    /// <param name="factors">What <see cref="Factor"/> made of A.</param>
    /// <param name="order">Its order of rows.</param>
    /// <param name="size">The rows of A.</param>
    /// <param name="right">B, size × columns.</param>
    /// <param name="columns">Of B and X.</param>
    /// <param name="solution">Receives X; apart from B.</param>
    public static void Solve<T>(T* factors, int* order, int size, T* right, int columns, T* solution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < size; i++)
        {
            new Span<T>(right + ((nint)order[i] * columns), columns).CopyTo(new Span<T>(solution + ((nint)i * columns), columns));
        }

        Strided<T> all = new(factors, size, 1);
        TriangularSystem.SolveLower(all, size, hasUnitDiagonal: true, solution, columns, columns);
        TriangularSystem.SolveUpper(all, size, hasUnitDiagonal: false, solution, columns, columns);
    }

    /// <summary>Aᵀ·X = B.</summary>
    /// <param name="factors">What <see cref="Factor"/> made of A.</param>
    /// <param name="order">Its order of rows.</param>
    /// <param name="size">The rows of A.</param>
    /// <param name="right">B, size × columns; overwritten.</param>
    /// <param name="columns">Of B and X.</param>
    /// <param name="solution">Receives X; apart from B.</param>
    public static void SolveTransposed<T>(T* factors, int* order, int size, T* right, int columns, T* solution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> transposed = new Strided<T>(factors, size, 1).Transposed;
        TriangularSystem.SolveLower(transposed, size, hasUnitDiagonal: false, right, columns, columns);
        TriangularSystem.SolveUpper(transposed, size, hasUnitDiagonal: true, right, columns, columns);
        for (int i = 0; i < size; i++)
        {
            new Span<T>(right + ((nint)i * columns), columns).CopyTo(new Span<T>(solution + ((nint)order[i] * columns), columns));
        }
    }

    /// <summary>The row, from the diagonal on, with the largest element in a column; the diagonal's where it is not a number.</summary>
    private static int LargestFrom<T>(in Strided<T> matrix, int k, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int best = k;
        T most = T.Abs(*matrix.At(k, k));
        for (int i = k + 1; i < size; i++)
        {
            T candidate = T.Abs(*matrix.At(i, k));
            if (candidate > most)
            {
                (best, most) = (i, candidate);
            }
        }

        return best;
    }

    /// <summary>|aₖₖ| + Σ |lₖⱼ|·|uⱼₖ|, of which the pivot is the difference.</summary>
    private static T MagnitudeAt<T>(in Strided<T> matrix, int k, T original)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Abs(original);
        for (int j = 0; j < k; j++)
        {
            sum += T.Abs(*matrix.At(k, j) * *matrix.At(j, k));
        }

        return sum;
    }
}
