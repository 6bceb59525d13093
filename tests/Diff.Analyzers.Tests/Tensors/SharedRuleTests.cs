using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Rules that serve every vocabulary, in code that is written with tensors.</summary>
public sealed class SharedRuleTests
{
    private static string Torch(string body, string helpers = "") => TensorHarness.Torch($$"""
            {{helpers}}
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

    [Theory]
    [InlineData("Tensor loss = -([|net.forward(x).softmax(1).log()|] * y).mean();")]
    [InlineData("Tensor p = F.softmax(net.forward(x), 1); Tensor loss = -[|torch.log(p.gather(1, y).squeeze(1))|].mean();")]
    [InlineData("Tensor loss = -([|torch.log(soft.forward(x))|] * y).sum();")]
    [InlineData("Tensor p = soft.forward(x); Tensor loss = -[|(p * y).sum(1).log()|].mean();")]
    public async Task A_logarithm_of_a_softmax_is_flagged_in_TorchSharp(string body)
    {
        Diagnostic found = Assert.Single(await TensorHarness.Verify("DIFF401", Torch(body)));
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains("103 below", found.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tensor p = tf.nn.softmax(z); Tensor loss = -tf.reduce_mean(tf.reduce_sum(y * [|tf.math.log(p)|], axis: 1));")]
    [InlineData("Tensor loss = tf.reduce_mean(-tf.reduce_sum(y * [|tf.log(tf.nn.softmax(z))|], axis: 1));")]
    public async Task A_logarithm_of_a_softmax_is_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF401", Flow(body));

    [Theory]
    [InlineData("Tensor p = soft.forward(x) + 0.0000000001; Tensor loss = -([|p.log()|] * y).mean();")]
    [InlineData("Tensor p = soft.forward(x).clamp(0.000001, 1); Tensor loss = -([|p.log()|] * y).mean();")]
    public async Task A_guarded_logarithm_of_a_softmax_is_a_suggestion(string body) =>
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await TensorHarness.Verify("DIFF401", Torch(body))).Severity);

    [Fact]
    public async Task What_a_method_returns_counts_and_another_file_is_seen_through()
    {
        string soft = TensorHarness.Torch("");
        string policy = """
            using TorchSharp;
            using static TorchSharp.torch;
            public class Policy
            {
                private readonly SoftNet net = new SoftNet();
                public Tensor LogProbability(Tensor x) => net.forward(x).log();
            }
            """;
        ImmutableArray<Diagnostic> found = await TensorHarness.Analyze(policy, soft);
        Assert.Equal("DIFF401", Assert.Single(found).Id);
    }

    [Theory]
    [InlineData("Tensor loss = -(F.log_softmax(net.forward(x), 1) * y).mean();")]
    [InlineData("Tensor loss = -(half.forward(x).exp().log() * y).mean();")]
    [InlineData("Tensor entropy; using (no_grad()) { entropy = soft.forward(x).log(); } Tensor loss = F.cross_entropy(net.forward(x), y) + entropy.mean();")]
    public async Task A_log_softmax_is_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("Tensor p = torch.sigmoid(net.forward(x)); Tensor loss = -(y * [|p.log()|] + (1 - y) * [|(1 - p).log()|]).mean();")]
    [InlineData("Tensor loss = -[|net.forward(x).sigmoid().log()|].mean();")]
    public async Task A_logarithm_of_a_sigmoid_is_flagged(string body) => await TensorHarness.Verify("DIFF402", Torch(body));

    [Fact]
    public async Task A_logarithm_of_a_sigmoid_is_flagged_in_TensorFlow() => await TensorHarness.Verify(
        "DIFF402", Flow("Tensor loss = tf.reduce_mean(-[|tf.log(tf.sigmoid(z))|]);"));

    [Theory]
    [InlineData("Tensor loss = [|F.mse_loss(net.forward(x), y).clamp(max: 10)|];")]
    [InlineData("Tensor loss = [|clamp(F.cross_entropy(net.forward(x), y), 0, 5)|];")]
    [InlineData("Tensor e = (net.forward(x) - y).pow(2); Tensor loss = [|e.clamp(0, 4)|].mean();")]
    public async Task A_clamped_loss_is_flagged(string body) => await TensorHarness.Verify("DIFF102", Torch(body));

    [Theory]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), y).clamp(min: 0);")]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), y); Console.WriteLine(loss.clamp(max: 10).item<float>());")]
    public async Task A_bound_that_cuts_no_loss_is_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("Tensor loss = [|(net.forward(x) - y).pow(2).sum(1).sqrt()|].mean();", "DIFF403")]
    [InlineData("Tensor d = net.forward(x) - y; Tensor loss = [|torch.sqrt(torch.sum(d * d))|];", "DIFF403")]
    [InlineData("Tensor loss = ([|(net.forward(x) - y).pow(2).sum(1).sqrt() + 0.000001|]).mean();", "DIFF410")]
    [InlineData("Tensor v = net.forward(x); Tensor e = v.exp(); Tensor loss = ([|e / e.sum(1, true)|] * y).sum();", "DIFF303")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = ([|v.exp().sum(1).log()|]).mean();", "DIFF411")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = [|v.relu().log()|].mean();", "DIFF409")]
    public async Task Singularities_and_overflows_are_flagged(string body, string id) => await TensorHarness.Verify(id, Torch(body));

    [Theory]
    [InlineData("Tensor loss = [|tf.sqrt(tf.reduce_sum(tf.square(z - y)))|];")]
    public async Task Singularities_are_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF403", Flow(body));

    [Theory]
    [InlineData("Tensor loss = ((net.forward(x) - y).pow(2).sum(1) + 0.000001).sqrt().mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor e = (v - v.max()).exp(); Tensor loss = (e / e.sum(1, true) * y).sum();")]
    [InlineData("Tensor v = net.forward(x).relu() + 1; Tensor loss = v.log().mean();")]
    [InlineData("Tensor n = y.pow(2).sum(1).sqrt(); Tensor loss = (net.forward(x) / n).mean();")]
    public async Task What_is_safe_is_silent(string body) => await TensorHarness.Silent(Torch(body));
}
