using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>DIFF502: parameters without a part in the result.</summary>
public sealed class UnusedParameterTests
{
    [Theory]
    [InlineData("double x, double [|b|], [Constant] double t", "double p = x * t + b; p = x * t; return p * p;")]
    [InlineData("double x, double [|b|], [Constant] double t", "double p = x * t; double unused = p + b; return p * p;")]
    [InlineData("double x, ReadOnlySpan<double> [|b|], [Constant] double t", "double p = b[0]; p = x * t; return p * p;")]
    [InlineData("double x, double[] [|b|], [Constant] double t", "double[] h = new double[2]; for (int i = 0; i < 2; i++) { h[i] = b[i] * t; } return x * x;")]
    [InlineData("double x, (double A, double B) [|b|], [Constant] double t", "double p = b.A + b.B; p = t; return x * p;")]
    [InlineData("double x, double [|b|], [Constant] double t", "double s = 0; double lost = 0; for (int i = 0; i < 4; i++) { s += x; lost += b; } return s * t;")]
    public async Task A_value_that_is_lost_is_flagged(string parameters, string body)
    {
        Diagnostic found = Assert.Single(await AnalyzerHarness.Verify("DIFF502", ClampedResidualTests.Loss(body, parameters)));
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains("'b' is 0 for every input: what is computed from it is never part", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_is_not_named_is_hidden() => Assert.Equal(
        DiagnosticSeverity.Hidden, Assert.Single(await AnalyzerHarness.Verify("DIFF502", ClampedResidualTests.Loss("return x * x * t;", "double x, double [|b|], [Constant] double t"))).Severity);

    [Theory]
    [InlineData("double x, double _b, [Constant] double t", "return x * x * t;")]
    [InlineData("double x, [Constant] double b", "return x * x;")]
    [InlineData("double x, double b, [Constant] double t", "_ = b; return x * x * t;")]
    [InlineData("double x, double b, [Constant] double t", "double p = x; if (b > t) { p = 2 * x; } return p;")]
    [InlineData("double x, ReadOnlySpan<double> b", "double s = 0; for (int i = 0; i < b.Length; i++) { s += x; } return s;")]
    [InlineData("double x, double b", "if (b < 0) { throw new ArgumentException(\"b\"); } return x * x;")]
    [InlineData("double x, ReadOnlySpan<double> b", "double[] h = new double[b.Length]; for (int i = 0; i < h.Length; i++) { h[i] = b[i]; } double s = 0; foreach (double v in h) { s += v * x; } return s;")]
    [InlineData("double x, System.Numerics.Vector2 b", "return x * b.X;")]
    [InlineData("double x, int n", "return x * x;")]
    public async Task What_has_a_part_is_silent(string parameters, string body) => await AnalyzerHarness.Verify("", ClampedResidualTests.Loss(body, parameters));

    [Fact]
    public async Task Outputs_and_contracts_are_silent()
    {
        ImmutableArray<Diagnostic> found = await AnalyzerHarness.Analyze("""
            using System;
            using Diff;
            public interface ILoss { double Of(double x, double y); }
            public sealed partial class Squared : ILoss
            {
                [Differentiable] public double Of(double x, double y) => x * x;
            }

            public static partial class Outputs
            {
                [Differentiable]
                public static void Scale(ReadOnlySpan<double> x, Span<double> y)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        y[i] = 2 * x[i];
                    }
                }
            }
            """);
        Assert.True(found.IsEmpty, string.Join("\n", found));
    }
}
