using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests.Monitoring;

/// <summary>What a report makes of counts that are handed to it as generated code does.</summary>
public sealed class GradientReportTests
{
    private static readonly MonitoredMethod s_network = new(
        "Net.Loss",
        [
            new MonitoredValue("p", "double p = 1 / (1 + Math.Exp(-z))", MonitoredKind.Logistic),
            new MonitoredValue("scale", "float scale = Scale(x)", MonitoredKind.Local, true),
            new MonitoredValue("h", "double h = Math.Max(0, z)", MonitoredKind.Rectifier),
            new MonitoredValue("q", "double q = x * x", MonitoredKind.Local, false, "DIFF403", "double r = Math.Sqrt(q)"),
        ],
        ["wGradient"]);

    private static GradientReport Report(double[] counts, float[]? singles = null, double[]? gradient = null)
    {
        GradientReport report = new();
        s_network.Record(report, counts, singles ?? new float[5]);
        s_network.Gradient(report, 0, gradient ?? []);
        return report;
    }

    private static double[] Counts(double[] p, double[] h, double[] q) => [.. p, .. h, .. q];

    [Fact]
    public void Counts_become_rows_in_the_order_of_the_sweep()
    {
        GradientReport report = Report(Counts([10, 1, 2, 32, 3], [20, 0, 0, 0, 5], [0, 0, 0, 0, 0]), [4, 0, 0, 36, 0], [0, 3, double.NaN, -4]);
        GradientRow[] rows = [.. report.Rows];
        Assert.Equal(["p", "scale", "h", "q", "wGradient"], rows.Select(r => r.Name));
        Assert.Equal(new GradientRow("Net.Loss", "p", "double p = 1 / (1 + Math.Exp(-z))", MonitoredKind.Logistic, 10, 3, 1, 2, 2), rows[0]);
        Assert.Equal((3.0, null, 0.0), (rows[1].RootMeanSquare, rows[1].FlatShare, rows[1].ZeroShare));
        Assert.Equal((0.25, 0.0), (rows[2].FlatShare, rows[2].RootMeanSquare));
        Assert.Equal((null, null), (rows[3].FlatShare, rows[3].ZeroShare));
        Assert.True(double.IsNaN(rows[3].RootMeanSquare));
        Assert.Equal((4, 1, 1, Math.Sqrt(25 / 3.0)), (rows[4].Evaluations, rows[4].ZeroCotangents, rows[4].NonFiniteCotangents, rows[4].RootMeanSquare));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(70_001)]
    public void Every_element_of_a_gradient_is_seen_once_in_sixteen_calls(int length)
    {
        // Each element is told from the others by its square.
        double[] gradient = [.. Enumerable.Range(1, length).Select(i => Math.Sqrt(i))];
        float[] singles = new float[length];
        MonitoredMethod two = new("Net.Two", [], ["a", "b"]);
        GradientReport report = new();
        for (int call = 0; call < 16; call++)
        {
            two.Record(report, [], []);
            two.Gradient(report, 0, gradient);
            two.Gradient(report, 1, singles);
            s_network.Record(report, new double[15], new float[5]);
        }

        int times = length <= 1024 ? 16 : 1;
        GradientRow a = report.Rows.Single(r => r.Name == "a");
        GradientRow b = report.Rows.Single(r => r.Name == "b");
        Assert.Equal((times * length, 0, 0), (a.Evaluations, a.ZeroCotangents, a.NonFiniteCotangents));
        Assert.Equal((times * length, times * length, 0), (b.Evaluations, b.ZeroCotangents, b.NonFiniteCotangents));
        if (length > 0)
            Assert.Equal((length + 1) / 2.0, a.RootMeanSquare * a.RootMeanSquare, 1e-6 * length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(17)]
    public void Numbers_that_are_not_finite_are_seen_wherever_they_stand(int place)
    {
        float[] gradient = new float[18];
        foreach (float number in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            gradient[place] = number;
            GradientReport report = new();
            s_network.Record(report, new double[15], new float[5]);
            s_network.Gradient(report, 0, gradient);
            GradientRow row = report.Rows[^1];
            Assert.Equal((18, 17, 1, 0.0), (row.Evaluations, row.ZeroCotangents, row.NonFiniteCotangents, row.RootMeanSquare));
        }
    }

    [Fact]
    public void Reports_of_threads_are_put_together()
    {
        GradientReport one = Report(Counts([10, 1, 0, 9, 3], [1, 1, 0, 0, 1], [0, 0, 0, 0, 0]), null, [1]);
        GradientReport other = Report(Counts([30, 2, 0, 1, 5], [1, 0, 0, 4, 0], [2, 0, 1, 1, 0]), null, [7]);
        MonitoredMethod second = new("Net.Other", [], ["b"]);
        second.Record(other, [], []);
        one.Add(other);
        Assert.Equal((3, 2), (one.Calls, other.Calls));
        Assert.Equal((40, 8, 3, 0), (one.Rows[0].Evaluations, one.Rows[0].FlatEvaluations, one.Rows[0].ZeroCotangents, one.Rows[0].NonFiniteCotangents));
        Assert.Equal(0.5, one.Rows[0].RootMeanSquare);
        Assert.Equal(["Net.Loss", "Net.Other"], one.Rows.Select(r => r.Method).Distinct());
        one.Add(one);
        Assert.Equal((6, 80), (one.Calls, one.Rows[0].Evaluations));
        one.Reset();
        Assert.Equal(0, one.Calls);
        Assert.Empty(one.Rows);
        Assert.Empty(one.Findings);
        Assert.Equal("No call was counted.\n", one.ToString());
        Assert.Equal(2, other.Calls);
        Assert.Throws<ArgumentNullException>(() => one.Add(null!));
        Assert.Throws<ArgumentNullException>(() => one.WriteTo(null!));
        Assert.Throws<ArgumentNullException>(() => second.Record(null!, [], []));
    }

    [Fact]
    public void The_table_is_the_same_under_every_culture()
    {
        GradientReport report = Report(Counts([12000, 100, 0, 12000, 3000], [12000, 9500, 3, 0.03, 9400], [12000, 0, 12, 1e-6, 0]), null, [0.5, 0]);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(
                """
                Net.Loss: 1 call; values from the result to the inputs
                value      kind       evaluations    flat    zero  not finite    size  line
                p          logistic        12,000  25.0 %   0.8 %           0  1.0E+0  double p = 1 / (1 + Math.Exp(-z))
                scale      local                0       -       -           0       -  float scale = Scale(x)
                h          rectifier       12,000  78.3 %  79.2 %           3  1.6E-3  double h = Math.Max(0, z)
                q          local           12,000       -   0.0 %          12  9.1E-6  double q = x * x
                wGradient  gradient             2       -  50.0 %           0  3.5E-1
                DIFF4xx: 3 of 12,000 cotangents of h were infinite or not a number. It is the value nearest the result where that came up. Look at what is computed from it on the way to the result: a root, a logarithm, a quotient or a power at zero, or an exponential that overflows.
                DIFF110: The derivative was exactly 0 in 78.3 % of 12,000 evaluations of h: nothing was passed on to what it is computed from. Try Functions.LeakyRelu or Functions.Gelu, a smaller step, or Initializers.HeNormal; if it is the output, leave it out (DIFF111).

                """.ReplaceLineEndings("\n"),
                report.ToString());
            using StringWriter writer = new() { NewLine = "\r\n" };
            report.WriteTo(writer);
            Assert.Equal(report.ToString().Replace("\n", "\r\n", StringComparison.Ordinal), writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
