using System.Threading.Tasks;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>DIFF304, DIFF305, DIFF510, DIFF511: the order of zero_grad, backward, clipping and step.</summary>
public sealed class TrainingOrderTests
{
    private static string Loop(string body, string members = "") => TensorHarness.Torch($$"""
            private readonly LSTM lstm = LSTM(4, 8);
            private readonly optim.Optimizer other = null;
            private readonly bool last;
            {{members}}
            public void Train(List<(Tensor, Tensor)> batches, bool often, optim.Optimizer opt, Func<Tensor> closure)
            {
                int i = 0;
                foreach (var (x, y) in batches)
                {
                    Tensor loss = F.mse_loss(net.forward(x), y);
                    {{body}}
                    i++;
                }
            }
        """);

    [Theory]
    [InlineData("[|loss.backward()|]; opt.step();")]
    [InlineData("if (often) Console.WriteLine(i); [|loss.backward()|]; nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step();")]
    [InlineData("Update(loss, opt);", "private void Update(Tensor l, optim.Optimizer o) { [|l.backward()|]; o.step(); }")]
    public async Task A_missing_zero_grad_is_flagged(string body, string members = "") => await TensorHarness.Verify("DIFF510", Loop(body, members));

    [Theory]
    [InlineData("opt.zero_grad(); loss.backward(); opt.step();")]
    [InlineData("loss.backward(); opt.step(); opt.zero_grad();")]
    [InlineData("net.zero_grad(); loss.backward(); opt.step();")]
    [InlineData("loss.backward(); if (i % 4 == 3) { opt.step(); opt.zero_grad(); }")]
    [InlineData("if (often) opt.zero_grad(); loss.backward(); opt.step();")]
    [InlineData("Clear(); loss.backward(); opt.step();", "private void Clear() => optimizer.zero_grad();")]
    [InlineData("foreach (Tensor p in new Tensor[0]) p.grad.zero_(); loss.backward(); opt.step();")]
    [InlineData("opt.step(closure);")]
    [InlineData("closure(); loss.backward(); opt.step();")]
    public async Task Zeroed_gradients_are_silent(string body, string members = "") => await TensorHarness.Silent(Loop(body, members));

    [Theory]
    [InlineData("loss.backward(); [|opt.zero_grad()|]; opt.step();")]
    [InlineData("opt.zero_grad(); [|opt.step()|]; loss.backward();")]
    [InlineData("opt.zero_grad(); loss.backward(); [|opt.zero_grad()|]; nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step();")]
    [InlineData("opt.zero_grad(); other.zero_grad(); loss.backward(); opt.step(); other.step(); other.zero_grad(); [|other.step()|];")]
    public async Task A_step_without_gradient_is_flagged(string body) => await TensorHarness.Verify("DIFF511", Loop(body));

    [Theory]
    [InlineData("opt.zero_grad(); other.zero_grad(); loss.backward(); opt.step(); other.step();")]
    [InlineData("opt.zero_grad(); loss.backward(); opt.step(); other.zero_grad(); (loss * 2).backward(); other.step();")]
    [InlineData("opt.zero_grad(); if (often) loss.backward(); opt.step();")]
    [InlineData("opt.zero_grad(); for (int k = 0; k < 2; k++) (loss * k).backward(); opt.step();")]
    [InlineData("opt.zero_grad(); Back(loss); opt.step();", "private static void Back(Tensor l) => l.backward();")]
    public async Task The_right_order_is_silent(string body, string members = "") => await TensorHarness.Silent(Loop(body, members));

    [Theory]
    [InlineData("opt.zero_grad(); [|nn.utils.clip_grad_norm_(net.parameters(), 1.0)|]; loss.backward(); opt.step();")]
    [InlineData("opt.zero_grad(); loss.backward(); opt.step(); [|nn.utils.clip_grad_norm_(net.parameters(), 1.0)|];")]
    [InlineData("opt.zero_grad(); loss.backward(); opt.step(); [|nn.utils.clip_grad_value_(net.parameters(), 1.0)|]; opt.zero_grad();")]
    public async Task Misplaced_clipping_is_flagged(string body) => await TensorHarness.Verify("DIFF305", Loop(body));

    [Theory]
    [InlineData("opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step();")]
    [InlineData("opt.zero_grad(); other.zero_grad(); loss.backward(); opt.step(); nn.utils.clip_grad_norm_(net.parameters(), 1.0); other.step();")]
    [InlineData("loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 1.0); if (i % 4 == 3) { opt.step(); opt.zero_grad(); }")]
    public async Task Clipping_in_its_place_is_silent(string body) => await TensorHarness.Silent(Loop(body));

    [Theory]
    [InlineData("var (o, h, c) = lstm.call(x); Tensor l = F.mse_loss(o, y); opt.zero_grad(); [|l.backward()|]; opt.step();")]
    [InlineData("Tensor l = F.mse_loss(model.forward(x), y); opt.zero_grad(); [|l.backward()|]; opt.step();", "private readonly Recurrent model = new Recurrent(); public class Recurrent : Module<Tensor, Tensor> { private readonly GRU gru = GRU(1, 2); public override Tensor forward(Tensor x) { var (o, h) = gru.call(x); return o; } }")]
    [InlineData("Tensor l = F.mse_loss(lstm.forward(x).Item1, y); opt.zero_grad(); [|l.backward()|]; opt.step();")]
    public async Task Recurrent_training_without_clipping_is_flagged(string body, string members = "") =>
        await TensorHarness.Verify("DIFF304", Loop(body, members));

    [Theory]
    [InlineData("var (o, h, c) = lstm.call(x); Tensor l = F.mse_loss(o, y); opt.zero_grad(); l.backward(); nn.utils.clip_grad_norm_(lstm.parameters(), 0.5); opt.step();")]
    [InlineData("var (o, h, c) = lstm.call(x); Tensor l = F.mse_loss(o, y); opt.zero_grad(); l.backward(); Clip(); opt.step();", "private void Clip() { nn.utils.clip_grad_norm_(lstm.parameters(), 0.5); }")]
    [InlineData("opt.zero_grad(); loss.backward(); opt.step();")]
    public async Task Clipped_or_feed_forward_training_is_silent(string body, string members = "") => await TensorHarness.Silent(Loop(body, members));
}
