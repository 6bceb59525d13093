using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>The fixes: exactly the text that is wanted, and afterwards nothing to mend.</summary>
public sealed class FixTests
{
    private const string Huber = "Diff.UseHuber";
    private const string Clip = "Diff.ClipGradient";
    private const string Stop = "Diff.StopGradient";
    private const string Partial = "Diff.MakePartial";

    [Fact]
    public async Task Types_become_partial_outwards() => await FixHarness.Verify(
        new MakePartialFix(),
        "using Diff;\n// kept\npublic static class Outer\n{\n    internal class Inner // kept too\n    {\n        [Differentiable] public static double F(double x) => x * x;\n    }\n}\n",
        Partial,
        "using Diff;\n// kept\npublic static partial class Outer\n{\n    internal partial class Inner // kept too\n    {\n        [Differentiable] public static double F(double x) => x * x;\n    }\n}\n");

    [Fact]
    public async Task All_types_of_a_file_become_partial_at_once()
    {
        string source = "using Diff;\nstatic class A { [Differentiable] static double F(double x) => x; }\nstatic class B { class C { [Differentiable] static double F(double x) => x; } }\n";
        string actual = await FixHarness.FixAll(new MakePartialFix(), source, Partial);
        Assert.Equal(source.Replace("class", "partial class"), actual);
        await FixHarness.RequireClean(actual);
    }

    [Theory]
    [InlineData("return Math.Floor(x) + y;", "return Math.Floor(Gradient.Stop(x)) + y;")]
    [InlineData("return (int)(x * 2) + y;", "return (int)Gradient.Stop(x * 2) + y;")]
    [InlineData("return (int)x + y;", "return (int)Gradient.Stop(x) + y;")]
    [InlineData("return BitConverter.DoubleToInt64Bits(x) * y;", "return BitConverter.DoubleToInt64Bits(Gradient.Stop(x)) * y;")]
    public async Task The_derivative_is_stopped(string body, string expected) =>
        await FixHarness.Verify(new StopGradientFix(), Two(body), Stop, Two(expected));

    [Fact]
    public async Task A_delegate_gets_stopped_arguments() => await FixHarness.Verify(
        new StopGradientFix(),
        ClampedResidualTests.Loss("return g(x, 3) * x;", "double x, Func<double, int, double> g"), Stop,
        ClampedResidualTests.Loss("return g(Gradient.Stop(x), 3) * x;", "double x, Func<double, int, double> g"));

    [Fact]
    public async Task Using_is_added_where_it_is_missing() => await FixHarness.Verify(
        new StopGradientFix(),
        "using System;\n\nnamespace Cases;\n\npublic static partial class M\n{\n    [Diff.Differentiable] public static double F(double x, double y) => Math.Floor(x) + y;\n}\n",
        Stop,
        "using System;\nusing Diff;\n\nnamespace Cases;\n\npublic static partial class M\n{\n    [Diff.Differentiable] public static double F(double x, double y) => Math.Floor(Gradient.Stop(x)) + y;\n}\n");

    [Fact]
    public async Task All_losses_are_stopped_at_once()
    {
        string source = """
            using System;
            using Diff;
            public static partial class M
            {
                [Differentiable] static double F(double x, double y) => Math.Floor(x) + y;
                [Differentiable] static double G(double x, double y) => Math.Round(x) + y;
            }
            """;
        string actual = await FixHarness.FixAll(new StopGradientFix(), source, Stop);
        Assert.Equal(source.Replace("Floor(x)", "Floor(Gradient.Stop(x))").Replace("Round(x)", "Round(Gradient.Stop(x))"), actual);
        await FixHarness.RequireClean(actual);
    }

    [Theory]
    [InlineData("double d = x - t;\n        double c = Math.Clamp(d, -1, 1);\n        return c * c;", "double d = x - t;\n        return 2 * Functions.Huber(d, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); // kept\n        return c * c;", "double c = x - t; // kept\n        return 2 * Functions.Huber(c, 1);")]
    [InlineData("double d = x - t;\n        double c = Math.Clamp(d, -1, 1);\n        d = 0;\n        return c * c + d;", "double d = x - t;\n        double c = d;\n        d = 0;\n        return 2 * Functions.Huber(c, 1) + d;")]
    [InlineData("double c = Math.Clamp(x - t, -2.5, 2.5);\n        return Math.Pow(c, 2);", "double c = x - t;\n        return 2 * Functions.Huber(c, 2.5);")]
    [InlineData("return Math.Pow(Math.Clamp(x - t, -1, 1), 2);", "return 2 * Functions.Huber(x - t, 1);")]
    [InlineData("double d = x - t;\n        return Math.Clamp(d, -1, 1) * Math.Clamp(d, -1, 1);", "double d = x - t;\n        return 2 * Functions.Huber(d, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1);\n        return 0.5 * c * c;", "double c = x - t;\n        return Functions.Huber(c, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1);\n        return 0.5 * (c * c);", "double c = x - t;\n        return Functions.Huber(c, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1);\n        return c * c / 2;", "double c = x - t;\n        return Functions.Huber(c, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1);\n        return t * c * c;", "double c = x - t;\n        return 2 * t * Functions.Huber(c, 1);")]
    [InlineData("double c = Math.Clamp(x - t, -t, t);\n        return c * c;", "double c = x - t;\n        return 2 * Functions.Huber(c, t);")]
    [InlineData("double d = x - t;\n        double c = Math.Min(Math.Max(d, -1), 1);\n        return c * c;", "double d = x - t;\n        return 2 * Functions.Huber(d, 1);")]
    public async Task The_square_of_a_clamp_becomes_a_Huber_loss(string body, string expected) =>
        await FixHarness.Verify(new ClampedResidualFix(), ClampedResidualTests.Loss(body), Huber, ClampedResidualTests.Loss(expected));

    [Theory]
    [InlineData("double c = Math.Clamp(x - t, -1, 2); return c * c;")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return c * c * c * c;")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return c * c + Math.Abs(c);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return Math.Abs(c);")]
    [InlineData("double c = Math.Clamp(x - t, -1, 1); return Math.Pow(c, 4);")]
    public async Task Otherwise_only_the_gradient_is_clipped(string body) => Assert.Equal(
        ["Clip the gradient instead of the value"], await FixHarness.Titles(new ClampedResidualFix(), ClampedResidualTests.Loss(body)));

    [Theory]
    [InlineData("double d = x - t; if (d > 1) d = 1; return d * d;")]
    [InlineData("double c = Math.Min(Math.Abs(x - t), 1); return c * c;")]
    public async Task Nothing_is_offered_where_nothing_fits(string body) =>
        Assert.Empty(await FixHarness.Titles(new ClampedResidualFix(), ClampedResidualTests.Loss(body)));

    [Theory]
    [InlineData("double c = Math.Clamp(x - t, -1, 2); return c * c;", "double c = Gradient.Clip(x - t, -1, 2); return c * c;")]
    [InlineData("double c = Math.Max(-1, Math.Min(2, x - t)); return c * c;", "double c = Gradient.Clip(x - t, -1, 2); return c * c;")]
    public async Task The_gradient_is_clipped(string body, string expected) =>
        await FixHarness.Verify(new ClampedResidualFix(), ClampedResidualTests.Loss(body), Clip, ClampedResidualTests.Loss(expected));

    [Fact]
    public async Task All_clamps_of_a_file_are_mended_at_once()
    {
        string source = """
            using System;
            using Diff;
            public static partial class M
            {
                [Differentiable]
                static double F(double x, [Constant] double t)
                {
                    double c = Math.Clamp(x - t, -1, 1);
                    return c * c;
                }

                [Differentiable]
                static float G(float x, [Constant] float t) => MathF.Pow(Math.Clamp(x - t, -2f, 2f), 2f);
            }
            """;
        string actual = await FixHarness.FixAll(new ClampedResidualFix(), source, Huber);
        Assert.Equal(
            source.Replace("Math.Clamp(x - t, -1, 1)", "x - t").Replace("c * c", "2 * Functions.Huber(c, 1)")
                .Replace("MathF.Pow(Math.Clamp(x - t, -2f, 2f), 2f)", "2 * Functions.Huber(x - t, 2f)"), actual);
        await FixHarness.RequireClean(actual);
    }

    private static string Two(string body) => ClampedResidualTests.Loss(body, "double x, double y");
}
