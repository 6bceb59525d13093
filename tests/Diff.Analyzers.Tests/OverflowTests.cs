using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF303, DIFF401, DIFF402, DIFF411 and DIFF413: exponentials that overflow or round to zero.</summary>
public sealed class OverflowTests
{
    private const string Two = "double x, double y, [Constant] double t";
    private const string Row = "ReadOnlySpan<double> z, int k";

    [Theory]
    [InlineData("DIFF401", "Span<double> p = new double[z.Length]; Functions.Softmax(z, p); return -[|Math.Log(p[k])|];", Row)]
    [InlineData("DIFF401", "double m = z[0]; for (int i = 0; i < z.Length; i++) m = Math.Max(m, z[i]); double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i] - m); return -[|Math.Log(Math.Exp(z[k] - m) / s)|];", Row)]
    [InlineData("DIFF401", "double a = Math.Exp(x), b = Math.Exp(y); return [|Math.Log(a / (a + b))|];", Two)]
    [InlineData("DIFF401", "double[] p = new double[z.Length]; double s = 0; for (int i = 0; i < z.Length; i++) { p[i] = Math.Exp(z[i]); s += p[i]; } for (int i = 0; i < z.Length; i++) p[i] /= s; return -[|Math.Log(p[k])|];", Row)]
    [InlineData("DIFF402", "return -[|Math.Log(Functions.Sigmoid(x))|];", Two)]
    [InlineData("DIFF402", "return -[|Math.Log(1 - Functions.Sigmoid(x * t))|];", Two)]
    [InlineData("DIFF402", "double p = 1 / (1 + Math.Exp(-x)); return -(t * [|Math.Log(p)|] + (1 - t) * [|Math.Log(1 - p)|]);", Two)]
    [InlineData("DIFF402", "double p = Functions.Sigmoid(x); return t == 1 ? -[|Math.Log(p)|] : -[|Math.Log(1 - p)|];", Two)]
    [InlineData("DIFF411", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i]); return [|Math.Log(s)|];", Row)]
    [InlineData("DIFF411", "return [|Math.Log(Math.Exp(x) + Math.Exp(y))|];", Two)]
    [InlineData("DIFF411", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(2 * z[i]); return [|Math.Log(s + 1e-9)|];", Row)]
    [InlineData("DIFF413", "return [|Math.Log(1 + Math.Exp(x))|];", Two)]
    [InlineData("DIFF413", "double e = Math.Exp(-t * x); return [|Math.Log(1 + e)|];", Two)]
    [InlineData("DIFF413", "return [|double.LogP1(Math.Exp(x - t))|];", Two)]
    [InlineData("DIFF303", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i]); return [|Math.Exp(z[k]) / s|];", Row)]
    [InlineData("DIFF303", "return [|Math.Exp(x) / (Math.Exp(x) + Math.Exp(y))|];", Two)]
    [InlineData("DIFF303", "double[] e = new double[z.Length]; double s = 0; for (int i = 0; i < z.Length; i++) { e[i] = Math.Exp(z[i]); s += e[i]; } return [|e[k] / s|];", Row)]
    public async Task An_unsafe_form_is_flagged(string id, string body, string parameters) =>
        Assert.All(await AnalyzerHarness.Verify(id, ClampedResidualTests.Loss(body, parameters)), d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));

    [Theory]
    [InlineData("DIFF401", "Span<double> p = new double[z.Length]; Functions.Softmax(z, p); return -[|Math.Log(p[k] + 1e-9)|];", Row)]
    [InlineData("DIFF401", "Span<double> p = new double[z.Length]; Functions.Softmax(z, p); return -[|Math.Log(Math.Max(p[k], 1e-9))|];", Row)]
    [InlineData("DIFF402", "return -[|Math.Log(Functions.Sigmoid(x) + 1e-9)|];", Two)]
    [InlineData("DIFF402", "double p = Math.Clamp(Functions.Sigmoid(x), 1e-7, 1 - 1e-7); return -(t * [|Math.Log(p)|] + (1 - t) * [|Math.Log(1 - p)|]);", Two)]
    public async Task With_a_guard_it_is_a_suggestion(string id, string body, string parameters) =>
        Assert.All(await AnalyzerHarness.Verify(id, ClampedResidualTests.Loss(body, parameters)), d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));

    [Theory]
    [InlineData("log-softmax", "Span<double> p = new double[z.Length]; Functions.LogSoftmax(z, p); return -p[k];")]
    [InlineData("fused", "double[] y = new double[z.Length]; y[k] = 1; return Functions.SoftmaxCrossEntropy(z, y);")]
    [InlineData("softmax without a logarithm", "Span<double> p = new double[z.Length]; Functions.Softmax(z, p); return 1 - p[k];")]
    [InlineData("logarithm of what is no softmax", "Span<double> p = new double[z.Length]; for (int i = 0; i < z.Length; i++) p[i] = z[i]; return Math.Log(p[k]);")]
    [InlineData("a logarithm that is looked at only", "Span<double> p = new double[z.Length]; Functions.Softmax(z, p); return p[k] * Gradient.Stop(Math.Log(p[k]));")]
    [InlineData("shifted", "double m = z[0]; for (int i = 0; i < z.Length; i++) m = Math.Max(m, z[i]); double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i] - m); return m + Math.Log(s);")]
    [InlineData("shifted quotient", "double m = z[0]; for (int i = 0; i < z.Length; i++) m = Math.Max(m, z[i]); double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i] - m); return Math.Exp(z[k] - m) / s;")]
    [InlineData("bounded", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(Math.Tanh(z[i])); return Math.Log(s) + Math.Exp(Math.Tanh(z[k])) / s;")]
    [InlineData("clamped", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(Math.Clamp(z[i], -30, 30)); return Math.Log(s);")]
    [InlineData("negative squares", "double s = 0; for (int i = 0; i < z.Length; i++) s += Math.Exp(-z[i] * z[i]); return Math.Log(s);")]
    [InlineData("library", "return Functions.LogSumExp(z);")]
    public async Task Near_misses_of_rows_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Row));
    }

    [Theory]
    [InlineData("softplus", "return Functions.Softplus(x) + Math.Log(1 + Math.Exp(-Math.Abs(x))) + Math.Max(x, 0);")]
    [InlineData("sigmoid without a logarithm", "return t * Functions.Sigmoid(x);")]
    [InlineData("sigmoid by hand", "return 1 / (1 + Math.Exp(-x));")]
    [InlineData("logarithm of one plus a sigmoid", "return Math.Log(1 + Functions.Sigmoid(x));")]
    [InlineData("a sigmoid that cannot round", "return Math.Log(Functions.Sigmoid(3 * Math.Tanh(x))) + Math.Log(1 - Functions.Sigmoid(3 * Math.Tanh(x)));")]
    [InlineData("softplus of what is bounded", "return Math.Log(1 + Math.Exp(Math.Tanh(x)));")]
    [InlineData("an exponential of data", "return x * Math.Log(1 + Math.Exp(t));")]
    [InlineData("Gaussian", "return Math.Log(1 + Math.Exp(-x * x));")]
    [InlineData("one exponential", "return Math.Log(Math.Exp(x));")]
    [InlineData("an exponential over something else", "return Math.Exp(x) / (1 + y * y);")]
    [InlineData("cross entropy of a logit", "return Math.Max(x, 0) - x * t + Math.Log(1 + Math.Exp(-Math.Abs(x)));")]
    public async Task Near_misses_of_numbers_stay_silent(string what, string body)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, Two));
    }
}
