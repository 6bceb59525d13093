using System.Threading.Tasks;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Whole training methods in the manner of public projects: nothing is reported where nothing is wrong.</summary>
public sealed class GoodCitizenTests
{
    [Fact]
    public async Task Proximal_policy_optimisation_is_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            private readonly Net actor = new Net();
            private readonly Net critic = new Net();
            private readonly optim.Optimizer actorOptimizer = null;
            private readonly optim.Optimizer criticOptimizer = null;
            public void Optimize(List<(Tensor state, Tensor action, Tensor reward, Tensor old)> memory, double clipEpsilon, double vClipRange)
            {
                foreach (var (state, action, returns, old) in memory)
                {
                    Tensor oldValues = critic.forward(state).detach();
                    Tensor advantage = (returns - oldValues).detach();
                    advantage = (advantage - advantage.mean()) / (advantage.std() + 0.00000001);
                    for (int epoch = 0; epoch < 4; epoch++)
                    {
                        Tensor logProbability = F.log_softmax(actor.forward(state), 1).gather(1, action);
                        Tensor values = critic.forward(state);
                        Tensor ratio = torch.exp(logProbability - old);
                        Tensor surrogate1 = ratio * advantage;
                        Tensor surrogate2 = torch.clamp(ratio, 1.0 - clipEpsilon, 1.0 + clipEpsilon) * advantage;
                        Tensor entropy = -(logProbability * logProbability.exp()).sum(1).mean();
                        Tensor actorLoss = -torch.min(surrogate1, surrogate2).mean() - 0.01 * entropy;
                        Tensor clippedValues = oldValues + torch.clamp(values - oldValues, -vClipRange, vClipRange);
                        Tensor criticLoss = torch.max(torch.pow(values - returns, 2), torch.pow(clippedValues - returns, 2)).mean();
                        actorOptimizer.zero_grad();
                        actorLoss.backward();
                        nn.utils.clip_grad_norm_(actor.parameters(), 0.5);
                        actorOptimizer.step();
                        criticOptimizer.zero_grad();
                        criticLoss.backward();
                        nn.utils.clip_grad_norm_(critic.parameters(), 0.5);
                        criticOptimizer.step();
                    }
                }
            }
        """));

    [Fact]
    public async Task Deep_q_learning_is_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            public Tensor ComputeLoss(Tensor expected, Tensor next) => F.smooth_l1_loss(expected, next.unsqueeze(1));
            public void OptimizeModel(Tensor stateBatch, Tensor actionBatch, Tensor nextBatch, Tensor rewardBatch, float gamma)
            {
                Tensor q = net.forward(stateBatch).gather(1, actionBatch);
                Tensor nextValues;
                using (torch.no_grad())
                {
                    nextValues = targetNet.forward(nextBatch).max().clamp(-10, 10).detach();
                }

                Tensor expected = (nextValues * gamma) + rewardBatch;
                Tensor loss = ComputeLoss(q, expected);
                Tensor priorities = torch.clamp((q - expected).abs(), 0, 1).detach();
                optimizer.zero_grad();
                loss.backward();
                nn.utils.clip_grad_value_(net.parameters(), 100);
                optimizer.step();
                Console.WriteLine(priorities.mean().item<float>());
            }
        """));

    [Fact]
    public async Task An_adversarial_example_is_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            public static Tensor Attack(Tensor image, double epsilon, Tensor gradient)
            {
                using var sign = (gradient > 0).to_type(float32) * 2 - 1;
                Tensor perturbed = (image + epsilon * sign).clamp(0.0, 1.0);
                return perturbed;
            }

            public double Test(List<(Tensor, Tensor)> loader)
            {
                double sum = 0;
                foreach (var (data, target) in loader)
                {
                    data.requires_grad = true;
                    Tensor output = net.forward(data);
                    Tensor loss = F.nll_loss(F.log_softmax(output, 1), target);
                    net.zero_grad();
                    loss.backward();
                    Tensor perturbed = Attack(data, 0.1, data.grad);
                    sum += F.nll_loss(F.log_softmax(net.forward(perturbed), 1), target).item<float>();
                }

                return sum;
            }
        """));

    [Fact]
    public async Task Accumulated_gradients_and_evaluation_are_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            private readonly CrossEntropyLoss criterion = CrossEntropyLoss();
            public void Train(List<(Tensor, Tensor)> loader, int accumulate)
            {
                net.train();
                optimizer.zero_grad();
                int step = 0;
                double total = 0;
                foreach (var (x, y) in loader)
                {
                    using var output = net.forward(x);
                    using var loss = criterion.forward(output, y) / accumulate;
                    loss.backward();
                    total += loss.item<float>();
                    if (++step % accumulate == 0)
                    {
                        nn.utils.clip_grad_norm_(net.parameters(), 1.0);
                        optimizer.step();
                        optimizer.zero_grad();
                    }
                }

                net.eval();
                using (torch.no_grad())
                {
                    foreach (var (x, y) in loader)
                    {
                        Tensor p = net.forward(x).softmax(1);
                        Console.WriteLine(criterion.forward(p, y).item<float>());
                        Console.WriteLine(torch.log(p).mean().item<float>());
                    }
                }
            }
        """));

    [Fact]
    public async Task An_adversarial_pair_is_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            private readonly Net generator = new Net();
            private readonly Net discriminator = new Net();
            private readonly optim.Optimizer g = null;
            private readonly optim.Optimizer d = null;
            public void Train(List<Tensor> batches)
            {
                foreach (Tensor real in batches)
                {
                    Tensor fake = generator.forward(torch.randn(32, 4));
                    d.zero_grad();
                    Tensor dLoss = F.binary_cross_entropy_with_logits(discriminator.forward(real), torch.ones_like(real))
                        + F.binary_cross_entropy_with_logits(discriminator.forward(fake.detach()), torch.zeros_like(real));
                    dLoss.backward();
                    d.step();
                    g.zero_grad();
                    Tensor gLoss = F.binary_cross_entropy_with_logits(discriminator.forward(fake), torch.ones_like(real));
                    gLoss.backward();
                    g.step();
                }
            }
        """));

    [Fact]
    public async Task A_softmax_outside_of_training_is_silent_in_TensorFlow() => await TensorHarness.Silent(TensorHarness.Flow("""
            private Tensor Net(Tensor x, bool training)
            {
                Tensor z = tf.matmul(x, W) + b;
                if (!training)
                    z = tf.nn.softmax(z);
                return z;
            }

            public void Train(Tensor x, Tensor y)
            {
                using GradientTape tape = tf.GradientTape();
                Tensor loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels: y, logits: Net(x, training: true)));
                var gradients = tape.gradient(loss, W, b);
                Console.WriteLine((float)tf.reduce_mean(tf.square(Net(x, false) - y)));
            }
        """));

    [Fact]
    public async Task A_linear_regression_is_silent() => await TensorHarness.Silent(TensorHarness.Torch("""
            public static void Fit(Tensor x, Tensor y)
            {
                Tensor w = torch.randn(1, 1, requires_grad: true);
                Tensor b = torch.tensor(0.0, requires_grad: true);
                for (int i = 0; i < 100; i++)
                {
                    Tensor error = x * w + b - y;
                    Tensor loss = (error * error).mean();
                    loss.backward();
                    using (torch.no_grad())
                    {
                        w = w - 0.1 * w.grad;
                        b = b - 0.1 * b.grad;
                    }

                    w.requires_grad_();
                    b.requires_grad_();
                }
            }
        """));
}
