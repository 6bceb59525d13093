namespace Diff.Compiler.Transforms;

/// <summary>How a value of the forward sweep reaches the reverse sweep.</summary>
internal enum Retrieval
{
    /// <summary>Computed again from values that are there.</summary>
    Recompute,

    /// <summary>A loop's index, which the reverse loop has too.</summary>
    Index,

    /// <summary>Start plus a constant times the number of the iteration.</summary>
    Affine,

    /// <summary>A local that outlives its branch.</summary>
    Hoist,

    /// <summary>Saved once per iteration.</summary>
    Tape,

    /// <summary>Memory that every iteration gets anew and that is kept until the reverse sweep has used it.</summary>
    TapeBuffer,
}
