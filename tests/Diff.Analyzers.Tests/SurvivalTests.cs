using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Half-typed code: the analyzers never throw, never hang and never call it a defect of their own.</summary>
public sealed class SurvivalTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    public static TheoryData<string> Sources =>
    [
        ClampedResidualTests.Loss(
            "double sum = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - t; if (clip) d = Math.Clamp(d, -1, 1); sum += d > 2 ? 2 : d * d; } return sum;",
            "ReadOnlySpan<double> w, [Constant] double t, bool clip"),
        "using System; using Diff; static partial class M { [Differentiable(nameof(x), Emit = Derivatives.Gradient)] static float F(float x, float[] y) { (x, y[0]) = (y[0], x); switch ((int)x) { case 1: return G(x); default: throw new Exception($\"{x}\"); } } static float G(float v) => MathF.Floor(v) * v; [DerivativeOf(nameof(G))] static float H(float v, float c) => c; }",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_prefix_survives(string source) =>
        await Survive(Enumerable.Range(0, source.Length).Select(length => source[..length]));

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_missing_token_survives(string source) => await Survive(
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(t => source.Remove(t.SpanStart, t.Span.Length)));

    private static async Task Survive(IEnumerable<string> versions)
    {
        using CancellationTokenSource stop = new(s_limit);
        CSharpCompilation compilation = AnalyzerHarness.Compilation("");
        foreach (string version in versions)
        {
            SyntaxTree old = compilation.SyntaxTrees[0];
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(version, AnalyzerHarness.Syntax, old.FilePath));
            ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(compilation, stop.Token);
            Assert.All(diagnostics, d => Assert.True(
                d.Id.StartsWith("DIFF", StringComparison.Ordinal) && !d.GetMessage().Contains("defect of Diff"), $"{d}\n\non:\n{version}"));
        }
    }
}
