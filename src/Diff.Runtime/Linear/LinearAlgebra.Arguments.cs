using System;
using Diff.CompilerServices;
using Diff.Linear;

namespace Diff;

/// <content>
/// What systems of equations and their derivatives require of their arguments; each check throws before anything is written.
/// </content>
public static partial class LinearAlgebra
{
    private static void RequireSquare<T>(ReadOnlySpan<T> matrix, int size)
        where T : unmanaged
    {
        MatrixArguments.RequireCount(size, nameof(size));
        MatrixArguments.Require(matrix, size, size, nameof(matrix));
    }

    private static void RequireSystem<T>(int size, ReadOnlySpan<T> right, int columns, ReadOnlySpan<T> solution)
        where T : unmanaged
    {
        MatrixArguments.RequireCount(columns, nameof(columns));
        MatrixArguments.Require(right, size, columns, nameof(right));
        MatrixArguments.Require(solution, size, columns, nameof(solution));
    }

    /// <summary>Requires memory for what a backward rule of a system writes.</summary>
    private static void RequireReverse<T>(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> right, ReadOnlySpan<T> solution, ReadOnlySpan<T> solutionCotangent,
        ReadOnlySpan<T> matrixGradient, ReadOnlySpan<T> rightGradient)
        where T : unmanaged
    {
        Guard.SameLength(solution.Length, solutionCotangent.Length, nameof(solution), nameof(solutionCotangent));
        Guard.SameLength(matrix.Length, matrixGradient.Length, nameof(matrix), nameof(matrixGradient));
        Guard.SameLength(right.Length, rightGradient.Length, nameof(right), nameof(rightGradient));
        Guard.Disjoint(solution, matrix, nameof(solution), nameof(matrix));
        Guard.Disjoint(solution, right, nameof(solution), nameof(right));
        Guard.Disjoint(solutionCotangent, matrix, nameof(solutionCotangent), nameof(matrix));
        Guard.Disjoint(solutionCotangent, right, nameof(solutionCotangent), nameof(right));
        Guard.Disjoint(solutionCotangent, solution, nameof(solutionCotangent), nameof(solution));
        Guard.Disjoint(matrixGradient, matrix, nameof(matrixGradient), nameof(matrix));
        Guard.Disjoint(matrixGradient, right, nameof(matrixGradient), nameof(right));
        Guard.Disjoint(matrixGradient, solution, nameof(matrixGradient), nameof(solution));
        Guard.Disjoint(matrixGradient, solutionCotangent, nameof(matrixGradient), nameof(solutionCotangent));
        Guard.Disjoint(rightGradient, matrix, nameof(rightGradient), nameof(matrix));
        Guard.Disjoint(rightGradient, right, nameof(rightGradient), nameof(right));
        Guard.Disjoint(rightGradient, solution, nameof(rightGradient), nameof(solution));
        Guard.Disjoint(rightGradient, solutionCotangent, nameof(rightGradient), nameof(solutionCotangent));
        Guard.Disjoint(rightGradient, matrixGradient, nameof(rightGradient), nameof(matrixGradient));
    }

    /// <summary>Requires tangents, and memory for what a rule of a system for tangents writes.</summary>
    private static void RequireForward<T>(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> right, ReadOnlySpan<T> solution, ReadOnlySpan<T> matrixTangent,
        ReadOnlySpan<T> rightTangent, ReadOnlySpan<T> solutionTangent)
        where T : unmanaged
    {
        Guard.SameLength(matrix.Length, matrixTangent.Length, nameof(matrix), nameof(matrixTangent));
        Guard.SameLength(right.Length, rightTangent.Length, nameof(right), nameof(rightTangent));
        Guard.SameLength(solution.Length, solutionTangent.Length, nameof(solution), nameof(solutionTangent));
        Guard.Disjoint(solution, matrix, nameof(solution), nameof(matrix));
        Guard.Disjoint(solution, right, nameof(solution), nameof(right));
        Guard.Disjoint(solution, matrixTangent, nameof(solution), nameof(matrixTangent));
        Guard.Disjoint(solution, rightTangent, nameof(solution), nameof(rightTangent));
        Guard.Disjoint(solutionTangent, matrix, nameof(solutionTangent), nameof(matrix));
        Guard.Disjoint(solutionTangent, right, nameof(solutionTangent), nameof(right));
        Guard.Disjoint(solutionTangent, solution, nameof(solutionTangent), nameof(solution));
        Guard.Disjoint(solutionTangent, matrixTangent, nameof(solutionTangent), nameof(matrixTangent));
        Guard.Disjoint(solutionTangent, rightTangent, nameof(solutionTangent), nameof(rightTangent));
    }
}
