using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>Solves A·X = B by the factorisation P·A = L·U with partial pivoting.</summary>
    /// <param name="matrix">A, size × size.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="right">B, size × columns: each column is a right-hand side.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X, size × columns.</param>
    /// <remarks>
    /// 2·size³/3 + 2·size²·columns multiplications and additions. Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition,
    /// 3.4.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit the sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">
    /// A is singular to working precision: a pivot is no more than rounding leaves of a zero, or not finite. Nothing is written.
    /// </exception>
    public static void Solve(ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution) =>
        SolveByLu(matrix, size, right, columns, solution);

    /// <inheritdoc cref="Solve(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double})"/>
    public static void Solve(ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution) =>
        SolveByLu(matrix, size, right, columns, solution);

    /// <summary>The derivative of <c>Solve</c>: B̄ = A⁻ᵀ·X̄ by the same factors, Ā = −B̄·Xᵀ.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="right">B.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="solutionCotangent">
    /// X̄, size × columns. On return it is zero, since what the solution's memory held before has no effect.
    /// </param>
    /// <param name="matrixGradient">Receives Ā, size × size.</param>
    /// <param name="rightGradient">Receives B̄, size × columns.</param>
    /// <remarks>
    /// 2·size³/3 + 6·size²·columns multiplications and additions. Source: M. B. Giles, An extended collection of matrix derivative results
    /// for forward and reverse mode algorithmic differentiation, 2008, 2.3.1.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit the sizes, or what is written overlaps another argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">A is singular to working precision. Nothing is written.</exception>
    [DerivativeOf(nameof(Solve))]
    public static void SolveBackward(
        ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution,
        Span<double> solutionCotangent, Span<double> matrixGradient, Span<double> rightGradient) =>
        ReverseSolve(matrix, size, right, columns, solution, solutionCotangent, matrixGradient, rightGradient);

    /// <inheritdoc cref="SolveBackward(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double}, Span{double}, Span{double},
    /// Span{double})"/>
    [DerivativeOf(nameof(Solve))]
    public static void SolveBackward(
        ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution,
        Span<float> solutionCotangent, Span<float> matrixGradient, Span<float> rightGradient) =>
        ReverseSolve(matrix, size, right, columns, solution, solutionCotangent, matrixGradient, rightGradient);

    /// <summary>The derivative of <c>Solve</c> forwards: Ẋ = A⁻¹·(Ḃ − Ȧ·X), by the same factors.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="right">B.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="matrixTangent">Ȧ, size × size.</param>
    /// <param name="rightTangent">Ḃ, size × columns.</param>
    /// <param name="solutionTangent">Receives Ẋ, size × columns; what it held has no effect.</param>
    /// <remarks>
    /// 2·size³/3 + 6·size²·columns multiplications and additions. Source: M. B. Giles, An extended collection of matrix derivative results
    /// for forward and reverse mode algorithmic differentiation, 2008, 2.3.1.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit the sizes, or what is written overlaps another argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">A is singular to working precision. Nothing is written.</exception>
    [DerivativeOf(nameof(Solve))]
    public static void SolveTangent(
        ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution,
        ReadOnlySpan<double> matrixTangent, ReadOnlySpan<double> rightTangent, Span<double> solutionTangent) =>
        PushSolve(matrix, size, right, columns, solution, matrixTangent, rightTangent, solutionTangent);

    /// <inheritdoc cref="SolveTangent(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double}, ReadOnlySpan{double},
    /// ReadOnlySpan{double}, Span{double})"/>
    [DerivativeOf(nameof(Solve))]
    public static void SolveTangent(
        ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution,
        ReadOnlySpan<float> matrixTangent, ReadOnlySpan<float> rightTangent, Span<float> solutionTangent) =>
        PushSolve(matrix, size, right, columns, solution, matrixTangent, rightTangent, solutionTangent);

    private static unsafe void SolveByLu<T>(ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        RequireSystem<T>(size, right, columns, solution);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<int> order = new(size);
        using Scratch<T> unknowns = new(right.Length);
        FactorByLu(matrix, size, factors.Start, order.Start);
        fixed (T* b = right)
        {
            LuFactor.Solve(factors.Start, order.Start, size, b, columns, unknowns.Start);
        }

        new ReadOnlySpan<T>(unknowns.Start, right.Length).CopyTo(solution);
    }

    private static unsafe void ReverseSolve<T>(
        ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution,
        Span<T> solutionCotangent, Span<T> matrixGradient, Span<T> rightGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        RequireSystem<T>(size, right, columns, solution);
        RequireReverse(matrix, right, solution, solutionCotangent, matrixGradient, rightGradient);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<int> order = new(size);
        FactorByLu(matrix, size, factors.Start, order.Start);
        fixed (T* b = right, x = solution, cotangent = solutionCotangent, byMatrix = matrixGradient, byRight = rightGradient)
        {
            LuFactor.Solve(factors.Start, order.Start, size, b, columns, x);
            LuFactor.SolveTransposed(factors.Start, order.Start, size, cotangent, columns, byRight);
            matrixGradient.Clear();
            Products.Subtract(
                new Strided<T>(byMatrix, size, 1), new Strided<T>(byRight, columns, 1), new Strided<T>(x, 1, columns), size, columns, size);
        }

        solutionCotangent.Clear();
    }

    private static unsafe void PushSolve<T>(
        ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution,
        ReadOnlySpan<T> matrixTangent, ReadOnlySpan<T> rightTangent, Span<T> solutionTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        RequireSystem<T>(size, right, columns, solution);
        RequireForward(matrix, right, solution, matrixTangent, rightTangent, solutionTangent);
        using Scratch<T> factors = new(matrix.Length);
        using Scratch<int> order = new(size);
        using Scratch<T> rest = new(right.Length);
        FactorByLu(matrix, size, factors.Start, order.Start);
        rightTangent.CopyTo(new Span<T>(rest.Start, right.Length));
        fixed (T* b = right, x = solution, tangent = matrixTangent, change = solutionTangent)
        {
            LuFactor.Solve(factors.Start, order.Start, size, b, columns, x);
            Products.Subtract(
                new Strided<T>(rest.Start, columns, 1), new Strided<T>(tangent, size, 1), new Strided<T>(x, columns, 1),
                size, size, columns);
            LuFactor.Solve(factors.Start, order.Start, size, rest.Start, columns, change);
        }
    }

    /// <summary>The factors by LU, in other memory.</summary>
    private static unsafe void FactorByLu<T>(ReadOnlySpan<T> matrix, int size, T* factors, int* order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        matrix.CopyTo(new Span<T>(factors, matrix.Length));
        fixed (T* original = matrix)
        {
            int failed = LuFactor.Factor(factors, original, size, order, out T pivot);
            if (failed >= 0)
            {
                ThrowSingular(pivot, failed);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowSingular<T>(T pivot, int index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new FactorizationException(
            T.IsFinite(pivot)
                ? FormattableString.Invariant($"'matrix' is singular to working precision: pivot {index}, counted from 0, is {pivot}, ")
                    + "no more than rounding leaves of a zero. Remove equations that depend on others, or use LeastSquares with a penalty."
                : FormattableString.Invariant($"'matrix' has no LU factorisation: pivot {index}, counted from 0, is {pivot}, ")
                    + "so that an element is not finite, or too large. Look for where it comes from.",
            "matrix", index);
}
