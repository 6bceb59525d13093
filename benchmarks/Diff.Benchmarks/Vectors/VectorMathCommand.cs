using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks.Vectors;

/// <summary>The command that times the runtime's vector functions against the base library's.</summary>
internal static class VectorMathCommand
{
    private const string Description = """
        Times the vector functions of the runtime against those of Vector512, TensorPrimitives and scalar Math, in turns, over 2048
        numbers in cache: nanoseconds per element, and how many times as long each rival took; the least of all turns.
        """;

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        Option<string> filter = new("--filter")
        {
            Description = "Run the functions whose name contains this, in either case.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        Option<int> rounds = new("--rounds")
        {
            Description = "How many turns each form has.",
            HelpName = "N",
            DefaultValueFactory = _ => 101,
        };
        rounds.Validators.Add(BenchmarkCommand.RequireAtLeastOne);

        Command command = new("vector-math", Description) { filter, rounds };
        command.SetAction(arguments => Run(arguments.GetValue(filter)!, arguments.GetValue(rounds), Console.Out, Console.Error));
        return command;
    }

    private static int Run(string filter, int rounds, TextWriter output, TextWriter errors)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            errors.WriteLine("This machine has no vectors of 512 bits, which are what is timed.");
            return BenchmarkCommand.WrongArguments;
        }

        VectorContest[] contests = [.. VectorCatalogue.All.Where(c => c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (contests.Length == 0)
        {
            errors.WriteLine("No function has such a name.");
            return BenchmarkCommand.WrongArguments;
        }

        MarkdownTable table = new("function", "type", "ns", "Vector512", "×", "TensorPrimitives", "×", "scalar", "×");
        foreach (VectorContest contest in contests)
        {
            string name = contest.Name;
            foreach ((string type, double[] nanoseconds, double[] ratios) in contest.Run(rounds))
            {
                table.Add(
                    name, type, Number(nanoseconds[0], "0.000"), Number(nanoseconds[1], "0.000"), Number(ratios[1], "0.0"),
                    Number(nanoseconds[2], "0.000"), Number(ratios[2], "0.0"), Number(nanoseconds[3], "0.000"), Number(ratios[3], "0.0"));
                name = "";
            }
        }

        output.WriteLine(table);
        return BenchmarkSession.Success;
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
