using Diff.Compiler.Facts;

namespace Diff.Analyzers.Hazards;

/// <summary>A hazard at a clamp of the IR, to be located in the source.</summary>
/// <param name="Clamp">The clamp.</param>
internal sealed record HazardFinding(Clamp Clamp);
