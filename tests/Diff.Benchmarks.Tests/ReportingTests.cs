using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;
using Diff.Benchmarks.Reporting;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>What is printed, and where it goes.</summary>
public sealed class ReportingTests
{
    [Fact]
    public void Columns_are_aligned()
    {
        MarkdownTable table = new("benchmark", "who", "time");
        table.Add("a", "primal", "1 ns");
        table.Add("", "tape", "1.00 µs");

        Assert.Equal(
            """
            | benchmark | who    |    time |
            | --------- | ------ | ------: |
            | a         | primal |    1 ns |
            |           | tape   | 1.00 µs |

            """.ReplaceLineEndings("\n"),
            table.ToString());
    }

    [Theory]
    [InlineData(5.171, "5.17 ns")]
    [InlineData(82.2, "82.2 ns")]
    [InlineData(801, "801 ns")]
    [InlineData(12_345, "12.3 µs")]
    [InlineData(1_410_000, "1.41 ms")]
    [InlineData(2.5e9, "2.50 s")]
    public void Times_have_three_digits(double nanoseconds, string text) => Assert.Equal(text, BenchmarkTable.Time(nanoseconds));

    [Fact]
    public void A_row_tells_time_ratios_and_bytes_in_any_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            BenchmarkTable table = new();
            Measurement[] measurements = [Measured(10, 2_680), Measured(25, 0), Measured(20, 0), Measured(90, 0, isAccepted: false)];
            table.Add(PlantedCase.Make(), [null, null, null, null], new ContestResult(measurements, Accepted: 3, Rejected: 2));

            Assert.Equal(
                """
                | benchmark | contestant |      time | ÷ primal | ÷ by hand | ÷ SIMD | bytes |
                | --------- | ---------- | --------: | -------: | --------: | -----: | ----: |
                | planted   | primal     |   10.0 ns |     1.00 |      0.50 |        | 2,680 |
                |           | generated  |   25.0 ns |     2.50 |      1.25 |        |     0 |
                |           | by hand    |   20.0 ns |     2.00 |      1.00 |        |     0 |
                |           | tape       | ~ 90.0 ns |     9.00 |      4.50 |        |     0 |

                Samples: 3 accepted, 2 rejected and measured again.

                `~`: the machine did not calm down; most samples of that row were taken beside a slow calibration loop.

                """.ReplaceLineEndings("\n"),
                table.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void What_is_between_the_markers_is_replaced()
    {
        string page = $"before\n\n{PerformancePage.Begin}\n\nold\n\n{PerformancePage.End}\n\nafter\n";

        string once = PerformancePage.Replace(page, "new\n");

        Assert.Equal($"before\n\n{PerformancePage.Begin}\n\nnew\n\n{PerformancePage.End}\n\nafter\n", once);
        Assert.Equal(once, PerformancePage.Replace(once, "new\n"));
    }

    [Theory]
    [InlineData("no markers")]
    [InlineData(PerformancePage.Begin)]
    [InlineData(PerformancePage.End + PerformancePage.Begin)]
    [InlineData(PerformancePage.Begin + PerformancePage.End + PerformancePage.End)]
    public void A_page_without_its_markers_is_left_alone(string page) =>
        Assert.Throws<InvalidDataException>(() => PerformancePage.Replace(page, "new"));

    [Fact]
    public void The_documentation_has_the_markers_with_a_table_and_the_machine_between()
    {
        string page = File.ReadAllText(Page());
        int begin = page.IndexOf(PerformancePage.Begin, StringComparison.Ordinal);
        string measured = page[begin..page.IndexOf(PerformancePage.End, StringComparison.Ordinal)];

        Assert.NotEqual(page, PerformancePage.Replace(page, "something else"));
        Assert.Contains("Machine: ", measured, StringComparison.Ordinal);
        Assert.Contains("| benchmark ", measured, StringComparison.Ordinal);
        Assert.DoesNotContain("refused:", measured, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_the_machine_states_processor_runtime_and_tiering()
    {
        string line = Machine.Line();

        Assert.Contains($"{Environment.ProcessorCount} cores", line, StringComparison.Ordinal);
        Assert.Contains("tiered compilation", line, StringComparison.Ordinal);
        Assert.Contains("GC", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--samples 0")]
    [InlineData("unknown")]
    [InlineData("--write nowhere.md")]
    [InlineData("--write PAGE --self")]
    public void Wrong_arguments_are_refused(string arguments) => Assert.NotEmpty(Parse(arguments).Errors);

    [Theory]
    [InlineData("--samples 5 --filter gmm --data 1k_gmm_d2_K5 1k_gmm_d20_K50")]
    [InlineData("--write PAGE")]
    [InlineData("--self")]
    [InlineData("--precise --filter MLP -- --iterationCount 3")]
    public void Right_arguments_are_not(string arguments) => Assert.Empty(Parse(arguments).Errors);

    private static string Page() => Path.Combine(BenchmarkData.Repository()!.FullName, "docs", "performance.md");

    private static ParseResult Parse(string arguments) =>
        BenchmarkCommand.Create().Parse([.. arguments.Split(' ').Select(argument => argument == "PAGE" ? Page() : argument)]);

    private static Measurement Measured(double nanoseconds, double bytes, bool isAccepted = true) =>
        new([new Sample(TimeSpan.FromTicks((long)nanoseconds), isAccepted)], CallsPerSample: 100, bytes);
}
