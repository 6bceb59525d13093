using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF102: a cap on what measures errors already.</summary>
public sealed class ClampedLossTests
{
    private const string Batch = "ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> t";

    [Theory]
    [InlineData("double d = x - t; return [|Math.Min(d * d, 1)|];", "double x, [Constant] double t", "is above 1")]
    [InlineData("double d = x - t; double loss = d * d; [|if (loss > 10)|] loss = 10; return loss;", "double x, [Constant] double t", "above 10")]
    [InlineData("double d = x - t; return 3 * [|Math.Clamp(Math.Abs(d), 0, 5)|] + 0.1 * x;", "double x, [Constant] double t", "outside [0, 5]")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - t[i]; s += d * d; } return [|Math.Min(s / w.Length, 100)|];", Batch, "above 100")]
    [InlineData("double s = 0; for (int i = 0; i < w.Length; i++) { double d = w[i] - t[i]; s += [|Math.Min(d * d, 4)|]; } return s / w.Length;", Batch, "above 4")]
    [InlineData("return [|Math.Min(-Math.Log(x), 20)|];", "double x", "above 20")]
    [InlineData("return [|Math.Min(Functions.SoftmaxCrossEntropy(w, t), 20)|];", Batch, "above 20")]
    [InlineData("return Cap((x - t) * (x - t));", "double x, [Constant] double t", "above 2")]
    public async Task A_cap_is_flagged(string body, string parameters, string words)
    {
        string source = ClampedResidualTests.Loss(body, parameters, "static double Cap(double v) => " + (body.Contains("Cap(") ? "[|Math.Min(v, 2)|];" : "Math.Min(v, 2);"));
        Diagnostic diagnostic = (await AnalyzerHarness.Verify("DIFF102", source)).Single();
        Assert.Contains(words, diagnostic.GetMessage(), System.StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Theory]
    [InlineData("lower bound", "double d = x - t; return Math.Max(d * d, 0.1);")]
    [InlineData("hinge", "return Math.Max(0, 1 - t * x);")]
    [InlineData("logged only", "double d = x - t; Console.WriteLine(Math.Min(d * d, 1)); return d * d;")]
    [InlineData("another part goes on", "double l = (x - t) * (x - t); return Math.Min(l, 1) + 0.1 * l;")]
    [InlineData("no error", "return Math.Min(x * x, 1);")]
    [InlineData("a saturating intensity", "return Math.Clamp(x + 0.5 * x * t, 0, 1);")]
    [InlineData("worse of two", "double a = (x - t) * (x - t); double b = (x + t) * (x + t); return Math.Min(a, b);")]
    [InlineData("a weight of another term", "double d = x - t; return x / (1 + Math.Min(d * d, 1));")]
    [InlineData("bounded slope", "return Math.Tanh((x - t) * (x - t));")]
    [InlineData("clipped gradient", "double d = x - t; return Gradient.Clip(d * d, -1, 1);")]
    public async Task Near_misses_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body));
    }
}
