using System.Threading.Tasks;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>The rules that speak of operations of tensor libraries: what is flagged and what is not.</summary>
public sealed class TensorRuleTests
{
    private static string TorchStep(string body, string helpers = "") => TensorHarness.Torch($$"""
            {{helpers}}
            public void Train(Tensor x, Tensor y)
            {
                {{body}}
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
            }
        """);

    private static string FlowStep(string body) => TensorHarness.Flow($$"""
            public void Train(Tensor x, Tensor y)
            {
                Tensor z = tf.matmul(x, W) + b;
                {{body}}
                optimizer.minimize(loss);
            }
        """);

    [Theory]
    [InlineData("Tensor p = F.softmax(net.forward(x), 1); Tensor loss = [|F.cross_entropy(p, y)|];")]
    [InlineData("Tensor loss = [|F.cross_entropy(soft.forward(x), y)|];")]
    [InlineData("Tensor loss = [|criterion.forward(seq.forward(x), y)|];", "private readonly CrossEntropyLoss criterion = CrossEntropyLoss(); private readonly Sequential seq = Sequential((\"l\", Linear(4, 2)), (\"s\", Softmax(1)));")]
    [InlineData("Tensor loss = [|F.binary_cross_entropy_with_logits(net.forward(x).sigmoid().squeeze(1), y)|];")]
    [InlineData("Tensor p = net.forward(x); p = p.softmax(1).clamp(0.000001, 1); Tensor loss = [|F.cross_entropy(p, y)|];")]
    public async Task Double_activations_are_flagged_in_TorchSharp(string body, string helpers = "") =>
        await TensorHarness.Verify("DIFF204", TorchStep(body, helpers));

    [Theory]
    [InlineData("Tensor loss = tf.reduce_mean([|tf.nn.softmax_cross_entropy_with_logits(labels: y, logits: tf.nn.softmax(z))|]);")]
    [InlineData("Tensor p = tf.nn.softmax(z); Tensor loss = tf.reduce_mean([|tf.nn.sparse_softmax_cross_entropy_with_logits(labels: y, logits: p)|]);")]
    [InlineData("Tensor p = tf.sigmoid(z); Tensor loss = tf.reduce_mean([|tf.nn.sigmoid_cross_entropy_with_logits(y, p)|]);")]
    public async Task Double_activations_are_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF204", FlowStep(body));

    [Theory]
    [InlineData("Tensor loss = F.cross_entropy(net.forward(x), y);")]
    [InlineData("Tensor loss = F.cross_entropy(half.forward(x), y);")]
    [InlineData("Tensor loss = F.nll_loss(F.log_softmax(net.forward(x), 1), y);")]
    [InlineData("Tensor z = net.forward(x); Tensor p = z.softmax(1); Console.WriteLine(p.max().item<float>()); Tensor loss = F.cross_entropy(z, y);")]
    [InlineData("Tensor loss = F.cross_entropy(net.forward(x), y.softmax(1));")]
    public async Task One_activation_is_silent_in_TorchSharp(string body) => await TensorHarness.Silent(TorchStep(body));

    [Theory]
    [InlineData("Tensor loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels: y, logits: z));")]
    [InlineData("Tensor loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels: tf.nn.softmax(y), logits: z));")]
    [InlineData("Tensor loss = tf.reduce_mean(tf.square(z - tf.sigmoid(y)));")]
    public async Task One_activation_is_silent_in_TensorFlow(string body) => await TensorHarness.Silent(FlowStep(body));

    [Theory]
    [InlineData("Tensor v = net.forward(x); Tensor loss = [|where(v > 0, v.sqrt(), zeros_like(v))|].sum();")]
    [InlineData("Tensor v = net.forward(x) - y; Tensor loss = [|where(v.abs().gt(0), y / v, zeros_like(v))|].sum();")]
    [InlineData("Tensor v = net.forward(x); Tensor mask = (v > 0).to_type(float32); Tensor loss = ([|mask * v.log()|]).mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor r = v.square().sum(1); Tensor loss = ([|torch.where(r > 0, torch.sqrt(r), r)|]).mean();")]
    public async Task A_where_with_an_unsafe_side_is_flagged_in_TorchSharp(string body) => await TensorHarness.Verify("DIFF405", TorchStep(body));

    [Theory]
    [InlineData("Tensor loss = tf.reduce_mean([|tf.where(z > 0f, tf.sqrt(z), tf.zeros_like(z))|]);")]
    [InlineData("Tensor loss = tf.reduce_sum([|tf.where(z > 0f, tf.log(z), z)|]);")]
    [InlineData("Tensor loss = tf.reduce_sum([|tf.where(z > 0f, y / z, z)|]);")]
    public async Task A_where_with_an_unsafe_side_is_flagged_in_TensorFlow(string body) => await TensorHarness.Verify("DIFF405", FlowStep(body));

    [Theory]
    [InlineData("Tensor v = net.forward(x); Tensor w = where(v > 0, v, ones_like(v)); Tensor loss = where(v > 0, w.sqrt(), zeros_like(v)).sum();")]
    [InlineData("Tensor d = net.forward(x) - y; Tensor a = d.abs(); Tensor loss = where(a < 1, 0.5 * d * d, a - 0.5).mean();")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = where(v > 0, (v * v + 1).sqrt(), v).sum();")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = where(y > 0, v * y.log(), v).sum();")]
    [InlineData("Tensor v = net.forward(x); Tensor loss = where(v > 0, v.clamp_min(0.000001).log(), v).sum();")]
    public async Task A_safe_where_is_silent(string body) => await TensorHarness.Silent(TorchStep(body));

    [Theory]
    [InlineData("Tensor q = net.forward(x); Tensor target = targetNet.forward(x); [|target.detach()|]; Tensor loss = F.mse_loss(q, target);")]
    [InlineData("Tensor q = net.forward(x); [|q.clamp(-1, 1)|]; Tensor loss = F.mse_loss(q, y);")]
    [InlineData("[|x.to(float32)|]; Tensor loss = F.mse_loss(net.forward(x), y);")]
    [InlineData("Tensor q = net.forward(x); [|torch.sqrt(y)|]; Tensor loss = F.mse_loss(q, y);")]
    public async Task A_discarded_result_is_flagged(string body) => await TensorHarness.Verify("DIFF505", TorchStep(body));

    [Theory]
    [InlineData("tf.stop_gradient(z)")]
    [InlineData("tf.clip_by_value(z, 0f, 1f)")]
    [InlineData("tf.square(z)")]
    public async Task A_discarded_result_is_flagged_in_TensorFlow(string call) =>
        await TensorHarness.Verify("DIFF505", FlowStep($"[|{call}|]; Tensor loss = tf.reduce_mean(tf.square(z - y));"));

    [Theory]
    [InlineData("Tensor t = targetNet.forward(x); t = t.detach(); Tensor loss = F.mse_loss(net.forward(x), t);")]
    [InlineData("Tensor q = net.forward(x); q.add_(y); Tensor loss = F.mse_loss(q, y);")]
    [InlineData("_ = y.sqrt(); Tensor loss = F.mse_loss(net.forward(x), y); y.Dispose();")]
    [InlineData("y.item<float>(); Tensor loss = F.mse_loss(net.forward(x), y);")]
    public async Task A_used_result_is_silent(string body) => await TensorHarness.Silent(TorchStep(body));

    [Theory]
    [InlineData("float v = [|net.forward(x).mean().item<float>()|]; Tensor loss = tensor(v, requires_grad: true) * 2;")]
    [InlineData("Tensor q = [|net.forward(x).detach()|]; Tensor loss = F.mse_loss(q, y);")]
    [InlineData("float[] v = [|net.forward(x).data<float>()|]; Tensor loss = F.mse_loss(tensor(v), y);")]
    [InlineData("Tensor q = net.forward(x); Tensor loss; using (no_grad()) { loss = [|q - y|]; }")]
    public async Task A_cut_graph_is_flagged(string body) => await TensorHarness.Verify("DIFF501", TorchStep(body));

    [Fact]
    public async Task A_cut_graph_is_flagged_in_TensorFlow()
    {
        await TensorHarness.Verify("DIFF501", FlowStep("Tensor loss = tf.reduce_mean(tf.square([|tf.stop_gradient(z)|] - y));"));
        await TensorHarness.Verify("DIFF501", FlowStep("float v = [|(float)z|]; Tensor loss = tf.square(tf.constant(v) - y);"));
    }

    [Theory]
    [InlineData("Tensor target = targetNet.forward(x).detach(); Tensor loss = F.mse_loss(net.forward(x), target);")]
    [InlineData("Tensor q = net.forward(x); Console.WriteLine(q.mean().item<float>()); Tensor loss = F.mse_loss(q, y);")]
    [InlineData("Tensor t; using (no_grad()) { t = targetNet.call(x); } Tensor loss = F.mse_loss(net.call(x), t);")]
    [InlineData("Tensor w = randn(3, 1, requires_grad: true); Tensor loss = (w * x - net.forward(x).detach()).pow(2).mean();")]
    public async Task A_cut_target_is_silent(string body) => await TensorHarness.Silent(TorchStep(body));

    [Theory]
    [InlineData("Tensor q = wq.call(x); Tensor k = wk.call(x); Tensor a = [|F.softmax(matmul(q, k.transpose(1, 2)), 2)|]; Tensor loss = a.matmul(x).sum();")]
    [InlineData("Tensor a = [|wq.call(x).matmul(wk.call(x).transpose(1, 2)).masked_fill(y, -1000).softmax(2)|]; Tensor loss = a.matmul(x).sum();")]
    [InlineData("Tensor s = matmul(wq.call(x).view(1), wk.call(x).T); s = s + y; Tensor a = [|s.softmax(1)|]; Tensor loss = a.matmul(x).sum();")]
    public async Task An_unscaled_dot_product_is_flagged(string body) => await TensorHarness.Verify(
        "DIFF206", TorchStep(body, "private readonly Linear wq = Linear(4, 64); private readonly Linear wk = Linear(4, 64);"));

    [Theory]
    [InlineData("Tensor a = (matmul(wq.call(x), wk.call(x).transpose(1, 2)) / 8).softmax(2); Tensor loss = a.matmul(x).sum();")]
    [InlineData("Tensor q = wq.call(x) * 0.125; Tensor a = matmul(q, wk.call(x).transpose(1, 2)).softmax(2); Tensor loss = a.matmul(x).sum();")]
    [InlineData("Tensor a = wq.call(x).softmax(1); Tensor loss = a.matmul(x).sum();")]
    public async Task A_scaled_dot_product_is_silent(string body) => await TensorHarness.Silent(
        TorchStep(body, "private readonly Linear wq = Linear(4, 64); private readonly Linear wk = Linear(4, 64);"));

    [Theory]
    [InlineData("Tensor loss = [|F.mse_loss(F.relu(head.call(x)), y)|];")]
    [InlineData("Tensor p = seq.call(x).squeeze(1); Tensor loss = ([|p - y|]).pow(2).mean();")]
    [InlineData("Tensor loss = [|F.cross_entropy(head.call(x).relu(), y)|];")]
    public async Task A_rectified_output_is_flagged(string body) => await TensorHarness.Verify("DIFF111", TorchStep(
        body, "private readonly Linear head = Linear(4, 1); private readonly Sequential seq = Sequential(Linear(4, 1), ReLU());"));

    [Theory]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), y);")]
    [InlineData("Tensor loss = F.mse_loss(head.call(x).tanh() + x, y);")]
    [InlineData("Tensor loss = F.mse_loss(head.call(F.relu(x)), y);")]
    public async Task A_hidden_rectifier_is_silent(string body) => await TensorHarness.Silent(TorchStep(body, "private readonly Linear head = Linear(4, 1);"));

    [Theory]
    [InlineData("Tensor q = net.forward(x); Tensor loss = [|F.mse_loss(q, q)|];")]
    [InlineData("Tensor q = net.forward(x); Tensor loss = [|F.mse_loss(y, y)|];")]
    [InlineData("Tensor q = net.forward(x); Tensor loss = [|F.cross_entropy(x, y)|];")]
    public async Task A_loss_of_data_is_flagged(string body) => await TensorHarness.Verify("DIFF512", TorchStep(body));

    [Theory]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), x);")]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), y) + F.mse_loss(x, y);")]
    [InlineData("Tensor loss = F.mse_loss(net.forward(x), net.forward(y));")]
    public async Task A_loss_of_a_prediction_is_silent(string body) => await TensorHarness.Silent(TorchStep(body));
}
