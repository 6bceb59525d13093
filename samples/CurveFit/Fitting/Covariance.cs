using System;

namespace CurveFit;

/// <summary>
/// How sure parameters are: their covariance is s² (Jᵀ J)⁻¹, with s² the sum of squares over the number of points minus that of parameters.
/// For another loss than least squares s² is κ² (Σ ψ² / (n − p)) / (Σ ψ′ / n)² (Huber, Robust Statistics, section 7.6), where
/// ψ = ρ′ r is what a point pulls with, ψ′ = ρ′ + 2 s ρ″ its derivative by r, and κ = 1 + p var(ψ′) / (n mean(ψ′)²) corrects for few
/// points. Least squares is the case ψ = r, ψ′ = 1.
/// </summary>
internal sealed class Covariance
{
    // The share of a column that is left after the others are taken out of it, squared, in units of rounding for each point.
    private const double RoundingPerPoint = 4 * 2.220446049250313e-16;

    private readonly double[] _matrix;
    private readonly int _n;

    /// <summary>Computes it at the parameters of a fit.</summary>
    /// <param name="problem">The curve and the points.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="scale">c.</param>
    /// <param name="residuals">The residuals.</param>
    /// <param name="jacobian">Their derivatives, row by row.</param>
    public Covariance(
        CurveProblem problem, RobustLoss loss, double scale, ReadOnlySpan<double> residuals, ReadOnlySpan<double> jacobian)
    {
        _n = problem.Columns;
        _matrix = new double[_n * _n];
        StandardErrors = new double[_n];
        Deviation = Math.Sqrt(Variance(residuals, loss, scale));
        double[] factor = new double[_n * _n];
        for (int i = 0; i < problem.Rows; i++)
        {
            ReadOnlySpan<double> row = jacobian.Slice(i * _n, _n);
            for (int j = 0; j < _n; j++)
            {
                for (int k = 0; k < _n; k++)
                    factor[j * _n + k] += row[j] * row[k];
            }
        }

        double[] scales = Cholesky.Equilibrate(factor, _n);
        Dependence = Dependence.Find(factor, _n, RoundingPerPoint * problem.Rows);
        if (Dependence is null)
            Invert(factor, scales);
    }

    /// <summary>s: how far points are from the curve.</summary>
    public double Deviation { get; }

    /// <summary>What the points do not determine; nothing where they determine all parameters.</summary>
    public Dependence? Dependence { get; }

    /// <summary>The standard error of each parameter; zeros where the points do not determine all.</summary>
    public double[] StandardErrors { get; }

    /// <summary>The correlation of two parameters.</summary>
    /// <param name="first">A parameter.</param>
    /// <param name="second">Another.</param>
    /// <returns>From −1 to 1.</returns>
    public double Correlation(int first, int second)
    {
        return _matrix[first * _n + second] / Math.Sqrt(_matrix[first * _n + first] * _matrix[second * _n + second]);
    }

    private double Variance(ReadOnlySpan<double> residuals, RobustLoss loss, double scale)
    {
        double squares = 0;
        double slopes = 0;
        double slopeSquares = 0;
        foreach (double residual in residuals)
        {
            double s = RobustLoss.Square(residual, scale);
            double weight = loss.Gradient(s).Derivative;
            double slope = weight + 2 * loss.Curvature(s, s).Product;
            squares += weight * residual * (weight * residual);
            slopes += slope;
            slopeSquares += slope * slope;
        }

        double mean = slopes / residuals.Length;
        double variance = Math.Max(0, slopeSquares / residuals.Length - mean * mean);
        double correction = 1 + _n * variance / (residuals.Length * mean * mean);

        return correction * correction * squares / (residuals.Length - _n) / (mean * mean);
    }

    private void Invert(double[] factor, double[] scales)
    {
        Cholesky.TryFactor(factor, _n);
        double[] column = new double[_n];
        for (int k = 0; k < _n; k++)
        {
            Array.Clear(column);
            column[k] = 1;
            Cholesky.Solve(factor, _n, column);
            for (int j = 0; j < _n; j++)
                _matrix[j * _n + k] = column[j] * scales[j] * scales[k];

            StandardErrors[k] = Deviation * Math.Sqrt(_matrix[k * _n + k]);
        }
    }
}
