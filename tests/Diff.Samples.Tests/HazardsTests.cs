using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Hazards;
using Spectre.Console;
using Xunit;

namespace Diff.Samples.Tests;

/// <summary>What the sample Hazards measures, and what it says on the command line.</summary>
public sealed class HazardsTests
{
    // tanh' = 1 - tanh² is below 0.01 beyond this.
    private static readonly double s_flat = Math.Acosh(10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Saturated_units_are_as_many_as_the_spread_of_normal_sums_says(int seed)
    {
        SaturationMeasurement[] rows = [.. SaturationMeasurement.All(seed)];
        Assert.Equal(4, rows.Length);
        foreach (SaturationMeasurement row in rows)
            Assert.Equal(Outside(s_flat / row.Spread), row.SaturatedShare, 0.03);

        Assert.Equal(rows.OrderBy(row => row.SaturatedShare).ThenByDescending(row => row.MeanSlope), rows);
        Assert.True(rows[0].SaturatedShare < 0.02 && rows[^1].SaturatedShare > 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Dead_units_stay_dead(int seed)
    {
        DeadUnitMeasurement[] rows = [.. DeadUnitMeasurement.All(seed)];
        Assert.All(rows, row => Assert.Equal(0, row.Revived));
        Assert.All(rows, row => Assert.True(row.Late >= row.Early));
        Assert.All(rows, row => Assert.True(double.IsFinite(row.LastLoss)));
        Assert.True(rows[0].Late < 0.1, "Small steps kill few.");
        Assert.True(rows[^1].Early > 0.3, "Large steps kill many.");
        Assert.Equal(1, DeadUnitMeasurement.DeadStripeUnits(seed));
    }

    [Fact]
    public void A_gradient_through_time_is_a_power_of_the_gain()
    {
        TimeMeasurement[] rows = [.. TimeMeasurement.All()];
        Assert.Equal([0.5, 0.9, 1.0, 1.1, 1.5], rows.Select(row => row.Gain));
        foreach (TimeMeasurement row in rows)
        {
            foreach (int steps in (int[])[0, 1, 10, 25, 50, 100])
                Assert.Equal(1, row.Back(steps) / Math.Pow(row.Gain, steps), 1e-12);

            double[] inputs = [.. row.ByInputs.Select(_ => 1.0)];
            double step = 1e-6 * row.Gain;
            double estimate = (Recurrence.Last(row.Gain + step, inputs) - Recurrence.Last(row.Gain - step, inputs)) / (2 * step);
            Assert.Equal(1, row.ByGain / estimate, 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Only_the_clamp_silences_samples(int seed)
    {
        ClipMeasurement[] rows = [.. ClipMeasurement.All(seed)];
        foreach (ClipMeasurement row in rows)
        {
            Assert.Equal(Outside(1 / row.Spread), row.Clamped, 0.04);
            Assert.Equal(0, row.Huber);
            Assert.Equal(0, row.GradientClipped);
        }

        Assert.True(rows[^1].Clamped > 0.85);
    }

    [Fact]
    public void A_report_names_the_rules_and_is_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        (int exitCode, string report, _, string error) = Run("--seed", "3");
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        foreach (string rule in (string[])["DIFF101", "DIFF110", "DIFF202", "DIFF301"])
            Assert.Contains($"At compile time {rule}: ", report, StringComparison.Ordinal);

        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(report, Run("--seed", "3").Report);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.NotEqual(report, Run("--seed", "4").Report);
    }

    [Theory]
    [InlineData("saturation", "DIFF202")]
    [InlineData("dead", "DIFF110")]
    [InlineData("time", "DIFF301")]
    [InlineData("clip", "DIFF101")]
    public void One_hazard_is_shown_alone(string hazard, string rule)
    {
        (int exitCode, string report, _, _) = Run("--hazard", hazard);
        Assert.Equal(0, exitCode);
        Assert.Contains($"At compile time {rule}: ", report, StringComparison.Ordinal);
        Assert.Equal(2, report.Split("At compile time").Length);
    }

    [Theory]
    [InlineData("--seed", "-1", "--seed must be a whole number from 0 to 2147483647, not '-1'.")]
    [InlineData("--hazard", "rain", "'rain'")]
    public void Wrong_arguments_are_named_with_what_is_allowed(string option, string value, string message)
    {
        (int exitCode, string report, string output, string error) = Run(option, value);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(report);
        Assert.DoesNotContain("Usage", output, StringComparison.Ordinal);
    }

    // How much of a standard normal distribution lies outside of ±x.
    private static double Outside(double x)
    {
        return 2 * Functions.NormalCdf(-x);
    }

    private static (int ExitCode, string Report, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter report = new();
        using StringWriter output = new();
        using StringWriter error = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(report),
        });
        int exitCode = CommandLine.Run(arguments, console, output, error);

        return (exitCode, report.ToString(), output.ToString(), error.ToString());
    }
}
