using System.Threading.Tasks;
using Diff.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Fixes in the vocabulary of the library at hand: afterwards the code compiles and nothing is found.</summary>
public sealed class TensorFixTests
{
    [Theory]
    [InlineData(
        "Diff.AssignResult", "Tensor t = targetNet.forward(x); t.detach(); Tensor loss = F.mse_loss(net.forward(x), t); Step(loss);",
        "Tensor t = targetNet.forward(x); t = t.detach(); Tensor loss = F.mse_loss(net.forward(x), t); Step(loss);")]
    [InlineData(
        "Diff.AssignResult", "torch.sqrt(y); Tensor loss = F.mse_loss(net.forward(x), y); Step(loss);",
        "y = torch.sqrt(y); Tensor loss = F.mse_loss(net.forward(x), y); Step(loss);")]
    [InlineData(
        "Diff.RemoveActivation", "Tensor loss = F.cross_entropy(net.forward(x).softmax(1), y); Step(loss);",
        "Tensor loss = F.cross_entropy(net.forward(x), y); Step(loss);")]
    [InlineData(
        "Diff.RemoveActivation", "Tensor loss = F.binary_cross_entropy_with_logits(torch.sigmoid(net.forward(x)), y); Step(loss);",
        "Tensor loss = F.binary_cross_entropy_with_logits(net.forward(x), y); Step(loss);")]
    [InlineData(
        "Diff.SetToZero", "for (int i = 0; i < 9; i++) { Tensor loss = F.mse_loss(net.forward(x), y); loss.backward(); optimizer.step(); }",
        "for (int i = 0; i < 9; i++) { Tensor loss = F.mse_loss(net.forward(x), y); optimizer.zero_grad(); loss.backward(); optimizer.step(); }")]
    public async Task A_fix_mends_TorchSharp_code(string key, string before, string after) =>
        await Verify(key, Torch(before), Torch(after));

    [Theory]
    [InlineData(
        "Diff.RemoveActivation", "Tensor loss = tf.nn.softmax_cross_entropy_with_logits(labels: y, logits: tf.nn.softmax(z));",
        "Tensor loss = tf.nn.softmax_cross_entropy_with_logits(labels: y, logits: z);")]
    [InlineData(
        "Diff.AssignResult", "tf.stop_gradient(y); Tensor loss = tf.reduce_mean(tf.square(z - y));",
        "y = tf.stop_gradient(y); Tensor loss = tf.reduce_mean(tf.square(z - y));")]
    public async Task A_fix_mends_TensorFlow_code(string key, string before, string after) => await Verify(key, Flow(before), Flow(after));

    [Theory]
    [InlineData("net.forward(x).detach(); Tensor loss = F.mse_loss(net.forward(x), y); Step(loss);")]
    [InlineData("Tensor p = net.forward(x).softmax(1); Tensor loss = F.cross_entropy(p, y); Step(loss);")]
    public async Task What_cannot_be_mended_by_one_edit_has_no_fix(string body)
    {
        Assert.Empty(await TensorFixHarness.Titles(new TensorFix(), Torch(body)));
    }

    private static string Torch(string body) => TensorHarness.Torch($$"""
            private void Step(Tensor l) { optimizer.zero_grad(); l.backward(); optimizer.step(); }
            public void Train(Tensor x, Tensor y) { {{body}} }
        """);

    private static string Flow(string body) => TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor y) { Tensor z = tf.matmul(x, W) + b; {{body}} optimizer.minimize(loss); }
        """);

    private static Task Verify(string key, string before, string after) => TensorFixHarness.Verify(new TensorFix(), key, before, after);
}
