using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Diff.Linear;

namespace Diff;

public static partial class LinearAlgebra
{
    /// <summary>Solves T·X = B for a triangular matrix T, or Tᵀ·X = B, by substitution.</summary>
    /// <param name="matrix">T, size × size. One of its triangles is read, the diagonal included; the rest is not.</param>
    /// <param name="size">Rows of T.</param>
    /// <param name="right">B, size × columns: each column is a right-hand side.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X, size × columns.</param>
    /// <param name="triangle">The triangle of the memory that T is, transposed or not.</param>
    /// <param name="transposed">Whether Tᵀ·X = B is solved.</param>
    /// <remarks>size²·columns multiplications and additions.</remarks>
    /// <exception cref="ArgumentException">A length does not fit the sizes, or <paramref name="triangle"/> is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">An element of the diagonal is zero or not finite. Nothing is written.</exception>
    public static void TriangularSolve(
        ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution,
        MatrixTriangle triangle = MatrixTriangle.Lower, bool transposed = false) =>
        Substitute(matrix, size, right, columns, solution, triangle, transposed);

    /// <inheritdoc cref="TriangularSolve(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double}, MatrixTriangle, bool)"/>
    public static void TriangularSolve(
        ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution,
        MatrixTriangle triangle = MatrixTriangle.Lower, bool transposed = false) =>
        Substitute(matrix, size, right, columns, solution, triangle, transposed);

    /// <summary>The derivative of <c>TriangularSolve</c>: B̄ = T⁻ᵀ·X̄, T̄ = −B̄·Xᵀ; transposed, B̄ = T⁻¹·X̄, T̄ = −X·B̄ᵀ.</summary>
    /// <param name="matrix">T.</param>
    /// <param name="size">Rows of T.</param>
    /// <param name="right">B.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="triangle">The triangle of the memory that T is.</param>
    /// <param name="transposed">Whether Tᵀ·X = B is solved.</param>
    /// <param name="solutionCotangent">
    /// X̄, size × columns. On return it is zero, since what the solution's memory held before has no effect.
    /// </param>
    /// <param name="matrixGradient">Receives T̄, size × size, with zeros outside of the triangle.</param>
    /// <param name="rightGradient">Receives B̄, size × columns.</param>
    /// <remarks>
    /// 3·size²·columns multiplications and additions. Source: M. B. Giles, An extended collection of matrix derivative results for forward
    /// and reverse mode algorithmic differentiation, 2008, 2.3.1, restricted to the elements that are read.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length does not fit the sizes, what is written overlaps another argument, or <paramref name="triangle"/> is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">An element of the diagonal is zero or not finite. Nothing is written.</exception>
    [DerivativeOf(nameof(TriangularSolve))]
    public static void TriangularSolveBackward(
        ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution, MatrixTriangle triangle,
        bool transposed, Span<double> solutionCotangent, Span<double> matrixGradient, Span<double> rightGradient) =>
        ReverseSubstitution(
            matrix, size, right, columns, solution, triangle, transposed, solutionCotangent, matrixGradient, rightGradient);

    /// <inheritdoc cref="TriangularSolveBackward(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double}, MatrixTriangle, bool,
    /// Span{double}, Span{double}, Span{double})"/>
    [DerivativeOf(nameof(TriangularSolve))]
    public static void TriangularSolveBackward(
        ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution, MatrixTriangle triangle,
        bool transposed, Span<float> solutionCotangent, Span<float> matrixGradient, Span<float> rightGradient) =>
        ReverseSubstitution(
            matrix, size, right, columns, solution, triangle, transposed, solutionCotangent, matrixGradient, rightGradient);

    /// <summary>The derivative of <c>TriangularSolve</c> forwards: Ẋ = T⁻¹·(Ḃ − Ṫ·X); transposed, with Tᵀ and Ṫᵀ.</summary>
    /// <param name="matrix">T.</param>
    /// <param name="size">Rows of T.</param>
    /// <param name="right">B.</param>
    /// <param name="columns">How many right-hand sides there are.</param>
    /// <param name="solution">Receives X.</param>
    /// <param name="triangle">The triangle of the memory that T is.</param>
    /// <param name="transposed">Whether Tᵀ·X = B is solved.</param>
    /// <param name="matrixTangent">Ṫ, size × size. The triangle is read.</param>
    /// <param name="rightTangent">Ḃ, size × columns.</param>
    /// <param name="solutionTangent">Receives Ẋ, size × columns; what it held has no effect.</param>
    /// <remarks>
    /// 4·size²·columns multiplications and additions. Source: M. B. Giles, An extended collection of matrix derivative results for forward
    /// and reverse mode algorithmic differentiation, 2008, 2.3.1.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length does not fit the sizes, what is written overlaps another argument, or <paramref name="triangle"/> is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="FactorizationException">An element of the diagonal is zero or not finite. Nothing is written.</exception>
    [DerivativeOf(nameof(TriangularSolve))]
    public static void TriangularSolveTangent(
        ReadOnlySpan<double> matrix, int size, ReadOnlySpan<double> right, int columns, Span<double> solution, MatrixTriangle triangle,
        bool transposed, ReadOnlySpan<double> matrixTangent, ReadOnlySpan<double> rightTangent, Span<double> solutionTangent) =>
        PushSubstitution(matrix, size, right, columns, solution, triangle, transposed, matrixTangent, rightTangent, solutionTangent);

    /// <inheritdoc cref="TriangularSolveTangent(ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, Span{double}, MatrixTriangle, bool,
    /// ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    [DerivativeOf(nameof(TriangularSolve))]
    public static void TriangularSolveTangent(
        ReadOnlySpan<float> matrix, int size, ReadOnlySpan<float> right, int columns, Span<float> solution, MatrixTriangle triangle,
        bool transposed, ReadOnlySpan<float> matrixTangent, ReadOnlySpan<float> rightTangent, Span<float> solutionTangent) =>
        PushSubstitution(matrix, size, right, columns, solution, triangle, transposed, matrixTangent, rightTangent, solutionTangent);

    private static unsafe void Substitute<T>(
        ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution, MatrixTriangle triangle, bool transposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireTriangle(matrix, size, triangle);
        RequireSystem<T>(size, right, columns, solution);
        using Scratch<T> scratch = new(right.Length);
        Span<T> unknowns = new(scratch.Start, right.Length);
        right.CopyTo(unknowns);
        fixed (T* elements = matrix)
        {
            Substitute(elements, size, scratch.Start, columns, triangle, transposed);
        }

        unknowns.CopyTo(solution);
    }

    private static unsafe void ReverseSubstitution<T>(
        ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution, MatrixTriangle triangle, bool transposed,
        Span<T> solutionCotangent, Span<T> matrixGradient, Span<T> rightGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireTriangle(matrix, size, triangle);
        RequireSystem<T>(size, right, columns, solution);
        RequireReverse(matrix, right, solution, solutionCotangent, matrixGradient, rightGradient);
        right.CopyTo(solution);
        solutionCotangent.CopyTo(rightGradient);
        fixed (T* elements = matrix, x = solution, b = rightGradient, gradient = matrixGradient)
        {
            Substitute(elements, size, x, columns, triangle, transposed);
            Substitute(elements, size, b, columns, triangle, !transposed);
            T* left = transposed ? x : b;
            T* rightFactor = transposed ? b : x;
            SetTriangle(gradient, left, rightFactor, size, columns, triangle);
        }

        solutionCotangent.Clear();
    }

    private static unsafe void PushSubstitution<T>(
        ReadOnlySpan<T> matrix, int size, ReadOnlySpan<T> right, int columns, Span<T> solution, MatrixTriangle triangle, bool transposed,
        ReadOnlySpan<T> matrixTangent, ReadOnlySpan<T> rightTangent, Span<T> solutionTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireTriangle(matrix, size, triangle);
        RequireSystem<T>(size, right, columns, solution);
        RequireForward(matrix, right, solution, matrixTangent, rightTangent, solutionTangent);
        using Scratch<T> scratch = new(matrix.Length);
        Span<T> tangent = new(scratch.Start, matrix.Length);
        matrixTangent.CopyTo(tangent);
        for (int i = 0; i < size; i++)
        {
            Span<T> row = tangent.Slice(i * size, size);
            (triangle == MatrixTriangle.Lower ? row[(i + 1)..] : row[..i]).Clear();
        }

        right.CopyTo(solution);
        rightTangent.CopyTo(solutionTangent);
        fixed (T* elements = matrix, x = solution, change = solutionTangent)
        {
            Substitute(elements, size, x, columns, triangle, transposed);
            Strided<T> system = new(scratch.Start, size, 1);
            Products.Subtract(
                new Strided<T>(change, columns, 1), transposed ? system.Transposed : system, new Strided<T>(x, columns, 1),
                size, size, columns);
            Substitute(elements, size, change, columns, triangle, transposed);
        }
    }

    private static unsafe void Substitute<T>(T* matrix, int size, T* right, int columns, MatrixTriangle triangle, bool transposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Strided<T> elements = new(matrix, size, 1);
        Strided<T> system = transposed ? elements.Transposed : elements;
        if (triangle == MatrixTriangle.Lower != transposed)
        {
            TriangularSystem.SolveLower(system, size, hasUnitDiagonal: false, right, columns, columns);
        }
        else
        {
            TriangularSystem.SolveUpper(system, size, hasUnitDiagonal: false, right, columns, columns);
        }
    }

    /// <summary>One triangle of −left·rightᵀ, and zeros in the other.</summary>
    private static unsafe void SetTriangle<T>(T* destination, T* left, T* right, int size, int columns, MatrixTriangle triangle)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int block = 64;
        new Span<T>(destination, size * size).Clear();
        Strided<T> all = new(destination, size, 1);
        Strided<T> rows = new(left, columns, 1);
        Strided<T> transposed = new Strided<T>(right, columns, 1).Transposed;
        for (int start = 0; start < size; start += block)
        {
            int end = Math.Min(start + block, size);
            int from = triangle == MatrixTriangle.Lower ? 0 : start;
            int to = triangle == MatrixTriangle.Lower ? end : size;
            Products.Subtract(all.From(start, from), rows.From(start, 0), transposed.From(0, from), end - start, columns, to - from);
            for (int i = start; i < end; i++)
            {
                // Of the block on the diagonal the other half was computed, too.
                (int first, int last) = triangle == MatrixTriangle.Lower ? (i + 1, end) : (start, i);
                new Span<T>(all.At(i, first), last - first).Clear();
            }
        }
    }

    private static void RequireTriangle<T>(ReadOnlySpan<T> matrix, int size, MatrixTriangle triangle)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireSquare(matrix, size);
        if (triangle is not (MatrixTriangle.Lower or MatrixTriangle.Upper))
        {
            throw new ArgumentException("'triangle' must be Lower or Upper.", nameof(triangle));
        }

        for (int i = 0; i < size; i++)
        {
            T element = matrix[(i * size) + i];
            if (element == T.Zero || !T.IsFinite(element))
            {
                ThrowDiagonal(element, i);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowDiagonal<T>(T element, int index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new FactorizationException(
            FormattableString.Invariant($"'matrix' is singular: its diagonal element {index}, counted from 0, is {element}, ")
                + "which cannot be divided by. Remove that unknown, or look for where the element comes from.",
            "matrix", index);
}
