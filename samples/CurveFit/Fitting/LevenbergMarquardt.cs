using System;

namespace CurveFit;

/// <summary>
/// Minimises F(p) = ½ c² Σ ρ((rᵢ / c)²) by damped Gauss-Newton steps: (Jᵀ W J + λ D) δ = −Jᵀ W r, W = diag ρ′.
/// <para>
/// Of the robust loss this is the iteratively reweighted form. Its gradient Jᵀ W r is that of F. Its matrix leaves out the term in ρ″ that
/// Triggs (Bundle Adjustment, section 4.3) adds: for a single residual the weight would be ρ′ + 2 s ρ″, which is zero for Huber's loss and
/// negative for Cauchy's and Tukey's wherever a residual is an outlier, so that the matrix is no longer definite. Every ρ here is concave
/// in s and lies below its tangents, so that a step that lowers the reweighted squares lowers F.
/// </para>
/// <para>
/// λ follows Nielsen (Damping parameter in Marquardt's method, 1999): by the gain ratio, continuously, and doubling its growth with each
/// step that is refused. D is the greatest diagonal of Jᵀ W J so far (Moré), so that the units of the parameters do not matter.
/// </para>
/// </summary>
/// <param name="problem">The residuals.</param>
/// <param name="loss">ρ.</param>
/// <param name="scale">c.</param>
/// <param name="progress">What is told of each iteration, or nothing.</param>
internal sealed class LevenbergMarquardt(CurveProblem problem, RobustLoss loss, double scale, Action<Iteration>? progress = null)
{
    private const double FirstDamping = 1e-3;
    private const double GradientTolerance = 1e-11;
    private const double Decrease = 10;
    private const double FlatDamping = 1e-6;
    private const double LeastDamping = 1e-16;
    private const double StuckOffset = 1e-4;
    private const double StuckMisfit = 1e-10;

    // Below this share of the cost a reduction is rounding.
    private const double FlatCost = 1e-13;

    private readonly NormalEquations _equations = new(problem, loss, scale);

    /// <summary>The number of steps after which to give up.</summary>
    public int MaximumIterations { get; init; } = 10000;

    /// <summary>Minimises.</summary>
    /// <param name="start">The parameters to start from.</param>
    /// <returns>Where it ended.</returns>
    public Minimum Minimise(ReadOnlySpan<double> start)
    {
        double[] p = start.ToArray();
        if (!_equations.Linearise(p))
            return new Minimum(p, double.NaN, 0, StopReason.NotFinite);

        double damping = FirstDamping;
        double growth = 2;
        Report(0, double.NaN, damping, isAccepted: true);
        if (StopBeforeStep() is StopReason already)
            return new Minimum(p, _equations.Cost, 0, already);

        double[] step = new double[p.Length];
        double[] next = new double[p.Length];
        for (int iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            double promised = _equations.Solve(damping, step);
            for (int j = 0; j < p.Length; j++)
                next[j] = p[j] + step[j];

            // A step that leads to where nothing is finite, or that could not be computed, lowers nothing.
            double lowered = promised > 0 ? _equations.Reduction(next) : double.NaN;
            bool isSmall = _equations.IsNegligible(step, p);
            bool isFlat = promised <= FlatCost * _equations.Cost && Math.Abs(lowered) <= FlatCost * _equations.Cost;
            double gain = isFlat ? double.NaN : lowered / promised;
            bool isAccepted = isFlat ? TryMoveByGradient(next, p) : gain > 0 && TryMove(next, p);
            Report(iteration, gain, damping, isAccepted);
            StopReason? reason = isAccepted ? StopBeforeStep() : null;
            if (reason is null && isSmall)
                reason = Stuck();
            else if (reason is null && isFlat && !isAccepted && damping <= FlatDamping)
                reason = StopReason.Cost;

            if (reason is not null)
                return new Minimum(p, _equations.Cost, iteration, reason.Value);

            if (isFlat)
            {
                // So near a minimum damping delays. Some is left, to grow again where the matrix has no inverse.
                damping = Math.Max(LeastDamping, damping * FlatDamping);
            }
            else if (isAccepted)
            {
                damping *= Math.Max(1 / Decrease, 1 - Math.Pow(2 * gain - 1, 3));
                growth = 2;
            }
            else
            {
                damping *= growth;
                growth *= 2;
            }
        }

        return new Minimum(p, _equations.Cost, MaximumIterations, StopReason.Iterations);
    }

    private bool TryMove(double[] next, double[] p)
    {
        if (!_equations.Linearise(next))
            return false;

        next.CopyTo(p, 0);

        return true;
    }

    // Steps are small at a minimum, and where damping has made them so because none lowers the cost.
    private StopReason Stuck()
    {
        return _equations.Offset > StuckOffset && _equations.Misfit > StuckMisfit ? StopReason.Stuck : StopReason.Step;
    }

    // Where the cost is flat the gradient is what still tells a better step: it must become smaller by more than rounding.
    private bool TryMoveByGradient(double[] next, double[] p)
    {
        double before = _equations.Offset;
        if (!_equations.Linearise(next))
            return false;

        if (_equations.Offset <= 0.95 * before)
        {
            next.CopyTo(p, 0);

            return true;
        }

        _equations.Linearise(p);

        return false;
    }

    private StopReason? StopBeforeStep()
    {
        if (_equations.IsExact)
            return StopReason.Exact;

        return _equations.Offset <= GradientTolerance ? StopReason.Gradient : null;
    }

    private void Report(int number, double gain, double damping, bool isAccepted)
    {
        progress?.Invoke(new Iteration(loss.Name, number, _equations.Cost, gain, damping, _equations.Offset, isAccepted));
    }
}
