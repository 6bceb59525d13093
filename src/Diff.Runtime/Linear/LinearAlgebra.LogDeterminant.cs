using System;
using System.Numerics;
using Diff.CompilerServices;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>ln |det A|, by the factorisation P·A = L·U with partial pivoting.</summary>
    /// <param name="matrix">A, size × size.</param>
    /// <param name="size">Rows of A.</param>
    /// <returns>The logarithm, which neither overflows nor underflows as the determinant would; 0 for an empty matrix.</returns>
    /// <remarks>2·size³/3 multiplications and additions.</remarks>
    /// <exception cref="ArgumentException">The length is not size².</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">
    /// A is singular to working precision: a pivot is no more than rounding leaves of a zero, or not finite.
    /// </exception>
    public static double LogDeterminant(ReadOnlySpan<double> matrix, int size) => LogDeterminantByLu(matrix, size);

    /// <inheritdoc cref="LogDeterminant(ReadOnlySpan{double}, int)"/>
    public static float LogDeterminant(ReadOnlySpan<float> matrix, int size) => LogDeterminantByLu(matrix, size);

    /// <summary>The derivative of <c>LogDeterminant</c>: Ā = c·A⁻ᵀ.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="resultCotangent">The cotangent c of the logarithm.</param>
    /// <param name="matrixGradient">Receives Ā, size × size.</param>
    /// <returns>ln |det A|.</returns>
    /// <remarks>
    /// A⁻ᵀ is the derivative itself; it is had by substitution through the factors. 8·size³/3 multiplications and additions. Source:
    /// M. B. Giles, An extended collection of matrix derivative results for forward and reverse mode algorithmic differentiation, 2008,
    /// 2.2.4.
    /// </remarks>
    /// <exception cref="ArgumentException">A length is not size², or the two overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">A is singular to working precision. Nothing is written.</exception>
    [DerivativeOf(nameof(LogDeterminant))]
    public static double LogDeterminantBackward(
        ReadOnlySpan<double> matrix, int size, double resultCotangent, Span<double> matrixGradient) =>
        ReverseLogDeterminant(matrix, size, resultCotangent, matrixGradient);

    /// <inheritdoc cref="LogDeterminantBackward(ReadOnlySpan{double}, int, double, Span{double})"/>
    [DerivativeOf(nameof(LogDeterminant))]
    public static float LogDeterminantBackward(ReadOnlySpan<float> matrix, int size, float resultCotangent, Span<float> matrixGradient) =>
        ReverseLogDeterminant(matrix, size, resultCotangent, matrixGradient);

    private static unsafe T LogDeterminantByLu<T>(ReadOnlySpan<T> matrix, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<int> order = new(size);
        FactorByLu(matrix, size, factors.Start, order.Start);
        return SumOfLogarithms(factors.Start, size);
    }

    private static unsafe T ReverseLogDeterminant<T>(ReadOnlySpan<T> matrix, int size, T resultCotangent, Span<T> matrixGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        RequireMatrixGradient<T>(matrix, matrixGradient);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<int> order = new(size);
        using Scratch<T> multiple = new(matrix.Length);
        FactorByLu(matrix, size, factors.Start, order.Start);
        SetMultipleOfIdentity(multiple.Start, size, resultCotangent);
        fixed (T* gradient = matrixGradient)
        {
            LuFactor.SolveTransposed(factors.Start, order.Start, size, multiple.Start, size, gradient);
        }

        return SumOfLogarithms(factors.Start, size);
    }

    private static void RequireMatrixGradient<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> matrixGradient)
        where T : unmanaged
    {
        Guard.SameLength(matrix.Length, matrixGradient.Length, nameof(matrix), nameof(matrixGradient));
        Guard.Disjoint(matrixGradient, matrix, nameof(matrixGradient), nameof(matrix));
    }

    private static unsafe void SetMultipleOfIdentity<T>(T* destination, int size, T factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        new Span<T>(destination, size * size).Clear();
        for (nint i = 0; i < size; i++)
        {
            destination[(i * size) + i] = factor;
        }
    }

    /// <summary>Σ ln |tᵢᵢ| of a triangle.</summary>
    private static unsafe T SumOfLogarithms<T>(T* triangle, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (nint i = 0; i < size; i++)
        {
            sum += T.Log(T.Abs(triangle[(i * size) + i]));
        }

        return sum;
    }
}
