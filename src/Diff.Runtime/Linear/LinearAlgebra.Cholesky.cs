using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diff.CompilerServices;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>The Cholesky factor of a symmetric positive definite matrix: the lower triangle L with L·Lᵀ = A.</summary>
    /// <param name="matrix">A, size × size. The lower triangle is read, what is above the diagonal is not.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="factor">Receives L, size × size, with zeros above the diagonal.</param>
    /// <remarks>size³/3 multiplications and additions.</remarks>
    /// <exception cref="ArgumentException">A length is not size².</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">
    /// A is not positive definite: a pivot is not more than rounding leaves of a zero, or not finite. Nothing is written.
    /// </exception>
    public static void Cholesky(ReadOnlySpan<double> matrix, int size, Span<double> factor) => FactorDefinite(matrix, size, factor);

    /// <inheritdoc cref="Cholesky(ReadOnlySpan{double}, int, Span{double})"/>
    public static void Cholesky(ReadOnlySpan<float> matrix, int size, Span<float> factor) => FactorDefinite(matrix, size, factor);

    /// <summary>The derivative of <c>Cholesky</c>: from the cotangent of L to that of A.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="factor">Receives L.</param>
    /// <param name="factorCotangent">
    /// L̄, size × size. What is above the diagonal has no effect. On return it is zero, since what the factor's memory held before has
    /// none.
    /// </param>
    /// <param name="matrixGradient">
    /// Receives Ā, size × size: the derivative by each element that is read. Above the diagonal it is zero, and an element below it stands
    /// for its mirror image, too. The gradient among symmetric matrices is (Ā + Āᵀ)/2.
    /// </param>
    /// <remarks>
    /// The factorisation and 2·size³/3 multiplications and additions. Source: I. Murray, Differentiation of the Cholesky decomposition,
    /// 2016, arXiv:1602.07527.
    /// </remarks>
    /// <exception cref="ArgumentException">A length is not size², or what is written overlaps another argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">A is not positive definite. Nothing is written.</exception>
    [DerivativeOf(nameof(Cholesky))]
    public static void CholeskyBackward(
        ReadOnlySpan<double> matrix, int size, Span<double> factor, Span<double> factorCotangent, Span<double> matrixGradient) =>
        ReverseDefinite(matrix, size, factor, factorCotangent, matrixGradient);

    /// <inheritdoc cref="CholeskyBackward(ReadOnlySpan{double}, int, Span{double}, Span{double}, Span{double})"/>
    [DerivativeOf(nameof(Cholesky))]
    public static void CholeskyBackward(
        ReadOnlySpan<float> matrix, int size, Span<float> factor, Span<float> factorCotangent, Span<float> matrixGradient) =>
        ReverseDefinite(matrix, size, factor, factorCotangent, matrixGradient);

    /// <summary>
    /// The derivative of <c>Cholesky</c> forwards: L̇ = L·Φ(L⁻¹·Ȧ·L⁻ᵀ), where Φ takes the lower triangle and half the diagonal.
    /// </summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="factor">Receives L.</param>
    /// <param name="matrixTangent">Ȧ, size × size, symmetric. The lower triangle is read.</param>
    /// <param name="factorTangent">Receives L̇, size × size; what it held has no effect.</param>
    /// <remarks>
    /// 3·size³ multiplications and additions. Source: I. Murray, Differentiation of the Cholesky decomposition, 2016, arXiv:1602.07527.
    /// </remarks>
    /// <exception cref="ArgumentException">A length is not size², or what is written overlaps another argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    /// <exception cref="FactorizationException">A is not positive definite. Nothing is written.</exception>
    [DerivativeOf(nameof(Cholesky))]
    public static void CholeskyTangent(
        ReadOnlySpan<double> matrix, int size, Span<double> factor, ReadOnlySpan<double> matrixTangent, Span<double> factorTangent) =>
        PushDefinite(matrix, size, factor, matrixTangent, factorTangent);

    /// <inheritdoc cref="CholeskyTangent(ReadOnlySpan{double}, int, Span{double}, ReadOnlySpan{double}, Span{double})"/>
    [DerivativeOf(nameof(Cholesky))]
    public static void CholeskyTangent(
        ReadOnlySpan<float> matrix, int size, Span<float> factor, ReadOnlySpan<float> matrixTangent, Span<float> factorTangent) =>
        PushDefinite(matrix, size, factor, matrixTangent, factorTangent);

    private static unsafe void FactorDefinite<T>(ReadOnlySpan<T> matrix, int size, Span<T> factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        MatrixArguments.Require<T>(factor, size, size, nameof(factor));
        using Scratch<T> scratch = new(matrix.Length);
        Factor(matrix, size, scratch.Start);
        CopyTriangle(scratch.Start, size, factor);
    }

    private static unsafe void ReverseDefinite<T>(
        ReadOnlySpan<T> matrix, int size, Span<T> factor, Span<T> factorCotangent, Span<T> matrixGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        MatrixArguments.Require<T>(factor, size, size, nameof(factor));
        MatrixArguments.Require<T>(factorCotangent, size, size, nameof(factorCotangent));
        MatrixArguments.Require<T>(matrixGradient, size, size, nameof(matrixGradient));
        Guard.Disjoint<T, T>(factor, matrix, nameof(factor), nameof(matrix));
        Guard.Disjoint<T, T>(factor, factorCotangent, nameof(factor), nameof(factorCotangent));
        Guard.Disjoint<T, T>(factorCotangent, matrix, nameof(factorCotangent), nameof(matrix));
        Guard.Disjoint<T, T>(matrixGradient, matrix, nameof(matrixGradient), nameof(matrix));
        Guard.Disjoint<T, T>(matrixGradient, factor, nameof(matrixGradient), nameof(factor));
        Guard.Disjoint<T, T>(matrixGradient, factorCotangent, nameof(matrixGradient), nameof(factorCotangent));
        using Scratch<T> scratch = new(matrix.Length);
        using Scratch<T> cotangent = new(matrix.Length);
        Factor(matrix, size, scratch.Start);
        factorCotangent.CopyTo(new Span<T>(cotangent.Start, matrix.Length));
        CholeskyFactor.Reverse(scratch.Start, cotangent.Start, size);
        CopyTriangle(scratch.Start, size, factor);
        CopyTriangle(cotangent.Start, size, matrixGradient);
        factorCotangent.Clear();
    }

    private static unsafe void PushDefinite<T>(
        ReadOnlySpan<T> matrix, int size, Span<T> factor, ReadOnlySpan<T> matrixTangent, Span<T> factorTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int block = 64;
        RequireSquare(matrix, size);
        MatrixArguments.Require<T>(factor, size, size, nameof(factor));
        MatrixArguments.Require(matrixTangent, size, size, nameof(matrixTangent));
        MatrixArguments.Require<T>(factorTangent, size, size, nameof(factorTangent));
        Guard.Disjoint<T, T>(factor, matrix, nameof(factor), nameof(matrix));
        Guard.Disjoint<T, T>(factor, matrixTangent, nameof(factor), nameof(matrixTangent));
        Guard.Disjoint<T, T>(factorTangent, matrix, nameof(factorTangent), nameof(matrix));
        Guard.Disjoint<T, T>(factorTangent, matrixTangent, nameof(factorTangent), nameof(matrixTangent));
        Guard.Disjoint<T, T>(factorTangent, factor, nameof(factorTangent), nameof(factor));
        using Scratch<T> scratch = new(matrix.Length);
        using Scratch<T> between = new(matrix.Length);
        Factor(matrix, size, scratch.Start);
        CopyTriangle(scratch.Start, size, factor);
        fixed (T* lower = factor, tangent = matrixTangent)
        {
            Strided<T> l = new(lower, size, 1), first = new(scratch.Start, size, 1), second = new(between.Start, size, 1);
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    *first.At(i, j) = *first.At(j, i) = tangent[((nint)i * size) + j];
                }
            }

            TriangularSystem.SolveLower(l, size, hasUnitDiagonal: false, scratch.Start, size, size);
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    *second.At(j, i) = *first.At(i, j);
                }
            }

            TriangularSystem.SolveLower(l, size, hasUnitDiagonal: false, between.Start, size, size);
            for (int i = 0; i < size; i++)
            {
                *second.At(i, i) /= T.One + T.One;
                new Span<T>(second.At(i, i) + 1, size - i - 1).Clear();
            }

            for (int start = 0; start < size; start += block)
            {
                int end = Math.Min(start + block, size);
                Products.Multiply(first.From(start, 0), l.From(start, 0), second, end - start, end, end, adds: false);
            }
        }

        CopyTriangle(scratch.Start, size, factorTangent);
    }

    /// <summary>The lower triangle, and zeros above it.</summary>
    private static unsafe void CopyTriangle<T>(T* matrix, int size, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < size; i++)
        {
            Span<T> row = destination.Slice(i * size, size);
            new ReadOnlySpan<T>(matrix + ((nint)i * size), i + 1).CopyTo(row);
            row[(i + 1)..].Clear();
        }
    }

    /// <summary>The Cholesky factor, in the lower triangle of other memory.</summary>
    private static unsafe void Factor<T>(ReadOnlySpan<T> matrix, int size, T* factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        matrix.CopyTo(new Span<T>(factor, matrix.Length));
        fixed (T* original = matrix)
        {
            int failed = CholeskyFactor.Factor(factor, original, size, out T pivot);
            if (failed >= 0)
            {
                ThrowNotDefinite(pivot, failed);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowNotDefinite<T>(T pivot, int index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new FactorizationException(
            T.IsFinite(pivot)
                ? FormattableString.Invariant($"'matrix' is not positive definite: pivot {index}, counted from 0, is {pivot}, ")
                    + "which is not positive beyond rounding. If it should be, add a small positive number to its diagonal; "
                    + "if it need not be, use a function that factorises by LU."
                : FormattableString.Invariant($"'matrix' has no Cholesky factor: pivot {index}, counted from 0, is {pivot}, ")
                    + "so that an element is not finite, or too large. Look for where it comes from.",
            "matrix", index);
}
