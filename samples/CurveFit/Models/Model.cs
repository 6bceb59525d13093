using System;
using System.Collections.Generic;

namespace CurveFit;

/// <summary>Computes how far each point is from a curve: rᵢ = (f(xᵢ; p) − yᵢ) · weightᵢ.</summary>
/// <param name="p">The parameters of the curve.</param>
/// <param name="x">Where the points are.</param>
/// <param name="y">What was measured there.</param>
/// <param name="weights">What each distance is multiplied by: 1 / σᵢ where the deviations of the points are known, else 1.</param>
/// <param name="residuals">Where the distances go.</param>
internal delegate void ResidualFunction(
    ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, Span<double> residuals);

/// <summary>Computes residuals and their derivatives: the shape of the members that Diff generates for a residual method.</summary>
/// <param name="p">The parameters of the curve.</param>
/// <param name="x">Where the points are.</param>
/// <param name="y">What was measured there.</param>
/// <param name="weights">What each distance is multiplied by.</param>
/// <param name="residuals">Where the distances go.</param>
/// <param name="jacobian">Where ∂rᵢ/∂pₖ goes: row after row, one for each point.</param>
internal delegate void JacobianFunction(
    ReadOnlySpan<double> p,
    ReadOnlySpan<double> x,
    ReadOnlySpan<double> y,
    ReadOnlySpan<double> weights,
    Span<double> residuals,
    Span<double> jacobian);

/// <summary>A curve that can be fitted.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Formula">Its formula.</param>
/// <param name="Parameters">The names of its parameters, in order.</param>
/// <param name="Residuals">The residual method.</param>
/// <param name="Jacobian">What Diff generated for it.</param>
/// <param name="FindStart">Finds parameters to start from, given the points.</param>
/// <param name="Example">What points are drawn from when no file is given.</param>
internal sealed record Model(
    string Name,
    string Title,
    string Formula,
    IReadOnlyList<string> Parameters,
    ResidualFunction Residuals,
    JacobianFunction Jacobian,
    Func<CurveData, double[]> FindStart,
    Example Example)
{
    /// <summary>Whether the formula has a meaning for positive x alone.</summary>
    public bool NeedsPositiveX { get; init; }

    /// <summary>Computes the curve itself, which is the residual of y = 0 with weight 1.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">Where.</param>
    /// <returns>The curve at each x.</returns>
    public double[] Curve(ReadOnlySpan<double> p, ReadOnlySpan<double> x)
    {
        double[] ones = new double[x.Length];
        Array.Fill(ones, 1);
        double[] curve = new double[x.Length];
        Residuals(p, x, new double[x.Length], ones, curve);

        return curve;
    }
}
