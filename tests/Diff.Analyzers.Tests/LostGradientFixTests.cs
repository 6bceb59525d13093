using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>
/// Fixes that give a lost gradient back, or compute a whole where its parts overflow: the text, and by numbers that the gradient was zero or not
/// finite before and is right afterwards.
/// </summary>
public sealed class LostGradientFixTests
{
    private const double Y = 0.25;

    private const string Exponentials = "double[] u = new double[] { x, 2 * x, y };\n        ";

    [Theory]
    [InlineData("Diff.RemoveCap", "return Math.Min((x - y) * (x - y), 4.0);", "return (x - y) * (x - y);", 5.0)]
    [InlineData("Diff.RemoveCap", "double e = x - y;\n        double loss = e * e;\n        if (loss > 4) loss = 4;\n        return loss;", "double e = x - y;\n        double loss = e * e;\n        return loss;", 5.0)]
    [InlineData("Diff.RemoveCap", "double e = Math.Abs(x - y);\n        return e < 2.0 ? e : 2.0;", "double e = Math.Abs(x - y);\n        return e;", 5.0)]
    [InlineData("Diff.RemoveCap", "double e = x - y;\n        return 3 * Math.Clamp(e * e, 0, 4);", "double e = x - y;\n        return 3 * (e * e);", 5.0)]
    [InlineData(
        "Diff.AddUp", "double loss = 0;\n        for (int i = 0; i < 40; i++) { double e = x * (39 - i) - y; loss = e * e; }\n        return loss;",
        "double loss = 0;\n        for (int i = 0; i < 40; i++) { double e = x * (39 - i) - y; loss += e * e; }\n        return loss;", 5.0)]
    public async Task A_gradient_that_was_zero_is_right_afterwards(string key, string before, string after, double at)
    {
        (Program lost, Program mended) = await Mended(new LostGradientFix(), key, before, after);
        Assert.Equal(0, lost.Gradient(at));
        Assert.NotEqual(0, mended.Gradient(at));
        RequireDifferences(mended, at, -1.5, 0.75);
    }

    [Theory]
    [InlineData("return Math.Acos(Math.Clamp(x, -1.0, 1.0)) * y;", "return Math.Acos(Math.Clamp(x, -1.0 + 1e-9, 1.0 - 1e-9)) * y;", 1.0)]
    [InlineData("double c = Math.Clamp(x - y, -1, 1);\n        return Math.Asin(c);", "double c = Math.Clamp(x - y, -1 + 1e-9, 1 - 1e-9);\n        return Math.Asin(c);", 1.25)]
    public async Task A_margin_keeps_the_derivative_finite(string before, string after, double at)
    {
        (Program naive, Program mended) = await Mended(new LostGradientFix(), "Diff.KeepMargin", before, after);
        Assert.False(double.IsFinite(naive.Gradient(at)));
        Assert.True(double.IsFinite(mended.Gradient(at)));
        RequireDifferences(mended, 0.5, -0.5, 0.1);
    }

    [Theory]
    [InlineData(
        "Diff.UseLogSumExp", "double s = 0;\n        for (int i = 0; i < u.Length; i++)\n        {\n            s += Math.Exp(u[i]);\n        }\n\n        return Math.Log(s);",
        "\n        return Functions.LogSumExp(u);", 800.0)]
    [InlineData(
        "Diff.UseLogSumExp", "double s = 0;\n        foreach (double e in u) s += Math.Exp(e);\n        return Math.Log(s);", "return Functions.LogSumExp(u);", 800.0)]
    [InlineData(
        "Diff.UseLogSoftmax", "double[] p = new double[3];\n        Functions.Softmax(u, p);\n        return -Math.Log(p[2]) - Math.Log(p[0] + 1e-300);",
        "double[] p = new double[3];\n        Functions.LogSoftmax(u, p);\n        return -p[2] - p[0];", 800.0)]
    public async Task A_whole_that_was_not_finite_is_afterwards(string key, string before, string after, double at)
    {
        string expected = Exponentials + after;
        if (after.StartsWith('\n'))
        {
            expected = Exponentials.TrimEnd(' ') + after;
        }

        (Program naive, Program mended) = await Mended(new WholeFormFix(), key, Exponentials + before, expected);
        Assert.False(double.IsFinite(naive.Value(at)) && double.IsFinite(naive.Gradient(at)));
        RequireDifferences(mended, at, -3, 0.75);
    }

    [Fact]
    public async Task A_rounding_passes_the_gradient()
    {
        // x has another way to the result: without one the rounding is refused, and the same fix is offered there.
        foreach (string rest in new[] { "", " + y * x" })
        {
            string before = ClampedResidualTests.Loss($"double q = Math.Round(x * 4);\n        return q * q{rest};", "double x, [Constant] double y");
            string after = await FixHarness.Fix(new LostGradientFix(), before, "Diff.StraightThrough");
            Assert.Contains("double q = Gradient.StraightThrough(Math.Round(x * 4), x * 4);", after, StringComparison.Ordinal);
            await FixHarness.RequireClean(after);
            Program mended = Program.Load(after);
            Assert.Equal(rest.Length == 0 ? 49 : 49 + (Y * 1.8), mended.Value(1.8), 12);
            Assert.Equal(rest.Length == 0 ? 56 : 56 + Y, mended.Gradient(1.8), 12);
        }
    }

    [Theory]
    [InlineData("double c = Math.Min((x - y) * (x - y), 4.0); return c;", "Diff.AddUp")]
    [InlineData("double s = 0; for (int i = 1; i < 3; i++) { s += Math.Exp(x * i); } return Math.Log(s);", "Diff.UseLogSumExp")]
    public async Task Nothing_else_is_offered(string body, string key)
    {
        CodeFixProvider[] fixes = [new LostGradientFix(), new WholeFormFix()];
        foreach (CodeFixProvider fix in fixes)
        {
            string source = ClampedResidualTests.Loss(body, "double x, [Constant] double y");
            bool isFixable = (await AnalyzerHarness.Analyze(source)).Any(d => fix.FixableDiagnosticIds.Contains(d.Id));
            Assert.DoesNotContain(key == "Diff.AddUp" ? "Add up with +=" : "Use Functions.LogSumExp", isFixable ? await FixHarness.Titles(fix, source) : []);
        }
    }

    private static async Task<(Program Before, Program After)> Mended(CodeFixProvider fix, string key, string before, string after)
    {
        string source = ClampedResidualTests.Loss(before, "double x, [Constant] double y");
        string actual = await FixHarness.Fix(fix, source, key);
        Assert.Equal(ClampedResidualTests.Loss(after, "double x, [Constant] double y"), actual);
        await FixHarness.RequireClean(actual);
        return (Program.Load(source), Program.Load(actual));
    }

    private static void RequireDifferences(Program program, params double[] points)
    {
        foreach (double x in points)
        {
            double step = Math.Max(1e-6, Math.Abs(x) * 1e-6);
            double difference = (program.Value(x + step) - program.Value(x - step)) / (2 * step);
            Assert.True(Math.Abs(difference - program.Gradient(x)) <= 1e-4 * (1 + Math.Abs(difference)), $"at {x}: {difference}, {program.Gradient(x)}");
        }
    }

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
