using System;
using System.Linq;

namespace CurveFit;

/// <summary>A curve that was fitted, and what follows from it.</summary>
internal sealed class Fit
{
    /// <summary>Takes what a minimisation ended with.</summary>
    /// <param name="problem">The curve and the points.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="scale">The standard deviation of ordinary residuals that the loss went by; 1 for least squares.</param>
    /// <param name="minimum">Where it ended.</param>
    /// <param name="squares">Where least squares ended, which came before.</param>
    public Fit(CurveProblem problem, RobustLoss loss, double scale, Minimum minimum, Minimum squares)
    {
        (Problem, Loss, Scale, Minimum, Squares) = (problem, loss, scale, minimum, squares);
        Residuals = new double[problem.Rows];
        double[] jacobian = new double[problem.Rows * problem.Columns];
        problem.Linearise(minimum.Parameters, Residuals, jacobian);
        Weights = [.. Residuals.Select(residual => loss.Weight(residual, loss.Tuning * scale))];
        Covariance = new Covariance(problem, loss, loss.Tuning * scale, Residuals, jacobian);
    }

    /// <summary>The curve and the points.</summary>
    public CurveProblem Problem { get; }

    /// <summary>The loss.</summary>
    public RobustLoss Loss { get; }

    /// <summary>The standard deviation of ordinary residuals that the loss went by; 1 for least squares.</summary>
    public double Scale { get; }

    /// <summary>Where the minimisation ended.</summary>
    public Minimum Minimum { get; }

    /// <summary>Where least squares ended, which came before.</summary>
    public Minimum Squares { get; }

    /// <summary>The parameters.</summary>
    public double[] Parameters => Minimum.Parameters;

    /// <summary>The residual of each point.</summary>
    public double[] Residuals { get; }

    /// <summary>What each point counts, by the loss; 1 for least squares.</summary>
    public double[] Weights { get; }

    /// <summary>How sure the parameters are.</summary>
    public Covariance Covariance { get; }

    /// <summary>
    /// R²: the share of the variation of y that the curve explains. Points count by their deviations and as much as in the fit.
    /// Not a number where y does not vary.
    /// </summary>
    public double Explained
    {
        get
        {
            CurveData data = Problem.Data;
            double[] counts = [.. Weights.Zip(data.Weights, (weight, inverse) => weight * inverse * inverse)];
            double mean = counts.Zip(data.Y, (count, y) => count * y).Sum() / counts.Sum();
            double all = counts.Zip(data.Y, (count, y) => count * (y - mean) * (y - mean)).Sum();
            double left = Weights.Zip(Residuals, (weight, residual) => weight * residual * residual).Sum();

            return all > 0 ? 1 - left / all : double.NaN;
        }
    }

    /// <summary>By how much a parameter may be off either way, with 95 % confidence.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Half the length of the interval.</returns>
    public double HalfInterval(int parameter)
    {
        return StudentT.Quantile(Problem.Rows - Problem.Columns) * Covariance.StandardErrors[parameter];
    }
}
