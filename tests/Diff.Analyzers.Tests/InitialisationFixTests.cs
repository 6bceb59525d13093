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

/// <summary>DIFF202 by numbers: the share of flat units before the fix and after it.</summary>
public sealed class InitialisationFixTests
{
    private const string Key = "Diff.ScaleWeights";

    [Theory]
    [InlineData("rng.NextDouble() * 2 - 1", "(rng.NextDouble() * 2 - 1) * Math.Sqrt(6.0 / (784 + 100))")]
    [InlineData("(rng.NextDouble() - 0.5) * 8", "(rng.NextDouble() - 0.5) * 8 * (Math.Sqrt(6.0 / (784 + 100)) / 4)")]
    [InlineData("1 - 2 * rng.NextDouble()", "(1 - 2 * rng.NextDouble()) * Math.Sqrt(6.0 / (784 + 100))")]
    public async Task The_fill_is_scaled(string fill, string expected)
    {
        string source = InitialisationTests.Program($"for (int i = 0; i < w.Length; i++) w[i] = {fill};");
        string after = InitialisationTests.Program($"for (int i = 0; i < w.Length; i++) w[i] = {expected};");
        await FixHarness.Verify(new ScaledInitialisationFix(), source, Key, after);
        Assert.Equal(after, await FixHarness.FixAll(new ScaledInitialisationFix(), source, Key));
    }

    [Fact]
    public async Task Where_the_numbers_are_not_around_zero_nothing_is_offered() => Assert.Empty(await FixHarness.Titles(
        new ScaledInitialisationFix(), InitialisationTests.Program("for (int i = 0; i < w.Length; i++) w[i] = rng.NextDouble();")));

    [Theory]
    [InlineData("rng.NextDouble() * 2 - 1")]
    [InlineData("NextGaussian(rng)")]
    public async Task Flat_units_are_no_longer_flat(string fill)
    {
        string before = Trained(fill);
        string after = await FixHarness.Fix(new ScaledInitialisationFix(), before, Key);
        double share = FlatShare(before);
        Assert.InRange(share, 0.8, 1);
        Assert.InRange(FlatShare(after), 0, 0.02);
    }

    /// <summary>A layer of 400 units over 784 inputs of mean square 1; the gradient by its biases shows the slope of each unit.</summary>
    private static string Trained(string fill) => $$"""
        using System;
        using Diff;
        public static partial class Model
        {
            [Differentiable]
            public static double Loss(ReadOnlySpan<double> w, ReadOnlySpan<double> b, [Constant] ReadOnlySpan<double> x)
            {
                double y = 0;
                for (int i = 0; i < 400; i++)
                {
                    double z = b[i];
                    for (int j = 0; j < 784; j++) z += w[i * 784 + j] * x[j];
                    y += Math.Tanh(z);
                }

                return y;
            }

            private static double NextGaussian(Random random) =>
                Math.Sqrt(-2.0 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

            public static double[] Slopes()
            {
                Random rng = new Random(5);
                double[] w = new double[784 * 400];
                for (int i = 0; i < w.Length; i++)
                {
                    w[i] = {{fill}};
                }

                double[] x = new double[784];
                for (int j = 0; j < x.Length; j++) x[j] = rng.NextDouble() < 0.5 ? 1 : -1;
                double[] slopes = new double[400];
                LossGradient(w, new double[400], x, new double[w.Length], slopes);
                return slopes;
            }
        }
        """;

    private static double FlatShare(string source)
    {
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        MethodInfo slopes = Assembly.Load(image.ToArray()).GetType("Model")!.GetMethod("Slopes")!;
        double[] gradient = (double[])slopes.Invoke(null, null)!;
        return gradient.Count(slope => Math.Abs(slope) < 0.01) / (double)gradient.Length;
    }
}
