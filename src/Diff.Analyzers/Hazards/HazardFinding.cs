using System.Collections.Generic;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;

namespace Diff.Analyzers.Hazards;

/// <summary>A hazard at an operation of the IR, to be located in the source.</summary>
/// <param name="Op">The operation to point at.</param>
internal sealed record HazardFinding(Op Op)
{
    /// <summary>The other operations that it is about: no rule behind it says anything of them.</summary>
    public IReadOnlyList<Op> Also { get; init; } = [];

    /// <summary>The clamp that the finding is about, if it is about one: its subject and range are the message's first two arguments.</summary>
    public Clamp? Clamp { get; init; }

    /// <summary>What to call the code where it is not quoted.</summary>
    public string Otherwise { get; init; } = "this";

    /// <summary>The message's other arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether it may go wrong, but need not: reported as a suggestion, not a warning.</summary>
    public bool IsStatistical { get; init; }

    /// <summary>Which fix applies, or null.</summary>
    public string? Remedy { get; init; }
}
