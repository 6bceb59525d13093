using System;

namespace Diff;

/// <summary>What <see cref="DifferentiableAttribute.Disable"/> can switch off. The result is the same up to rounding.</summary>
[Flags]
public enum Optimizations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Computing forward values again in the backward pass; with this off everything needed is stored.</summary>
    Recompute = 1,

    /// <summary>Folding constants, removing common subexpressions and algebraic simplification.</summary>
    Simplify = 2,

    /// <summary>Exact-size tapes for loops whose trip count is known on entry; with this off every tape grows.</summary>
    ExactTapes = 4,

    /// <summary>Saving an overwritten element and restoring it; with this off the loaded values are stored instead.</summary>
    Restore = 8,

    /// <summary>
    /// Running the forward and the backward pass of a loop together, iteration by iteration; with this off each loop runs to its end before
    /// its backward loop starts.
    /// </summary>
    Fusion = 16,

    /// <summary>Running the iterations of a loop in the lanes of vectors; with this off every loop runs one iteration at a time.</summary>
    Vectorize = 32,

    /// <summary>
    /// Writing out loops of few iterations whose number is a constant, and keeping the elements of short local arrays in locals where each
    /// place is a constant; with this off they stay loops and memory. Needs <see cref="Simplify"/>.
    /// </summary>
    Unroll = 64,

    /// <summary>Every optimisation.</summary>
    All = Recompute | Simplify | ExactTapes | Restore | Fusion | Vectorize | Unroll,
}
