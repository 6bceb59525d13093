using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>DIFF202 and DIFF208 in code of tensor libraries.</summary>
public sealed class TensorInitialisationTests
{
    private static string Model(string constructor, string forward, string fields = "private readonly Linear fc = Linear(784, 100); private readonly Linear head = Linear(100, 10);") => $$"""
        #nullable disable
        using System;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using F = TorchSharp.torch.nn.functional;
        public class Wide : Module<Tensor, Tensor>
        {
            {{fields}}
            public Wide(bool load)
            {
                {{constructor}}
                RegisterComponents();
            }

            private void Prepare(Linear layer) { }
            public override Tensor forward(Tensor x) { {{forward}} }
        }
        """;

    private static string Flow(string fields, string body) => $$"""
        #nullable disable
        using System;
        using Tensorflow;
        using static Tensorflow.Binding;
        public class Trainer
        {
            {{fields}}
            private readonly Optimizer optimizer = tf.train.GradientDescentOptimizer(0.1f);
            public void Train(Tensor x, Tensor y)
            {
                {{body}}
                optimizer.minimize(tf.reduce_mean(tf.square(z - y)));
            }
        }
        """;

    [Theory]
    [InlineData("[|init.uniform_(fc.weight, -1, 1)|];", "return head.call(torch.tanh(fc.call(x)));", "±16, tanh′ is below 0.01 for 85 %")]
    [InlineData("[|init.normal_(fc.weight, 0, 0.5)|];", "return head.call(fc.call(x).tanh());", "±14")]
    [InlineData("[|torch.nn.init.uniform_(this.fc.weight, low: -2, high: 2)|];", "Tensor z = fc.forward(x); return head.forward(torch.sigmoid(z));", "±32, σ′")]
    public async Task A_wide_initialiser_of_a_layer_is_flagged(string constructor, string forward, string words)
    {
        Diagnostic found = Assert.Single(await TensorHarness.Verify("DIFF202", Model(constructor, forward)));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(words, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private readonly Parameter w = Parameter([|torch.randn(784, 100) * 0.5|]);", "return torch.matmul(x, w).tanh();")]
    [InlineData("private readonly Parameter w = Parameter([|torch.rand(100, 784) - 0.5|]);", "return torch.tanh(x.matmul(w.T));")]
    [InlineData("private readonly Parameter w = Parameter([|torch.randn(784, 100)|]); private readonly Parameter b = Parameter(torch.zeros(100));", "return (torch.matmul(x, w) + b).sigmoid();")]
    public async Task A_wide_parameter_is_flagged(string fields, string forward) => await TensorHarness.Verify("DIFF202", Model("", forward, fields));

    [Fact]
    public async Task Normalised_inputs_make_it_a_warning() => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await TensorHarness.Verify(
        "DIFF202", Model("[|init.normal_(fc.weight)|];", "Tensor n = (x - x.mean()) / (x.std() + 0.001); return head.call(torch.tanh(fc.call(n)));"))).Severity);

    [Theory]
    [InlineData("private readonly ResourceVariable W1 = tf.Variable([|tf.random.normal((784, 100), stddev: 5f)|]);", "Tensor z = tf.tanh(tf.matmul(x, W1));")]
    [InlineData("private readonly ResourceVariable W1 = tf.Variable([|tf.random.uniform((784, 100), -1f, 1f)|]); private readonly ResourceVariable b1 = tf.Variable(tf.zeros(100));", "Tensor z = tf.sigmoid(tf.matmul(x, W1) + b1);")]
    [InlineData("private readonly ResourceVariable W1 = tf.Variable([|tf.random.normal((784, 100))|]);", "Tensor z = tf.nn.sigmoid(tf.matmul(x, W1));")]
    public async Task A_wide_variable_of_TensorFlow_is_flagged(string fields, string body)
    {
        ImmutableArray<Diagnostic> found = await TensorHarness.Analyze(MarkedSource.Parse(Flow(fields, body)).Text);
        Diagnostic single = Assert.Single(found, d => d.Id == "DIFF202");
        Assert.Equal(MarkedSource.Parse(Flow(fields, body)).Spans[0], single.Location.SourceSpan);
    }

    [Theory]
    [InlineData("default", "", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("xavier", "init.xavier_uniform_(fc.weight);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("small", "init.uniform_(fc.weight, -0.05, 0.05);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("scaled", "init.normal_(fc.weight, 0, Math.Sqrt(2.0 / 884));", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("rectifier", "init.uniform_(fc.weight, -1, 1);", "return head.call(F.relu(fc.call(x)));")]
    [InlineData("output", "init.uniform_(head.weight, -1, 1);", "return head.call(F.relu(fc.call(x)));")]
    [InlineData("bias", "init.uniform_(fc.bias, -4, 4);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("only where nothing is loaded", "if (!load) init.uniform_(fc.weight, -1, 1);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("twice", "init.uniform_(fc.weight, -1, 1); init.uniform_(fc.weight, -0.1, 0.1);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("prepared elsewhere", "init.uniform_(fc.weight, -1, 1); Prepare(fc);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("normalised behind", "init.uniform_(fc.weight, -1, 1);", "Tensor z = fc.call(x); return head.call(torch.tanh(z / z.std()));")]
    [InlineData("zero bias", "init.zeros_(fc.bias); init.zeros_(head.bias);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("zero output", "init.zeros_(head.weight);", "return head.call(torch.tanh(fc.call(x)));")]
    [InlineData("zero in a residual branch", "init.zeros_(head.weight);", "return x + head.call(F.relu(fc.call(x)));")]
    public async Task Near_misses_stay_silent(string what, string constructor, string forward)
    {
        Assert.NotEmpty(what);
        await TensorHarness.Silent(Model(constructor, forward));
    }

    [Theory]
    [InlineData("few inputs", "private readonly Parameter w = Parameter(torch.randn(3, 100));", "return torch.matmul(x, w).tanh();")]
    [InlineData("low rank", "private readonly Parameter a = Parameter(torch.randn(64, 4)); private readonly Parameter b = Parameter(torch.zeros(4, 64));", "return torch.matmul(torch.matmul(x, a), b);")]
    [InlineData("logistic regression", "private readonly Parameter w = Parameter(torch.zeros(784, 10));", "return torch.matmul(x, w).sigmoid();")]
    [InlineData("a size that is not known", "private readonly Parameter w = Parameter(torch.randn(Environment.ProcessorCount, 100));", "return torch.matmul(x, w).tanh();")]
    public async Task Parameters_that_are_right_stay_silent(string what, string fields, string forward)
    {
        Assert.NotEmpty(what);
        await TensorHarness.Silent(Model("", forward, fields));
    }

    [Theory]
    [InlineData("[|init.zeros_(fc.weight)|]; init.zeros_(head.weight);", "return head.call(torch.tanh(fc.call(x)));", DiagnosticSeverity.Warning)]
    [InlineData("[|init.constant_(fc.weight, 0.1)|];", "return head.call(F.relu(fc.call(x)));", DiagnosticSeverity.Info)]
    [InlineData("[|init.ones_(fc.weight)|]; init.ones_(head.weight);", "return head.call(fc.call(x).sigmoid());", DiagnosticSeverity.Warning)]
    public async Task A_constant_layer_that_another_follows_is_flagged(string constructor, string forward, DiagnosticSeverity severity) =>
        Assert.Equal(severity, Assert.Single(await TensorHarness.Verify("DIFF208", Model(constructor, forward))).Severity);

    [Fact]
    public async Task Constant_variables_of_TensorFlow_are_flagged() => await TensorHarness.Verify("DIFF208", Flow(
        "private readonly ResourceVariable W1 = tf.Variable([|tf.zeros((4, 16))|]); private readonly ResourceVariable W2 = tf.Variable(tf.ones((16, 2)));",
        "Tensor h = tf.nn.relu(tf.matmul(x, W1)); Tensor z = tf.matmul(h, W2);"));

    [Fact]
    public async Task A_model_and_its_training_in_one_file_say_it_once() => Assert.Single(await TensorHarness.Verify(
        "DIFF202", Model("[|init.uniform_(fc.weight, -1, 1)|];", "return head.call(torch.tanh(fc.call(x)));") + """

            public class Training
            {
                private readonly Wide net = new Wide(false);
                private readonly optim.Optimizer optimizer = null;
                public void Step(Tensor x, Tensor y)
                {
                    Tensor loss = F.cross_entropy(net.forward(x), y);
                    optimizer.zero_grad();
                    loss.backward();
                    optimizer.step();
                }
            }
            """));

    [Theory]
    [InlineData("init.uniform_(fc.weight, -1, 1);", "init.xavier_uniform_(fc.weight);")]
    [InlineData("torch.nn.init.normal_(fc.weight, 0, 1);", "torch.nn.init.xavier_normal_(fc.weight);")]
    public async Task The_fix_calls_the_scaled_initialiser(string before, string after)
    {
        const string forward = "return head.call(torch.tanh(fc.call(x)));";
        await TensorFixHarness.Verify(new Diff.CodeFixes.ScaledInitialisationFix(), "Diff.ScaleWeights", Model(before, forward), Model(after, forward));
    }
}
