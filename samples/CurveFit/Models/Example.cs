namespace CurveFit;

/// <summary>What points are drawn from.</summary>
/// <param name="Truth">The parameters of the curve.</param>
/// <param name="From">The least x.</param>
/// <param name="To">The greatest x.</param>
/// <param name="Noise">The standard deviation of ordinary points from the curve.</param>
internal sealed record Example(double[] Truth, double From, double To, double Noise);
