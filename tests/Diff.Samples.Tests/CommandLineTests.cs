using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using OptionGreeks;
using Spectre.Console;
using Xunit;

namespace Diff.Samples.Tests;

/// <summary>What the sample OptionGreeks says on the command line.</summary>
public sealed class CommandLineTests
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData("--paths", "5", "--paths must be a whole number from 1000 to 1000000, not '5'.")]
    [InlineData("--assets", "21", "--assets must be a whole number from 1 to 20, not '21'.")]
    [InlineData("--assets", "2.5", "--assets must be a whole number from 1 to 20, not '2.5'.")]
    [InlineData("--seed", "-1", "--seed must be a whole number from 0 to 2147483647, not '-1'.")]
    [InlineData("--maturity", "0,5", "--maturity must be a number from 0.01 to 30, not '0,5'.")]
    [InlineData("--spot", "NaN", "--spot must be a number from 0.01 to 1000000, not 'NaN'.")]
    [InlineData("--bump", "much", "--bump must be a number from 1E-08 to 0.01, not 'much'.")]
    [InlineData("--path", "5000", "'--path'")]
    public void Wrong_arguments_are_named_with_what_is_allowed(string option, string value, string message)
    {
        (int exitCode, string report, string output, string error) = Run(option, value);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(report);
        Assert.DoesNotContain("Usage", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_every_option_with_bounds_and_default()
    {
        (int exitCode, string report, string output, string error) = Run("--help");
        Assert.Equal(0, exitCode);
        Assert.Empty(report);
        Assert.Empty(error);
        string[] options =
        [
            "--spot", "--strike", "--maturity", "--volatility", "--rate", "--dividend", "--assets", "--correlation", "--paths",
            "--seed", "--bump",
        ];
        foreach (string option in options)
            Assert.Matches($@"{option} <N> [^\n]*\([^)\n]+ to [^)\n]+\) \[default: ", output);
    }

    [Fact]
    public void A_report_shows_tables_and_charts_alike_in_every_culture()
    {
        string[] arguments = ["--paths", "1000", "--assets", "3", "--seed", "7", "--volatility", "0.2"];
        string invariant = RunIn(CultureInfo.InvariantCulture, arguments);
        foreach (string part in (string[])["delta", "vega", "theta", "rho", "dividend", "Delta of the call", "█", "correlation 2,3"])
            Assert.Contains(part, invariant, StringComparison.Ordinal);

        Assert.DoesNotContain(Escape, invariant);
        Assert.DoesNotContain("NaN", invariant, StringComparison.Ordinal);
        Assert.Equal(Untimed(invariant), Untimed(RunIn(new CultureInfo("de-DE"), arguments)));
    }

    [Fact]
    public async Task Redirected_output_has_no_colours()
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "OptionGreeks.dll"), "--paths", "1000", "--assets", "2" },
            RedirectStandardOutput = true,

            // Spectre takes the word of this variable.
            Environment = { ["TERM"] = "xterm-256color" },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Vega of the call", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, output);
    }

    private static string RunIn(CultureInfo culture, string[] arguments)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            (int exitCode, string report, _, string error) = Run(arguments);
            Assert.Equal(0, exitCode);
            Assert.Empty(error);

            return report;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Untimed(string report)
    {
        int end = report.IndexOf("Computed", StringComparison.Ordinal);
        Assert.True(end > 0);

        // The border above depends on the widths of the times below.
        return report[..report.LastIndexOf('┌', end)];
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
