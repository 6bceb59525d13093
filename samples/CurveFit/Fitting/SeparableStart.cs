using System;
using System.Collections.Generic;

namespace CurveFit;

/// <summary>Computes the functions whose weighted sum a curve is.</summary>
/// <param name="x">Where.</param>
/// <param name="shape">The parameters that the curve is not linear in.</param>
/// <param name="basis">Where the functions' values go.</param>
internal delegate void Basis(double x, ReadOnlySpan<double> shape, Span<double> basis);

/// <summary>
/// Finds parameters to start from. Most curves are linear in some of their parameters, and those are solved for at each place of a coarse
/// grid of the others: what is searched has one or two dimensions, and no scale of y needs to be guessed.
/// </summary>
internal static class SeparableStart
{
    // More points than these do not make a coarse search better.
    private const int EnoughPoints = 2000;

    /// <summary>Searches a grid for the smallest sum of squares.</summary>
    /// <param name="data">The points.</param>
    /// <param name="shapes">The grid.</param>
    /// <param name="count">The number of functions.</param>
    /// <param name="basis">The functions.</param>
    /// <returns>The place of the grid and the factors of the functions there.</returns>
    public static (double[] Shape, double[] Coefficients) Search(
        CurveData data, IReadOnlyList<double[]> shapes, int count, Basis basis)
    {
        double[] best = shapes[0];
        double[] bestCoefficients = new double[count];
        double least = double.PositiveInfinity;
        foreach (double[] shape in shapes)
        {
            (double[] coefficients, double sum) = Solve(data, shape, count, basis);
            if (sum < least)
                (best, bestCoefficients, least) = (shape, coefficients, sum);
        }

        return (best, bestCoefficients);
    }

    // Linear least squares. The sum is not a number where the functions are not finite or not independent.
    private static (double[] Coefficients, double Sum) Solve(CurveData data, double[] shape, int count, Basis basis)
    {
        double[] matrix = new double[count * count];
        double[] coefficients = new double[count];
        double[] values = new double[count];
        int step = 1 + (data.Count - 1) / EnoughPoints;
        for (int i = 0; i < data.Count; i += step)
        {
            basis(data.X[i], shape, values);
            double square = data.Weights[i] * data.Weights[i];
            for (int j = 0; j < count; j++)
            {
                coefficients[j] += square * values[j] * data.Y[i];
                for (int k = 0; k < count; k++)
                    matrix[j * count + k] += square * values[j] * values[k];
            }
        }

        double[] scales = Cholesky.Equilibrate(matrix, count);
        if (!Cholesky.TryFactor(matrix, count, smallestPivot: 1e-12))
            return (coefficients, double.NaN);

        for (int j = 0; j < count; j++)
            coefficients[j] *= scales[j];

        Cholesky.Solve(matrix, count, coefficients);
        for (int j = 0; j < count; j++)
            coefficients[j] *= scales[j];

        double sum = 0;
        for (int i = 0; i < data.Count; i += step)
        {
            basis(data.X[i], shape, values);
            double residual = -data.Y[i];
            for (int j = 0; j < count; j++)
                residual += coefficients[j] * values[j];

            sum += residual * residual * data.Weights[i] * data.Weights[i];
        }

        return (coefficients, sum);
    }
}
