using System;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>Which members take a workspace of the caller's, how its size is computed, and what is said where there is none.</summary>
public sealed class WorkspaceMemberTests
{
    private const string Chain = "double y = 0; for (int i = 0; i < w.Length; i++) y = Math.Tanh(y + w[i]); return y;";

    [Theory]
    [InlineData("ReadOnlySpan<double> w", Chain)]
    [InlineData("scoped ReadOnlySpan<double> w", Chain)]
    [InlineData("scoped ReadOnlySpan<double> w, in double n, int memory", Chain)]
    [InlineData("double[] w, int n, bool n2, double trips", "double y = 0; for (int k = 0; k < 2 * n; k++) " + "for (int i = 0; i < w.Length; i++) y = Math.Tanh(y + w[i] * trips); return y;")]
    public void The_name_of_the_size_is_in_the_header(string parameters, string body)
    {
        string text = Generated(Method(parameters, body));
        Assert.Contains("//   workspace: pooled, or as many bytes of the caller's as FGradientWorkspaceBytes says.\n", text, StringComparison.Ordinal);
        Assert.Contains("public static int FGradientWorkspaceBytes(" + parameters + ")", text.Replace("\n        ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double x", "double y = x; while (y > 1) y = Math.Sin(y) * y; return y;", "how often a loop runs is not known on entry")]
    [InlineData("double x, int n", "return G(x, n); static double G(double x, int n) { if (n < 1) return x; double[] p = new double[n]; p[0] = x; return p[0] * G(p[0] * x, n - 1); }", "'G' calls itself")]
    [InlineData("ReadOnlySpan<double> workspace", "double y = 0; for (int i = 0; i < workspace.Length; i++) y = Math.Tanh(y + workspace[i]); return y;", "a parameter is called 'workspace'")]
    [InlineData("double x, ReadOnlySpan<int> sizes", "double[] p = new double[sizes[0]]; p[0] = x; for (int i = 1; i < p.Length; i++) p[i] = p[i - 1] * x; return p[^1];", "the length of 'p' is computed on the way")]
    [InlineData("double x, int n, int m", "double y = x; if (n > 0) { double[] p = new double[m / n]; for (int i = 0; i < p.Length; i++) p[i] = i == 0 ? x : p[i - 1] * x; y = p[^1]; } return y;", "the length of 'p' is computed on the way")]
    public void Where_there_is_none_the_header_says_why(string parameters, string body, string reason)
    {
        string text = Generated(Method(parameters, body));
        string header = text.Split("#nullable")[0].Replace("\n//     ", " ", StringComparison.Ordinal);
        Assert.Contains($"//   workspace: pooled, and no member takes one of the caller's, because {reason}.\n", header, StringComparison.Ordinal);
        Assert.DoesNotContain("WorkspaceBytes(", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static double F(double x, Span<byte> bytes)", "an overload of 'F' takes a span of bytes")]
    [InlineData("public static double F(ReadOnlySpan<double> w, out int n)", "an overload of 'F' differs in nothing but how parameters are passed")]
    public void Overloads_that_could_be_mixed_up_keep_it_away(string overload, string reason)
    {
        string source = Method("ReadOnlySpan<double> w", Chain).Replace(
            "static partial class M\n{\n", "static partial class M\n{\n[Diff.Differentiable(\"" + (overload.Contains("double x", StringComparison.Ordinal) ? "x" : "w") + "\")] " + overload
                + (overload.Contains("out", StringComparison.Ordinal) ? "{ n = 1; " + Chain + " }" : "=> x * x;") + "\n", StringComparison.Ordinal);
        Assert.Contains(reason, Generated(source).Replace("\n//     ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A kernel gives back what it takes, so that loops one after another take no more than the largest of them.</summary>
    [Fact]
    public void Of_kernels_the_largest_counts()
    {
        const string body = """
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                for (int j = 0; j < w.Length; j++)
                    sum += Math.Tanh(w[j] * x[i]);
            return sum;
            """;
        string text = Generated(Method("ReadOnlySpan<double> w, [Constant] ReadOnlySpan<double> x", body));
        string size = text[text.IndexOf("FGradientWorkspaceBytes(Read", StringComparison.Ordinal)..];
        Assert.Contains("Workspace.LaneBytes(w.Length)", size[..size.IndexOf('}', StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("x.Length * 16", size[..size.IndexOf('}', StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_the_runtime_that_mean_something_else_are_qualified()
    {
        string text = Generated("namespace N { class Workspace { } class PackedRows { } } namespace N { " + Method("double[][] rows, ReadOnlySpan<double> w",
            "double y = 0; for (int i = 0; i < w.Length; i++) y = Math.Tanh(y + w[i] * rows[0][0]); return y;") + " }");
        Assert.Contains("global::Diff.CompilerServices.Workspace.Total(", text, StringComparison.Ordinal);
        Assert.Contains("global::Diff.CompilerServices.PackedRows.Bytes(rows)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_without_memory_says_nothing_of_it() =>
        Assert.DoesNotContain("orkspace", Generated(Method("double x", "return x * x;")), StringComparison.Ordinal);

    private static string Method(string parameters, string body) =>
        $"public static partial class M\n{{\n[Diff.Differentiable]\npublic static double F({parameters.Replace("[Constant]", "[Diff.Constant]", StringComparison.Ordinal)})\n{{\n{body}\n}}\n}}\n";

    /// <summary>The generated text, which compiles without a warning.</summary>
    private static string Generated(string source)
    {
        GeneratorRun run = GeneratorHarness.Run("using System; " + source);
        Assert.Empty(run.DriverDiagnostics);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
        return run.AllText;
    }
}
