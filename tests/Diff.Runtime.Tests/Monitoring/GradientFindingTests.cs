using System;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests.Monitoring;

/// <summary>Findings on both sides of each threshold.</summary>
public sealed class GradientFindingTests
{
    /// <summary>A report of one call; the counts of each value are evaluations, not finite ones, size, flat ones.</summary>
    private static GradientReport Report(params (MonitoredKind Kind, double Evaluations, double NonFinite, double Size, double Flat)[] values)
    {
        MonitoredMethod method = new("M", [.. values.Select((v, i) => new MonitoredValue("v" + i, "line " + i, v.Kind, false, i == 1 ? "DIFF409" : "", "cause"))], []);
        double[] counts = [.. values.SelectMany(v => new[] { v.Evaluations, 0, v.NonFinite, (v.Evaluations - v.NonFinite) * v.Size * v.Size, v.Flat })];
        GradientReport report = new();
        method.Record(report, counts, []);
        return report;
    }

    [Theory]
    [InlineData(MonitoredKind.Rectifier, 1000, 700, "DIFF110")]
    [InlineData(MonitoredKind.Rectifier, 1000, 699, "")]
    [InlineData(MonitoredKind.Rectifier, 100, 100, "DIFF110")]
    [InlineData(MonitoredKind.Rectifier, 99, 99, "")]
    [InlineData(MonitoredKind.Clamp, 1000, 700, "DIFF101")]
    [InlineData(MonitoredKind.Clamp, 1000, 699, "")]
    [InlineData(MonitoredKind.Logistic, 1000, 400, "DIFF202")]
    [InlineData(MonitoredKind.Logistic, 1000, 399, "")]
    [InlineData(MonitoredKind.Tanh, 1000, 400, "DIFF202")]
    [InlineData(MonitoredKind.Tanh, 1000, 399, "")]
    [InlineData(MonitoredKind.Softplus, 1000, 1000, "")]
    [InlineData(MonitoredKind.Activation, 1000, 0, "")]
    [InlineData(MonitoredKind.Local, 1000, 0, "")]
    public void Flat_activations(MonitoredKind kind, double evaluations, double flat, string rule)
    {
        GradientFinding[] findings = [.. Report((kind, evaluations, 0, 1, flat)).Findings];
        Assert.Equal(rule, string.Join(", ", findings.Select(f => f.Rule)));
        Assert.All(findings, f => Assert.Equal("v0", f.Row.Name));
    }

    [Fact]
    public void Saturated_units_in_series()
    {
        GradientFinding[] findings =
            [.. Report((MonitoredKind.Tanh, 100, 0, 1, 50), (MonitoredKind.Logistic, 100, 0, 1, 10), (MonitoredKind.Tanh, 100, 0, 1, 60)).Findings];
        Assert.Equal(["DIFF201", "DIFF201"], findings.Select(f => f.Rule));
        Assert.Contains("50.0 % of 100 evaluations of v0", findings[0].Text, StringComparison.Ordinal);
        Assert.Contains("60.0 % of 100 evaluations of v2", findings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cotangents_that_are_not_finite_are_blamed_on_the_value_nearest_the_result()
    {
        GradientFinding finding = Assert.Single(
            Report((MonitoredKind.Local, 9, 0, 1, 0), (MonitoredKind.Local, 9, 1, 1, 0), (MonitoredKind.Local, 9, 9, 0, 0)).Findings);
        Assert.Equal(("DIFF409", "v1", "Its derivative becomes infinite in: cause"), (finding.Rule, finding.Row.Name, finding.Remedy));
        Assert.StartsWith("1 of 9 cotangents of v1", finding.Text, StringComparison.Ordinal);
        finding = Assert.Single(Report((MonitoredKind.Local, 9, 1, 1, 0), (MonitoredKind.Local, 9, 9, 1, 0)).Findings);
        Assert.Equal(("DIFF4xx", "v0"), (finding.Rule, finding.Row.Name));
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_found_where_no_value_was()
    {
        MonitoredMethod method = new("M", [new MonitoredValue("v", "", MonitoredKind.Local)], ["wGradient"]);
        GradientReport report = new();
        method.Record(report, [5, 0, 0, 5, 0], []);
        method.Gradient(report, 0, [1, double.PositiveInfinity]);
        GradientFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("DIFF4xx", "1 of 2 elements of wGradient were infinite or not a number."), (finding.Rule, finding.Text));
    }

    [Theory]
    [InlineData(1, 0.99e-4, "DIFF201")]
    [InlineData(1, 1.01e-4, "")]
    [InlineData(0.09, 0.99e-4, "")]
    [InlineData(1, 0, "DIFF201")]
    [InlineData(1, 70.1, "DIFF3xx")]
    [InlineData(1, 69.9, "")]
    [InlineData(0, 0, "")]
    public void Sizes_from_the_result_to_the_inputs(double last, double first, string rule)
    {
        // What is between them, and what is no activation, has no say.
        GradientFinding[] findings =
        [
            .. Report(
                (MonitoredKind.Local, 100, 0, 1e9, 0), (MonitoredKind.Rectifier, 100, 0, last, 0), (MonitoredKind.Tanh, 100, 0, 1e-9, 0),
                (MonitoredKind.Activation, 100, 0, first, 0), (MonitoredKind.Local, 100, 0, 1e-9, 0)).Findings,
        ];
        Assert.Equal(rule, string.Join(", ", findings.Select(f => f.Rule)));
        if (rule.Length > 0)
            Assert.Equal("v3", findings[0].Row.Name);
    }
}
