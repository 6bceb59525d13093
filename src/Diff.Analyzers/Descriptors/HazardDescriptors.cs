using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Descriptors;

/// <summary>Code whose derivative is right and useless: hazards of back-propagation.</summary>
internal static class HazardDescriptors
{
    /// <summary>The id of <see cref="ClampedResidual"/>.</summary>
    public const string ClampedResidualId = "DIFF101";

    public static readonly DiagnosticDescriptor ClampedResidual = new(
        ClampedResidualId,
        "A clamped residual reaches the loss",
        "the gradient is exactly 0 where {0} is {1}: the largest errors teach nothing",
        Categories.Gradient,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Outside its bounds a clamp has derivative zero, so the samples with the largest errors get no update. Bound the gradient instead, with a Huber loss or with Gradient.Clip.",
        HelpLinks.Base + ClampedResidualId + HelpLinks.Extension);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All = [ClampedResidual];
}
