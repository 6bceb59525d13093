using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks.Matrices;

/// <summary>The command that times the runtime's products of matrices.</summary>
internal static class MatrixCommand
{
    private const string Description = """
        Times the runtime's products of matrices, in turns with plain loops and with sums of rows by TensorPrimitives: operations
        per nanosecond of each, and how many times as long each rival took; the least times of all turns.
        """;

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        Option<string> filter = new("--filter")
        {
            Description = "Run the sizes whose text, such as 64×784×256, contains this; x is × as well.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        Option<int> rounds = new("--rounds")
        {
            Description = "How many turns each form has.",
            HelpName = "N",
            DefaultValueFactory = _ => 31,
        };
        rounds.Validators.Add(BenchmarkCommand.RequireAtLeastOne);

        Command command = new("matrix", Description) { filter, rounds };
        command.SetAction(arguments => Run(arguments.GetValue(filter)!, arguments.GetValue(rounds), Console.Out, Console.Error));
        return command;
    }

    private static int Run(string filter, int rounds, TextWriter output, TextWriter errors)
    {
        MatrixSize[] sizes = [.. MatrixSize.All.Where(s => s.ToString().Contains(filter.Replace('x', '×'), StringComparison.Ordinal))];
        if (sizes.Length == 0)
        {
            errors.WriteLine("No size has such a text.");
            return BenchmarkCommand.WrongArguments;
        }

        MarkdownTable table = new("size", "product", "float", "plain ×", "rows ×", "double", "plain ×", "rows ×");
        foreach (MatrixSize size in sizes)
        {
            double[] singles = MatrixContest.Run<float>(size, rounds), doubles = MatrixContest.Run<double>(size, rounds);
            table.Add(
                size.ToString(), size.Form, Number(singles[0]), Number(singles[0] / singles[1]), Number(singles[0] / singles[2]),
                Number(doubles[0]), Number(doubles[0] / doubles[1]), Number(doubles[0] / doubles[2]));
        }

        output.WriteLine(table);
        return BenchmarkSession.Success;
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.0", CultureInfo.InvariantCulture);
}
