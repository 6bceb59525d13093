namespace CurveFit;

/// <summary>Where a minimisation ended.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Cost">Their cost.</param>
/// <param name="Iterations">How many steps were tried.</param>
/// <param name="Reason">Why it ended.</param>
internal sealed record Minimum(double[] Parameters, double Cost, int Iterations, StopReason Reason)
{
    /// <summary>Whether a minimum was reached.</summary>
    public bool Converged => Reason is not (StopReason.Stuck or StopReason.Iterations or StopReason.NotFinite);
}
