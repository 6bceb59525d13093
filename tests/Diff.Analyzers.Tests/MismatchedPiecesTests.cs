using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.Analyzers.Tests.Tensors;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF112: losses in pieces that do not fit together, and those that do.</summary>
public sealed class MismatchedPiecesTests
{
    [Theory]
    [InlineData("double e = x - t; return [|Math.Abs(e) < 1 ? 0.5 * e * e : Math.Abs(e)|];", "at an error of 1 they are 0.5 and 1")]
    [InlineData("double e = x - t; return [|Math.Abs(e) < 2 ? 0.5 * e * e : Math.Abs(e) - 0.5|];", "at an error of 2 they are 2 and 1.5")]
    [InlineData("double e = t - x; return 3 * ([|Math.Abs(e) > 1 ? 2 * Math.Abs(e) : e * e|]);", "at an error of 1 they are 3 and 6")]
    [InlineData("double e = x - t; [|if (e > 1)|] return e; if (e < -1) return -e; return e * e / 2;", "at an error of 1 they are 0.5 and 1")]
    [InlineData("double e = x - t; [|if (e * e <= 4)|] { return e * e; } return 3 * Math.Abs(e);", "at an error of 2 they are 4 and 6")]
    [InlineData("double e = x - t; double a = [|Math.Abs(e) <= 1 ? 1 : 0|]; double b = e > 1 ? 1 : 0; return a * e * e / 2 + b * (Math.Abs(e) - 0.5);", "leave out errors below -1: from 0.5 the loss jumps to 0")]
    [InlineData("double e = x - t; double a = [|Math.Abs(e) <= 1 ? 1.0 : 0.0|]; double b = e < -1 ? 1.0 : 0.0; return a * e * e / 2 + b * (Math.Abs(e) - 0.5);", "leave out errors above 1")]
    [InlineData("double e = x - t; return [|e > 1 ? Math.Abs(e) - 0.5 : 0.5 * e * e|];", "bound the gradient above 1 alone: at an error of -40 it is -40")]
    public async Task Pieces_that_do_not_fit_are_flagged(string body, string text)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF112", ClampedResidualTests.Loss(body)));
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(text, found.GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_and_a_sum_over_samples_are_seen_through() => await AnalyzerHarness.Verify("DIFF112", """
        using System;
        using Diff;
        static partial class Model
        {
            static double Robust(double e) => [|Math.Abs(e) <= 1 ? 0.5 * e * e : Math.Abs(e) - 0.1|];

            [Differentiable]
            static double Loss(ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    sum += Robust(w[i] - y[i]);
                }

                return sum / y.Length;
            }
        }
        """);

    [Theory]
    [InlineData("double e = x - t; return Math.Abs(e) <= 1 ? 0.5 * e * e : Math.Abs(e) - 0.5;")]
    [InlineData("double e = x - t; double d = 1.5; return Math.Abs(e) <= d ? 0.5 * e * e : d * (Math.Abs(e) - 0.5 * d);")]
    [InlineData("double e = x - t; double a = Math.Abs(e) <= 1 ? 1 : 0; return a * e * e / 2 + (1 - a) * (Math.Abs(e) - 0.5);")]
    [InlineData("double e = x - t; double a = Math.Abs(e) <= 1 ? 1 : 0; double b = Math.Abs(e) > 1 ? 1 : 0; return a * e * e / 2 + b * (Math.Abs(e) - 0.5);")]
    [InlineData("double e = x - t; return e > 0 ? 0.9 * e : -0.1 * e;")]
    [InlineData("double e = x - t; return e > 0 ? e * e : 0;")]
    [InlineData("double e = x - t; return e > 1 ? e - 0.5 : 0.5 * e * e;")]
    [InlineData("double e = x - t; return Math.Abs(e) < 0.1 ? 0 : Math.Abs(e) - 0.1;")]
    [InlineData("double e = x - t; return e < -1 ? -e - 0.5 : e > 1 ? e - 0.5 : 0.5 * e * e;")]
    [InlineData("double z = x * t; return z < 2300 ? 64 / z : 0.3164 / Math.Sqrt(Math.Sqrt(z));")]
    public async Task Pieces_that_fit_are_silent(string body) => await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body));

    [Fact]
    public async Task A_threshold_that_is_handed_in_is_not_judged() => await AnalyzerHarness.Verify(
        "", ClampedResidualTests.Loss("double e = x - t; return Math.Abs(e) <= d ? 0.5 * e * e : Math.Abs(e);", "double x, [Constant] double t, [Constant] double d"));

    [Theory]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = [|torch.where(e.abs() < 1, 0.5 * e * e, e.abs())|].mean();")]
    [InlineData("Tensor e = net.forward(x) - y; Tensor a = [|e.abs().le(1)|].to(float32); Tensor b = e.gt(1).to(float32); Tensor loss = (a * e * e / 2 + b * (e.abs() - 0.5)).mean();")]
    public async Task Pieces_of_tensors_are_flagged(string body) => await TensorHarness.Verify("DIFF112", Torch(body));

    [Theory]
    [InlineData("Tensor loss = tf.reduce_mean([|tf.where(tf.abs(e) < 1f, 0.5f * e * e, tf.abs(e))|]);")]
    public async Task Pieces_are_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF112", Flow(body));

    [Theory]
    [InlineData("Tensor e = net.forward(x) - y; Tensor loss = torch.where(e.abs() < 1, 0.5 * e * e, e.abs() - 0.5).mean();")]
    [InlineData("Tensor e = net.forward(x) - y; Tensor a = e.abs().le(1).to(float32); Tensor loss = (a * e * e / 2 + (1 - a) * (e.abs() - 0.5)).mean();")]
    public async Task Pieces_of_tensors_that_fit_are_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Fact]
    public async Task Pieces_that_fit_are_silent_in_TensorFlow() => await TensorHarness.Silent(
        Flow("Tensor loss = tf.reduce_mean(tf.where(tf.abs(e) < 1f, 0.5f * e * e, tf.abs(e) - 0.5f));"));

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
                Tensor e = tf.matmul(x, W) + b - y;
                {{body}}
                optimizer.minimize(loss);
            }
        """);
}
