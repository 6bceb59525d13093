using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.Analyzers.Tests.Tensors;
using Diff.CodeFixes;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF414: literals that round away, where they are written, and the fix by text and by numbers.</summary>
public sealed class LostEpsilonTests
{
    private const string Key = "Diff.KeepEpsilon";

    [Theory]
    [InlineData("return MathF.Min(x * t, [|1f - 1e-8f|]);", "'1f - 1e-8f' is exactly 1 in single precision: 1e-8 is lost")]
    [InlineData("return x / (x * x + [|1e-46f|]);", "'1e-46f' is exactly 0")]
    [InlineData("const float Eps = 1e-9f; return MathF.Min(x * t, [|1 - Eps|]);", "at least 6e-8")]
    [InlineData("return MathF.Log([|1f + 1e-9f|] - x * x);", "1e-9 is lost")]
    [InlineData("return MathF.Min(x, [|(float)(1 - 1e-9)|]);", "single precision: 1e-9 is lost")]
    [InlineData("return x / (x * x + [|(float)1e-50|]);", "is exactly 0")]
    [InlineData("return MathF.Max(x, [|-1f + 1e-8f|]);", "is exactly -1")]
    [InlineData("return MathF.Min(x, [|100f - 1e-6f|]);", "is exactly 100")]
    public async Task A_literal_that_rounds_away_is_flagged(string body, string text)
    {
        Diagnostic found = Assert.Single((await AnalyzerHarness.Analyze(Unmarked(Single(body)))), d => d.Id == "DIFF414");
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal(Assert.Single(MarkedSource.Parse(Single(body)).Spans), found.Location.SourceSpan);
        Assert.Contains(text, found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Double_precision_has_its_own_limit() =>
        Assert.Contains("in double precision", Assert.Single(await AnalyzerHarness.Verify("DIFF414", ClampedResidualTests.Loss("return Math.Min(x * t, [|1 - 1e-17|]);"))).GetMessage(), StringComparison.Ordinal);

    [Fact]
    public async Task Helpers_and_constants_of_the_type_are_seen() => await AnalyzerHarness.Verify("DIFF414", """
        using System;
        using Diff;
        static partial class Model
        {
            private const float Largest = [|1f - 1e-8f|];

            private static float Kept(float p) => MathF.Min(MathF.Max(p, [|1e-50f|]), Largest);

            [Differentiable]
            static float Loss(float x, [Constant] float t) => Kept(x) * t;

            static float NotReached() => 1f - 1e-8f;
        }
        """);

    [Theory]
    [InlineData("return MathF.Log(x * x + 1e-8f);")]
    [InlineData("return MathF.Min(x * t, 1f - 1e-7f);")]
    [InlineData("return MathF.Min(x * t, 1f - 6e-8f);")]
    [InlineData("return MathF.Max(x * t, 1e-38f);")]
    [InlineData("return MathF.Min(x * t, 1f - 0f);")]
    [InlineData("return x * (float)(1.0 / 3);")]
    public async Task Literals_that_count_are_silent(string body) => Assert.DoesNotContain(await AnalyzerHarness.Analyze(Single(body)), d => d.Id == "DIFF414");

    [Theory]
    [InlineData("return Math.Min(x * t, 1 - 1e-8);")]
    [InlineData("return Math.Log(1 + 1e-12 - Math.Tanh(x) * t);")]
    public async Task The_same_literals_in_double_precision_are_silent(string body) => await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body));

    [Theory]
    [InlineData("Tensor p = net.forward(x).sigmoid().clamp(0.00000001, [|1 - 0.00000001|]); Tensor loss = (p * y).mean();", DiagnosticSeverity.Info)]
    [InlineData("Tensor p = net.forward(x).half(); Tensor loss = (y / (p.exp() + [|0.00000001|])).mean();", DiagnosticSeverity.Warning)]
    [InlineData("Tensor loss = (net.forward(x).sigmoid().to(ScalarType.Float16).clamp(max: [|0.9999|]) * y).mean();", DiagnosticSeverity.Warning)]
    [InlineData("Tensor p = net.forward(x).sigmoid().clamp(0.0001f, [|1f - 1e-8f|]); Tensor loss = (p * y).mean();", DiagnosticSeverity.Warning)]
    public async Task Literals_that_tensors_lose_are_flagged(string body, DiagnosticSeverity severity) =>
        Assert.Equal(severity, Assert.Single(await TensorHarness.Verify("DIFF414", Torch(body))).Severity);

    [Fact]
    public async Task Literals_that_are_lost_are_flagged_in_TensorFlow() => await TensorHarness.Verify("DIFF414", TensorHarness.Flow("""
            public void Train(Tensor x, Tensor y)
            {
                Tensor p = tf.clip_by_value(tf.sigmoid(tf.matmul(x, W) + b), 0.0001f, [|1f - 1e-9f|]);
                Tensor loss = tf.reduce_mean(p * y);
                optimizer.minimize(loss);
            }
        """));

    [Theory]
    [InlineData("Tensor p = net.forward(x).sigmoid().clamp(0.0000001, 1 - 0.0000001); Tensor loss = (p * y).mean();")]
    [InlineData("Tensor p = net.forward(x); Tensor loss = (y / (p.exp() + 0.00000001)).mean();")]
    [InlineData("Tensor p = net.forward(x).half(); Tensor loss = (y / (p.exp() + 0.001)).mean();")]
    public async Task Literals_that_tensors_keep_are_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("return MathF.Log(1f + 1e-8f - x * x) * t;", "return MathF.Log(1f + 1e-7f - x * x) * t;", 1f)]
    [InlineData("return t / (x * x + 1e-50f);", "return t / (x * x + 1e-12f);", 0f)]
    [InlineData("return MathF.Sqrt(x * x + (float)1e-50) * t;", "return MathF.Sqrt(x * x + (float)1e-12) * t;", 0f)]
    public async Task The_fix_brings_the_guard_back(string body, string expected, float at)
    {
        string before = Single(body);
        string after = await FixHarness.Fix(new LostEpsilonFix(), before, Key);
        Assert.Equal(Single(expected), after);
        await FixHarness.RequireClean(after);
        (MethodInfo value, MethodInfo gradient) = Load(before);
        Assert.False(float.IsFinite(Value(value, at)) && float.IsFinite(Gradient(gradient, at)));
        (value, gradient) = Load(after);
        Assert.True(float.IsFinite(Value(value, at)) && float.IsFinite(Gradient(gradient, at)));
        foreach (float x in new[] { 0.3f, 0.5f, -0.75f })
        {
            double difference = (Value(value, x + 1e-3f) - (double)Value(value, x - 1e-3f)) / 2e-3;
            Assert.True(Math.Abs(difference - Gradient(gradient, x)) < 1e-2 * (1 + Math.Abs(difference)), $"{difference}, {Gradient(gradient, x)}");
        }
    }

    [Fact]
    public async Task All_of_a_file_are_mended_at_once()
    {
        string source = Single("float p = MathF.Min(x, 1f - 1e-8f); return MathF.Max(p, 1e-50f) * t;");
        string actual = await FixHarness.FixAll(new LostEpsilonFix(), source, Key);
        Assert.Equal(Single("float p = MathF.Min(x, 1f - 1e-7f); return MathF.Max(p, 1e-12f) * t;"), actual);
    }

    [Fact]
    public async Task A_constant_with_a_name_is_left_to_its_owner() => Assert.Empty(
        await FixHarness.Titles(new LostEpsilonFix(), Single("const float Eps = 1e-9f; return MathF.Min(x * t, 1f - Eps);")));

    private static string Single(string body) => $$"""
        using System;
        using Diff;

        namespace Cases;

        public static partial class Losses
        {
            [Differentiable]
            public static float Loss(float x, [Constant] float t)
            {
        {{body}}
            }
        }
        """;

    private static string Unmarked(string source) => MarkedSource.Parse(source).Text;

    private static (MethodInfo Value, MethodInfo Gradient) Load(string source)
    {
        using MemoryStream stream = new();
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Type type = Assembly.Load(stream.ToArray()).GetType("Cases.Losses")!;
        return (type.GetMethod("Loss")!, type.GetMethods().Single(m => m.Name == "LossGradient" && m.GetParameters().Length == 2));
    }

    private static float Value(MethodInfo method, float x) => (float)method.Invoke(null, [x, 0.5f])!;

    private static float Gradient(MethodInfo method, float x) => (((float, float))method.Invoke(null, [x, 0.5f])!).Item2;

    private static string Torch(string body) => TensorHarness.Torch($$"""
            public void Train(Tensor x, Tensor y)
            {
                {{body}}
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
            }
        """);
}
