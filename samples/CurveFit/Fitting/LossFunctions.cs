using System;
using Diff;

namespace CurveFit;

/// <summary>
/// What a residual r costs: ½ c² ρ(s) with s = (r / c)², where c says from which size on a residual is suspicious. Each ρ begins as s does,
/// which is least squares, and rises more slowly behind s = 1. The weight of a point in a fit is ρ′, and the generated members compute it.
/// </summary>
internal static partial class LossFunctions
{
    /// <summary>Every residual counts by its square.</summary>
    /// <param name="s">The square of the residual in units of c.</param>
    /// <returns>ρ(s).</returns>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double LeastSquares(double s) => s;

    /// <summary>Squares up to c, behind it the absolute value: an outlier pulls, but no more the farther away it is.</summary>
    /// <param name="s">The square of the residual in units of c.</param>
    /// <returns>ρ(s).</returns>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double Huber(double s) => s <= 1 ? s : 2 * Math.Sqrt(s) - 1;

    /// <summary>Like Huber's, in one piece: 2 (√(1 + s) − 1), written so that nothing cancels for small s.</summary>
    /// <param name="s">The square of the residual in units of c.</param>
    /// <returns>ρ(s).</returns>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double SoftL1(double s) => 2 * s / (1 + Math.Sqrt(1 + s));

    /// <summary>ln(1 + s): the pull of an outlier decreases with its distance. Small s by the series, because 1 + s rounds.</summary>
    /// <param name="s">The square of the residual in units of c.</param>
    /// <returns>ρ(s).</returns>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double Cauchy(double s) => s < 1e-4 ? s * (1 - s * (1.0 / 2 - s * (1.0 / 3 - s / 4))) : Math.Log(1 + s);

    /// <summary>(1 − (1 − s)³) / 3 up to c, constant behind it: what is farther away than c does not pull at all.</summary>
    /// <param name="s">The square of the residual in units of c.</param>
    /// <returns>ρ(s).</returns>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double Tukey(double s) => s < 1 ? s * (1 - s + s * s / 3) : 1.0 / 3;
}
