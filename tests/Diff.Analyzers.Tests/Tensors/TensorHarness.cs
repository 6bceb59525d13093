using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Tensors;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Judges code that is written with tensors, beside stand-ins of the libraries.</summary>
internal static class TensorHarness
{
    static TensorHarness() => TensorTreeAnalysis.IsStrict = true;

    /// <summary>A class with a model, optimizer and the like, and the given members.</summary>
    public static string Torch(string members) => $$"""
        #nullable disable
        using System;
        using System.Collections.Generic;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using F = TorchSharp.torch.nn.functional;

        public class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc1 = Linear(4, 8);
            private readonly Linear fc2;
            public Net() { fc2 = Linear(8, 2); RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc2.call(F.relu(fc1.call(x)));
        }

        public class SoftNet : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(4, 2);
            public override Tensor forward(Tensor x) { Tensor z = fc.call(x); return z.softmax(1); }
        }

        public class HalfNet : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(4, 2);
            public override Tensor forward(Tensor x) { Tensor z = fc.call(x); if (!training) z = z.softmax(1); return z; }
        }

        public class Trainer
        {
            private readonly Net net = new Net();
            private readonly Net targetNet = new Net();
            private readonly SoftNet soft = new SoftNet();
            private readonly HalfNet half = new HalfNet();
            private readonly optim.Optimizer optimizer = null;
        {{members}}
        }
        """;

    /// <summary>A class with variables and the given members.</summary>
    public static string Flow(string members) => $$"""
        #nullable disable
        using System;
        using Tensorflow;
        using Tensorflow.Gradients;
        using static Tensorflow.Binding;

        public class Trainer
        {
            private readonly ResourceVariable W = tf.Variable(0f);
            private readonly ResourceVariable b = tf.Variable(0f);
            private readonly Optimizer optimizer = tf.train.GradientDescentOptimizer(0.1f);
        {{members}}
        }
        """;

    public static async Task<ImmutableArray<Diagnostic>> Analyze(params string[] sources) => AnalyzerHarness.Shown(
        await AnalyzerHarness.Analyze(AnalyzerHarness.Compilation([.. sources, StandIns.TorchSharp, StandIns.TensorFlow]), new TensorMethodAnalyzer()), "");

    /// <summary>Exactly the marked places are reported, with this id and nothing else.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Verify(string id, string marked)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        Compilation compilation = AnalyzerHarness.Compilation(source.Text, StandIns.TorchSharp, StandIns.TensorFlow);
        Assert.Empty(AnalyzerHarness.Errors(compilation));
        if (TensorDescriptors.All.Concat(HazardDescriptors.All).FirstOrDefault(d => d.Id == id) is { IsEnabledByDefault: false })
        {
            compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Info }));
        }

        ImmutableArray<Diagnostic> diagnostics = AnalyzerHarness.Shown(await AnalyzerHarness.Analyze(compilation, new TensorMethodAnalyzer()), id);
        string found = string.Join("\n", diagnostics.Select(d => $"{d.Id} at '{d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}': {d.GetMessage()}"));
        Assert.True(diagnostics.All(d => d.Id == id), found + "\n" + source.Text);
        IEnumerable<TextSpan> spans = diagnostics.Select(d => d.Location.SourceSpan);
        Assert.True(source.Spans.OrderBy(s => s.Start).SequenceEqual(spans), $"marked {string.Join(", ", source.Spans)}, found {string.Join(", ", spans)}\n{found}\n{source.Text}");
        return diagnostics;
    }

    /// <summary>Nothing is reported.</summary>
    public static Task Silent(string source) => Verify("", source);
}
