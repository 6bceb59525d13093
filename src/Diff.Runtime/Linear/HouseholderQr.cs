using System;
using System.Numerics;

namespace Diff.Linear;

/// <summary>
/// The factorisation A = Q·R by Householder's reflections, on the transpose of A: each column is contiguous. R is left in the upper
/// triangle of A, and below it the vectors of the reflections 1 − τ·v·vᵀ, whose elements on the diagonal are 1 and not stored.
/// </summary>
/// <remarks>
/// Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition, 5.1 and 5.2; the scaling is LAPACK's (<c>larfg</c>).
/// </remarks>
internal static unsafe class HouseholderQr
{
    /// <summary>Replaces a matrix by its factors.</summary>
    /// <param name="columns">The columns of A one after the other; overwritten.</param>
    /// <param name="rows">The rows of A; at least its columns.</param>
    /// <param name="count">The columns of A.</param>
    /// <param name="scales">Receives τ of each reflection.</param>
    /// <param name="diagonal">The length that is left of a column which depends on earlier ones, if there is one.</param>
    /// <returns>Its index, or −1.</returns>
    public static int Factor<T>(T* columns, int rows, int count, T* scales, out T diagonal)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int k = 0; k < count; k++)
        {
            T* column = columns + ((nint)k * rows);
            diagonal = Rows.Norm(column + k, rows - k);

            // Reflections keep the length of a column: rounding is of its size.
            if (!WorkingPrecision.IsSafe(diagonal, Rows.Norm(column, rows)))
            {
                return k;
            }

            T first = column[k];
            T signed = T.IsNegative(first) ? diagonal : -diagonal;
            scales[k] = (signed - first) / signed;
            Rows.Divide(column + k + 1, first - signed, rows - k - 1);
            column[k] = signed;
            for (int j = k + 1; j < count; j++)
            {
                Reflect(column, rows, k, scales[k], columns + ((nint)j * rows));
            }
        }

        diagonal = T.Zero;
        return -1;
    }

    /// <summary>vector ← Qᵀ·vector.</summary>
    public static void ApplyTransposed<T>(T* columns, int rows, int count, T* scales, T* vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int k = 0; k < count; k++)
        {
            Reflect(columns + ((nint)k * rows), rows, k, scales[k], vector);
        }
    }

    /// <summary>vector ← Q·vector.</summary>
    public static void Apply<T>(T* columns, int rows, int count, T* scales, T* vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int k = count - 1; k >= 0; k--)
        {
            Reflect(columns + ((nint)k * rows), rows, k, scales[k], vector);
        }
    }

    /// <summary>R, which is an upper triangle.</summary>
    public static Strided<T> Triangle<T>(T* columns, int rows)
        where T : unmanaged => new(columns, 1, rows);

    private static void Reflect<T>(T* column, int rows, int k, T scale, T* vector)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T product = scale * (vector[k] + Rows.Dot(column + k + 1, vector + k + 1, rows - k - 1));
        vector[k] -= product;
        Rows.Subtract(product, column + k + 1, vector + k + 1, rows - k - 1);
    }
}
