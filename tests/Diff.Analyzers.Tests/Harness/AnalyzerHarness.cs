using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Diff.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Diff.Analyzers.Tests.Harness;

/// <summary>Runs generator and analyzers in memory, as a build does: the analyzers see the generated code too.</summary>
internal static class AnalyzerHarness
{
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Distinct()
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions Syntax { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release);

    /// <summary>Every source is a file of its own: Source0.cs, Source1.cs…</summary>
    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Sample", sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, Syntax, $"Source{i}.cs")), References, Options);

    /// <summary>With what the generator adds.</summary>
    public static Compilation Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Syntax);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return updated;
    }

    /// <summary>All diagnostics of the analyzers, those of the compiler and hidden ones left out; in the order of the source.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(params string[] sources) => Shown(await Analyze(Generate(Compilation(sources))), "");

    /// <summary>What a user sees without asking for more: hidden suggestions are kept only of one rule.</summary>
    public static ImmutableArray<Diagnostic> Shown(ImmutableArray<Diagnostic> diagnostics, string id) =>
        [.. diagnostics.Where(d => d.Severity != DiagnosticSeverity.Hidden || d.Id == id)];

    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, CancellationToken cancellation = default) =>
        Analyze(compilation, new DifferentiableMethodAnalyzer(), cancellation);

    public static async Task<ImmutableArray<Diagnostic>> Analyze(
        Compilation compilation, DiagnosticAnalyzer analyzer, CancellationToken cancellation = default)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([analyzer]);
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The same with a rule that is off by default.</summary>
    public static Compilation SwitchOn(Compilation compilation, string id) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        new Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Info }));

    /// <summary>Exactly the marked places are reported, with this id and nothing else.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Verify(string id, string marked, bool isOff = false)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        Compilation compilation = Generate(Compilation(source.Text));
        ImmutableArray<Diagnostic> diagnostics = Shown(await Analyze(isOff ? SwitchOn(compilation, "DIFF209") : compilation), id);
        string found = string.Join("\n", diagnostics.Select(d => $"{d.Id} at '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}': {d.GetMessage()}"));
        Assert.All(diagnostics, d => Assert.True(d.Id == id, found));
        TextSpan[] spans = [.. diagnostics.Select(d => d.Location.SourceSpan)];
        Assert.True(source.Spans.SequenceEqual(spans), $"marked {string.Join(", ", source.Spans)}, found {string.Join(", ", spans)}\n{found}");
        return diagnostics;
    }

    /// <summary>Errors of the compiler: code that is meant to be right must have none.</summary>
    public static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
}
