using System;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF208, constant weights; DIFF205, raw integers; DIFF210, forget gates.</summary>
public sealed class SymmetricLayerTests
{
    private const string Hidden = "for (int i = 0; i < 16; i++) { double z = b[i]; for (int j = 0; j < 4; j++) z += w[i * 4 + j] * x[j]; y += v[i] * Math.Tanh(z); }";

    private static string Program(string fill, string layer = Hidden, string w = "new double[64]", string v = "new double[16]") => $$"""
        using System;
        using System.Linq;
        using Diff;
        public static partial class Model
        {
            [Differentiable]
            public static double Loss(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x, [Constant] double t)
            {
                double y = 0;
                {{layer}}
                return (y - t) * (y - t);
            }

            public static void Train(double[] x, double t, double[] g)
            {
                Random rng = new Random(1);
                double[] w = {{w}};
                double[] b = new double[16];
                double[] v = {{v}};
                {{fill}}
                LossGradient(w, b, v, x, t, g, new double[16], new double[16]);
                for (int i = 0; i < w.Length; i++) w[i] -= 0.1 * g[i];
            }
        }
        """;

    [Theory]
    [InlineData("Array.Fill(w, [|0.5|]); Array.Fill(v, 1.0);", DiagnosticSeverity.Warning)]
    [InlineData("for (int i = 0; i < w.Length; i++) w[i] = [|0|]; for (int i = 0; i < v.Length; i++) v[i] = 0;", DiagnosticSeverity.Warning)]
    [InlineData("for (int i = 0; i < w.Length; i++) w[i] = [|1.0|]; for (int i = 0; i < v.Length; i++) v[i] = rng.NextDouble() - 0.5;", DiagnosticSeverity.Info)]
    public async Task Constant_weights_of_a_hidden_layer_are_flagged(string fill, DiagnosticSeverity severity)
    {
        foreach (string function in new[] { "Math.Tanh(z)", "Functions.Relu(z)", "1 / (1 + Math.Exp(-z))" })
        {
            string source = Program(fill, Hidden.Replace("Math.Tanh(z)", function == "1 / (1 + Math.Exp(-z))" ? "(1 / (1 + Math.Exp(-z)))" : function, StringComparison.Ordinal));
            Assert.Equal(severity, Assert.Single(await AnalyzerHarness.Verify("DIFF208", source)).Severity);
        }
    }

    [Fact]
    public async Task Memory_that_nothing_fills_is_zero() =>
        await AnalyzerHarness.Verify("DIFF208", Program("", w: "[|new double[64]|]"));

    [Theory]
    [InlineData("random", "for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() - 0.5;")]
    [InlineData("library", "Initializers.XavierUniform(w, 4, 16, 1);")]
    [InlineData("not known", "Array.Copy(x, w, 4);")]
    [InlineData("another name for it", "Span<double> all = w; all[3] = 1;")]
    public async Task Other_weights_are_silent(string what, string fill)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", Program(fill));
    }

    [Theory]
    [InlineData("logistic regression", "double z = b[0]; for (int j = 0; j < 4; j++) z += w[j] * x[j]; y = 3 * Functions.Sigmoid(z);")]
    [InlineData("no function", "for (int i = 0; i < 16; i++) { double z = 0; for (int j = 0; j < 4; j++) z += w[i * 4 + j] * x[j]; y += v[i] * z; }")]
    [InlineData("one unit", "double z = 0; for (int j = 0; j < 4; j++) z += w[j] * x[j]; y = v[0] * Math.Tanh(z);")]
    [InlineData("a way around", "for (int i = 0; i < 16; i++) { double z = x[i] * x[i]; for (int j = 0; j < 4; j++) z += w[i * 4 + j] * x[j]; y += v[i] * Math.Tanh(z); }")]
    [InlineData("biases", "for (int i = 0; i < 16; i++) { double z = w[i]; y += x[i] * Math.Tanh(z + x[i]); }")]
    public async Task Models_without_a_hidden_layer_are_silent(string what, string layer)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", Program("Array.Fill(w, 0.5); Array.Fill(v, 0.5);", layer));
    }

    [Theory]
    [InlineData("byte", "[|Math.Tanh(z)|]", "pixels[i]", "from 0 to 255")]
    [InlineData("ushort", "[|Functions.Sigmoid(z)|]", "pixels[i]", "from 0 to 65535")]
    [InlineData("int", "[|1 / (1 + Math.Exp(-z))|]", "(double)pixels[i]", "of any size")]
    public async Task Integers_as_they_are_saturate(string type, string function, string input, string words)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF205", Integers(type, function, input)));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(words, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("byte", "Math.Tanh(z)", "pixels[i] / 255.0")]
    [InlineData("byte", "Math.Tanh(z)", "0.004 * pixels[i]")]
    [InlineData("byte", "Functions.Relu(z)", "pixels[i]")]
    [InlineData("ushort", "Math.Tanh(z)", "(pixels[i] - 30000.0) / 20000")]
    [InlineData("int", "Math.Tanh(z)", "w[pixels[i]]")]
    public async Task Scaled_integers_are_silent(string type, string function, string input) =>
        await AnalyzerHarness.Verify("", Integers(type, function, input));

    private static string Integers(string type, string function, string input) => ClampedResidualTests.Loss(
        $"double z = 0; for (int i = 0; i < w.Length; i++) z += w[i] * ({input}); double p = {function}; return Math.Abs(p - t);",
        $"ReadOnlySpan<double> w, [Constant] ReadOnlySpan<{type}> pixels, [Constant] double t");

    [Theory]
    [InlineData("double[] b = [|new double[4]|];", "f * c + Functions.Sigmoid(w[1] * x[s] + b[1]) * Math.Tanh(w[2] * x[s])")]
    [InlineData("double[] b = new double[4]; for (int i = 0; i < b.Length; i++) b[i] = [|0.0|];", "f * c + Functions.Sigmoid(w[1] * x[s] + b[1]) * Math.Tanh(w[2] * x[s])")]
    [InlineData("double[] b = [|new double[4]|];", "Math.Tanh(w[2] * x[s]) * Functions.Sigmoid(w[1] * x[s] + b[1]) + c * f")]
    public async Task A_forget_gate_without_a_bias_is_a_suggestion(string create, string cell) => Assert.Equal(
        DiagnosticSeverity.Info, Assert.Single(await AnalyzerHarness.Verify("DIFF210", Cell(create, cell))).Severity);

    [Theory]
    [InlineData("double[] b = new double[4]; b[0] = 1;", "f * c + Functions.Sigmoid(w[1] * x[s] + b[1]) * Math.Tanh(w[2] * x[s])")]
    [InlineData("double[] b = new double[4]; Array.Fill(b, 1.0);", "f * c + Functions.Sigmoid(w[1] * x[s] + b[1]) * Math.Tanh(w[2] * x[s])")]
    [InlineData("double[] b = new double[4];", "f * c + (1 - f) * Math.Tanh(w[2] * x[s])")]
    [InlineData("double[] b = new double[4];", "f * x[s] + Functions.Sigmoid(w[1] * x[s] + b[1]) * Math.Tanh(w[2] * x[s])")]
    public async Task Other_gates_are_silent(string create, string cell) => await AnalyzerHarness.Verify("", Cell(create, cell));

    private static string Cell(string create, string cell) => $$"""
        using System;
        using Diff;
        public static partial class Model
        {
            [Differentiable]
            public static double Last(ReadOnlySpan<double> w, ReadOnlySpan<double> b, [Constant] ReadOnlySpan<double> x)
            {
                double c = 0;
                for (int s = 0; s < x.Length; s++)
                {
                    double f = Functions.Sigmoid(w[0] * x[s] + b[0]);
                    c = {{cell}};
                }

                return c;
            }

            public static void Train(double[] w, double[] x, double[] wGradient, double[] bGradient)
            {
                {{create}}
                LastGradient(w, b, x, wGradient, bGradient);
            }
        }
        """;
}
