using System;
using System.Linq;
using CurveFit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>Curves of certified problems that the sample does not have, and curves that are hard on purpose.</summary>
internal static partial class CertifiedModels
{
    public static Model Ratkowsky { get; } = Model("rat42", 3, RatkowskyResiduals, RatkowskyResidualsJacobian);

    public static Model KowalikOsborne { get; } = Model("mgh09", 4, KowalikOsborneResiduals, KowalikOsborneResidualsJacobian);

    public static Model Meyer { get; } = Model("mgh10", 3, MeyerResiduals, MeyerResidualsJacobian);

    public static Model Eckerle { get; } = Model("eckerle4", 3, EckerleResiduals, EckerleResidualsJacobian);

    public static Model Thurber { get; } = Model("thurber", 7, ThurberResiduals, ThurberResidualsJacobian);

    /// <summary>b₁ b₂ x + b₃: the first two can be changed together.</summary>
    public static Model Product { get; } = Model("product", 3, ProductResiduals, ProductResidualsJacobian);

    /// <summary>b₁ x + 0 · b₂: the second changes nothing.</summary>
    public static Model Idle { get; } = Model("idle", 2, IdleResiduals, IdleResidualsJacobian);

    private static Model Model(string name, int parameters, ResidualFunction residuals, JacobianFunction jacobian)
    {
        string[] names = [.. Enumerable.Range(1, parameters).Select(i => FormattableString.Invariant($"b{i}"))];

        return new Model(name, name, name, names, residuals, jacobian, _ => new double[parameters], new Example([], 0, 1, 1));
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void RatkowskyResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] / (1 + Math.Exp(p[1] - p[2] * x[i])) - y[i]) * weights[i];
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void KowalikOsborneResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * (x[i] * x[i] + x[i] * p[1]) / (x[i] * x[i] + x[i] * p[2] + p[3]) - y[i]) * weights[i];
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void MeyerResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * Math.Exp(p[1] / (x[i] + p[2])) - y[i]) * weights[i];
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void EckerleResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - p[2]) / p[1];
            residuals[i] = (p[0] / p[1] * Math.Exp(-0.5 * z * z) - y[i]) * weights[i];
        }
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void ThurberResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double above = p[0] + x[i] * (p[1] + x[i] * (p[2] + x[i] * p[3]));
            double below = 1 + x[i] * (p[4] + x[i] * (p[5] + x[i] * p[6]));
            residuals[i] = (above / below - y[i]) * weights[i];
        }
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void ProductResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * p[1] * x[i] + p[2] - y[i]) * weights[i];
    }

    [Differentiable(Emit = Derivatives.Jacobian)]
    private static void IdleResiduals(
        ReadOnlySpan<double> p,
        [Constant] ReadOnlySpan<double> x,
        [Constant] ReadOnlySpan<double> y,
        [Constant] ReadOnlySpan<double> weights,
        Span<double> residuals)
    {
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (p[0] * x[i] - y[i]) * weights[i];
    }
}
