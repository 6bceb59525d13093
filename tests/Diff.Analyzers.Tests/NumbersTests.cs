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

/// <summary>DIFF101 by numbers: the gradient is zero beyond the bound before the fix, and right after it.</summary>
public sealed class NumbersTests
{
    private const double Target = 0.25;

    /// <summary>Errors on both sides of both bounds, none at a kink.</summary>
    private static readonly double[] s_errors = [-7.5, -1.75, -0.6, 0.3, 0.9, 1.4, 12];

    [Theory]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return c * c;", 1, 1)]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return 0.5 * c * c;", 1, 0.5)]
    [InlineData("return 3 * Math.Pow(Math.Clamp(x - t, -1.2, 1.2), 2);", 1.2, 3)]
    [InlineData("double d = x - t; double c = Math.Min(Math.Max(d, -0.8), 0.8); return c * c / 2;", 0.8, 0.5)]
    public async Task The_Huber_loss_teaches_where_the_clamp_did_not(string body, double limit, double scale)
    {
        string before = ClampedResidualTests.Loss(body);
        string after = await FixHarness.Fix(new ClampedResidualFix(), before, "Diff.UseHuber");
        Losses clamped = Losses.Load(before);
        Losses huber = Losses.Load(after);
        foreach (double error in s_errors)
        {
            double x = Target + error;
            double difference = Difference(huber, x);
            Assert.Equal(difference, huber.Gradient(x), 6);
            Assert.Equal(scale * 2 * Math.Clamp(error, -limit, limit), huber.Gradient(x), 9);
            if (Math.Abs(error) > limit)
            {
                Assert.Equal(0, clamped.Gradient(x));
                Assert.True(Math.Abs(huber.Gradient(x)) > 0.1);
            }
            else
            {
                Assert.Equal(clamped.Gradient(x), huber.Gradient(x), 9);
                Assert.Equal(clamped.Value(x), huber.Value(x), 9);
            }
        }
    }

    [Fact]
    public async Task Clipping_the_gradient_teaches_where_the_clamp_did_not()
    {
        string before = ClampedResidualTests.Loss("double c = Math.Clamp(x - t, -1, 1); return c * c;");
        Losses clamped = Losses.Load(before);
        Losses clipped = Losses.Load(await FixHarness.Fix(new ClampedResidualFix(), before, "Diff.ClipGradient"));
        foreach (double error in s_errors)
        {
            // The value is the whole square again; its gradient is clipped on the way back.
            double x = Target + error;
            Assert.Equal(error * error, clipped.Value(x), 9);
            Assert.Equal(Math.Clamp(2 * error, -1, 1), clipped.Gradient(x), 9);
            Assert.Equal(Math.Abs(error) > 1, clamped.Gradient(x) == 0);
        }
    }

    private static double Difference(Losses losses, double x)
    {
        const double Step = 1e-5;
        return (losses.Value(x + Step) - losses.Value(x - Step)) / (2 * Step);
    }

    /// <summary>A program compiled together with its derivative.</summary>
    private sealed class Losses(Type type)
    {
        private readonly MethodInfo _loss = type.GetMethod("Loss")!;
        private readonly MethodInfo _gradient = type.GetMethods().Single(m => m.Name == "LossGradient" && m.GetParameters().Length == 2);

        public static Losses Load(string source)
        {
            using MemoryStream stream = new();
            Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
            Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            return new Losses(Assembly.Load(stream.ToArray()).GetType("Cases.Losses")!);
        }

        public double Value(double x) => (double)_loss.Invoke(null, [x, Target])!;

        public double Gradient(double x)
        {
            (double value, double gradient) = ((double, double))_gradient.Invoke(null, [x, Target])!;
            Assert.Equal(Value(x), value, 9);
            return gradient;
        }
    }
}
