namespace CurveFit;

/// <summary>What one iteration did.</summary>
/// <param name="Stage">The loss that was minimised.</param>
/// <param name="Number">The number of the iteration in this stage, from 0 for the start.</param>
/// <param name="Cost">The cost of the parameters that are held afterwards.</param>
/// <param name="Gain">By how much the cost went down for each unit that the linear model promised; not a number at the start.</param>
/// <param name="Damping">λ, with which the step was computed.</param>
/// <param name="Gradient">The share of the residuals that lies in the plane of the columns of the Jacobian.</param>
/// <param name="Accepted">Whether the step was taken.</param>
internal readonly record struct Iteration(
    string Stage, int Number, double Cost, double Gain, double Damping, double Gradient, bool Accepted);
