using System;
using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>Parameters that can be changed together without a change of the curve at the points.</summary>
/// <param name="Parameters">The parameters, one alone where it changes nothing by itself.</param>
/// <param name="Rank">How many combinations of parameters the points do determine.</param>
internal sealed record Dependence(IReadOnlyList<int> Parameters, int Rank)
{
    // What is this small in a combination of columns of length 1 is not part of it.
    private const double Share = 1e-3;

    /// <summary>Looks for a combination of columns that is zero.</summary>
    /// <param name="matrix">Jᵀ J, with ones on its diagonal.</param>
    /// <param name="n">The number of columns.</param>
    /// <param name="tolerance">How much of a column, squared, may be left after the others are taken out of it.</param>
    /// <returns>What depends on each other, or nothing.</returns>
    public static Dependence? Find(ReadOnlySpan<double> matrix, int n, double tolerance)
    {
        // Cholesky with the greatest pivot next: what is left when all pivots are rounding depends on the columns before.
        double[] a = matrix.ToArray();
        int[] order = [.. Enumerable.Range(0, n)];
        for (int rank = 0; rank < n; rank++)
        {
            int best = rank;
            for (int j = rank + 1; j < n; j++)
            {
                if (a[order[j] * n + order[j]] > a[order[best] * n + order[best]])
                    best = j;
            }

            (order[rank], order[best]) = (order[best], order[rank]);
            int pivot = order[rank];
            if (!(a[pivot * n + pivot] > tolerance))
                return new Dependence(Combination(matrix, n, order[..rank], pivot), rank);

            foreach (int j in order[(rank + 1)..])
            {
                double factor = a[j * n + pivot] / a[pivot * n + pivot];
                foreach (int k in order[(rank + 1)..])
                    a[j * n + k] -= factor * a[pivot * n + k];
            }
        }

        return null;
    }

    // The factors that make the dependent column of the independent ones.
    private static List<int> Combination(ReadOnlySpan<double> matrix, int n, int[] independent, int dependent)
    {
        int count = independent.Length;
        double[] system = new double[count * count];
        double[] factors = new double[count];
        for (int j = 0; j < count; j++)
        {
            factors[j] = matrix[independent[j] * n + dependent];
            for (int k = 0; k < count; k++)
                system[j * count + k] = matrix[independent[j] * n + independent[k]];
        }

        if (Cholesky.TryFactor(system, count))
            Cholesky.Solve(system, count, factors);

        List<int> parameters = [dependent];
        for (int j = 0; j < count; j++)
        {
            if (Math.Abs(factors[j]) > Share)
                parameters.Add(independent[j]);
        }

        parameters.Sort();

        return parameters;
    }
}
