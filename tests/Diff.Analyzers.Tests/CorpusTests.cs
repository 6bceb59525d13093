using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Programs whose gradients are tested elsewhere: what is differentiated is not refused, and none is a hazard but those that are one.</summary>
public sealed class CorpusTests
{
    /// <summary>What is a hazard there on purpose: naive forms, whose gradients are tested all the same.</summary>
    private static readonly (string File, string Id)[] s_meant =
    [
        ("Idioms.cs", "DIFF203"), ("Calls.cs", "DIFF306"), ("Idioms.cs", "DIFF413"), ("Spans.cs", "DIFF306"), ("Mutation.cs", "DIFF303"), ("Patterns.cs", "DIFF403"),
        ("KnownFailures.cs", "DIFF107"), ("KnownFailures.cs", "DIFF502"), ("KnownLanguageFailures.cs", "DIFF502"), ("Masked.cs", "DIFF502"),
        ("Regressions.cs", "DIFF502"), ("Scalars.cs", "DIFF502"),
        ("Programs.cs", "DIFF301"), // A recurrent cell whose state is an array.
    ];

    [Fact]
    public async Task Nothing_is_said_of_the_gradient_corpus()
    {
        string tests = Path.Combine(Repository.Root, "tests", "Diff.Gradients.Tests");
        string[] files = [.. Directory.GetFiles(Path.Combine(tests, "Corpus"), "*.cs").Order(StringComparer.Ordinal),
            Path.Combine(tests, "Oracles", "AtAttribute.cs")];
        Assert.True(files.Length > 10);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze([.. files.Select(File.ReadAllText)]);
        string[] found = [.. diagnostics.Select(d => (File: Path.GetFileName(files[int.Parse(d.Location.SourceTree!.FilePath[6..^3])]), Diagnostic: d))
            .Where(d => !s_meant.Contains((d.File, d.Diagnostic.Id))).Select(d => $"{d.File}: {d.Diagnostic}")];
        Assert.True(found.Length == 0, string.Join("\n", found));
    }
}
