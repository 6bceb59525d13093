using System;

namespace CurveFit;

/// <summary>A curve and points: the residuals as functions of the parameters alone.</summary>
/// <param name="model">The curve.</param>
/// <param name="data">The points.</param>
internal sealed class CurveProblem(Model model, CurveData data)
{
    /// <summary>The curve.</summary>
    public Model Model { get; } = model;

    /// <summary>The points.</summary>
    public CurveData Data { get; } = data;

    /// <summary>The number of residuals.</summary>
    public int Rows => Data.Count;

    /// <summary>The number of parameters.</summary>
    public int Columns => Model.Parameters.Count;

    /// <summary>Computes the residuals.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="residuals">Where they go.</param>
    public void Evaluate(ReadOnlySpan<double> p, Span<double> residuals)
    {
        Model.Residuals(p, Data.X, Data.Y, Data.Weights, residuals);
    }

    /// <summary>Computes the residuals and their derivatives.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="residuals">Where the residuals go.</param>
    /// <param name="jacobian">Where the derivatives go, row by row.</param>
    public void Linearise(ReadOnlySpan<double> p, Span<double> residuals, Span<double> jacobian)
    {
        Model.Jacobian(p, Data.X, Data.Y, Data.Weights, residuals, jacobian);
    }
}
