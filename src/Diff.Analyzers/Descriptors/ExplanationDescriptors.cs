using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Descriptors;

/// <summary>What was decided where nothing is wrong: the header of the generated file, at the places in the source that it speaks of.</summary>
internal static class ExplanationDescriptors
{
    /// <summary>The id of <see cref="Loop"/>.</summary>
    public const string LoopId = "DIFF901";

    /// <summary>The id of <see cref="StoredValue"/>.</summary>
    public const string StoredValueId = "DIFF902";

    /// <summary>The id of <see cref="Cost"/>.</summary>
    public const string CostId = "DIFF903";

    public static readonly DiagnosticDescriptor Loop = new(
        LoopId,
        "How a loop and its reverse run",
        "{0}: {1}",
        Categories.Explanation,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: false,
        "Of each loop: how it runs forward and backward, and over which index its iterations run in the lanes of vectors, or why they do not.",
        HelpLinks.Base + LoopId + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor StoredValue = new(
        StoredValueId,
        "How a value reaches the reverse sweep",
        "{0}: {1}",
        Categories.Explanation,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: false,
        "Of each value that the derivative needs: whether it is kept, computed again or stored, and in how many bytes.",
        HelpLinks.Base + StoredValueId + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor Cost = new(
        CostId,
        "What the derivative of a method costs in memory",
        "{0}",
        Categories.Explanation,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: false,
        "The bytes of all tapes as a formula of lengths and parameters, and the memory whose overwritten elements are put back.",
        HelpLinks.Base + CostId + HelpLinks.Extension);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All = [Loop, StoredValue, Cost];
}
