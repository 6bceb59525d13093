using System.Collections.Immutable;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.Compiler.Facts;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF202: initialisers are followed to the layers that they feed.</summary>
public sealed class InitialisationTests
{
    private const string Tanh = "for (int i = 0; i < Units; i++) { double z = b[i]; for (int j = 0; j < Inputs; j++) z += w[i * Inputs + j] * x[j]; y += v[i] * Math.Tanh(z); }";
    private const string Logistic = "for (int i = 0; i < Units; i++) { double z = 0; for (int j = 0; j < x.Length; j++) z += x[j] * w[i * x.Length + j]; y += v[i] / (1 + Math.Exp(-z)); }";
    private const string Rectified = "for (int i = 0; i < Units; i++) { double z = 0; for (int j = 0; j < Inputs; j++) z += w[i * Inputs + j] * x[j]; y += v[i] * Functions.Relu(z); }";

    /// <summary>A layer over 784 inputs, and code that fills its weights and trains it.</summary>
    internal static string Program(string fill, string layer = Tanh, string members = "", string create = "double[] w = new double[Inputs * Units];") => $$"""
        using System;
        using System.Linq;
        using Diff;
        public static partial class Model
        {
            private const int Inputs = 784;
            private const int Units = 100;
            {{members}}

            [Differentiable]
            public static double Loss(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> v, [Constant] ReadOnlySpan<double> x, [Constant] double t)
            {
                double y = 0;
                {{layer}}
                return (y - t) * (y - t);
            }

            public static void Train(double[] v, double[] b, double t, double[] wGradient, double[] bGradient, double[] vGradient)
            {
                Random rng = new Random(1);
                double[] x = new double[Inputs];
                {{create}}
                {{fill}}
                for (int step = 0; step < 100; step++)
                {
                    LossGradient(w, b, v, x, t, wGradient, bGradient, vGradient);
                    for (int i = 0; i < w.Length; i++) w[i] -= 0.01 * wGradient[i];
                }
            }
        }
        """;

    [Theory]
    [InlineData("for (int i = 0; i < w.Length; i++) w[i] = [|rng.NextDouble() * 2 - 1|];", "±16, tanh′ is below 0.01 for 85 %")]
    [InlineData("for (int i = 0; i < w.Length; i++) { w[i] = [|(rng.NextDouble() - 0.5) * 8|]; }", "±65")]
    [InlineData("for (int i = 0; i < w.Length; i++) { double u = rng.NextDouble(); w[i] = [|1 - 2 * u|]; }", "±16")]
    [InlineData("for (int i = 0; i < w.Length; i++) w[i] = [|NextGaussian(rng)|];", "±28", "private static double NextGaussian(Random random) { double u = 1 - random.NextDouble(); double v = random.NextDouble(); return Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2 * Math.PI * v); }")]
    [InlineData("for (int i = 0; i < w.Length; i++) { double r = Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())); w[i] = [|0.5 * r * Math.Sin(6.283185307 * rng.NextDouble())|]; }", "±14")]
    [InlineData("Fill(w, rng, 1.5);", "±24", "private static void Fill(double[] a, Random r, double limit) { for (int k = 0; k < a.Length; k++) a[k] = [|limit * (2 * r.NextDouble() - 1)|]; }")]
    [InlineData("const double limit = 0.5; for (int i = 0; i < Units; i++) for (int j = 0; j < Inputs; j++) w[i * Inputs + j] = [|(rng.NextDouble() * 2 - 1) * limit|];", "±8.1")]
    public async Task A_wide_fill_of_a_local_array_is_flagged(string fill, string words, string members = "")
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF202", Program(fill, members: members)));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(words, found.GetMessage(), System.StringComparison.Ordinal);
        Assert.Contains("784 inputs", found.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "double[] w = Enumerable.Range(0, Inputs * Units).Select(_ => [|rng.NextDouble() * 2 - 1|]).ToArray();", "")]
    [InlineData("", "double[] w = Draw(Inputs * Units, rng);", "private static double[] Draw(int n, Random r) { double[] a = new double[n]; for (int i = 0; i < n; i++) { a[i] = [|r.NextDouble() * 2 - 1|]; } return a; }")]
    [InlineData("for (int i = 0; i < w.Length; i++) w[i] = [|rng.NextDouble() - 0.5|];", "", "private static readonly double[] w = new double[Inputs * Units];")]
    public async Task Helpers_queries_and_fields_are_seen_through(string fill, string create, string members) =>
        await AnalyzerHarness.Verify("DIFF202", Program(fill, create: create, members: members));

    [Fact]
    public async Task A_hand_written_logistic_function_over_an_array_of_known_length_is_flagged()
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF202", Program("for (int i = 0; i < w.Length; i++) w[i] = [|rng.NextDouble() * 2 - 1|];", Logistic)));
        Assert.Contains("σ′ is below 0.01 for 78 %", found.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("for (int j = 0; j < x.Length; j++) x[j] = pixels[j] / 255.0;", "inputs of mean square 0.1")]
    [InlineData("for (int j = 0; j < x.Length; j++) x[j] = pixels[j];", "±1304")]
    [InlineData("for (int j = 0; j < x.Length; j++) x[j] = rng.NextDouble();", "inputs of mean square 0.33")]
    public async Task Inputs_that_are_known_make_it_a_warning(string inputs, string words)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF202", Program(
            inputs + "for (int i = 0; i < w.Length; i++) w[i] = [|rng.NextDouble() * 2 - 1|];", members: "private static readonly byte[] pixels = new byte[Inputs];")));
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(words, found.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scaled", "double scale = Math.Sqrt(6.0 / (Inputs + Units)); for (int i = 0; i < w.Length; i++) w[i] = (rng.NextDouble() * 2 - 1) * scale;")]
    [InlineData("divided", "for (int i = 0; i < w.Length; i++) w[i] = (rng.NextDouble() * 2 - 1) / Math.Sqrt(Inputs);")]
    [InlineData("small", "for (int i = 0; i < w.Length; i++) w[i] = (rng.NextDouble() - 0.5) * 0.1;")]
    [InlineData("library", "Initializers.XavierUniform(w, Inputs, Units, 1);")]
    [InlineData("scaled afterwards", "for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1; for (int i = 0; i < w.Length; i++) w[i] *= 0.01;")]
    [InlineData("read from a file", "for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1; Load(w);", "private static void Load(double[] a) => Buffer.BlockCopy(new double[9], 0, a, 0, 72);")]
    [InlineData("only where nothing is saved", "if (rng.Next() == 0) { for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1; }")]
    [InlineData("filled twice", "for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1; for (int i = 0; i < 784; i++) w[i] = 0.01 * rng.NextDouble();")]
    [InlineData("another name for it", "double[] other = w; for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1; Array.Sort(other);")]
    [InlineData("a scale that is not known", "double scale = Convert.ToDouble(Environment.GetEnvironmentVariable(\"SCALE\")); for (int i = 0; i < w.Length; i++) w[i] = (rng.NextDouble() * 2 - 1) * scale;")]
    [InlineData("dependent numbers", "for (int i = 0; i < w.Length; i++) { double u = rng.NextDouble(); w[i] = 8 * u - 8 * u; }")]
    [InlineData("a gaussian that is scaled", "for (int i = 0; i < w.Length; i++) w[i] = NextGaussian(0, 0.05);", "private static double NextGaussian(double mean, double stdDev) => throw null!;")]
    public async Task Near_misses_stay_silent(string what, string fill, string members = "")
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", Program(fill, members: members));
    }

    [Theory]
    [InlineData("a rectifier", Rectified)]
    [InlineData("few inputs", "for (int i = 0; i < Units; i++) { double z = 0; for (int j = 0; j < 3; j++) z += w[i * 3 + j] * x[j]; y += v[i] * Math.Tanh(z); }")]
    [InlineData("an output without a function", "for (int j = 0; j < Inputs; j++) y += w[j] * x[j];")]
    [InlineData("a number of inputs that is not known", "for (int j = 0; j < b.Length; j++) y += w[j] * x[j]; y = Math.Tanh(y);")]
    public async Task Layers_that_do_not_saturate_stay_silent(string what, string layer)
    {
        Assert.NotEmpty(what);
        await AnalyzerHarness.Verify("", Program("for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1;", layer));
    }

    [Theory]
    [InlineData("_w = new double[784 * 100]; Random rng = new Random(3); for (int i = 0; i < _w.Length; i++) _w[i] = [|rng.NextDouble() * 2 - 1|];", "double[] _w")]
    [InlineData("Random rng = new Random(3); for (int i = 0; i < 100; i++) for (int j = 0; j < 784; j++) _w[i * 784 + j] = [|4 * rng.NextDouble() - 2|];", "double[] _w = new double[784 * 100]")]
    [InlineData("Random rng = new Random(3); for (int i = 0; i < 78400; i++) _w[i] = [|rng.NextDouble() - 0.5|];", "readonly double[] _w = new double[784 * 100]")]
    public async Task Fields_of_an_object_are_followed(string constructor, string field) => await AnalyzerHarness.Verify("DIFF202", $$"""
        using System;
        using Diff;
        public sealed partial class Net
        {
            [Parameter] private {{field}};
            public Net() { {{constructor}} }

            [Differentiable]
            public double Loss([Constant] ReadOnlySpan<double> x, [Constant] double t)
            {
                double y = 0;
                for (int i = 0; i < 100; i++)
                {
                    double z = 0;
                    for (int j = 0; j < 784; j++) z += _w[i * 784 + j] * x[j];
                    y += Math.Tanh(z);
                }

                return (y - t) * (y - t);
            }
        }
        """);

    [Fact]
    public async Task What_is_filled_in_another_file_is_reported_where_it_leads_to()
    {
        string model = Program("").Replace("public static void Train", "private static void Other", System.StringComparison.Ordinal)
            .Replace("LossGradient(w, b, v, x, t, wGradient, bGradient, vGradient);", "", System.StringComparison.Ordinal);
        string trainer = """
            using System;
            public static class Trainer
            {
                public static void Run(double[] b, double[] v, double[] x, double t, double[] g)
                {
                    double[] w = new double[78400];
                    Random rng = new();
                    for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble() * 2 - 1;
                    Model.LossGradient(w, b, v, x, t, g, g, g);
                }
            }
            """;
        Diagnostic found = Assert.Single(await AnalyzerHarness.Analyze(model, trainer));
        Assert.Equal("DIFF202", found.Id);
        Assert.EndsWith("Source0.cs", found.Location.SourceTree!.FilePath, System.StringComparison.Ordinal);
        Assert.EndsWith("Source1.cs", Assert.Single(found.AdditionalLocations).SourceTree!.FilePath, System.StringComparison.Ordinal);
    }

    /// <summary>The share against the error function, in its series.</summary>
    [Theory]
    [InlineData(true, 10, 0.7647)]
    [InlineData(true, 16.166, 0.8531)]
    [InlineData(false, 10, 0.6466)]
    [InlineData(true, 1, 0.0028)]
    [InlineData(false, 0.5, 0)]
    public void The_share_of_flat_units_is_the_integral_of_the_density(bool isTanh, double spread, double share) =>
        Assert.Equal(share, Saturation.FlatShare(spread, isTanh), 3);

    /// <summary>The share against drawn numbers: 784 products of weights and inputs, and the slope of their sum.</summary>
    [Fact]
    public void The_share_of_flat_units_is_what_a_layer_shows()
    {
        System.Random random = new(11);
        int flat = 0;
        const int units = 4000;
        for (int i = 0; i < units; i++)
        {
            double z = 0;
            for (int j = 0; j < 784; j++)
            {
                z += ((random.NextDouble() * 2) - 1) * (random.NextDouble() < 0.5 ? 1 : -1);
            }

            double tanh = System.Math.Tanh(z);
            flat += 1 - (tanh * tanh) < 0.01 ? 1 : 0;
        }

        Assert.Equal(Saturation.FlatShare(System.Math.Sqrt(784.0 / 3), isTanh: true), flat / (double)units, 1.5e-2);
    }
}
