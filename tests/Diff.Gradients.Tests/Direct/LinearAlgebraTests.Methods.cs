using System;

namespace Diff.Gradients.Tests.Direct;

public sealed partial class LinearAlgebraTests
{
    /// <summary>The logarithm of the density of a normal distribution.</summary>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.Jacobian)]
    public static double LogDensity(ReadOnlySpan<double> x, ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance)
    {
        int n = x.Length;
        double[] factor = new double[n * n];
        double[] deviation = new double[n];
        LinearAlgebra.Cholesky(covariance, n, factor);
        for (int i = 0; i < n; i++)
            deviation[i] = x[i] - mean[i];
        double[] whitened = new double[n];
        LinearAlgebra.TriangularSolve(factor, n, deviation, 1, whitened);
        double sum = n * Math.Log(2 * Math.PI);
        for (int i = 0; i < n; i++)
            sum += whitened[i] * whitened[i] + 2 * Math.Log(factor[i * n + i]);
        return -0.5 * sum;
    }

    /// <summary>The same by other ways to the same numbers, in the other precision.</summary>
    [Differentiable]
    public static float LogDensityByLu(ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> covariance)
    {
        int n = x.Length;
        Span<float> deviation = new float[n];
        for (int i = 0; i < n; i++)
            deviation[i] = x[i] - mean[i];
        Span<float> solution = new float[n];
        LinearAlgebra.Solve(covariance, n, deviation, 1, solution);
        return -0.5f * (n * MathF.Log(2 * MathF.PI) + LinearAlgebra.LogDeterminantPositiveDefinite(covariance, n)
            + Functions.Dot(deviation, solution));
    }

    /// <summary>The log-likelihood of measurements of the position of what moves at nearly constant speed, by a Kalman filter.</summary>
    [Differentiable]
    public static double KalmanLikelihood(
        [Constant] ReadOnlySpan<double> measured, double processNoise, double measurementNoise, double step)
    {
        ReadOnlySpan<double> transition = [1, step, 0, 1];
        double[] state = [0, 0];
        double[] covariance = [4, 0, 0, 4];
        double[] predicted = new double[4];
        double[] innovation = new double[4];
        double[] gain = new double[4];
        double[] residual = new double[2];
        double[] weighted = new double[2];
        double likelihood = 0;
        for (int k = 0; k + 1 < measured.Length; k += 2)
        {
            Multiply(transition, covariance, predicted, false);
            Multiply(predicted, transition, covariance, true);
            covariance[0] += processNoise * step;
            covariance[3] += processNoise;
            state[0] += step * state[1];

            // Both numbers are measured, the second with half the noise.
            covariance.CopyTo(innovation, 0);
            innovation[0] += measurementNoise;
            innovation[3] += measurementNoise / 2;
            LinearAlgebra.Solve(innovation, 2, covariance, 2, gain);
            residual[0] = measured[k] - state[0];
            residual[1] = measured[k + 1] - state[1];
            LinearAlgebra.Solve(innovation, 2, residual, 1, weighted);
            likelihood -= 0.5 * (LinearAlgebra.LogDeterminant(innovation, 2) + residual[0] * weighted[0] + residual[1] * weighted[1]);

            // The gain is the transpose of the solution, since both matrices are symmetric.
            state[0] += gain[0] * residual[0] + gain[2] * residual[1];
            state[1] += gain[1] * residual[0] + gain[3] * residual[1];
            gain[0] = 1 - gain[0];
            gain[3] = 1 - gain[3];
            gain[1] = -gain[1];
            gain[2] = -gain[2];
            (gain[1], gain[2]) = (gain[2], gain[1]);
            Multiply(gain, covariance, predicted, false);
            predicted.CopyTo(covariance, 0);
        }
        return likelihood;
    }

    /// <summary>Two by two.</summary>
    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product, bool isSecondTransposed)
    {
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                double sum = 0;
                for (int k = 0; k < 2; k++)
                    sum += a[i * 2 + k] * (isSecondTransposed ? b[j * 2 + k] : b[k * 2 + j]);
                product[i * 2 + j] = sum;
            }
        }
    }

    /// <summary>The coefficients of a polynomial of best fit, by the places of the measurements and by what is measured.</summary>
    [Differentiable(Emit = Derivatives.Backward | Derivatives.Tangent | Derivatives.Jacobian)]
    internal static void Polynomial(ReadOnlySpan<float> places, ReadOnlySpan<float> measured, Span<float> coefficients)
    {
        int columns = coefficients.Length;
        Span<float> powers = new float[places.Length * columns];
        for (int i = 0; i < places.Length; i++)
        {
            float power = 1;
            for (int j = 0; j < columns; j++)
            {
                powers[i * columns + j] = power;
                power *= places[i];
            }
        }
        LinearAlgebra.LeastSquares(powers, places.Length, columns, measured, 1, coefficients);
    }

    /// <summary>Ridge regression: coefficients as a function of the penalty, weighted.</summary>
    [Differentiable]
    public static double Ridge(
        double penalty, [Constant] ReadOnlySpan<double> design, ReadOnlySpan<double> observed, int coefficients,
        [Constant] ReadOnlySpan<double> weights)
    {
        int samples = observed.Length;
        int rows = samples + coefficients;
        double[] a = new double[rows * coefficients];
        double[] b = new double[rows];
        for (int i = 0; i < samples * coefficients; i++)
            a[i] = design[i];
        for (int j = 0; j < coefficients; j++)
            a[(samples + j) * coefficients + j] = Math.Sqrt(penalty);
        observed.CopyTo(b);
        double[] solution = new double[coefficients];
        LinearAlgebra.LeastSquares(a, rows, coefficients, b, 1, solution);
        double sum = 0;
        for (int j = 0; j < coefficients; j++)
            sum += weights[j] * solution[j];
        return sum;
    }

    /// <summary>
    /// Heat along a bar, some steps of the implicit Euler method: a system in each iteration, whose solution is the next one's right-hand
    /// side.
    /// </summary>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent)]
    public static double Heat(ReadOnlySpan<double> initial, double conductivity, int steps)
    {
        int n = initial.Length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            matrix[i * n + i] = 1 + 2 * conductivity;
            if (i > 0)
                matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -conductivity;
        }
        double[] heat = initial.ToArray();
        double[] next = new double[n];
        for (int t = 0; t < steps; t++)
        {
            LinearAlgebra.Solve(matrix, n, heat, 1, next);
            next.CopyTo(heat, 0);
        }
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += (i % 2 == 0 ? 1.5 : -0.5) * heat[i] * heat[i];
        return sum;
    }

    /// <summary>What returns a number has tangents by its rule.</summary>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.Jacobian)]
    public static double Volume(ReadOnlySpan<double> matrix, double scale) =>
        scale * LinearAlgebra.LogDeterminant(matrix, 3) + LinearAlgebra.LogDeterminantPositiveDefinite(matrix, 3) * scale * scale;

    /// <summary>The triangle above the diagonal, transposed, of more than one right-hand side.</summary>
    [Differentiable(Emit = Derivatives.Backward | Derivatives.Tangent | Derivatives.Jacobian)]
    internal static void UpperTransposed(
        ReadOnlySpan<double> matrix, ReadOnlySpan<double> right, [Constant] int columns, Span<double> solution) =>
        LinearAlgebra.TriangularSolve(matrix, 3, right, columns, solution, MatrixTriangle.Upper, transposed: true);
}
