using System;
using System.Collections.Generic;
using System.Linq;

namespace CurveFit;

/// <summary>Points to fit a curve to.</summary>
internal sealed class CurveData
{
    /// <summary>Takes points.</summary>
    /// <param name="x">Where they are.</param>
    /// <param name="y">What was measured there.</param>
    /// <param name="deviations">The standard deviation of each y, or nothing where all are alike and unknown.</param>
    public CurveData(double[] x, double[] y, double[]? deviations = null)
    {
        X = x;
        Y = y;
        HasDeviations = deviations is not null;
        Weights = deviations is null ? [.. Enumerable.Repeat(1.0, x.Length)] : [.. deviations.Select(deviation => 1 / deviation)];
    }

    /// <summary>Where the points are.</summary>
    public double[] X { get; }

    /// <summary>What was measured.</summary>
    public double[] Y { get; }

    /// <summary>What the distance of each point from the curve is multiplied by: 1 over its standard deviation, or 1.</summary>
    public double[] Weights { get; }

    /// <summary>Whether the standard deviations of the points are known.</summary>
    public bool HasDeviations { get; }

    /// <summary>What x is called.</summary>
    public string XName { get; init; } = "x";

    /// <summary>What y is called.</summary>
    public string YName { get; init; } = "y";

    /// <summary>How many points there are.</summary>
    public int Count => X.Length;

    /// <summary>The least x.</summary>
    public double From => X.Min();

    /// <summary>The greatest x.</summary>
    public double To => X.Max();

    /// <summary>Says why a curve cannot be fitted to these points, whatever its parameters.</summary>
    /// <param name="model">The curve.</param>
    /// <returns>The reason with what is needed, or nothing.</returns>
    public string? Refusal(Model model)
    {
        int parameters = model.Parameters.Count;
        int places = new HashSet<double>(X).Count;
        if (Count <= parameters)
        {
            return $"too few points: the model {model.Name} has {parameters} parameters, and their standard errors need at least "
                + $"{parameters + 1} points, not {Count}.";
        }

        if (places < parameters)
        {
            return places == 1
                ? $"all points have the same {XName}: the model {model.Name} needs at least {parameters} different ones."
                : $"the points have {places} different values of {XName}: the model {model.Name} needs at least {parameters}, "
                + "as many as it has parameters.";
        }

        return null;
    }
}
