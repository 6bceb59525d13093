using System;

namespace Diff;

/// <summary>
/// Asks for the derivatives of a method. The generator writes them beside it, as members of the same (partial) type:
/// for a method <c>F</c> with a scalar result <c>FGradient</c> and <c>FAccumulateGradient</c>, else <c>FBackward</c>.
/// The method itself stays as it is.
/// </summary>
/// <remarks>
/// Differentiated are all parameters with floating-point content that are not marked <see cref="ConstantAttribute"/>,
/// or exactly the named ones: <c>[Differentiable(nameof(w))]</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Differentiates by every parameter with floating-point content that is not marked constant.</summary>
    public DifferentiableAttribute()
    {
        Parameters = [];
    }

    /// <summary>Differentiates by exactly the named parameters.</summary>
    /// <param name="parameters">Names of parameters of the method, by <c>nameof</c>.</param>
    public DifferentiableAttribute(params string[] parameters)
    {
        Parameters = parameters;
    }

    /// <summary>The names of the differentiated parameters; empty for all that are not constant.</summary>
    public string[] Parameters { get; }

    /// <summary>The derivatives to emit; by default the gradient of a scalar result, else the backward method.</summary>
    public Derivatives Emit { get; set; }

    /// <summary>
    /// Whether the order of sums may change, as it does where iterations run in lanes; true by default. With false every sum of the method is
    /// formed in the order in which it is written, and loops that form sums run one iteration at a time.
    /// </summary>
    public bool Reassociate { get; set; } = true;

    /// <summary>
    /// Whether every member gets an overload that takes a <see cref="GradientReport"/> and counts, while it computes, dead rectifiers,
    /// saturated activations, and cotangents that are zero or not finite. The members without a report stay as they are.
    /// </summary>
    public bool Monitor { get; set; }

    /// <summary>
    /// How the backward pass gets the values of loops that carry a state, such as time steps: those of the method's own body, not inside other loops,
    /// whose number of iterations is known when they start. By default they are kept.
    /// </summary>
    public Checkpointing Checkpoint { get; set; }

    /// <summary>
    /// With <see cref="Checkpoint"/>, how many states are kept at a time: the segments of <see cref="Checkpointing.Periodic"/> (0 for √n), the snapshots of
    /// <see cref="Checkpointing.Binomial"/> (0 for about log₂(n) / 2 + 2).
    /// </summary>
    public int Snapshots { get; set; }

    /// <summary>Optimisations to switch off in the emitted code, for debugging and for tests.</summary>
    public Optimizations Disable { get; set; }
}
