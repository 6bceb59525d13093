using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.Analyzers.Tests.Tensors;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF307, DIFF415, DIFF416 and DIFF506.</summary>
public sealed class TargetAndScaleTests
{
    private const string Parameters = "double w, [Constant] double s, [Constant] double n, [Constant] double r";

    [Theory]
    [InlineData("double d = [|r + 0.9 * Math.Tanh(w * n) - Math.Tanh(w * s)|]; return d * d;")]
    [InlineData("double v = w * s; double target = r + 0.9 * (w * n); double e = [|v - target|]; return 0.5 * e * e;")]
    [InlineData("double v = w * s; double best = Math.Max(w * n, w * (n + 1)); double e = [|v - (r + 0.9 * best)|]; return e * e;")]
    public async Task A_gradient_through_the_target_is_flagged(string body) => Assert.Equal(
        DiagnosticSeverity.Info, Assert.Single(await AnalyzerHarness.Verify("DIFF506", ClampedResidualTests.Loss(body, Parameters))).Severity);

    [Fact]
    public async Task A_value_function_with_a_loop_is_seen_through() => await AnalyzerHarness.Verify("DIFF506", """
        using System;
        using Diff;
        static partial class Model
        {
            static double Value(ReadOnlySpan<double> w, ReadOnlySpan<double> s)
            {
                double sum = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    sum += w[i] * s[i];
                }

                return sum;
            }

            [Differentiable]
            static double Loss(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> s, [Constant] ReadOnlySpan<double> next, [Constant] double r, [Constant] double gamma)
            {
                double delta = [|r + gamma * Value(w, next) - Value(w, s)|];
                return delta * delta;
            }
        }
        """);

    [Theory]
    [InlineData("double d = r + 0.9 * Gradient.Stop(w * n) - w * s; return d * d;", Parameters)]
    [InlineData("double d = r + 0.9 * (v * n) - w * s; return d * d;", "double w, double v, [Constant] double s, [Constant] double n, [Constant] double r")]
    [InlineData("double d = r + 0.9 * Math.Tanh(w * n) - w * s; return d * d;", Parameters)]
    [InlineData("double d = w * s + r - w * n; return d * d;", Parameters)]
    public async Task Other_targets_are_silent(string body, string parameters) => Assert.DoesNotContain(
        await AnalyzerHarness.Analyze(ClampedResidualTests.Loss(body, parameters)), d => d.Id == "DIFF506");

    [Theory]
    [InlineData("Tensor v = net.forward(x).squeeze(1); Tensor target = r + 0.99 * net.forward(y).squeeze(1); Tensor d = [|target - v|]; Tensor loss = (d * d).mean();")]
    [InlineData("Tensor v = net.forward(x).gather(1, a); Tensor d = [|v - (r + 0.99 * net.forward(y).max())|]; Tensor loss = d.pow(2).mean();")]
    [InlineData("Tensor target = r + 0.99 * net.forward(y); Tensor loss = [|F.mse_loss(net.forward(x), target)|];")]
    public async Task A_gradient_through_the_target_is_flagged_in_TorchSharp(string body) => await TensorHarness.Verify("DIFF506", Torch(body));

    [Theory]
    [InlineData("Tensor target = r + 0.99 * net.forward(y).detach(); Tensor loss = F.mse_loss(net.forward(x), target);")]
    [InlineData("Tensor target; using (no_grad()) { target = r + 0.99 * net.forward(y); } Tensor loss = F.mse_loss(net.forward(x), target);")]
    [InlineData("Tensor target = r + 0.99 * targetNet.forward(y); Tensor loss = F.mse_loss(net.forward(x), target);")]
    public async Task Stopped_and_other_targets_are_silent_in_TorchSharp(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("Tensor z = tf.matmul(x, W) + b; Tensor next = tf.matmul(y, W) + b; Tensor d = [|0.5f * y + 0.9f * next - z|]; Tensor loss = tf.reduce_mean(tf.square(d));")]
    public async Task A_gradient_through_the_target_is_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF506", Flow(body));

    [Theory]
    [InlineData("Tensor z = tf.matmul(x, W) + b; Tensor next = tf.stop_gradient(tf.matmul(y, W) + b); Tensor d = 0.5f * y + 0.9f * next - z; Tensor loss = tf.reduce_mean(tf.square(d));")]
    public async Task A_stopped_target_is_silent_in_TensorFlow(string body) => await TensorHarness.Silent(Flow(body));

    [Theory]
    [InlineData("Tensor v = net.forward(x); Tensor loss = ([|(v - v.mean()) / v.std()|] * y).mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor s = v.@var().sqrt(); Tensor loss = ([|v / s|] * y).mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = ([|v / (torch.sqrt(v.@var()) + 0.00001)|] * y).mean();")]
    public async Task A_division_by_a_deviation_is_flagged(string body) =>
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await TensorHarness.Verify("DIFF415", Torch(body))).Severity);

    [Theory]
    [InlineData("Tensor v = net.forward(x); Tensor loss = (v / (v.@var() + 0.00001).sqrt() * y).mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = (v / (v.std() + 0.00001) * y).mean();")]
    [InlineData("Tensor advantage = (y - y.mean()) / y.std(); Tensor loss = (net.forward(x) * advantage).mean();")]
    public async Task A_deviation_that_is_kept_from_zero_is_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = [|(e * e).sum()|];")]
    [InlineData("Tensor loss = [|(net.forward(x) - y).abs().sum()|];")]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = [|e.pow(2).sum()|] + 0.1 * net.forward(x).mean();")]
    public async Task A_sum_over_the_batch_is_flagged_where_it_is_switched_on(string body)
    {
        await TensorHarness.Verify("DIFF307", Torch(body));
        Assert.DoesNotContain(await TensorHarness.Analyze(MarkedSource.Parse(Torch(body)).Text), d => d.Id == "DIFF307");
    }

    [Theory]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = (e * e).sum() / 32;")]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = (e * e).mean();")]
    [InlineData("Tensor loss = -(F.log_softmax(net.forward(x), 1) * y).sum();")]
    public async Task Other_reductions_are_silent(string body) => Assert.DoesNotContain(
        await AnalyzerHarness.Analyze(On("DIFF307", AnalyzerHarness.Compilation(Torch(body), StandIns.TorchSharp, StandIns.TensorFlow)), new TensorMethodAnalyzer()), d => d.Id == "DIFF307");

    [Theory]
    [InlineData("double d = Math.Exp(w); return s * s / n + d * r;", true)]
    [InlineData("return Math.Exp(w * s + 1) - r * w;", true)]
    [InlineData("double v = Math.Exp(2 * w); double e = s - w; return e * e * v;", true)]
    [InlineData("return Math.Exp(-w * w) * s;", false)]
    [InlineData("return Math.Log(1 + Math.Exp(w)) * s;", false)]
    [InlineData("return s / (1 + Math.Exp(-w));", false)]
    [InlineData("return Math.Exp(Math.Min(w, 5)) * s;", false)]
    public async Task An_exponential_of_a_parameter_is_flagged_where_it_is_switched_on(string body, bool isFlagged)
    {
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(ClampedResidualTests.Loss(body, Parameters)));
        Assert.DoesNotContain(await AnalyzerHarness.Analyze(compilation), d => d.Id == "DIFF416");
        Assert.Equal(isFlagged, (await AnalyzerHarness.Analyze(On("DIFF416", compilation))).Any(d => d.Id == "DIFF416"));
    }

    private static Compilation On(string id, Compilation compilation) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        new System.Collections.Generic.Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Info }));

    private static string Torch(string body) => TensorHarness.Torch($$"""
            public void Train(Tensor x, Tensor y, Tensor r, Tensor a)
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
                {{body}}
                optimizer.minimize(loss);
            }
        """);
}
