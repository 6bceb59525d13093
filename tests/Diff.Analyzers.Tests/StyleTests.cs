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

/// <summary>DIFF601 to DIFF607: what is right and could be cheaper, clearer or more accurate.</summary>
public sealed class StyleTests
{
    [Theory]
    [InlineData("DIFF601", "double e = x - t; return [|Math.Pow(e, 2)|];")]
    [InlineData("DIFF601", "double e = x - t; return 3 * [|Math.Pow(e, 2.0)|];")]
    [InlineData("DIFF601", "const double Two = 2; return [|Math.Pow(Math.Sin(x), Two)|];")]
    [InlineData("DIFF602", "double e = x - t; return [|Math.Abs(e) <= 1 ? 0.5 * e * e : Math.Abs(e) - 0.5|];")]
    [InlineData("DIFF602", "double e = x - t; return [|Math.Abs(e) > 2 ? 4 * Math.Abs(e) - 4 : e * e|];")]
    [InlineData("DIFF602", "double e = x - t; [|if (Math.Abs(e) <= 0.5)|] { return e * e; } return Math.Abs(e) - 0.25;")]
    [InlineData("DIFF602", "return [|Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))|];")]
    [InlineData("DIFF605", "return [|Math.Abs(x - t)|];")]
    [InlineData("DIFF605", "double e = t - Math.Sin(x); return 0.5 * [|Math.Abs(e)|] + 0.1 * x * x;")]
    [InlineData("DIFF605", "double s = 0; for (int i = 0; i < 100; i++) { s += [|Math.Abs(x * i - t)|]; } return s / 100;")]
    [InlineData("DIFF607", "return [|Math.Log(1 + x)|] * t;")]
    [InlineData("DIFF607", "return [|Math.Log(1 - x * t)|];")]
    [InlineData("DIFF607", "return t * ([|Math.Exp(x) - 1|]);")]
    [InlineData("DIFF607", "return [|Math.Log(x * x + 1)|];")]
    public async Task A_form_is_flagged(string id, string body) => Assert.All(
        await Judged(id, body), d => Assert.Equal(DiagnosticSeverity.Hidden, d.Severity));

    [Fact]
    public async Task A_log_sum_exp_is_recognised() => await AnalyzerHarness.Verify("DIFF602", """
        using System;
        using Diff;
        static partial class Model
        {
            [Differentiable]
            static double Loss(ReadOnlySpan<double> u)
            {
                double m = u[0];
                for (int i = 1; i < u.Length; i++)
                {
                    m = Math.Max(m, u[i]);
                }

                double sum = 0;
                for (int i = 0; i < u.Length; i++)
                {
                    sum += Math.Exp(u[i] - m);
                }

                return [|m + Math.Log(sum)|];
            }
        }
        """);

    [Theory]
    [InlineData("DIFF601", "return Math.Pow(x, 3) * t;")]
    [InlineData("DIFF601", "return x * Math.Pow(t, 2);")]
    [InlineData("DIFF601", "return Math.Pow(2, x) * t;")]
    [InlineData("DIFF602", "double e = x - t; return Math.Abs(e) <= 1 ? 0.5 * e * e : 2 * Math.Abs(e) - 1.5;")]
    [InlineData("DIFF602", "double e = x - t; return e > 0 ? 0.9 * e : -0.1 * e;")]
    [InlineData("DIFF602", "return Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x) * t));")]
    [InlineData("DIFF605", "return Math.Abs(x) + t * x;")]
    [InlineData("DIFF605", "double a = Math.Abs(x - t); return a * a;")]
    [InlineData("DIFF605", "return Math.Sqrt((x - t) * (x - t) + 1e-9);")]
    [InlineData("DIFF607", "return Math.Log(2 + x) * t;")]
    [InlineData("DIFF607", "return Math.Log(1 + Math.Exp(Math.Tanh(x))) * t;")]
    [InlineData("DIFF607", "return x * Math.Log(1 + t);")]
    [InlineData("DIFF607", "return Math.Log(1 + Math.Max(x, 1)) * t;")]
    public async Task A_near_miss_is_silent(string id, string body) => Assert.DoesNotContain(
        await AnalyzerHarness.Analyze(AnalyzerHarness.Generate(AnalyzerHarness.Compilation(ClampedResidualTests.Loss(body)))), d => d.Id == id);

    [Theory]
    [InlineData("for (int i = 0; i < n[k]; i++) { s += p[i] * p[i]; } total += [|s / n[k]|]; } return total / n.Length;", true)]
    [InlineData("for (int i = 0; i < k + 1; i++) { s += p[i]; } total += [|s / (k + 1)|]; } return total / n.Length;", true)]
    [InlineData("for (int i = n[k]; i < n[k + 1]; i++) { s += p[i] * p[i]; } total += [|s / (n[k + 1] - n[k])|]; } return total / (n.Length - 1);", true)]
    [InlineData("for (int i = 0; i < p.Length; i++) { s += p[i] * k; } total += s / p.Length; } return total / n.Length;", false)]
    [InlineData("for (int i = 0; i < n[k]; i++) { s += p[i] * p[i]; } total += s; } return total / n.Length;", false)]
    [InlineData("for (int i = 0; i < n[k]; i++) { s += p[i] * p[i]; } total += s / n[k]; } return total;", false)]
    public async Task Means_of_means_are_flagged_where_lengths_differ(string body, bool isFlagged) => await AnalyzerHarness.Verify(
        isFlagged ? "DIFF606" : "", ClampedResidualTests.Loss($"double total = 0; for (int k = 0; k < n.Length - 1; k++) {{ double s = 0; {body}", "ReadOnlySpan<double> p, ReadOnlySpan<int> n"));

    [Theory]
    [InlineData("DIFF603", "Tensor loss = [|F.cross_entropy(F.log_softmax(net.forward(x), 1), y)|];")]
    [InlineData("DIFF603", "Tensor z = net.forward(x).log_softmax(1); Tensor loss = [|F.cross_entropy(z, y)|];")]
    [InlineData("DIFF603", "Tensor z = F.log_softmax(net.forward(x), 1); Tensor loss = [|F.cross_entropy(z.squeeze(1), y)|] * 0.5;")]
    [InlineData("DIFF604", "Tensor p = net.forward(x).view(-1); Tensor q = y.view(-1, 1); Tensor e = [|p - q|]; Tensor loss = (e * e).mean();")]
    [InlineData("DIFF604", "Tensor loss = [|F.mse_loss(net.forward(x).view(-1, 1), y.view(-1))|];")]
    [InlineData("DIFF604", "Tensor p = net.forward(x).view(-1); Tensor q = p.detach().unsqueeze(1); Tensor e = [|p - q|]; Tensor loss = e.pow(2).mean();")]
    public async Task Tensors_are_flagged(string id, string body) =>
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await TensorHarness.Verify(id, Torch(body))).Severity);

    [Theory]
    [InlineData("Tensor loss = F.nll_loss(F.log_softmax(net.forward(x), 1), y);")]
    [InlineData("Tensor loss = F.cross_entropy(net.forward(x), y);")]
    [InlineData("Tensor z = net.forward(x); Tensor a = F.log_softmax(z, 1); Tensor loss = F.cross_entropy(z, y) - 0.1 * a.mean();")]
    [InlineData("Tensor e = net.forward(x).view(-1) - y.view(-1); Tensor loss = (e * e).mean();")]
    [InlineData("Tensor e = net.forward(x).view(-1, 1) - y.view(-1, 1); Tensor loss = (e * e).mean();")]
    [InlineData("Tensor e = net.forward(x).view(-1) - y.squeeze(1); Tensor loss = (e * e).mean();")]
    [InlineData("Tensor p = net.forward(x).view(-1); Tensor q = y.view(-1, 1); q = q.squeeze(1); Tensor e = p - q; Tensor loss = (e * e).mean();")]
    public async Task Tensors_that_fit_are_silent(string body) => await TensorHarness.Silent(Torch(body));

    [Theory]
    [InlineData("Diff.UseProduct", "double e = x - t; return Math.Pow(e, 2);", "double e = x - t; return e * e;")]
    [InlineData("Diff.UseProduct", "return t / (1 + Math.Pow(x, 2));", "return t / (1 + x * x);")]
    [InlineData("Diff.UseProduct", "double e = x - t; return -Math.Pow(e, 2) + 1;", "double e = x - t; return -(e * e) + 1;")]
    [InlineData("Diff.UseFunction", "double e = x - t; return Math.Abs(e) <= 1 ? 0.5 * e * e : Math.Abs(e) - 0.5;", "double e = x - t; return Functions.Huber(e, 1);")]
    [InlineData("Diff.UseFunction", "return Math.Abs(x - t) > 2 ? 2 * (Math.Abs(x - t) - 1) : (x - t) * (x - t) / 2;", "return Functions.Huber(x - t, 2);")]
    public async Task The_fix_keeps_value_and_gradient(string key, string body, string expected)
    {
        string before = ClampedResidualTests.Loss(body);
        string after = await FixHarness.Fix(new StyleFix(), before, key);
        Assert.Equal(ClampedResidualTests.Loss(expected), after);
        await FixHarness.RequireClean(after);
        (MethodInfo value, MethodInfo gradient) = Load(before);
        (MethodInfo otherValue, MethodInfo otherGradient) = Load(after);
        foreach (double x in new[] { -3.5, -0.5, 0.1, 0.6, 1.75, 6 })
        {
            const double Step = 1e-6;
            double difference = (Value(otherValue, x + Step) - Value(otherValue, x - Step)) / (2 * Step);
            Assert.Equal(Value(value, x), Value(otherValue, x), 12);
            Assert.Equal(Gradient(gradient, x), Gradient(otherGradient, x), 12);
            Assert.True(Math.Abs(difference - Gradient(otherGradient, x)) < 1e-5 * (1 + Math.Abs(difference)));
        }
    }

    [Fact]
    public async Task All_squares_of_a_file_become_products_at_once()
    {
        string source = ClampedResidualTests.Loss("double a = x - t; return Math.Pow(a, 2) + 2 * Math.Pow(x, 2);");
        Assert.Equal(ClampedResidualTests.Loss("double a = x - t; return a * a + 2 * (x * x);"), await FixHarness.FixAll(new StyleFix(), source, "Diff.UseProduct"));
    }

    [Theory]
    [InlineData("return Math.Pow(Math.Sin(x) * t, 2);")]
    [InlineData("double e = x - t; return 3 * (Math.Abs(e) <= 1 ? 2 * e * e : 4 * Math.Abs(e) - 2);")]
    public async Task Nothing_is_offered_where_something_would_be_computed_twice_or_scaled(string body) =>
        Assert.Empty(await FixHarness.Titles(new StyleFix(), ClampedResidualTests.Loss(body)));

    private static async Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> Judged(string id, string body)
    {
        MarkedSource source = MarkedSource.Parse(ClampedResidualTests.Loss(body));
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source.Text));
        System.Collections.Immutable.ImmutableArray<Diagnostic> found = [.. (await AnalyzerHarness.Analyze(compilation)).Where(d => d.Id == id)];
        Assert.Equal(source.Spans, found.Select(d => d.Location.SourceSpan));
        return found;
    }

    private static (MethodInfo Value, MethodInfo Gradient) Load(string source)
    {
        using MemoryStream stream = new();
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Type type = Assembly.Load(stream.ToArray()).GetType("Cases.Losses")!;
        return (type.GetMethod("Loss")!, type.GetMethods().Single(m => m.Name == "LossGradient" && m.GetParameters().Length == 2));
    }

    private static double Value(MethodInfo method, double x) => (double)method.Invoke(null, [x, 0.25])!;

    private static double Gradient(MethodInfo method, double x) => (((double, double))method.Invoke(null, [x, 0.25])!).Item2;

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
