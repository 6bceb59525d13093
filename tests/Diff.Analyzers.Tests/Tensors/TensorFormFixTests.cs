using System.Threading.Tasks;
using Diff.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Fixes of tensor code that replace steps by a function of the library, or give a lost gradient back.</summary>
public sealed class TensorFormFixTests
{
    private const string Whole = "Diff.UseLibraryFunction";

    [Theory]
    [InlineData("Tensor loss = -z.softmax(1).log().mean();", "Tensor loss = -F.log_softmax(z, 1).mean();")]
    [InlineData("Tensor loss = -torch.log(torch.softmax(z, 1).gather(1, y) + 1e-10).mean();", "Tensor loss = -F.log_softmax(z, 1).gather(1, y).mean();")]
    [InlineData(
        "Tensor p = net.forward(x).softmax(1); Tensor loss = -(torch.log(p.gather(1, y)) * y).mean();",
        "Tensor p = F.log_softmax(net.forward(x), 1); Tensor loss = -(p.gather(1, y) * y).mean();")]
    [InlineData(
        "Tensor p = z.softmax(1); Tensor loss = -(p * p.log()).mean();", "Tensor p = z.softmax(1); Tensor loss = -(p * F.log_softmax(z, 1)).mean();")]
    [InlineData("Tensor loss = -torch.log(torch.sigmoid(z)).mean();", "Tensor loss = -F.logsigmoid(z).mean();")]
    [InlineData("Tensor loss = -torch.log(1 - torch.sigmoid(z)).mean();", "Tensor loss = -F.logsigmoid(-z).mean();")]
    [InlineData(
        "Tensor p = net.forward(x).sigmoid().clamp(1e-7, 1 - 1e-7); Tensor loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean();",
        "Tensor p = net.forward(x); Tensor loss = -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean();")]
    [InlineData("Tensor loss = F.binary_cross_entropy(torch.sigmoid(z), y);", "Tensor loss = F.binary_cross_entropy_with_logits(z, y);")]
    [InlineData(
        "Tensor p = net.forward(x).sigmoid(); Tensor loss = F.binary_cross_entropy(p, y);",
        "Tensor p = net.forward(x); Tensor loss = F.binary_cross_entropy_with_logits(p, y);")]
    [InlineData("Tensor loss = torch.log(torch.exp(z).sum(1)).mean();", "Tensor loss = torch.logsumexp(z, 1).mean();")]
    [InlineData("Tensor loss = z.exp().sum(1, keepdim: true).log().mean();", "Tensor loss = torch.logsumexp(z, 1, keepdim: true).mean();")]
    [InlineData(
        "Tensor e = z.exp(); Tensor p = e / e.sum(1, keepdim: true); Tensor loss = (p * y).sum();",
        "Tensor e = z; Tensor p = F.softmax(e, 1); Tensor loss = (p * y).sum();")]
    [InlineData("Tensor loss = torch.log(1 + torch.exp(z)).mean();", "Tensor loss = F.softplus(z).mean();")]
    public async Task A_function_of_TorchSharp_replaces_the_steps(string before, string after) =>
        await TensorFixHarness.Verify(new TensorFormFix(), Whole, Torch(before), Torch(after));

    [Theory]
    [InlineData("Tensor loss = tf.reduce_mean(-y * tf.log(tf.nn.softmax(z)));", "Tensor loss = tf.reduce_mean(-y * tf.nn.log_softmax(z));")]
    [InlineData(
        "Tensor p = tf.nn.softmax(z); p = p + 0f; Tensor q = tf.clip_by_value(tf.nn.softmax(z), 1e-9f, 1f); Tensor loss = tf.reduce_mean(-y * tf.log(q));",
        "Tensor p = tf.nn.softmax(z); p = p + 0f; Tensor q = tf.nn.log_softmax(z); Tensor loss = tf.reduce_mean(-y * q);")]
    [InlineData(
        "Tensor loss = tf.reduce_mean(tf.log(tf.reduce_sum(tf.exp(z), axis: 1)));", "Tensor loss = tf.reduce_mean(tf.reduce_logsumexp(z, axis: 1));")]
    public async Task A_function_of_TensorFlow_replaces_the_steps(string before, string after) =>
        await TensorFixHarness.Verify(new TensorFormFix(), Whole, Flow(before), Flow(after));

    [Theory]
    [InlineData("Tensor p = z.sigmoid(); Tensor loss = -(p.log() + p * y).mean();")]
    [InlineData("Tensor p = net.forward(x).softmax(1); Tensor loss = -(p * p.log()).mean();")]
    [InlineData("Tensor loss = torch.log(torch.exp(z).sum());")]
    public async Task Nothing_is_offered_where_the_steps_are_needed(string body) =>
        Assert.Empty(await TensorFixHarness.Titles(new TensorFormFix(), Torch(body)));

    [Fact]
    public async Task All_logarithms_of_a_file_are_mended_at_once() => await TensorFixHarness.VerifyAll(
        new TensorFormFix(), Whole,
        Torch("Tensor loss = -z.softmax(1).log().mean() - torch.log(torch.sigmoid(z * 2)).mean();"),
        Torch("Tensor loss = -F.log_softmax(z, 1).mean() - F.logsigmoid(z * 2).mean();"));

    [Theory]
    [InlineData(
        "Tensor c = (z - y).clamp(-1, 1); Tensor loss = c.pow(2).mean();",
        "Tensor c = (z - y); Tensor loss = (2 * F.huber_loss(c, torch.zeros_like(c), delta: 1.0, reduction: torch.nn.Reduction.None)).mean();")]
    [InlineData(
        "Tensor loss = torch.square(torch.clamp(z - y, -0.5, 0.5)).sum();",
        "Tensor loss = (2 * F.huber_loss(z, y, delta: 0.5, reduction: torch.nn.Reduction.None)).sum();")]
    [InlineData(
        "double limit = 2; Tensor c = torch.clamp(z - y, -limit, limit); Tensor loss = (c * c).mean();",
        "double limit = 2; Tensor c = z - y; Tensor loss = ((2 * F.huber_loss(c, torch.zeros_like(c), delta: limit, reduction: torch.nn.Reduction.None))).mean();")]
    public async Task A_clamped_residual_becomes_a_Huber_loss(string before, string after) =>
        await TensorFixHarness.Verify(new TensorHuberFix(), "Diff.UseHuber", Torch(before), Torch(after));

    [Fact]
    public async Task A_clamped_residual_becomes_a_Huber_loss_in_TensorFlow() => await TensorFixHarness.Verify(
        new TensorHuberFix(), "Diff.UseHuber",
        Flow("Tensor c = tf.clip_by_value(z - y, -1f, 1f); Tensor loss = tf.reduce_mean(tf.square(c));"),
        Flow("Tensor c = z - y; Tensor loss = tf.reduce_mean(tf.where(tf.abs(c) < 1.0f, c * c, 2 * 1.0f * tf.abs(c) - 1.0f * 1.0f));"));

    [Theory]
    [InlineData("Diff.RemoveCap", "Tensor loss = torch.clamp(F.mse_loss(z, y), 0, 10);", "Tensor loss = F.mse_loss(z, y);")]
    [InlineData("Diff.RemoveCap", "Tensor loss = F.mse_loss(z, y); loss = loss.clamp_max(10);", "Tensor loss = F.mse_loss(z, y); ")]
    [InlineData("Diff.RemoveCap", "Tensor loss = F.mse_loss(z, y).clamp(max: 5) * 2;", "Tensor loss = F.mse_loss(z, y) * 2;")]
    [InlineData("Diff.StraightThrough", "Tensor q = z.round(); Tensor loss = F.mse_loss(q, y);", "Tensor q = z + (z.round() - z).detach(); Tensor loss = F.mse_loss(q, y);")]
    [InlineData(
        "Diff.StraightThrough", "Tensor loss = F.mse_loss(torch.round(z * 127) / 127, y);",
        "Tensor loss = F.mse_loss(((z * 127) + (torch.round(z * 127) - (z * 127)).detach()) / 127, y);")]
    [InlineData(
        "Diff.KeepMargin", "Tensor loss = torch.acos(torch.clamp(z, -1.0, 1.0)).mean();", "Tensor loss = torch.acos(torch.clamp(z, -1.0 + 1e-6, 1.0 - 1e-6)).mean();")]
    [InlineData(
        "Diff.AddUp", "Tensor loss = torch.zeros(1); for (int i = 0; i < 3; i++) { loss = F.mse_loss(z * i, y); }",
        "Tensor loss = torch.zeros(1); for (int i = 0; i < 3; i++) { loss += F.mse_loss(z * i, y); }")]
    public async Task A_lost_gradient_comes_back(string key, string before, string after) =>
        await TensorFixHarness.Verify(new LostGradientFix(), key, Torch(before), Torch(after));

    [Fact]
    public async Task Clipping_moves_in_front_of_the_step() => await TensorFixHarness.Verify(
        new LostGradientFix(), "Diff.MoveClipping",
        TensorHarness.Torch("""
                public void Train(Tensor x, Tensor y)
                {
                    optimizer.zero_grad();
                    F.mse_loss(net.forward(x), y).backward();
                    optimizer.step();
                    nn.utils.clip_grad_norm_(net.parameters(), 1.0);
                }
            """),
        TensorHarness.Torch("""
                public void Train(Tensor x, Tensor y)
                {
                    optimizer.zero_grad();
                    F.mse_loss(net.forward(x), y).backward();
                    nn.utils.clip_grad_norm_(net.parameters(), 1.0);
                    optimizer.step();
                }
            """));

    private static string Torch(string body) => TensorHarness.Torch($$"""
            private void Step(Tensor l) { optimizer.zero_grad(); l.backward(); optimizer.step(); }
            public void Train(Tensor x, Tensor y) { Tensor z = net.forward(x); {{body}} Step(loss); }
        """);

    private static string Flow(string body) => TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor y) { Tensor z = tf.matmul(x, W) + b; {{body}} optimizer.minimize(loss); }
        """);
}
