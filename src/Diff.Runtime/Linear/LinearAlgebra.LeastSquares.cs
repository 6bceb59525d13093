using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>
    /// The least-squares solution: the X for which ‖A·X − B‖ is least, column by column, by Householder's factorisation A = Q·R.
    /// </summary>
    /// <param name="matrix">A, rows × columns, whose columns are linearly independent.</param>
    /// <param name="rows">Rows of A; at least its columns.</param>
    /// <param name="columns">Columns of A: the unknowns.</param>
    /// <param name="right">B, rows × rightColumns: each column is a right-hand side.</param>
    /// <param name="rightColumns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X, columns × rightColumns.</param>
    /// <remarks>
    /// 2·columns²·(rows − columns/3) + 4·rows·columns·rightColumns multiplications and additions. The normal equations, which would square
    /// the condition of A, are not formed. Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition, 5.3.2.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit the sizes, or there are fewer rows than columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">
    /// A column is, but for rounding, a combination of earlier ones, or not finite. Nothing is written.
    /// </exception>
    public static void LeastSquares(
        ReadOnlySpan<double> matrix, int rows, int columns, ReadOnlySpan<double> right, int rightColumns, Span<double> solution) =>
        SolveByQr(matrix, rows, columns, right, rightColumns, solution);

    /// <inheritdoc cref="LeastSquares(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, Span{double})"/>
    public static void LeastSquares(
        ReadOnlySpan<float> matrix, int rows, int columns, ReadOnlySpan<float> right, int rightColumns, Span<float> solution) =>
        SolveByQr(matrix, rows, columns, right, rightColumns, solution);

    /// <summary>
    /// The derivative of <c>LeastSquares</c>: with Z = R⁻ᵀ·X̄, Y = R⁻¹·Z and the residual E = B − A·X, B̄ = Q·Z and Ā = E·Yᵀ − B̄·Xᵀ.
    /// </summary>
    /// <param name="matrix">A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="right">B.</param>
    /// <param name="rightColumns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="solutionCotangent">
    /// X̄, columns × rightColumns. On return it is zero, since what the solution's memory held before has no effect.
    /// </param>
    /// <param name="matrixGradient">Receives Ā, rows × columns.</param>
    /// <param name="rightGradient">Receives B̄, rows × rightColumns.</param>
    /// <remarks>
    /// The factorisation and 14·rows·columns·rightColumns multiplications and additions at most. The residual is had from Qᵀ·B, without
    /// cancellation. From dX = (AᵀA)⁻¹·(dAᵀ·E + Aᵀ·(dB − dA·X)): G. H. Golub, V. Pereyra, The Differentiation of Pseudo-Inverses and
    /// Nonlinear Least Squares Problems Whose Variables Separate, SIAM J. Numer. Anal. 10, 1973, of full column rank.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length does not fit the sizes, there are fewer rows than columns, or what is written overlaps another argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">A column depends on earlier ones, or is not finite. Nothing is written.</exception>
    [DerivativeOf(nameof(LeastSquares))]
    public static void LeastSquaresBackward(
        ReadOnlySpan<double> matrix, int rows, int columns, ReadOnlySpan<double> right, int rightColumns, Span<double> solution,
        Span<double> solutionCotangent, Span<double> matrixGradient, Span<double> rightGradient) =>
        ReverseQr(matrix, rows, columns, right, rightColumns, solution, solutionCotangent, matrixGradient, rightGradient);

    /// <inheritdoc cref="LeastSquaresBackward(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, Span{double}, Span{double},
    /// Span{double}, Span{double})"/>
    [DerivativeOf(nameof(LeastSquares))]
    public static void LeastSquaresBackward(
        ReadOnlySpan<float> matrix, int rows, int columns, ReadOnlySpan<float> right, int rightColumns, Span<float> solution,
        Span<float> solutionCotangent, Span<float> matrixGradient, Span<float> rightGradient) =>
        ReverseQr(matrix, rows, columns, right, rightColumns, solution, solutionCotangent, matrixGradient, rightGradient);

    /// <summary>
    /// The derivative of <c>LeastSquares</c> forwards: Ẋ = R⁻¹·(R⁻ᵀ·Ȧᵀ·E + the first rows of Qᵀ·(Ḃ − Ȧ·X)), with the residual E = B − A·X.
    /// </summary>
    /// <param name="matrix">A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    /// <param name="right">B.</param>
    /// <param name="rightColumns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="matrixTangent">Ȧ, rows × columns.</param>
    /// <param name="rightTangent">Ḃ, rows × rightColumns.</param>
    /// <param name="solutionTangent">Receives Ẋ, columns × rightColumns; what it held has no effect.</param>
    /// <remarks>
    /// The factorisation and 20·rows·columns·rightColumns multiplications and additions at most. Source: as for
    /// <c>LeastSquaresBackward</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length does not fit the sizes, there are fewer rows than columns, or what is written overlaps another argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">A column depends on earlier ones, or is not finite. Nothing is written.</exception>
    [DerivativeOf(nameof(LeastSquares))]
    public static void LeastSquaresTangent(
        ReadOnlySpan<double> matrix, int rows, int columns, ReadOnlySpan<double> right, int rightColumns, Span<double> solution,
        ReadOnlySpan<double> matrixTangent, ReadOnlySpan<double> rightTangent, Span<double> solutionTangent) =>
        PushQr(matrix, rows, columns, right, rightColumns, solution, matrixTangent, rightTangent, solutionTangent);

    /// <inheritdoc cref="LeastSquaresTangent(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, Span{double}, ReadOnlySpan{double},
    /// ReadOnlySpan{double}, Span{double})"/>
    [DerivativeOf(nameof(LeastSquares))]
    public static void LeastSquaresTangent(
        ReadOnlySpan<float> matrix, int rows, int columns, ReadOnlySpan<float> right, int rightColumns, Span<float> solution,
        ReadOnlySpan<float> matrixTangent, ReadOnlySpan<float> rightTangent, Span<float> solutionTangent) =>
        PushQr(matrix, rows, columns, right, rightColumns, solution, matrixTangent, rightTangent, solutionTangent);

    private static unsafe void SolveByQr<T>(
        ReadOnlySpan<T> matrix, int rows, int columns, ReadOnlySpan<T> right, int rightColumns, Span<T> solution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireOverdetermined<T>(matrix, rows, columns, right, rightColumns, solution);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<T> scales = new(columns);
        using Scratch<T> rotated = new(right.Length);
        using Scratch<T> unknowns = new(solution.Length);
        FactorByQr(matrix, rows, columns, factors.Start, scales.Start);
        Rotate(right, rows, columns, rightColumns, factors.Start, scales.Start, rotated.Start);
        SolveRotated(rows, columns, rightColumns, factors.Start, rotated.Start, unknowns.Start);
        new ReadOnlySpan<T>(unknowns.Start, solution.Length).CopyTo(solution);
    }

    private static unsafe void ReverseQr<T>(
        ReadOnlySpan<T> matrix, int rows, int columns, ReadOnlySpan<T> right, int rightColumns, Span<T> solution,
        Span<T> solutionCotangent, Span<T> matrixGradient, Span<T> rightGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireOverdetermined<T>(matrix, rows, columns, right, rightColumns, solution);
        RequireReverse(matrix, right, solution, solutionCotangent, matrixGradient, rightGradient);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<T> scales = new(columns);
        using Scratch<T> rotated = new(right.Length);
        using Scratch<T> byRightScratch = new(right.Length);
        FactorByQr(matrix, rows, columns, factors.Start, scales.Start);
        Rotate(right, rows, columns, rightColumns, factors.Start, scales.Start, rotated.Start);
        fixed (T* x = solution, y = solutionCotangent, byMatrix = matrixGradient, byRight = rightGradient)
        {
            SolveRotated(rows, columns, rightColumns, factors.Start, rotated.Start, x);
            Strided<T> triangle = HouseholderQr.Triangle(factors.Start, rows);
            TriangularSystem.SolveLower(triangle.Transposed, columns, hasUnitDiagonal: false, y, rightColumns, rightColumns);
            for (int c = 0; c < rightColumns; c++)
            {
                // Back by Q: of Qᵀ·B what A cannot reach, and Z.
                T* residual = rotated.Start + ((nint)c * rows);
                T* cotangent = byRightScratch.Start + ((nint)c * rows);
                for (nint k = 0; k < columns; k++)
                {
                    residual[k] = T.Zero;
                    cotangent[k] = y[(k * rightColumns) + c];
                }

                new Span<T>(cotangent + columns, rows - columns).Clear();
                HouseholderQr.Apply(factors.Start, rows, columns, scales.Start, residual);
                HouseholderQr.Apply(factors.Start, rows, columns, scales.Start, cotangent);
                for (nint i = 0; i < rows; i++)
                {
                    byRight[(i * rightColumns) + c] = cotangent[i];
                }
            }

            TriangularSystem.SolveUpper(triangle, columns, hasUnitDiagonal: false, y, rightColumns, rightColumns);
            Strided<T> gradient = new(byMatrix, columns, 1);
            Products.Multiply(
                gradient, new Strided<T>(rotated.Start, 1, rows), new Strided<T>(y, 1, rightColumns),
                rows, rightColumns, columns, adds: false);
            Products.Subtract(
                gradient, new Strided<T>(byRightScratch.Start, 1, rows), new Strided<T>(x, 1, rightColumns), rows, rightColumns, columns);
        }

        solutionCotangent.Clear();
    }

    private static unsafe void PushQr<T>(
        ReadOnlySpan<T> matrix, int rows, int columns, ReadOnlySpan<T> right, int rightColumns, Span<T> solution,
        ReadOnlySpan<T> matrixTangent, ReadOnlySpan<T> rightTangent, Span<T> solutionTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireOverdetermined<T>(matrix, rows, columns, right, rightColumns, solution);
        RequireForward(matrix, right, solution, matrixTangent, rightTangent, solutionTangent);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<T> scales = new(columns);
        using Scratch<T> rotated = new(right.Length);
        using Scratch<T> rest = new(right.Length);
        FactorByQr(matrix, rows, columns, factors.Start, scales.Start);
        Rotate(right, rows, columns, rightColumns, factors.Start, scales.Start, rotated.Start);
        Transpose(rightTangent, rows, rightColumns, rest.Start);
        fixed (T* x = solution, tangent = matrixTangent, change = solutionTangent)
        {
            SolveRotated(rows, columns, rightColumns, factors.Start, rotated.Start, x);
            Strided<T> triangle = HouseholderQr.Triangle(factors.Start, rows);
            Strided<T> byMatrix = new(tangent, columns, 1), residual = new(rotated.Start, 1, rows);
            Products.Subtract(
                new Strided<T>(rest.Start, 1, rows), byMatrix, new Strided<T>(x, rightColumns, 1), rows, columns, rightColumns);
            for (int c = 0; c < rightColumns; c++)
            {
                T* own = rotated.Start + ((nint)c * rows);
                new Span<T>(own, columns).Clear();
                HouseholderQr.Apply(factors.Start, rows, columns, scales.Start, own);
                HouseholderQr.ApplyTransposed(factors.Start, rows, columns, scales.Start, rest.Start + ((nint)c * rows));
            }

            Products.Multiply(
                new Strided<T>(change, rightColumns, 1), byMatrix.Transposed, residual, columns, rows, rightColumns, adds: false);
            TriangularSystem.SolveLower(triangle.Transposed, columns, hasUnitDiagonal: false, change, rightColumns, rightColumns);
            for (nint k = 0; k < columns; k++)
            {
                for (nint c = 0; c < rightColumns; c++)
                {
                    change[(k * rightColumns) + c] += rest.Start[(c * rows) + k];
                }
            }

            TriangularSystem.SolveUpper(triangle, columns, hasUnitDiagonal: false, change, rightColumns, rightColumns);
        }
    }

    /// <summary>The factors by QR, of the transpose in other memory.</summary>
    private static unsafe void FactorByQr<T>(ReadOnlySpan<T> matrix, int rows, int columns, T* factors, T* scales)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Transpose(matrix, rows, columns, factors);
        int failed = HouseholderQr.Factor(factors, rows, columns, scales, out T length);
        if (failed >= 0)
        {
            ThrowDependent(length, failed);
        }
    }

    /// <summary>Qᵀ·B, transposed.</summary>
    private static unsafe void Rotate<T>(
        ReadOnlySpan<T> right, int rows, int columns, int rightColumns, T* factors, T* scales, T* rotated)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Transpose(right, rows, rightColumns, rotated);
        for (int c = 0; c < rightColumns; c++)
        {
            HouseholderQr.ApplyTransposed(factors, rows, columns, scales, rotated + ((nint)c * rows));
        }
    }

    /// <summary>R·X = the first rows of Qᵀ·B.</summary>
    private static unsafe void SolveRotated<T>(int rows, int columns, int rightColumns, T* factors, T* rotated, T* solution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint k = 0; k < columns; k++)
        {
            for (nint c = 0; c < rightColumns; c++)
            {
                solution[(k * rightColumns) + c] = rotated[(c * rows) + k];
            }
        }

        TriangularSystem.SolveUpper(
            HouseholderQr.Triangle(factors, rows), columns, hasUnitDiagonal: false, solution, rightColumns, rightColumns);
    }

    private static unsafe void Transpose<T>(ReadOnlySpan<T> matrix, int rows, int columns, T* transposed)
        where T : unmanaged
    {
        fixed (T* elements = matrix)
        {
            for (nint i = 0; i < rows; i++)
            {
                for (nint j = 0; j < columns; j++)
                {
                    transposed[(j * rows) + i] = elements[(i * columns) + j];
                }
            }
        }
    }

    private static void RequireOverdetermined<T>(
        ReadOnlySpan<T> matrix, int rows, int columns, ReadOnlySpan<T> right, int rightColumns, ReadOnlySpan<T> solution)
        where T : unmanaged
    {
        MatrixArguments.RequireCount(rows, nameof(rows));
        MatrixArguments.RequireCount(columns, nameof(columns));
        MatrixArguments.RequireCount(rightColumns, nameof(rightColumns));
        MatrixArguments.Require(matrix, rows, columns, nameof(matrix));
        MatrixArguments.Require(right, rows, rightColumns, nameof(right));
        MatrixArguments.Require(solution, columns, rightColumns, nameof(solution));
        if (rows < columns)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"'matrix' has {rows} rows and {columns} columns, so that many solutions are as good; ")
                    + "add rows: a penalty λ·‖x‖² is √λ times the identity below the matrix and zeros below the right-hand side.",
                nameof(matrix));
        }
    }

    [DoesNotReturn]
    private static void ThrowDependent<T>(T length, int index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new FactorizationException(
            T.IsFinite(length)
                ? FormattableString.Invariant($"The columns of 'matrix' are linearly dependent: of column {index}, counted from 0, ")
                    + FormattableString.Invariant($"nothing but rounding is left (length {length}) once earlier columns are taken out. ")
                    + "Remove it, or add rows for a penalty: λ·‖x‖² is √λ times the identity below the matrix "
                    + "and zeros below the right-hand side."
                : FormattableString.Invariant($"'matrix' has no QR factorisation: the length of column {index}, counted from 0, ")
                    + FormattableString.Invariant($"is {length}, ") + "so that an element is not finite, or too large. Look for where it comes from.",
            "matrix", index);
}
