using System;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.Analyzers.Tests.Tensors;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF103, DIFF107 and DIFF108: samples that drop out of the gradient without a word.</summary>
public sealed class DroppedSampleTests
{
    [Theory]
    [InlineData("double p = [|Math.Clamp(w * x, -1, 1)|]; return (p - t) * (p - t);", "'w * x' is outside [-1, 1]")]
    [InlineData("double p = [|Math.Min(Math.Max(w * x, 0), 255)|]; return Math.Abs(t - p);", "outside [0, 255]")]
    [InlineData("double p = w * x; [|if (p > 1)|] p = 1; if (p < 0) p = 0; return 0.5 * (p - t) * (p - t);", "outside [0, 1]")]
    [InlineData("double p = [|Math.Clamp(w * x, -1, 1)|]; p = p * 127.5 + 127.5; double e = p - t; return e * e;", "'w * x' is outside [-1, 1]")]
    public async Task A_clamped_prediction_is_flagged(string body, string text)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF103", Loss(body)));
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(text, found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_another_term_it_is_a_suggestion() => Assert.Equal(
        DiagnosticSeverity.Info,
        Assert.Single(await AnalyzerHarness.Verify("DIFF103", Loss("double p = [|Math.Clamp(w * x, -1, 1)|]; return (p - t) * (p - t) + 0.01 * w * w;"))).Severity);

    [Theory]
    [InlineData("double p = Math.Clamp(w * x, 1e-6, 1); return -Math.Log(p) * t;")]
    [InlineData("double p = Math.Clamp(Math.Tanh(w * x), -1, 1); return (p - t) * (p - t);")]
    [InlineData("double y = Math.Clamp(t, -1, 1); double e = w * x - y; return e * e;")]
    [InlineData("double e = Math.Max(0, w * x) - t; return e * e;")]
    [InlineData("double u = w * x; double e = Math.Clamp(u, -1, 1) - t; double over = u - Math.Clamp(u, -1, 1); return e * e + over * over;")]
    [InlineData("double h = Math.Clamp(w * x, 0, 6); double e = w * h - t; return e * e;")]
    public async Task Other_clamps_are_silent(string body) => await AnalyzerHarness.Verify("", Loss(body));

    [Fact]
    public async Task A_clamped_prediction_of_tensors_is_flagged() => await TensorHarness.Verify(
        "DIFF103", Torch("Tensor p = [|net.forward(x).clamp(-1, 1)|]; Tensor loss = F.mse_loss(p, y);"));

    [Fact]
    public async Task A_clamped_prediction_is_flagged_in_TensorFlow() => await TensorHarness.Verify(
        "DIFF103", Flow("Tensor p = [|tf.clip_by_value(z, -1f, 1f)|]; Tensor loss = tf.reduce_mean(tf.square(p - y));"));

    [Theory]
    [InlineData("Tensor p = net.forward(x).sigmoid().clamp(0, 1); Tensor loss = F.mse_loss(p, y);")]
    [InlineData("Tensor p = net.forward(x); Tensor loss = F.mse_loss(p, y); Console.WriteLine((p.clamp(0, 1) - y).abs().mean().item<float>());")]
    public async Task Other_clamps_of_tensors_are_silent(string body)
    {
        string source = Torch(body);
        Assert.DoesNotContain(await TensorHarness.Analyze(source), d => d.Id == "DIFF103");
    }

    [Theory]
    [InlineData("double e = w * x - t; return [|Math.Abs(e) > 3 ? 0 : e * e|];")]
    [InlineData("double p = w * x; [|if (p > 10)|] { return 0; } return (p - t) * (p - t);")]
    [InlineData("double e = w * x - t; double s = e * e; [|if (s > 4)|] { return 1; } return s;")]
    [InlineData("double e = w * x - t; double s = [|e * e < 9 ? e * e : 0|]; return 0.5 * s + 0.1 * w * w;")]
    public async Task A_constant_in_place_of_a_term_is_flagged(string body) =>
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await AnalyzerHarness.Verify("DIFF107", Loss(body))).Severity);

    [Theory]
    [InlineData("double m = 1 - t * w * x; return m > 0 ? m : 0;")]
    [InlineData("double s = w * x; return t * s >= 1 ? 0 : 1 - t * s;")]
    [InlineData("double e = w * x - t; if (t > 10) { return 0; } return e * e;")]
    [InlineData("double p = w * x; if (p <= 0) { return 0; } return p * Math.Log(p) - t * p;")]
    [InlineData("double e = w * x - t; return e > 0 ? e * e : 0;")]
    [InlineData("double e = w * x - t; return Math.Abs(e) < 0.1 ? 0 : Math.Abs(e) - 0.1;")]
    public async Task A_hinge_is_silent(string body) => await AnalyzerHarness.Verify("", Loss(body));

    [Fact]
    public async Task A_where_over_a_term_is_flagged() => await TensorHarness.Verify(
        "DIFF107", Torch("Tensor e = net.forward(x) - y; Tensor s = e * e; Tensor loss = [|torch.where(s > 9, zeros_like(s), s)|].mean();"));

    [Fact]
    public async Task A_hinge_of_tensors_is_silent() => await TensorHarness.Silent(
        Torch("Tensor m = 1 - y * net.forward(x); Tensor loss = torch.where(m > 0, m, zeros_like(m)).mean();"));

    [Theory]
    [InlineData("double s = t * Math.Log(w * x); return [|double.IsNaN(s) ? 0 : -s|];", "the logarithm, whose argument may be 0 or below")]
    [InlineData("double s = Math.Sqrt(w * x - t); return [|double.IsFinite(s) ? s : 0|];", "the root, whose argument may be below 0")]
    [InlineData("double s = t / (w - x); [|if (double.IsInfinity(s) || double.IsNaN(s))|] s = 0; return s * s;", "the quotient, whose divisor may be 0")]
    [InlineData("double s = Math.Exp(w * x); return [|!double.IsFinite(s) ? 1 : s|];", "the exponential, which may overflow")]
    public async Task A_replaced_NaN_is_flagged(string body, string producer)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF108", Loss(body)));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(producer, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double y = double.IsNaN(t) ? 0 : t; double e = w * x - y; return e * e;")]
    [InlineData("double e = w * x - t; if (double.IsNaN(e)) { throw new ArithmeticException(); } return e * e;")]
    [InlineData("double e = w * x - t; if (double.IsNaN(t)) { return 0; } return e * e;")]
    public async Task Cleaning_data_is_silent(string body) => await AnalyzerHarness.Verify("", Loss(body));

    [Theory]
    [InlineData("Tensor l = -net.forward(x).log() * y; Tensor loss = [|torch.where(l.isnan(), zeros_like(l), l)|].mean();")]
    [InlineData("Tensor l = -net.forward(x).log() * y; Tensor loss = [|l.nan_to_num()|].mean();")]
    [InlineData("Tensor l = -net.forward(x).log() * y; Tensor loss = [|l.masked_fill(l.isnan(), 0)|].mean();")]
    public async Task A_replaced_NaN_of_tensors_is_flagged(string body)
    {
        Diagnostic found = Assert.Single(await TensorHarness.Verify("DIFF108", Torch(body)));
        Assert.Contains("0 · NaN is not a number again; mend the logarithm", found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tensor clean = y.nan_to_num(); Tensor loss = F.mse_loss(net.forward(x), clean);")]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), y); if (loss.isnan().item<bool>()) return;")]
    public async Task Cleaning_data_of_tensors_is_silent(string body) => await TensorHarness.Silent(Torch(body));

    private static string Loss(string body) => ClampedResidualTests.Loss(body, "double w, [Constant] double x, [Constant] double t");

    private static string Torch(string body) => TensorHarness.Torch($$"""
            public void Train(Tensor x, Tensor y)
            {
                {{body}}
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
            }
        """);

    private static string Flow(string body) => TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor y)
            {
                Tensor z = tf.matmul(x, W) + b;
                {{body}}
                optimizer.minimize(loss);
            }
        """);
}
