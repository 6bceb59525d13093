using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// A point at which a corpus method is differentiated: one argument per parameter, scalars and arrays (spans are made
/// of arrays). Numbers are converted to the parameter's type.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AtAttribute : Attribute
{
    public AtAttribute(params object[] arguments)
    {
        Arguments = arguments;
    }

    public object[] Arguments { get; }

    /// <summary>
    /// The gradient by all differentiated inputs in order, for points where the contract decides (kinks, poles,
    /// saturation). Null: dual numbers and central differences must agree, and both with the generated code.
    /// </summary>
    public double[]? Gradient { get; init; }

    /// <summary>The value where it is known by hand; NaN: only the primal is asked.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Relative tolerance; 0: 1e-9 in double, 1e-4 where a float takes part.</summary>
    public double Tolerance { get; init; }

    /// <summary>Whether single precision takes part inside, where the signature does not show it.</summary>
    public bool Single { get; init; }
}
