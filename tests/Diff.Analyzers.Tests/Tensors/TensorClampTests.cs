using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>DIFF101 in code that is written with tensors.</summary>
public sealed class TensorClampTests
{
    private const string Step = "optimizer.zero_grad(); loss.backward(); optimizer.step();";

    [Theory]
    [InlineData("Tensor d = q - target; Tensor c = [|clamp(d, -1, 1)|]; Tensor loss = c.pow(2).mean();")]
    [InlineData("Tensor d = target - q; Tensor loss = ([|d.clamp(-1, 1)|]).square().mean();")]
    [InlineData("Tensor d = q - target; d = [|torch.clamp(d, min: -1, max: 1)|]; Tensor loss = mean(d * d);")]
    [InlineData("Tensor d = q - target; [|d.clamp_(-1, 1)|]; Tensor loss = (d * d).sum();")]
    [InlineData("Tensor d = q - target; Tensor c = d.clamp(max: 1); c = [|c.clamp(min: -1)|]; Tensor loss = 0.5 * c.pow(2).mean();")]
    [InlineData("Tensor c = [|minimum((q - target).abs(), ones_like(q))|]; Tensor loss = (c * c).mean();")]
    [InlineData("Tensor d = q - target; if (clip) d = [|d.clamp(-1, 1)|]; Tensor loss = d.pow(2).mean();")]
    [InlineData("Tensor loss = F.mse_loss([|clamp(q - target, -1, 1)|], zeros_like(q));")]
    [InlineData("Tensor c = Clipped(q - target); Tensor loss = c.pow(2).mean();", "Tensor Clipped(Tensor v) => [|v.clamp(-1, 1)|];")]
    [InlineData("Tensor loss = Square([|clamp(q - target, -1, 1)|]);", "static Tensor Square(Tensor v) { return v.square().mean(); }")]
    [InlineData("Tensor ratio = (q - target).exp(); Tensor loss = -([|ratio.clamp(0.8, 1.2)|] * target).mean();")]
    public async Task A_clamped_residual_is_flagged_in_TorchSharp(string body, string helpers = "")
    {
        Diagnostic[] found = [.. await TensorHarness.Verify("DIFF101", TensorHarness.Torch($$"""
            {{helpers}}
            public void Train(Tensor x, Tensor target, bool clip)
            {
                Tensor q = net.forward(x).gather(1, target).squeeze(1);
                {{body}}
                {{Step}}
            }
            """))];
        Assert.All(found, d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }

    [Theory]
    [InlineData("Tensor d = q - target; Tensor c = [|tf.clip_by_value(d, -1f, 1f)|]; Tensor loss = tf.reduce_mean(tf.square(c));")]
    [InlineData("Tensor c = [|tf.minimum(tf.maximum(q - target, -1f), 1f)|]; Tensor loss = tf.reduce_mean(c * c);")]
    [InlineData("Tensor loss = tf.reduce_mean(tf.pow([|tf.clip_by_value(q - target, -1f, 1f)|], 2f));")]
    public async Task A_clamped_residual_is_flagged_in_TensorFlow(string body)
    {
        await TensorHarness.Verify("DIFF101", TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor target)
            {
                using GradientTape tape = tf.GradientTape();
                Tensor q = tf.matmul(x, W) + b;
                {{body}}
                var gradients = tape.gradient(loss, W, b);
            }
            """));
        await TensorHarness.Verify("DIFF101", TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor target)
            {
                Tensor q = x * W + b;
                {{body}}
                optimizer.minimize(loss);
            }
            """));
    }

    [Fact]
    public async Task A_loss_that_is_only_returned_counts_by_its_shape()
    {
        await TensorHarness.Verify("DIFF101", TensorHarness.Torch("""
            public static Tensor Loss(Tensor prediction, Tensor target)
            {
                Tensor d = [|clamp(prediction - target, -1, 1)|];
                return (d * d).mean();
            }
            """));
        await TensorHarness.Silent(TensorHarness.Torch("""
            public static Tensor Clipped(Tensor prediction, Tensor target)
            {
                Tensor d = clamp(prediction - target, -1, 1);
                return d * d;
            }
            """));
    }

    [Fact]
    public async Task Loops_tuples_and_fields_are_seen_through() => await TensorHarness.Verify("DIFF101", TensorHarness.Torch("""
            private Tensor kept;
            private (Tensor, Tensor) Both(Tensor x) => (net.forward(x), targetNet.forward(x).detach());
            public void Train(List<(Tensor, Tensor)> batches, Tensor reward)
            {
                for (int epoch = 0; epoch < 10; epoch++)
                {
                    Tensor loss = zeros_like(reward).sum();
                    foreach (var (x, y) in batches)
                    {
                        var (q, next) = Both(x);
                        Tensor expected = reward + 0.9 * next;
                        kept = [|(q - expected).clamp(-1, 1)|];
                        loss = loss + kept.pow(2).mean();
                    }

                    optimizer.zero_grad();
                    loss.backward();
                    optimizer.step();
                }
            }
        """));

    [Theory]
    [InlineData("Tensor d = q - target; Tensor priority = clamp(d.abs(), 0, 1); Tensor loss = d.pow(2).mean(); Save(priority);")]
    [InlineData("Tensor d = q - target; Tensor c = clamp(d, -1, 1).detach(); Tensor loss = (c * d).mean();")]
    [InlineData("Tensor a = (q - target).abs(); Tensor c = a.clamp(max: 1); Tensor loss = (0.5 * c * c + (a - c)).mean();")]
    [InlineData("Tensor ratio = (q - target).exp(); Tensor loss = -minimum(ratio * target, ratio.clamp(0.8, 1.2) * target).mean();")]
    [InlineData("Tensor v = target + (q - target).clamp(-0.2, 0.2); Tensor loss = maximum((q - x).pow(2), (v - x).pow(2)).mean();")]
    [InlineData("Tensor goal = target.clamp(-1, 1); Tensor loss = (q - goal).pow(2).mean();")]
    [InlineData("Tensor loss = clamp(1 - q * target, min: 0).mean();")]
    [InlineData("Tensor p = clamp(sigmoid(q), 0.000001, 0.999999); Tensor loss = (p - target).pow(2).mean();")]
    [InlineData("Tensor loss = F.smooth_l1_loss(q, target);")]
    [InlineData("Tensor c; using (no_grad()) { c = clamp(q - target, -1, 1); } Tensor loss = (q - target - c).pow(2).mean();")]
    [InlineData("Tensor d = q - target; Console.WriteLine(clamp(d, -1, 1).pow(2).mean().item<float>()); Tensor loss = d.pow(2).mean();")]
    public async Task Good_citizens_are_silent_in_TorchSharp(string body) => await TensorHarness.Silent(TensorHarness.Torch($$"""
            private void Save(Tensor t) { }
            public void Train(Tensor x, Tensor target)
            {
                Tensor q = net.forward(x).gather(1, target).squeeze(1);
                {{body}}
                optimizer.zero_grad();
                loss.backward();
                nn.utils.clip_grad_norm_(net.parameters(), 0.5);
                optimizer.step();
            }
            """));

    [Theory]
    [InlineData("Tensor d = tf.abs(q - target); Tensor c = tf.minimum(d, 1f); Tensor loss = tf.reduce_mean(c * c + (d - c));")]
    [InlineData("Tensor c = tf.stop_gradient(tf.clip_by_value(q - target, -1f, 1f)); Tensor loss = tf.reduce_mean(c * q);")]
    [InlineData("Tensor loss = tf.reduce_mean(tf.square(q - tf.clip_by_value(target, -1f, 1f)));")]
    public async Task Good_citizens_are_silent_in_TensorFlow(string body) => await TensorHarness.Silent(TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor target)
            {
                Tensor q = tf.matmul(x, W) + b;
                {{body}}
                optimizer.minimize(loss);
            }
            """));

    [Fact]
    public async Task Numbers_are_not_tensors()
    {
        await TensorHarness.Silent(TensorHarness.Torch("""
            public static double Control(double error) { double c = Math.Clamp(error - 1, -1, 1); return c * c; }
            """));
    }
}
