using System;
using System.Linq;

namespace CurveFit;

/// <summary>The residuals around the parameters that are held, as the sums that a step is computed from.</summary>
/// <param name="problem">The residuals.</param>
/// <param name="loss">ρ.</param>
/// <param name="scale">c.</param>
internal sealed class NormalEquations(CurveProblem problem, RobustLoss loss, double scale)
{
    // Residuals of this share of y are rounding.
    private const double Rounding = 1e-15;
    private const double SmallestPivot = 1e-14;
    private const double StepTolerance = 1e-12;

    private readonly int _n = problem.Columns;
    private readonly double[] _trial = new double[problem.Rows];
    private readonly double[] _matrix = new double[problem.Columns * problem.Columns];
    private readonly double[] _gradient = new double[problem.Columns];
    private readonly double[] _longest = new double[problem.Columns];
    private readonly double _size = Size(problem.Data);
    private readonly double[] _factor = new double[problem.Columns * problem.Columns];
    private double[] _residuals = new double[problem.Rows];
    private double[] _jacobian = new double[problem.Rows * problem.Columns];
    private double[] _nextResiduals = new double[problem.Rows];
    private double[] _nextJacobian = new double[problem.Rows * problem.Columns];

    /// <summary>F.</summary>
    public double Cost { get; private set; }

    /// <summary>
    /// The share of the weighted residuals that lies in the plane of the weighted columns of the Jacobian, and that a step could take away:
    /// the gradient, in whatever units and combinations the parameters are (Bates and Watts, A relative offset orthogonality convergence
    /// criterion, 1981). Times the root of the degrees of freedom it is by how many standard errors the parameters may be off.
    /// </summary>
    public double Offset { get; private set; }

    /// <summary>The length of the residuals in proportion to that of y.</summary>
    public double Misfit { get; private set; }

    /// <summary>Whether all residuals are rounding.</summary>
    public bool IsExact => Misfit <= Rounding;

    /// <summary>Moves to parameters. Where residuals or derivatives are not finite there, nothing changes.</summary>
    /// <param name="p">The parameters.</param>
    /// <returns>Whether all is finite.</returns>
    public bool Linearise(ReadOnlySpan<double> p)
    {
        problem.Linearise(p, _nextResiduals, _nextJacobian);
        if (!AllFinite(_nextResiduals) || !AllFinite(_nextJacobian))
            return false;

        (_residuals, _nextResiduals) = (_nextResiduals, _residuals);
        (_jacobian, _nextJacobian) = (_nextJacobian, _jacobian);
        Add();

        return true;
    }

    /// <summary>Computes a step.</summary>
    /// <param name="damping">λ.</param>
    /// <param name="step">Where it goes.</param>
    /// <returns>By how much the linear model says that it lowers F; not a number where it cannot be computed.</returns>
    public double Solve(double damping, Span<double> step)
    {
        // Scaled by √D on both sides, the matrix has numbers near 1 whatever the units.
        for (int j = 0; j < _n; j++)
        {
            for (int k = 0; k < _n; k++)
                _factor[j * _n + k] = _matrix[j * _n + k] / (Scaling(j) * Scaling(k));

            _factor[j * _n + j] += damping;
            step[j] = -_gradient[j] / Scaling(j);
        }

        if (!Cholesky.TryFactor(_factor, _n))
            return double.NaN;

        Cholesky.Solve(_factor, _n, step);
        double promised = 0;
        for (int j = 0; j < _n; j++)
        {
            promised += 0.5 * step[j] * (damping * step[j] - _gradient[j] / Scaling(j));
            step[j] /= Scaling(j);
        }

        return promised;
    }

    /// <summary>By how much F is lower at other parameters. Added up point by point: the difference of two sums would round more.</summary>
    /// <param name="p">The parameters.</param>
    /// <returns>The difference; not a number where the residuals are not finite.</returns>
    public double Reduction(ReadOnlySpan<double> p)
    {
        problem.Evaluate(p, _trial);
        double sum = 0;
        for (int i = 0; i < _trial.Length; i++)
        {
            if (!double.IsFinite(_trial[i]))
                return double.NaN;

            sum += ReferenceEquals(loss, RobustLoss.LeastSquares)
                ? 0.5 * (_residuals[i] - _trial[i]) * (_residuals[i] + _trial[i])
                : 0.5 * scale * scale * (Rho(_residuals[i]) - Rho(_trial[i]));
        }

        return sum;
    }

    /// <summary>Whether a step changes no parameter by more than rounding, or what it changes is rounding of the curve.</summary>
    /// <param name="step">The step.</param>
    /// <param name="p">The parameters.</param>
    /// <returns>Whether it is that small.</returns>
    public bool IsNegligible(ReadOnlySpan<double> step, ReadOnlySpan<double> p)
    {
        for (int j = 0; j < _n; j++)
        {
            if (!(Math.Abs(step[j]) <= StepTolerance * Math.Abs(p[j]) || Math.Abs(step[j]) * _longest[j] <= Rounding * _size))
                return false;
        }

        return true;
    }

    private void Add()
    {
        Array.Clear(_matrix);
        Array.Clear(_gradient);
        Cost = 0;
        double squares = 0;
        double residualSquares = 0;
        for (int i = 0; i < _residuals.Length; i++)
        {
            (double rho, double weight) = loss.Gradient(RobustLoss.Square(_residuals[i], scale));
            Cost += 0.5 * scale * scale * rho;
            squares += weight * _residuals[i] * _residuals[i];
            residualSquares += _residuals[i] * _residuals[i];
            ReadOnlySpan<double> row = _jacobian.AsSpan(i * _n, _n);
            for (int j = 0; j < _n; j++)
            {
                _gradient[j] += weight * _residuals[i] * row[j];
                for (int k = 0; k <= j; k++)
                    _matrix[j * _n + k] += weight * row[j] * row[k];
            }
        }

        Misfit = _size > 0 ? Math.Sqrt(residualSquares) / _size : Math.Sqrt(residualSquares);
        for (int j = 0; j < _n; j++)
        {
            for (int k = 0; k < j; k++)
                _matrix[k * _n + j] = _matrix[j * _n + k];

            double length = Math.Sqrt(_matrix[j * _n + j]);
            _longest[j] = Math.Max(_longest[j], length);
        }

        Offset = squares > 0 ? InPlane() / Math.Sqrt(squares) : 0;
    }

    // √(gᵀ (Jᵀ W J)⁻¹ g), or by the column that makes most of it where the matrix has no inverse.
    private double InPlane()
    {
        double[] scaled = new double[_n];
        _matrix.CopyTo(_factor, 0);
        double[] scales = Cholesky.Equilibrate(_factor, _n);
        for (int j = 0; j < _n; j++)
            scaled[j] = _gradient[j] * scales[j];

        if (!Cholesky.TryFactor(_factor, _n, SmallestPivot))
            return scaled.Max(Math.Abs);

        double[] solution = [.. scaled];
        Cholesky.Solve(_factor, _n, solution);

        return Math.Sqrt(Math.Max(0, scaled.Zip(solution, (a, b) => a * b).Sum()));
    }

    // The greatest length of a column so far. A parameter that has changed nothing yet has no scale; any will do.
    private double Scaling(int column)
    {
        return _longest[column] > 0 ? _longest[column] : 1;
    }

    private double Rho(double residual)
    {
        return loss.Value(RobustLoss.Square(residual, scale));
    }

    private static double Size(CurveData data)
    {
        double sum = 0;
        for (int i = 0; i < data.Count; i++)
            sum += data.Y[i] * data.Weights[i] * (data.Y[i] * data.Weights[i]);

        return Math.Sqrt(sum);
    }

    private static bool AllFinite(double[] values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }
}
