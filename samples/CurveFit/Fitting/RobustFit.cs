using System;

namespace CurveFit;

/// <summary>
/// Fits in stages, because a robust loss needs two things that only a fit gives: a scale, and for losses that ignore what is far away
/// parameters that are not far away. Least squares comes before Huber's loss, whose minimum does not depend on the start where the curve
/// is linear in its parameters; scale and parameters of that are what the loss starts with that was asked for.
/// </summary>
/// <param name="problem">The curve and the points.</param>
/// <param name="progress">What is told of each iteration, or nothing.</param>
internal sealed class RobustFit(CurveProblem problem, Action<Iteration>? progress = null)
{
    private const int MaximumScales = 50;
    private const double ScaleTolerance = 1e-6;

    /// <summary>Fits.</summary>
    /// <param name="start">The parameters to start from.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="givenScale">The standard deviation of ordinary residuals where it is known; else it is estimated.</param>
    /// <returns>The fit.</returns>
    public Fit Run(double[] start, RobustLoss loss, double? givenScale = null)
    {
        Minimum squares = new LevenbergMarquardt(problem, RobustLoss.LeastSquares, 1, progress).Minimise(start);
        double[] residuals = new double[problem.Rows];
        if (squares.Reason == StopReason.NotFinite || ReferenceEquals(loss, RobustLoss.LeastSquares))
            return new Fit(problem, RobustLoss.LeastSquares, 1, squares, squares);

        problem.Evaluate(squares.Parameters, residuals);
        double scale = givenScale ?? ScaleEstimate.Of(problem, residuals);
        Minimum current = Minimise(RobustLoss.Huber, scale, squares.Parameters);
        for (int i = 0; givenScale is null && i < MaximumScales; i++)
        {
            problem.Evaluate(current.Parameters, residuals);
            double next = ScaleEstimate.Of(problem, residuals);
            bool isSettled = Math.Abs(next - scale) <= ScaleTolerance * scale;
            scale = next;
            current = Minimise(RobustLoss.Huber, scale, current.Parameters);
            if (isSettled)
                break;
        }

        if (!ReferenceEquals(loss, RobustLoss.Huber))
            current = Minimise(loss, scale, current.Parameters);

        return new Fit(problem, loss, scale, current, squares);
    }

    private Minimum Minimise(RobustLoss loss, double scale, double[] start)
    {
        return new LevenbergMarquardt(problem, loss, loss.Tuning * scale, progress).Minimise(start);
    }
}
