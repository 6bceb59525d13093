using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tensors;
using Diff.Analyzers.Tests.Harness;
using Diff.Analyzers.Tests.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>
/// What is said of code in the manner of public projects, and of as many near-misses: exactly the expected ids, none besides.
/// The variable DIFF_TENSOR_LIBRARIES may name assemblies to compile against in place of the stand-in of TorchSharp.
/// </summary>
public sealed class SnippetTests
{
    private static readonly SyntaxTree[] s_torch = [CSharpSyntaxTree.ParseText(StandIns.TorchSharp, AnalyzerHarness.Syntax, "TorchSharp.cs")];
    private static readonly SyntaxTree[] s_flow =
    [
        CSharpSyntaxTree.ParseText(StandIns.TensorFlow, AnalyzerHarness.Syntax, "TensorFlow.cs"),
    ];

    static SnippetTests() => TensorTreeAnalysis.IsStrict = true;

    public static TheoryData<string, string, int> Names
    {
        get
        {
            TheoryData<string, string, int> names = [];
            for (int i = 0; i < Snippet.All.Count; i++)
            {
                names.Add(Snippet.All[i].File, Snippet.All[i].Name, i);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Says_what_is_expected_and_nothing_else(string file, string name, int index)
    {
        Snippet snippet = Snippet.All[index];
        Compilation compilation = snippet.Vocabulary switch
        {
            "plain" => AnalyzerHarness.Generate(AnalyzerHarness.Compilation([.. snippet.Sources])),
            "torch" when Libraries is { Length: > 0 } libraries => AnalyzerHarness.Compilation([.. snippet.Sources])
                .AddReferences(libraries.Select(path => MetadataReference.CreateFromFile(path))),
            "torch" => AnalyzerHarness.Compilation([.. snippet.Sources]).AddSyntaxTrees(s_torch),
            _ => AnalyzerHarness.Compilation([.. snippet.Sources]).AddSyntaxTrees(s_flow),
        };
        Assert.Empty(AnalyzerHarness.Errors(compilation));
        ImmutableArray<Diagnostic> diagnostics = snippet.Vocabulary == "plain"
            ? await AnalyzerHarness.Analyze(compilation)
            : await AnalyzerHarness.Analyze(compilation, new TensorMethodAnalyzer());

        // What is hidden is a suggestion for the light bulb, and no alarm.
        IEnumerable<string> ids = diagnostics.Where(d => d.Severity > DiagnosticSeverity.Hidden).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal);
        Assert.True(
            snippet.Expected.SequenceEqual(ids),
            $"{file}: {name}\nexpected {string.Join(", ", snippet.Expected)}\n{string.Join("\n", diagnostics)}\n{string.Join("\n", snippet.Sources)}");
    }

    private static string[]? Libraries => Environment.GetEnvironmentVariable("DIFF_TENSOR_LIBRARIES")?.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
