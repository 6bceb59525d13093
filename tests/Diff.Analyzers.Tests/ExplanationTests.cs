using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF901 to DIFF903: what the header of the generated file says, at the places that it speaks of, where somebody asks.</summary>
public sealed class ExplanationTests
{
    private const string Chain = """
        double y = 0;
        for (int i = 0; i < w.Length; i++)
        {
            y = Math.Tanh(y + w[i]);
        }
        return y;
        """;

    private static readonly string[] s_ids = ["DIFF901", "DIFF902", "DIFF903"];

    [Fact]
    public Task A_loop_says_over_which_index_its_lanes_run() => Verify(
        """
        double sum = 0;
        [|for (int i = 0; i < w.Length; i++)|]
        {
            sum += Math.Exp(w[i]);
        }
        return sum;
        """,
        "DIFF901: for (int i = 0; i < w.Length; i++): forward and backward together, iteration by iteration, lanes over i");

    [Fact]
    public Task A_loop_says_why_it_has_no_lanes() => Verify(
        """
        double sum = 0;
        [|for (int i = 0; i < w.Length; i++)|]
        {
            sum += w[i] * w[i] * w[w.Length - 1 - i];
            Console.Write("");
        }
        return sum;
        """,
        "DIFF901: for (int i = 0; i < w.Length; i++): forward and backward together, iteration by iteration, no lanes: it calls 'Console.Write'");

    [Fact]
    public Task A_recurrence_says_what_each_iteration_waits_for() => Verify(
        "double y = 0;\n[|for (int i = 0; i < w.Length; i++)|] y = Math.Tanh(y + w[i]);\nreturn y;",
        "DIFF901: for (int i = 0; i < w.Length; i++): forward, then backward over the same indices, "
            + "no lanes: each iteration needs y of the one before; backward no lanes: each iteration needs dy of the one before");

    [Fact]
    public Task A_stored_value_has_its_size() => Verify(
        Chain.Replace("y = Math.Tanh(y + w[i]);", "[|y = Math.Tanh(y + w[i]);|]", StringComparison.Ordinal),
        "DIFF902: stored: y (8 · w.Length bytes)");

    [Fact]
    public Task Where_trips_are_not_known_tapes_grow() => Verify(
        """
        double y = w[0];
        [|while (y > 1)|]
        {
            [|y = Math.Sin(y) * y;|]
        }
        return y;
        """,
        "DIFF902: stored: y (grows)",
        "DIFF902: stored: a part of 'y = Math.Sin(y) * y' (grows)");

    [Fact]
    public Task What_outlives_its_branch_and_what_is_computed_again() => Verify(
        """
        double y = 0;
        if (n > 1)
        {
            [|double kept = Math.Exp(w[0]);|]
            y = kept * kept * w[1];
        }
        [|for (int i = 0; i < w.Length; i++)|]
        {
            [|double again = w[i] + 1;|]
            y = y * (again * again);
        }
        return y;
        """,
        "DIFF902: kept: kept",
        "DIFF902: stored: y (8 · w.Length bytes)",
        "DIFF902: computed again: again");

    [Fact]
    public async Task The_method_says_what_it_costs()
    {
        const string body = """
            Span<double> a = new double[w.Length];
            double sum = 0;
            for (int k = 0; k < n; k++)
            {
                for (int i = 0; i < w.Length; i++)
                    a[i] = w[i] * a[i] + k;
                for (int i = 0; i < w.Length; i++)
                    for (int j = 0; j < w.Length; j++)
                        sum += a[i] * a[j] * a[i];
            }
            return sum;
            """;
        Diagnostic found = Assert.Single(await Explain([Method(body)], "DIFF903"));
        Assert.Equal("F", TextAt(found));
        Assert.Equal("overwritten elements are put back in: a; tape: 2 · 8 · n · w.Length bytes; workspace: pooled, or as many bytes of the caller's as FGradientWorkspaceBytes says", found.GetMessage());
    }

    [Fact]
    public async Task What_is_said_of_a_method_that_is_inlined_stands_there_and_names_the_annotated_one()
    {
        string source = Method("return Inner(w);", "static double Inner(ReadOnlySpan<double> w) { " + Chain + " }");
        Diagnostic found = Assert.Single(await Explain([source], "DIFF902"));
        Assert.Equal("y = Math.Tanh(y + w[i]);", TextAt(found));
        Assert.Equal("F", TextAt(Assert.Single(found.AdditionalLocations)));
    }

    [Fact]
    public async Task What_is_said_of_another_file_stands_at_the_call()
    {
        string source = Method("return Other.Inner(w);");
        string other = "using System; static class Other { public static double Inner(ReadOnlySpan<double> w) { " + Chain + " } }";
        Diagnostic found = Assert.Single(await Explain([source, other], "DIFF902"));
        Assert.Equal("Other.Inner(w)", TextAt(found));
        Assert.Equal("y = Math.Tanh(y + w[i]);", TextAt(Assert.Single(found.AdditionalLocations)));
    }

    /// <summary>One source of facts: nothing is in the header that is not in a diagnostic, nor the other way round.</summary>
    [Theory]
    [InlineData(Chain)]
    [InlineData("double y = w[0]; while (y > 1) { y = Math.Sin(y) * y; } for (int i = 0; i < n; i++) y += w[i] * Math.Exp(y); return y;")]
    public async Task The_header_says_the_same(string body)
    {
        CSharpCompilation compilation = AnalyzerHarness.Compilation(Method(body));
        string header = string.Concat(AnalyzerHarness.Generate(compilation).SyntaxTrees.First(t => t.FilePath.EndsWith("F.g.cs", StringComparison.Ordinal))
            .ToString().Split("#nullable")[0].Replace("\n//     ", " ", StringComparison.Ordinal));
        ImmutableArray<Diagnostic> found = await AnalyzerHarness.Analyze(On(compilation, s_ids), new ExplanationAnalyzer());
        Assert.All(found.Where(d => d.Id == "DIFF901"), d => Assert.Contains("//   " + d.GetMessage().Replace("): ", ")  ", StringComparison.Ordinal) + ".\n", header, StringComparison.Ordinal));
        string[] totals = found.Single(d => d.Id == "DIFF903").GetMessage().Split("; ");
        Assert.All(totals, total => Assert.Contains("//   " + total + ".\n", header, StringComparison.Ordinal));
        foreach (IGrouping<string, string> values in found.Where(d => d.Id == "DIFF902").Select(d => d.GetMessage().Split(": ", 2)).GroupBy(p => p[0], p => p[1]))
        {
            string line = header.Split('\n').Single(l => l.StartsWith($"//   {values.Key}: ", StringComparison.Ordinal));
            Assert.Equal(values.Distinct().Order(StringComparer.Ordinal), line[(values.Key.Length + 7)..^1].Split("; ").Order(StringComparer.Ordinal));
        }

        Assert.Equal(header.Split('\n').Count(l => l.StartsWith("//   ", StringComparison.Ordinal)), totals.Length + found
            .Where(d => d.Id != "DIFF903").GroupBy(d => d.Id == "DIFF902" ? d.GetMessage().Split(':')[0] : d.GetMessage()).Count());
    }

    [Fact]
    public async Task Off_by_default_and_then_not_even_started()
    {
        CSharpCompilation compilation = AnalyzerHarness.Compilation(Method(Chain));
        (ImmutableArray<Diagnostic> found, AnalyzerTelemetryInfo work) = await Measured(compilation);
        Assert.Empty(found);
        Assert.Equal(0, work.CompilationStartActionsCount + work.SemanticModelActionsCount);

        (found, work) = await Measured(On(compilation, "DIFF903"));
        Assert.Equal("DIFF903", Assert.Single(found).Id);
        Assert.Equal(1, work.SemanticModelActionsCount);
    }

    [Fact]
    public async Task An_editorconfig_switches_them_on_file_by_file()
    {
        CSharpCompilation compilation = AnalyzerHarness.Compilation(Method(Chain), Method(Chain).Replace(" M\n", " N\n", StringComparison.Ordinal));
        CSharpCompilation configured = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(
            new Configured(compilation.SyntaxTrees[1], "DIFF901", ReportDiagnostic.Info)));
        Assert.False(ExplanationAnalyzer.IsOn(configured.Options, configured.SyntaxTrees[0], default));
        Assert.True(ExplanationAnalyzer.IsOn(configured.Options, configured.SyntaxTrees[1], default));
        Diagnostic found = Assert.Single(await AnalyzerHarness.Analyze(configured, new ExplanationAnalyzer()));
        Assert.Equal(("DIFF901", DiagnosticSeverity.Info, "Source1.cs"), (found.Id, found.Severity, found.Location.SourceTree!.FilePath));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, false)]
    [InlineData(ReportDiagnostic.Default, false)]
    [InlineData(ReportDiagnostic.Hidden, true)]
    [InlineData(ReportDiagnostic.Error, true)]
    public void Everything_but_none_is_on(ReportDiagnostic severity, bool isOn)
    {
        CSharpCompilation compilation = AnalyzerHarness.Compilation("");
        SyntaxTree tree = compilation.SyntaxTrees[0];
        CSharpCompilationOptions options = compilation.Options.WithSyntaxTreeOptionsProvider(new Configured(null, "DIFF902", severity));
        Assert.Equal(isOn, ExplanationAnalyzer.IsOn(options, tree, default));
        Assert.False(ExplanationAnalyzer.IsOn(
            options.WithSpecificDiagnosticOptions([KeyValuePair.Create("DIFF902", ReportDiagnostic.Suppress)]), tree, default));
    }

    [Fact]
    public async Task A_pragma_silences_them() => Assert.Empty(await Explain(["#pragma warning disable DIFF903\n" + Method(Chain)], "DIFF903"));

    [Fact]
    public async Task A_refused_method_has_none() => Assert.Empty(await Explain([Method("lock (new object()) { return w[0]; }")], s_ids));

    [Fact]
    public async Task The_same_is_said_every_time()
    {
        string[] sources = [.. Enumerable.Range(0, 8).Select(i => Method(Chain).Replace(" M\n", $" M{i}\n", StringComparison.Ordinal))];
        string first = string.Join("\n", await Explain(sources, s_ids));
        Assert.Equal(24, first.Split('\n').Length);
        for (int round = 0; round < 5; round++)
        {
            Assert.Equal(first, string.Join("\n", await Explain(sources, s_ids)));
        }
    }

    [Fact]
    public async Task Half_typed_code_is_not_explained_wrongly_and_never_throws()
    {
        string source = Method("double y = 0; for (int i = 0; i < w.Length; i++) { if (w[i] > 0) y = Math.Tanh(y + w[i]); } return y;");
        CSharpCompilation compilation = On(AnalyzerHarness.Compilation(""), s_ids);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        for (int length = 0; length < source.Length; length++)
        {
            CSharpCompilation half = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source[..length], AnalyzerHarness.Syntax, tree.FilePath));
            bool isBroken = !half.SyntaxTrees[0].GetDiagnostics().All(d => d.GetMessage() == "} expected");
            ImmutableArray<Diagnostic> found = await AnalyzerHarness.Analyze(half, new ExplanationAnalyzer());
            Assert.All(found, d => Assert.True(s_ids.Contains(d.Id) && !isBroken, $"{d}\n\non:\n{source[..length]}"));
        }
    }

    private static string Method(string body, string more = "") =>
        "using System; using Diff;\npublic static partial class M\n{\n[Differentiable]\npublic static double F(ReadOnlySpan<double> w, int n)\n{\n"
        + body + "\n}\n" + more + "\n}\n";

    /// <summary>Exactly the marked places are reported, in the order of the source, with these ids and messages.</summary>
    private static async Task Verify(string body, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(Method(body));
        ImmutableArray<Diagnostic> found = await Explain([source.Text], messages[0].Split(':')[0]);
        Assert.Equal(messages, found.Select(d => $"{d.Id}: {d.GetMessage()}"));
        Assert.Equal(source.Spans, found.Select(d => d.Location.SourceSpan));
    }

    private static string TextAt(Diagnostic diagnostic) => TextAt(diagnostic.Location);

    private static string TextAt(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    private static Task<ImmutableArray<Diagnostic>> Explain(string[] sources, params string[] ids) =>
        AnalyzerHarness.Analyze(On(AnalyzerHarness.Compilation(sources), ids), new ExplanationAnalyzer());

    private static CSharpCompilation On(CSharpCompilation compilation, params string[] ids) => compilation.WithOptions(
        compilation.Options.WithSpecificDiagnosticOptions(ids.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Info))));

    private static async Task<(ImmutableArray<Diagnostic> Found, AnalyzerTelemetryInfo Work)> Measured(CSharpCompilation compilation)
    {
        ExplanationAnalyzer analyzer = new();
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([analyzer]);
        ImmutableArray<Diagnostic> found = await analysis.GetAnalyzerDiagnosticsAsync();
        return (found, await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default));
    }

    /// <summary>What an .editorconfig says of one file, or, without a file, a global one of all.</summary>
    private sealed class Configured(SyntaxTree? only, string id, ReportDiagnostic value) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = value;
            return tree == only && diagnosticId == id;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = value;
            return only is null && diagnosticId == id;
        }
    }
}
