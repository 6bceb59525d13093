using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Reporting;

/// <summary>Where to report, and what to hand to a fix.</summary>
/// <param name="Location">In the analysed file.</param>
/// <param name="Additional">The callee's line, where the cause stands in another file.</param>
/// <param name="Properties">Facts for fixes.</param>
internal sealed record FoundPlace(
    Location Location, IReadOnlyList<Location>? Additional = null, ImmutableDictionary<string, string?>? Properties = null);
