namespace CurveFit;

/// <summary>What was asked for.</summary>
/// <param name="Model">The curve.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Scale">The standard deviation of ordinary residuals, or nothing to estimate it.</param>
/// <param name="Start">The parameters to start from, or nothing to search for them.</param>
/// <param name="Seed">The seed of the points that are drawn.</param>
/// <param name="File">The file with the points, or nothing to draw them.</param>
internal sealed record Settings(Model Model, RobustLoss Loss, double? Scale, double[]? Start, int Seed, string? File);
