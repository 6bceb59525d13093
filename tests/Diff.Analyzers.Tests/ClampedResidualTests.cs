using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF101: what is flagged, in all the ways that a clamp can be written.</summary>
public sealed class ClampedResidualTests
{
    /// <summary>The loss of one number: x is trained, t is data.</summary>
    internal static string Loss(string body, string parameters = "double x, [Constant] double t", string helpers = "") => $$"""
        using System;
        using Diff;

        namespace Cases;

        public static partial class Losses
        {
        {{helpers}}
            [Differentiable]
            public static double Loss({{parameters}})
            {
        {{body}}
            }
        }
        """;

    [Fact]
    public async Task A_clamp_of_vectors_is_flagged_where_it_is_called_and_has_no_fix()
    {
        string source = Loss(
            "System.Numerics.Vector3 c = [|System.Numerics.Vector3.Clamp(x - t, new(-1f), new(1f))|]; return c.X * c.X + c.Y * c.Y;",
            "System.Numerics.Vector3 x, [Constant] System.Numerics.Vector3 t");
        foreach (Diagnostic diagnostic in await AnalyzerHarness.Verify("DIFF101", source))
            Assert.False(diagnostic.Properties.ContainsKey("Remedy"));
    }

    [Theory]
    [InlineData("double d = x - t; double c = [|Math.Clamp(d, -1, 1)|]; return c * c;", "'d' is outside [-1, 1]")]
    [InlineData("double c = [|Math.Clamp(t - x, -0.5, 2)|]; return 0.5 * c * c;", "'t - x' is outside [-0.5, 2]")]
    [InlineData("return Math.Pow([|Math.Clamp(2 * (x - t), -1, 1)|], 2);", "'2 * (x - t)' is outside [-1, 1]")]
    [InlineData("return Math.Abs([|Math.Clamp(x - t, -1, 1)|]);", "outside [-1, 1]")]
    [InlineData("double d = x - t; double c = [|Math.Min(Math.Max(d, -1), 1)|]; return c * c;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; double c = [|Math.Max(Math.Min(d, 3), -1)|]; return c * c;", "'d' is outside [-1, 3]")]
    [InlineData("double c = [|Math.Min(Math.Abs(x - t), 1)|]; return c * c;", "above 1")]
    [InlineData("double d = x - t; double c = [|d > 1 ? 1 : d < -1 ? -1 : d|]; return c * c;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; [|if (d > 1)|] d = 1; return d * d;", "'d' is above 1")]
    [InlineData("double d = x - t; [|if (d > 1)|] d = 1; if (d < -1) d = -1; return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; [|if (d > 1)|] { d = 1; } else if (d < -1) { d = -1; } return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; [|if (Math.Abs(d) > 1)|] d = Math.Sign(d); return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; [|if (d < -1 || d > 1)|] d = d > 0 ? 1 : -1; return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; [|if (d is > 1)|] d = 1; return d * d;", "'d' is above 1")]
    [InlineData("double c = [|Math.Clamp(Math.Abs(x - t), 0, 2)|]; return c * c;", "outside [0, 2]")]
    [InlineData("double c = [|Math.Clamp(x - t, -1, 1)|]; c *= c; return c;", "outside [-1, 1]")]
    [InlineData("double d = x - t; d = Math.Min(d, 1); d = [|Math.Max(d, -1)|]; return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double d = x - t; d = [|Math.Clamp(d, -1, 1)|]; return d * d;", "'d' is outside [-1, 1]")]
    [InlineData("double[] e = new double[1]; e[0] = [|Math.Clamp(x - t, -1, 1)|]; return e[0] * e[0];", "outside [-1, 1]")]
    [InlineData("double c = Math.CopySign([|Math.Min(Math.Abs(x - t), 1)|], x - t); return c * c;", "above 1")]
    public async Task A_clamped_residual_is_flagged(string body, string words)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerHarness.Verify("DIFF101", Loss(body)));
        Assert.Contains(words, diagnostic.GetMessage(), System.StringComparison.Ordinal);
        Assert.Contains("the gradient is exactly 0 where", diagnostic.GetMessage(), System.StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Theory]
    [InlineData("double d = x - t; if (clip) d = [|Math.Clamp(d, -1, 1)|]; return d * d;", "double x, [Constant] double t, bool clip")]
    [InlineData("double d = x - t; double c = [|Math.Clamp(d, -limit, limit)|]; return c * c;", "double x, [Constant] double t, [Constant] double limit")]
    [InlineData("double c = [|Math.Clamp(x - t, -1, 1)|]; return c * c;", "double x, double t")]
    [InlineData("double r = [|Math.Clamp(Math.Exp(x - t), 0.8, 1.2)|]; return -r * a;", "double x, [Constant] double t, [Constant] double a")]
    [InlineData("double r = [|Math.Clamp(x / t, 0.8, 1.2)|]; return -r * a;", "double x, [Constant] double t, [Constant] double a")]
    [InlineData("return Math.Sqrt(w * Square([|Math.Clamp(x - t, -1, 1)|]) / 3);", "double x, [Constant] double t, [Constant] double w")]
    public async Task The_shape_of_the_loss_may_vary(string body, string parameters) =>
        await AnalyzerHarness.Verify("DIFF101", Loss(body, parameters, "static double Square(double v) => v * v;"));

    [Theory]
    [InlineData("Math.Clamp(x - t, -limit, limit)", "outside [-limit, limit]")]
    [InlineData("Math.Clamp(x - t, s_low, 2 * limit)", "outside [s_low, 2 * limit]")]
    [InlineData("Math.Min(Math.Max(x - t, s_low), limit)", "outside its bounds")]
    public async Task Bounds_that_are_not_literals_are_named(string clamp, string words)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerHarness.Verify("DIFF101", Loss(
            $"double c = [|{clamp}|]; return c * c;", "double x, [Constant] double t, [Constant] double limit",
            "private static readonly double s_low = -3;")));
        Assert.Contains(words, diagnostic.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double c = [|Math.Clamp(x - t, -1, 1)|]; Console.WriteLine(c); return c * c;")]
    [InlineData("double c = [|Math.Clamp(x - t, -1, 1)|]; return c * c + 0.01 * x * x;")]
    [InlineData("double c = [|Math.Clamp(x - 3, -1, 1)|]; return Math.Pow(Math.Abs(c), 1.5);")]
    [InlineData("double c = [|Math.Clamp((x - t) / 2, -1, 1)|]; double s = 0; while (s < 1) { s += c * c + 1; } return s;")]
    [InlineData("double c = [|Math.Clamp(-(x - t), -1, 1)|]; return Math.Log(1 + c * c);")]
    [InlineData("double c = [|Math.Clamp(x - Gradient.Stop(x * x), -1, 1)|]; return c * c;")]
    [InlineData("double c = [|Math.Clamp(x - t, -1, 1)|]; double d = Math.Clamp(x - t, -1, 1); return c * d;")]
    public async Task Other_uses_and_other_terms_do_not_hide_it(string body) => await AnalyzerHarness.Verify("DIFF101", Loss(body));

    [Fact]
    public async Task An_editor_that_asks_for_one_file_is_told()
    {
        string helper = "namespace Cases; public static class Tools { public static double Limit(double v) => System.Math.Clamp(v, -1, 1); }";
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(Loss("double c = Tools.Limit(x - t); return c * c;"), helper));
        Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzers analysis =
            Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, [new DifferentiableMethodAnalyzer()]);
        SemanticModel model = compilation.GetSemanticModel(compilation.SyntaxTrees.First());
        Assert.Equal("DIFF101", Assert.Single(await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, default)).Id);
    }

    [Fact]
    public async Task A_loop_over_a_batch_is_followed()
    {
        await AnalyzerHarness.Verify("DIFF101", Loss(
            """
                double sum = 0;
                for (int i = 0; i < targets.Length; i++)
                {
                    double q = 0;
                    for (int j = 0; j < w.Length; j++)
                    {
                        q += w[j] * states[i * w.Length + j];
                    }

                    double error = q - targets[i];
                    error = [|Math.Clamp(error, -1, 1)|];
                    sum += error * error;
                }

                return sum / targets.Length;
            """,
            "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> states, [Constant] ReadOnlySpan<double> targets"));
    }

    [Fact]
    public async Task Errors_kept_in_a_buffer_are_followed()
    {
        await AnalyzerHarness.Verify("DIFF101", Loss(
            """
                Span<double> errors = new double[w.Length];
                for (int i = 0; i < w.Length; i++) errors[i] = w[i] - targets[i];
                Span<double> clipped = new double[w.Length];
                for (int i = 0; i < w.Length; i++) clipped[i] = [|Math.Clamp(errors[i], -1, 1)|];
                return Functions.Dot(clipped, clipped);
            """,
            "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> targets"));
    }

    [Fact]
    public async Task A_helper_method_is_flagged_at_its_clamp()
    {
        await AnalyzerHarness.Verify("DIFF101", Loss(
            "double c = Limit(x - t); return c * c;", helpers: "static double Limit(double v) => [|Math.Clamp(v, -1, 1)|];"));
    }

    [Theory]
    [InlineData("double d = x - t; Limit(ref d); return d * d;",
        "static void Limit(ref double v) { [|if (v > 1)|] v = 1; if (v < -1) v = -1; }")]
    [InlineData("double d = Limit(x - t); return d * d;",
        "static double Limit(double v) { [|if (v > 1)|] return 1; if (v < -1) return -1; return v; }")]
    public async Task A_helper_method_may_be_written_with_branches(string body, string helper) =>
        await AnalyzerHarness.Verify("DIFF101", Loss(body, helpers: helper));

    [Fact]
    public async Task A_helper_of_another_file_is_flagged_at_the_call_with_its_line_attached()
    {
        string helper = "namespace Cases; public static class Tools { public static double Limit(double v) => System.Math.Clamp(v, -1, 1); }";
        MarkedSource source = MarkedSource.Parse(Loss("double c = [|Tools.Limit(x - t)|]; return c * c;"));
        Diagnostic diagnostic = Assert.Single(await AnalyzerHarness.Analyze(source.Text, helper));
        Assert.Equal("DIFF101", diagnostic.Id);
        Assert.Equal(source.Spans[0], diagnostic.Location.SourceSpan);
        Assert.Equal("Source1.cs", Assert.Single(diagnostic.AdditionalLocations).SourceTree!.FilePath);
    }

    [Fact]
    public async Task Two_clamps_of_one_statement_are_both_flagged() =>
        await AnalyzerHarness.Verify("DIFF101", Loss(
            "return Square([|Math.Clamp(x - t, -1, 1)|]) + Square([|Math.Clamp(y - t, -2, 2)|]);",
            "double x, double y, [Constant] double t", "static double Square(double v) => v * v;"));

    [Fact]
    public async Task A_single_float_is_clamped_like_a_double() =>
        await AnalyzerHarness.Verify("DIFF101", """
            using System;
            using Diff;
            public static partial class Losses
            {
                [Differentiable]
                public static float Loss(float x, [Constant] float t)
                {
                    float c = [|MathF.Min(MathF.Max(x - t, -1f), 1f)|];
                    return MathF.Pow(c, 2f);
                }
            }
            """);

    [Fact]
    public async Task A_pragma_silences_it() =>
        await AnalyzerHarness.Verify("DIFF101", Loss(
            """
            #pragma warning disable DIFF101
                    double c = Math.Clamp(x - t, -1, 1);
            #pragma warning restore DIFF101
                    return c * c;
            """));

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("none", null)]
    public async Task Editorconfig_sets_its_severity(string severity, DiagnosticSeverity? expected)
    {
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(Loss("double c = Math.Clamp(x - t, -1, 1); return c * c;")));
        SeverityProvider provider = new(severity);
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(provider));
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(compilation);
        if (expected is null)
        {
            Assert.Empty(diagnostics);
        }
        else
        {
            Assert.Equal(expected, Assert.Single(diagnostics).Severity);
        }
    }

    [Fact]
    public async Task Generated_code_is_left_alone() =>
        Assert.Empty(await AnalyzerHarness.Analyze("// <auto-generated/>\n" + Loss("double c = Math.Clamp(x - t, -1, 1); return c * c;")));

    /// <summary>What the compiler makes of <c>dotnet_diagnostic.DIFF101.severity</c>.</summary>
    private sealed class SeverityProvider(string severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, System.Threading.CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic value)
        {
            value = severity switch
            {
                "error" => ReportDiagnostic.Error,
                "suggestion" => ReportDiagnostic.Info,
                _ => ReportDiagnostic.Suppress,
            };
            return diagnosticId == "DIFF101";
        }

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
