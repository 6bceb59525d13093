using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Programs whose gradients are tested elsewhere: what is differentiated is not refused, and none is a hazard.</summary>
public sealed class CorpusTests
{
    [Fact]
    public async Task Nothing_is_said_of_the_gradient_corpus()
    {
        string tests = Path.Combine(Repository.Root, "tests", "Diff.Gradients.Tests");
        string[] files = [.. Directory.GetFiles(Path.Combine(tests, "Corpus"), "*.cs").Order(StringComparer.Ordinal),
            Path.Combine(tests, "Oracles", "AtAttribute.cs")];
        Assert.True(files.Length > 10);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze([.. files.Select(File.ReadAllText)]);
        Assert.True(diagnostics.IsEmpty, string.Join("\n", diagnostics.Select(d => files[int.Parse(d.Location.SourceTree!.FilePath[6..^3])] + ": " + d)));
    }
}
