using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.CodeFixes;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>
/// The fixes for derivatives that are infinite or not a number: the text, and by numbers that value or gradient was not finite before, is afterwards, and
/// agrees with differences.
/// </summary>
public sealed class StableFormTests
{
    private const string Epsilon = "Diff.AddEpsilon";
    private const string Inside = "Diff.MoveEpsilon";
    private const string Softplus = "Diff.UseSoftplus";
    private const double Y = 0.25;

    /// <summary>x, and y = 0.25 as a constant.</summary>
    private const string Parameters = "double x, [Constant] double y";

    [Theory]
    [InlineData(Epsilon, "return Math.Sqrt(x * x) * y;", "return Math.Sqrt(x * x + 1e-12) * y;", 0.0)]
    [InlineData(Epsilon, "double s = (x - y) * (x - y);\n        return Math.Sqrt(s);", "double s = (x - y) * (x - y);\n        return Math.Sqrt(s + 1e-12);", 0.25)]
    [InlineData(Epsilon, "return y * x / (x * x);", "return y * x / (x * x + 1e-12);", 0.0)]
    [InlineData(Epsilon, "double q = x;\n        q /= x * x;\n        return q;", "double q = x;\n        q /= x * x + 1e-12;\n        return q;", 0.0)]
    [InlineData(Epsilon, "return Math.Log(Math.Abs(x - y));", "return Math.Log(Math.Abs(x - y) + 1e-12);", 0.25)]
    [InlineData(Epsilon, "return Math.Log(x * x);", "return Math.Log(x * x + 1e-12);", 0.0)]
    [InlineData(Epsilon, "return Math.Pow(x * x, 0.25);", "return Math.Pow(x * x + 1e-12, 0.25);", 0.0)]
    [InlineData(Inside, "return y / (Math.Sqrt(x * x) + 1e-8);", "return y / (Math.Sqrt(x * x + 1e-8));", 0.0)]
    [InlineData(Inside, "double n = 1e-8 + Math.Sqrt(x * x);\n        return y / n;", "double n = Math.Sqrt(x * x + 1e-8);\n        return y / n;", 0.0)]
    [InlineData(Softplus, "return Math.Log(1 + Math.Exp(x)) - y * x;", "return Functions.Softplus(x) - y * x;", 800.0)]
    [InlineData(Softplus, "return y * Math.Log(Math.Exp(-x * 2) + 1.0);", "return y * Functions.Softplus(-x * 2);", -400.0)]
    [InlineData(Softplus, "return double.LogP1(Math.Exp(x));", "return Functions.Softplus(x);", 800.0)]
    [InlineData(Softplus, "return -Math.Log(Functions.Sigmoid(x));", "return Functions.Softplus(-x);", -800.0)]
    [InlineData(Softplus, "return y * Math.Log(1 - Functions.Sigmoid(x - y));", "return y * (-Functions.Softplus(x - y));", 800.0)]
    [InlineData(Softplus, "return Math.Log(Functions.Sigmoid(x - y));", "return -Functions.Softplus(-(x - y));", -800.0)]
    public async Task A_form_that_was_not_finite_is_afterwards(string key, string body, string expected, double at)
    {
        string before = ClampedResidualTests.Loss(body, Parameters);
        string after = await FixHarness.Fix(new StableFormFix(), before, key);
        Assert.Equal(ClampedResidualTests.Loss(expected, Parameters), after);
        await FixHarness.RequireClean(after);
        Program naive = Program.Load(before);
        Program stable = Program.Load(after);
        Assert.False(double.IsFinite(naive.Value(at)) && double.IsFinite(naive.Gradient(at)), $"{naive.Value(at)}, {naive.Gradient(at)}");
        foreach (double x in new[] { at, at + 0.5, at - 1.25, 1.5, -0.75 })
        {
            double step = Math.Max(1e-8, Math.Abs(x) * 1e-6);
            double difference = (stable.Value(x + step) - stable.Value(x - step)) / (2 * step);
            Assert.True(double.IsFinite(stable.Value(x)));
            Assert.True(Math.Abs(difference - stable.Gradient(x)) <= 1e-3 * (1 + Math.Abs(difference)), $"at {x}: {difference}, {stable.Gradient(x)}");
        }
    }

    [Fact]
    public async Task A_float_gets_an_epsilon_of_its_type() => await FixHarness.Verify(
        new StableFormFix(),
        "using System;\nusing Diff;\nstatic partial class M\n{\n    [Differentiable] static float F(float x) => MathF.Sqrt(x * x);\n}\n", Epsilon,
        "using System;\nusing Diff;\nstatic partial class M\n{\n    [Differentiable] static float F(float x) => MathF.Sqrt(x * x + 1e-12f);\n}\n");

    [Fact]
    public async Task All_roots_of_a_file_are_mended_at_once()
    {
        string source = ClampedResidualTests.Loss("double a = Math.Sqrt(x * x); double b = Math.Sqrt((x - y) * (x - y)); return a * b;", Parameters);
        string actual = await FixHarness.FixAll(new StableFormFix(), source, Epsilon);
        Assert.Equal(source.Replace("x * x)", "x * x + 1e-12)").Replace("(x - y))", "(x - y) + 1e-12)"), actual);
        await FixHarness.RequireClean(actual);
    }

    [Theory]
    [InlineData("double p = Functions.Sigmoid(x); return -Math.Log(p);")]
    [InlineData("double p = 1 / (1 + Math.Exp(-x)); return -Math.Log(p);")]
    [InlineData("double e = Math.Exp(x); return Math.Log(1 + e);")]
    [InlineData("return -Math.Log(Functions.Sigmoid(x) + 1e-9);")]
    public async Task Nothing_is_offered_where_the_form_is_written_apart(string body) =>
        Assert.Empty(await FixHarness.Titles(new StableFormFix(), ClampedResidualTests.Loss(body, Parameters)));

    /// <summary>A program compiled together with its derivative.</summary>
    private sealed class Program(Type type)
    {
        private readonly MethodInfo _loss = type.GetMethod("Loss")!;
        private readonly MethodInfo _gradient = type.GetMethods().Single(m => m.Name == "LossGradient" && m.GetParameters().Length == 2);

        public static Program Load(string source)
        {
            using MemoryStream stream = new();
            Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
            Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            return new Program(Assembly.Load(stream.ToArray()).GetType("Cases.Losses")!);
        }

        public double Value(double x) => (double)_loss.Invoke(null, [x, Y])!;

        public double Gradient(double x) => (((double, double))_gradient.Invoke(null, [x, Y])!).Item2;
    }
}
