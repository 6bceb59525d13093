using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CurveFit;
using Spectre.Console;
using Xunit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>What the sample CurveFit says on the command line, and how it ends.</summary>
public sealed class CurveFitProgramTests
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData("'cubic'", "--model", "cubic")]
    [InlineData("'l2'", "--loss", "l2")]
    [InlineData("--seed must be a whole number from 0 to 2147483647, not '-1'.", "--seed", "-1")]
    [InlineData("--scale must be a positive number, not '0'.", "--scale", "0")]
    [InlineData("--scale must be a positive number, not 'NaN'.", "--scale", "NaN")]
    [InlineData("--scale must be a positive number, not '0,5'.", "--scale", "0,5")]
    [InlineData("--start must be numbers separated by commas, not '1,x,2': 'x' is no finite number.", "--start", "1,x,2")]
    [InlineData("--start must be numbers separated by commas, not '1,,2': '' is no finite number.", "--start", "1,,2")]
    [InlineData("--start: the model decay has 3 parameters (a,k,c), not 2.", "--start", "1,2")]
    [InlineData("--seed is for points that are drawn, and --data reads them: give one of the two.", "--seed", "1", "--data", "p.csv")]
    [InlineData("and least-squares doubts none: give one of the two.", "--scale", "1", "--loss", "least-squares")]
    [InlineData("nowhere.csv: there is no such file.", "--data", "nowhere.csv")]
    [InlineData("'--dato'", "--dato", "p.csv")]
    public void Wrong_arguments_are_named_with_what_is_allowed(string message, params string[] arguments)
    {
        (int exitCode, string report, string output, string error) = Run(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(report);
        Assert.DoesNotContain("Usage", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_and_list_name_everything()
    {
        (int exitCode, string report, string output, string error) = Run("--help");
        Assert.Equal(0, exitCode);
        Assert.Empty(report + error);
        foreach (string option in (string[])["--model", "--loss", "--scale", "--start", "--seed", "--data", "--list"])
            Assert.Contains(option, output, StringComparison.Ordinal);

        (exitCode, report, output, error) = Run("--list");
        Assert.Equal(0, exitCode);
        Assert.Empty(output + error);
        foreach (string name in ModelCatalogue.All.Select(model => model.Name).Concat(RobustLoss.All.Select(loss => loss.Name)))
            Assert.Contains(name, report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_alike_in_every_culture_and_with_every_run()
    {
        string invariant = RunIn(CultureInfo.InvariantCulture, "--seed", "3");
        string[] parts = ["huber", "Start: a = ", "×", "•", "drawn with", "least squares", "correlation", "R squared", "Converged: "];
        foreach (string part in parts)
            Assert.Contains(part, invariant, StringComparison.Ordinal);

        // Braille of the curve.
        Assert.Contains(invariant, character => character is > '\u2800' and <= '\u28ff');
        Assert.DoesNotContain(Escape, invariant);
        Assert.DoesNotContain("NaN", invariant, StringComparison.Ordinal);
        Assert.Equal(Untimed(invariant), Untimed(RunIn(CultureInfo.InvariantCulture, "--seed", "3")));
        Assert.Equal(Untimed(invariant), Untimed(RunIn(new CultureInfo("de-DE"), "--seed", "3")));
        Assert.NotEqual(Untimed(invariant), Untimed(RunIn(CultureInfo.InvariantCulture, "--seed", "4")));
    }

    [Fact]
    public void Every_model_is_fitted_and_no_line_is_wider_than_the_output()
    {
        foreach (Model model in ModelCatalogue.All)
        {
            (int exitCode, string report, _, string error) = Run("--model", model.Name, "--loss", "cauchy");
            Assert.Equal(0, exitCode);
            Assert.Empty(error);
            Assert.Contains("Converged", report, StringComparison.Ordinal);
            Assert.All(report.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        }
    }

    [Fact]
    public void Without_Unicode_the_plot_is_of_plain_characters()
    {
        (int exitCode, string report, _, _) = Run(unicode: false, "--model", "line");
        Assert.Equal(0, exitCode);
        string plot = report[report.IndexOf("y by x", StringComparison.Ordinal)..report.IndexOf("parameter", StringComparison.Ordinal)];
        Assert.Contains("....", plot, StringComparison.Ordinal);
        Assert.Contains("x", plot, StringComparison.Ordinal);
        Assert.DoesNotContain(plot[..plot.LastIndexOf('0')], character => character > 127);
    }

    [Fact]
    public void Points_of_a_file_are_fitted_with_their_deviations()
    {
        using TemporaryFile file = new(
            "# rates\nconcentration;rate;error\n0.02;61.5;7\n0.06;102;5\n0.11;131;5\n0.22;155;5\n0.56;196;5\n1.1;203.5;5\n");
        (int exitCode, string report, _, string error) = Run(
            "--data", file.Path, "--model", "michaelis-menten", "--loss", "least-squares", "--start", "200,0.1");
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.Contains("rate by concentration", report, StringComparison.Ordinal);
        Assert.Contains("times the given ones", report, StringComparison.Ordinal);
        Assert.Contains("Start: v = 200, k = 0.1\n", report.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("drawn with", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_used_ends_with_1_and_its_error_alone()
    {
        using TemporaryFile file = new("x,y\n1,2\n2,two\n");
        (int exitCode, string report, string output, string error) = Run("--data", file.Path);
        Assert.Equal(1, exitCode);
        Assert.Empty(report + output);
        Assert.Equal($"{file.Path}, line 3, column 2: expected a number (y), found 'two'.", error.Trim());
    }

    [Fact]
    public void What_the_points_do_not_determine_ends_with_2_and_is_named()
    {
        // At 0 the curve is 0 whatever its parameters, and one place is left for the two of them.
        using TemporaryFile file = new("0,0.5\n0,-0.25\n2,3\n2,3.5\n2,2\n");
        (int exitCode, string report, _, string error) = Run("--data", file.Path, "--model", "saturation");
        Assert.Equal(2, exitCode);
        Assert.StartsWith(
            "The Jacobian has rank 1, not 2: the parameters a, k can be changed together without changing the curve at the points.",
            error,
            StringComparison.Ordinal);
        Assert.Contains("undetermined", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Converged", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_where_the_curve_is_not_finite_ends_with_2()
    {
        (int exitCode, _, _, string error) = Run("--start", "1,-1000,0");
        Assert.Equal(2, exitCode);
        Assert.Contains("not finite where the fit starts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_writes_no_colours_to_a_pipe_and_hands_its_exit_code_on()
    {
        (int exitCode, string output) = await Start("--model", "peak", "--loss", "tukey");
        Assert.Equal(0, exitCode);
        Assert.Contains("Converged", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, output);
        (exitCode, output) = await Start("--data", "nowhere.csv");
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
    }

    [Fact]
    public void A_terminal_sees_the_iterations_while_they_run()
    {
        using StringWriter report = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(report),
        });
        Assert.Equal(0, CommandLine.Run([], console, TextWriter.Null, TextWriter.Null));

        // Drawn again and again over itself.
        Assert.True(report.ToString().Split("iteration").Length > 3);
        Assert.Contains(Escape, report.ToString());
    }

    private static async Task<(int ExitCode, string Output)> Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // Spectre takes the word of this variable.
            Environment = { ["TERM"] = "xterm-256color" },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CurveFit.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        return (process.ExitCode, output);
    }

    private static string RunIn(CultureInfo culture, params string[] arguments)
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
        int end = report.IndexOf("Jacobian at the fit", StringComparison.Ordinal);
        Assert.True(end > 0);

        // The border above depends on the widths of the times below.
        return report[..report.LastIndexOf('┌', end)];
    }

    private static (int ExitCode, string Report, string Output, string Error) Run(params string[] arguments)
    {
        return Run(unicode: true, arguments);
    }

    private static (int ExitCode, string Report, string Output, string Error) Run(bool unicode, params string[] arguments)
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
        console.Profile.Capabilities.Unicode = unicode;
        int exitCode = CommandLine.Run(arguments, console, output, error);

        return (exitCode, report.ToString(), output.ToString(), error.ToString());
    }
}
