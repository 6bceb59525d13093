using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>
/// C# 14 converts arrays to spans by itself and so finds other overloads than C# 12. What is generated must not depend on it.
/// </summary>
public sealed class LanguageVersionTests
{
    private static readonly CSharpParseOptions s_old = new(LanguageVersion.CSharp12);
    private static readonly CSharpParseOptions s_new = new(LanguageVersion.CSharp14);

    private const string Calls = """
        using System;
        using System.Linq;
        using Diff;

        namespace Sample;

        public static partial class Calls
        {
            [Differentiable]
            public static double Spans(double[] x, ReadOnlySpan<double> y, Span<double> z)
            {
                double sum = OfReadOnly(x) + OfReadOnly(z) + OfSpan(x) + OfReadOnly(x.AsSpan()) + OfReadOnly(x.AsSpan(1)) + OfReadOnly(x[1..]);
                ReadOnlySpan<double> a = x;
                Span<double> b = x;
                ReadOnlySpan<double> c = z;
                return sum + a[0] * b[1] * c[0] + Functions.Dot(x, y) * Functions.Dot(x, x) + Functions.LogSumExp(x);
            }

            [Differentiable]
            public static double Copies(double[] x, double y)
            {
                double[] t = new double[x.Length];
                x.CopyTo(t, 0);
                x.CopyTo(t.AsSpan());
                x.AsSpan().CopyTo(t);
                Span<double> s = t;
                s.Fill(y);
                t.AsSpan(1).Clear();
                Array.Fill(t, y * y);
                double[] u = x.AsSpan().ToArray();
                return t[0] * u[1] + s[0] * t.Length;
            }

            [Differentiable]
            public static double Parameters(double x, double y, double[] z) =>
                OfParameters(x, y) + OfParameters(z) + OfParameters() + Preferred(z) + z.Weighted(x) + z.AsSpan().Weighted(y) + Generic(z) + Generic<double>(z);

            [Differentiable]
            public static double Enumerated(double[] x, int n)
            {
                double sum = 0;
                foreach (double v in x)
                    sum += v * v;
                foreach (double v in x.AsSpan())
                    sum += v;
                foreach (ref double v in x.AsSpan(n))
                    v *= sum;
                return sum * x[^1] * x[n];
            }

            [Differentiable]
            public static double Constants(double x, [Constant] int[] order)
            {
                ReadOnlySpan<int> rest = order;
                double result = x;
                for (int i = 0; i < rest.Length; i++)
                    result *= rest[i] > 0 ? x : 1;
                return result;
            }

            private static double OfReadOnly(ReadOnlySpan<double> v) => v[0] * v[^1];

            private static double OfSpan(Span<double> v) => v[0] + v[^1] * v.Length;

            private static double OfParameters(params double[] v) => v.Length == 0 ? 1 : v[0] * v.Length;

            private static double Preferred(double[] v) => v[0] * 2;

            private static double Generic<T>(T[] v)
                where T : System.Numerics.IFloatingPointIeee754<T> => double.CreateChecked(v[0] * v[1]);

            private static double Weighted(this Span<double> v, double w) => v[0] * w;

            private static double Weighted(this double[] v, double w) => v[0] * w * 3;
        }
        """;

    /// <summary>The corpus files that are C# 12.</summary>
    public static TheoryData<string> Files => [.. Names().Where(n => IsValid(Read(n), s_old))];

    [Fact]
    public void Most_of_the_corpus_is_tried() => Assert.InRange(Files.Count, 20, int.MaxValue);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_corpus_gives_the_same_text(string name) => Compare(Read(name));

    [Fact]
    public void Calls_with_other_overloads_give_the_same_text()
    {
        Compare(Calls);
        Assert.DoesNotContain("Obsolete(", Text(Calls, s_new), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double F(double[] x) { Array.Reverse(x); return x[0] * x[0]; }")]
    [InlineData("double F(double[] x) { x.AsSpan().Reverse(); return x[0] * x[0]; }")]
    [InlineData("double F(double[] x) => x.Contains(1.0) ? x[0] * x[0] : x[1];")]
    [InlineData("double F(double[] x) => x.SequenceEqual(x) ? x[0] * x[0] : x[1];")]
    [InlineData("double F(double[] x) => x.IndexOf(2.0) * x[0];")]
    [InlineData("double F(double[] x) => x.AsSpan().IndexOf(2.0) * x[0];")]
    public void What_reads_numbers_by_other_means_is_refused_or_the_same(string member)
    {
        string source = "using System;\nusing System.Linq;\nusing Diff;\nnamespace Sample;\npublic static partial class C\n{\n    [Differentiable] public static " + member + "\n}\n";
        string[] texts = [.. new[] { s_old, s_new }.Where(v => IsValid(source, v)).Select(v => Text(source, v))];
        Assert.NotEmpty(texts);
        Assert.True(texts.Distinct().Count() == 1 || texts.All(t => t.Contains("Obsolete(\"DIFF0", StringComparison.Ordinal)), string.Join("\n", texts));
    }

    private static void Compare(string source) => Assert.Equal(Text(source, s_old), Text(source, s_new));

    private static string Text(string source, CSharpParseOptions version)
    {
        GeneratorRun run = GeneratorHarness.Run(Compilation(source, version));
        Assert.Empty(run.DriverDiagnostics);
        return run.AllText;
    }

    private static bool IsValid(string source, CSharpParseOptions version) =>
        Compilation(source, version).GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error);

    private static CSharpCompilation Compilation(string source, CSharpParseOptions version)
    {
        CSharpCompilation strict = GeneratorHarness.Compilation(version, false, source, Read("Emits.cs"));
        return strict.WithOptions(strict.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .AddReferences(MetadataReference.CreateFromFile(typeof(LanguageVersionTests).Assembly.Location));
    }

    private static IEnumerable<string> Names() => typeof(LanguageVersionTests).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)).Select(n => n["Corpus/".Length..]).Where(n => n != "Emits.cs").Order(StringComparer.Ordinal);

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(LanguageVersionTests).Assembly.GetManifestResourceStream("Corpus/" + name)!);
        return reader.ReadToEnd();
    }
}
