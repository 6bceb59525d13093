using System;

namespace CurveFit;

/// <summary>Solves systems with a symmetric positive definite matrix A = L Lᵀ, stored row by row.</summary>
internal static class Cholesky
{
    /// <summary>Scales a matrix to ones on its diagonal, which makes pivots comparable: A becomes S A S with a diagonal S.</summary>
    /// <param name="a">The matrix, which is overwritten.</param>
    /// <param name="n">The number of rows.</param>
    /// <returns>The diagonal of S; 1 where that of A is zero.</returns>
    public static double[] Equilibrate(Span<double> a, int n)
    {
        double[] scales = new double[n];
        for (int i = 0; i < n; i++)
            scales[i] = a[i * n + i] > 0 ? 1 / Math.Sqrt(a[i * n + i]) : 1;

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                a[i * n + j] *= scales[i] * scales[j];
        }

        return scales;
    }

    /// <summary>Factors a matrix.</summary>
    /// <param name="a">The matrix; its lower triangle becomes L.</param>
    /// <param name="n">The number of rows.</param>
    /// <param name="smallestPivot">The pivot that is too small to divide by.</param>
    /// <returns>Whether all pivots are greater; one that is not a number is not.</returns>
    public static bool TryFactor(Span<double> a, int n, double smallestPivot = 0)
    {
        for (int j = 0; j < n; j++)
        {
            double pivot = a[j * n + j];
            for (int k = 0; k < j; k++)
                pivot -= a[j * n + k] * a[j * n + k];

            if (!(pivot > smallestPivot) || double.IsInfinity(pivot))
                return false;

            double diagonal = Math.Sqrt(pivot);
            a[j * n + j] = diagonal;
            for (int i = j + 1; i < n; i++)
            {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++)
                    sum -= a[i * n + k] * a[j * n + k];

                a[i * n + j] = sum / diagonal;
            }
        }

        return true;
    }

    /// <summary>Solves A x = b.</summary>
    /// <param name="factor">L, in the lower triangle.</param>
    /// <param name="n">The number of rows.</param>
    /// <param name="b">The right side, which becomes the solution.</param>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                b[i] -= factor[i * n + k] * b[k];

            b[i] /= factor[i * n + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                b[i] -= factor[k * n + i] * b[k];

            b[i] /= factor[i * n + i];
        }
    }
}
