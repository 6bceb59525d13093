using System;
using System.Numerics;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>ln det A of a symmetric positive definite matrix, by its Cholesky factor.</summary>
    /// <param name="matrix">A, size × size. The lower triangle is read, what is above the diagonal is not.</param>
    /// <param name="size">Rows of A.</param>
    /// <returns>2·Σ ln Lᵢᵢ; 0 for an empty matrix.</returns>
    /// <remarks>size³/3 multiplications and additions.</remarks>
    /// <exception cref="ArgumentException">The length is not size².</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">
    /// A is not positive definite: a pivot is not more than rounding leaves of a zero, or not finite.
    /// </exception>
    public static double LogDeterminantPositiveDefinite(ReadOnlySpan<double> matrix, int size) => LogDeterminantByCholesky(matrix, size);

    /// <inheritdoc cref="LogDeterminantPositiveDefinite(ReadOnlySpan{double}, int)"/>
    public static float LogDeterminantPositiveDefinite(ReadOnlySpan<float> matrix, int size) => LogDeterminantByCholesky(matrix, size);

    /// <summary>The derivative of <c>LogDeterminantPositiveDefinite</c>, c·A⁻¹, by the elements that are read.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="resultCotangent">The cotangent c of the logarithm.</param>
    /// <param name="matrixGradient">
    /// Receives Ā, size × size: c·(A⁻¹)ᵢᵢ on the diagonal and 2c·(A⁻¹)ᵢⱼ below it, where an element stands for its mirror image, too;
    /// zero above it. The gradient among symmetric matrices is (Ā + Āᵀ)/2 = c·A⁻¹.
    /// </param>
    /// <returns>ln det A.</returns>
    /// <remarks>
    /// A⁻¹ = L⁻ᵀ·L⁻¹ is the derivative itself; the triangle L⁻¹ is had by substitution. 4·size³/3 multiplications and additions. Source:
    /// M. B. Giles, An extended collection of matrix derivative results for forward and reverse mode algorithmic differentiation, 2008,
    /// 2.2.4.
    /// </remarks>
    /// <exception cref="ArgumentException">A length is not size², or the two overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">A is not positive definite. Nothing is written.</exception>
    [DerivativeOf(nameof(LogDeterminantPositiveDefinite))]
    public static double LogDeterminantPositiveDefiniteBackward(
        ReadOnlySpan<double> matrix, int size, double resultCotangent, Span<double> matrixGradient) =>
        ReverseLogDeterminantByCholesky(matrix, size, resultCotangent, matrixGradient);

    /// <inheritdoc cref="LogDeterminantPositiveDefiniteBackward(ReadOnlySpan{double}, int, double, Span{double})"/>
    [DerivativeOf(nameof(LogDeterminantPositiveDefinite))]
    public static float LogDeterminantPositiveDefiniteBackward(
        ReadOnlySpan<float> matrix, int size, float resultCotangent, Span<float> matrixGradient) =>
        ReverseLogDeterminantByCholesky(matrix, size, resultCotangent, matrixGradient);

    private static unsafe T LogDeterminantByCholesky<T>(ReadOnlySpan<T> matrix, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        using Scratch<T> factor = new(matrix.Length);
        Factor(matrix, size, factor.Start);
        T half = SumOfLogarithms(factor.Start, size);
        return half + half;
    }

    private static unsafe T ReverseLogDeterminantByCholesky<T>(
        ReadOnlySpan<T> matrix, int size, T resultCotangent, Span<T> matrixGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int block = 64;
        RequireSquare(matrix, size);
        RequireMatrixGradient<T>(matrix, matrixGradient);
        using Scratch<T> factor = new(matrix.Length);
        using Scratch<T> inverse = new(matrix.Length);
        Factor(matrix, size, factor.Start);
        SetMultipleOfIdentity(inverse.Start, size, T.One);
        TriangularSystem.InvertLower(new Strided<T>(factor.Start, size, 1), size, inverse.Start);
        fixed (T* gradient = matrixGradient)
        {
            // Rows above a block contribute nothing to it, and what is right of it is not asked for.
            Strided<T> all = new(inverse.Start, size, 1);
            for (int start = 0; start < size; start += block)
            {
                int end = Math.Min(start + block, size);
                Products.Multiply(
                    new Strided<T>(gradient + ((nint)start * size), size, 1), all.From(start, start).Transposed, all.From(start, 0),
                    end - start, size - start, end, adds: false);
            }
        }

        for (int i = 0; i < size; i++)
        {
            Span<T> row = matrixGradient.Slice(i * size, size);
            for (int j = 0; j < i; j++)
            {
                row[j] *= resultCotangent + resultCotangent;
            }

            row[i] *= resultCotangent;
            row[(i + 1)..].Clear();
        }

        T half = SumOfLogarithms(factor.Start, size);
        return half + half;
    }
}
