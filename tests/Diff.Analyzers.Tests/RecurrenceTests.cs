using System;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>What loops carry: layers in series (DIFF201), fading memory (DIFF209) and gains in arrays (DIFF301).</summary>
public sealed class RecurrenceTests
{
    private const string Batch = "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x, [Constant] double t";
    private const string One = "double w, [Constant] double x, [Constant] double t";
    private const string Buffers = "double[] h = new double[8]; double[] next = new double[8]; for (int s = 0; s < x.Length; s++) { ";
    private const string Product = "for (int i = 0; i < 8; i++) { double z = x[s]; for (int j = 0; j < 8; j++) z += w[i * 8 + j] * h[j]; ";
    private const string Large = "double[] h = new double[50]; double[] next = new double[50]; for (int s = 0; s < x.Length; s++) { for (int i = 0; i < 50; i++) { double z = x[s]; for (int j = 0; j < 50; j++) z += w[i * 50 + j] * h[j]; ";
    private const string Copy = "for (int i = 0; i < 8; i++) h[i] = next[i]; ";
    private const string Swap = "double[] old = h; h = next; next = old; ";

    [Theory]
    [InlineData("double h = w[0]; for (int k = 0; k < 6; k++) h = [|Functions.Sigmoid(w[k] * h)|]; return Math.Abs(h - t);", Batch, "6 logistic functions", DiagnosticSeverity.Warning)]
    [InlineData("double h = w; for (int k = 0; k < 40; k++) { h = [|Functions.Sigmoid(w * h + x)|]; } return Math.Abs(h - t);", One, "40 logistic functions", DiagnosticSeverity.Warning)]
    [InlineData("double h = w; for (int k = 0; k < 3; k++) { h = [|1 / (1 + Math.Exp(-w * h))|]; } return Math.Abs(h - t);", One, "3 logistic functions", DiagnosticSeverity.Info)]
    [InlineData("double a = Math.Tanh(w * x); double b = Math.Tanh(2 * a); double c = Math.Tanh(w * b); double d = Math.Tanh(w + c); double e = [|Math.Tanh(3 * d)|]; return Math.Abs(e - t);", One, "5 hyperbolic tangents", DiagnosticSeverity.Info)]
    [InlineData("double h = w[0]; for (int k = 0; k < 8; k++) h = [|Math.Tanh(w[k] * h)|]; return Math.Abs(h - t);", Batch, "8 hyperbolic tangents", DiagnosticSeverity.Info)]
    [InlineData("double[] h = new double[40]; double[] next = new double[40]; for (int i = 0; i < 40; i++) h[i] = x[i]; for (int l = 0; l < 12; l++) { for (int i = 0; i < 40; i++) { double z = 0; for (int j = 0; j < 40; j++) z += w[l * 1600 + i * 40 + j] * h[j]; next[i] = [|Functions.Sigmoid(z)|]; } for (int i = 0; i < 40; i++) h[i] = next[i]; } return Math.Abs(h[0] - t);", Batch, "12 logistic functions", DiagnosticSeverity.Warning)]
    public async Task Layers_in_a_loop_count_as_often_as_it_runs(string body, string parameters, string words, DiagnosticSeverity severity)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF201", ClampedResidualTests.Loss(body, parameters)));
        Assert.Equal(severity, found.Severity);
        Assert.Contains(words, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("residual", "double h = w; for (int k = 0; k < 6; k++) h = h + Functions.Sigmoid(w * h); return Math.Abs(h - t);")]
    [InlineData("gate", "double h = w; for (int k = 0; k < 40; k++) { double g = Functions.Sigmoid(w * h); h = g * h + (1 - g) * x; } return Math.Abs(h - t);")]
    [InlineData("side by side", "double s = 0; for (int k = 0; k < 6; k++) s += Functions.Sigmoid(w * k); return Math.Abs(s - t);")]
    [InlineData("four tangents", "double h = w; for (int k = 0; k < 4; k++) h = Math.Tanh(w * h); return Math.Abs(h - t);")]
    [InlineData("two in a loop", "double h = w; for (int k = 0; k < 2; k++) h = Functions.Sigmoid(w * h); return Math.Abs(h - t);")]
    [InlineData("rectifiers", "double h = w; for (int k = 0; k < 6; k++) h = Functions.Relu(w * h); return Math.Abs(h - t);")]
    public async Task Short_or_bypassed_series_are_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, One));
    }

    [Theory]
    [InlineData(Buffers + Product + "next[i] = [|Math.Tanh(z)|]; } " + Copy + "} return h[0];", DiagnosticSeverity.Info)]
    [InlineData(Buffers + Product + "next[i] = [|Math.Tanh(z)|]; } " + Swap + "} return h[0];", DiagnosticSeverity.Info)]
    [InlineData(Buffers + Product + "next[i] = [|Functions.Relu(z)|]; } " + Copy + "} return h[0];", DiagnosticSeverity.Warning)]
    [InlineData(Buffers + Product + "next[i] = [|Math.Max(0, z)|]; } " + Swap + "} return h[0];", DiagnosticSeverity.Warning)]
    [InlineData(Large + "next[i] = [|Math.Tanh(z)|]; } for (int i = 0; i < 50; i++) h[i] = next[i]; } return h[0];", DiagnosticSeverity.Info)]
    [InlineData(Large + "next[i] = [|Math.Max(0, z)|]; } " + Swap + "} return h[0];", DiagnosticSeverity.Warning)]
    [InlineData(Buffers + Product + "next[i] = [|Functions.Sigmoid(z)|]; } next.AsSpan().CopyTo(h); } return h[0];", DiagnosticSeverity.Info)]
    public async Task A_trained_gain_of_arrays_is_flagged(string body, DiagnosticSeverity severity)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF301", ClampedResidualTests.Loss(body, Batch)));
        Assert.Equal(severity, found.Severity);
        Assert.Contains("multiplied by 'w'", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linear_recurrence_of_arrays_is_flagged()
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Analyze(ClampedResidualTests.Loss(Large + "next[i] = z; } " + Swap + "} return h[0];", Batch)));
        Assert.Equal("DIFF301", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
    }

    [Theory]
    [InlineData("residual", Buffers + Product + "next[i] = h[i] + Math.Tanh(z); } " + Copy + "} return h[0];")]
    [InlineData("gated", Buffers + Product + "double g = Functions.Sigmoid(x[s]); next[i] = g * h[i] + (1 - g) * Math.Tanh(z); } " + Copy + "} return h[0];")]
    [InlineData("other weights in each iteration", "double[] h = new double[8]; double[] next = new double[8]; for (int s = 0; s < x.Length; s++) { for (int i = 0; i < 8; i++) { double z = x[s]; for (int j = 0; j < 8; j++) z += w[s * 64 + i * 8 + j] * h[j]; next[i] = Math.Tanh(z); } " + Copy + "} return h[0];")]
    [InlineData("few iterations", "double[] h = new double[8]; double[] next = new double[8]; for (int s = 0; s < 4; s++) { " + Product + "next[i] = Math.Tanh(z); } " + Copy + "} return h[0];")]
    [InlineData("nothing carried", Buffers + "for (int i = 0; i < 8; i++) h[i] = x[i]; " + Product + "next[i] = Math.Tanh(z); } } return next[0];")]
    public async Task Other_loops_over_arrays_are_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Batch));
    }

    [Theory]
    [InlineData("double h = 0; for (int i = 0; i < x.Length; i++) h = [|0.5 * h + w[0] * x[i]|]; return h;")]
    [InlineData("double h = w[0]; for (int i = 0; i < 60; i++) { h = [|h * 0.8|]; } return h;")]
    [InlineData("double h = 0; for (int i = 0; i < x.Length; i++) { h = [|w[0] * x[i] - 0.25 * h|]; } return h;")]
    public async Task A_memory_that_fades_is_a_suggestion_where_it_is_asked_for(string body)
    {
        string source = ClampedResidualTests.Loss(body, Batch);
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF209", source, isOff: true));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains("'h' is multiplied by 0.", found.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(await AnalyzerHarness.Analyze(MarkedSource.Parse(source).Text));
    }

    [Theory]
    [InlineData("average", "double h = 0; for (int i = 0; i < x.Length; i++) h = 0.5 * h + 0.5 * w[0] * x[i]; return h;")]
    [InlineData("moving average", "double h = 0; for (int i = 0; i < x.Length; i++) h = 0.8 * h + 0.2 * (w[0] * x[i]); return h;")]
    [InlineData("towards", "double h = 0; for (int i = 0; i < x.Length; i++) h = h + 0.5 * (w[0] * x[i] - h); return h;")]
    [InlineData("discount", "double r = 1, s = 0; for (int i = 0; i < x.Length; i++) { s += r * w[0] * x[i]; r *= 0.5; } return s;")]
    [InlineData("named so", "double decayed = 0; for (int i = 0; i < x.Length; i++) decayed = 0.5 * decayed + w[0] * x[i]; return decayed;")]
    [InlineData("near 1", "double h = 0; for (int i = 0; i < x.Length; i++) h = 0.95 * h + w[0] * x[i]; return h;")]
    [InlineData("few", "double h = 0; for (int i = 0; i < 9; i++) h = 0.5 * h + w[0] * x[i]; return h;")]
    public async Task What_fades_on_purpose_is_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Batch), isOff: true);
    }
}
