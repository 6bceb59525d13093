using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Diff.Benchmarks.Checkpoints;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.GradBench;
using Diff.Benchmarks.Growth;
using Diff.Benchmarks.Matrices;
using Diff.Benchmarks.Monitoring;
using Diff.Benchmarks.Native;
using Diff.Benchmarks.Pairing;
using Diff.Benchmarks.Precise;
using Diff.Benchmarks.Reporting;
using Diff.Benchmarks.Vectors;

namespace Diff.Benchmarks;

/// <summary>What can be asked for on the command line.</summary>
internal static class BenchmarkCommand
{
    internal const int WrongArguments = 1;
    private const int DefaultSamples = 31;

    private const string Description = """
        Times values and gradients: the primal, what Diff generates, derivatives by hand, and a tape. Contestants are checked
        against each other before they are timed, run interleaved, and are compared by medians of ratios.

        Exit codes: 0 when all went well, 1 for wrong arguments, 2 when a contestant was refused since it computes something
        else, 3 when --self finds a ratio that is more than 3 % off 1.
        """;

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static RootCommand Create()
    {
        Option<string> filter = new("--filter")
        {
            Description = "Run the benchmarks whose name contains this, in either case.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        Option<int> samples = new("--samples")
        {
            Description = "The number of samples of each contestant.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSamples,
        };
        Option<string[]> data = new("--data")
        {
            Description = "The inputs of ADBench to read in place of the usual one of their problem, without extension.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> large = new("--large") { Description = "Run the sizes that take gigabytes or minutes, too." };
        Option<FileInfo?> write = new("--write")
        {
            Description = "Write the table and the machine's line between the markers of this page, too.",
            HelpName = "PAGE",
        };
        Option<bool> self = new("--self") { Description = "Compare every program with itself: all ratios must be 1 within 3 %." };
        Option<bool> list = new("--list") { Description = "Print the names of the benchmarks." };
        Option<bool> precise = new("--precise")
        {
            Description = "Run the same contestants under BenchmarkDotNet, with the arguments after --.",
        };
        Argument<string[]> passed = new("arguments")
        {
            Description = "With --precise: arguments for BenchmarkDotNet.",
            DefaultValueFactory = _ => [],
        };
        samples.Validators.Add(RequireAtLeastOne);
        write.Validators.Add(RequireMarkers);

        RootCommand command = new(Description) { filter, samples, data, large, write, self, list, precise, passed };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(precise) && result.GetValue(passed) is { Length: > 0 } unknown)
                result.AddError($"'{unknown[0]}' is not known; arguments are passed on with --precise.");
            if (result.GetResult(write) is not null && (result.GetValue(self) || result.GetValue(precise)))
                result.AddError("--write writes the table of the paired runner, so it takes neither --self nor --precise.");
        });
        command.SetAction(arguments =>
        {
            CppTwins.Build(Console.Error);
            IReadOnlyList<BenchmarkCase> cases;
            try
            {
                BenchmarkData found = BenchmarkData.Find(arguments.GetValue(data)!) with { IncludesLarge = arguments.GetValue(large) };
                cases = Catalogue.Cases(found, arguments.GetValue(filter)!);
            }
            catch (FileNotFoundException e)
            {
                Console.Error.WriteLine(e.Message);
                return WrongArguments;
            }

            if (cases.Count == 0)
            {
                Console.Error.WriteLine("No benchmark has such a name; --list shows them.");
                return WrongArguments;
            }

            if (arguments.GetValue(list))
                return List(cases);
            if (arguments.GetValue(precise))
                return PreciseSession.Run(cases, arguments.GetValue(passed)!, Console.Error);

            PairingSettings settings = new(arguments.GetValue(samples));
            BenchmarkSession session = new(cases, settings, Console.Out, Console.Error);
            return arguments.GetValue(self) ? session.CompareWithSelf() : session.Compare(arguments.GetValue(write));
        });

        command.Subcommands.Add(VectorMathCommand.Create());
        command.Subcommands.Add(MatrixCommand.Create());
        command.Subcommands.Add(MonitorCommand.Create());
        command.Subcommands.Add(CheckpointCommand.Create());
        command.Add(CreateGradBench());
        command.Add(CreateGrowth());
        command.Add(CreateCompilation());
        return command;
    }

    private static Command CreateGradBench()
    {
        Command command = new("gradbench", "Answer the messages of GradBench on standard input: one JSON object per line, in and out.");
        command.SetAction(_ =>
        {
            new GradBenchSession(Console.In, Console.Out).Run();
            return BenchmarkSession.Success;
        });
        return command;
    }

    private static Command CreateGrowth()
    {
        Option<string> filter = new("--filter")
        {
            Description = "Measure the objectives whose name contains this, in either case.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        Command command = new("growth", "Show how time and memory of generated gradients grow over four decades of n.") { filter };
        command.SetAction(arguments =>
        {
            new GrowthSession(Console.Out, Console.Error).Run(arguments.GetValue(filter)!);
            return BenchmarkSession.Success;
        });
        return command;
    }

    private static Command CreateCompilation()
    {
        Command command = new("compilation", "Show how the time of the generator grows with the size of the program.");
        command.SetAction(_ =>
        {
            new CompilationSession(Console.Out, Console.Error).Run([10, 30, 100, 300]);
            return BenchmarkSession.Success;
        });
        return command;
    }

    private static int List(IReadOnlyList<BenchmarkCase> cases)
    {
        foreach (BenchmarkCase benchmark in cases)
        {
            Console.WriteLine(benchmark.Name);
        }

        return BenchmarkSession.Success;
    }

    /// <summary>Before minutes of measuring, not after.</summary>
    private static void RequireMarkers(OptionResult result)
    {
        string page = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        try
        {
            PerformancePage.Replace(File.ReadAllText(page), "");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            result.AddError($"{result.Option.Name}: {e.Message}");
        }
    }

    internal static void RequireAtLeastOne(OptionResult result)
    {
        // What is no number at all has its own error.
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            result.AddError(FormattableString.Invariant($"{result.Option.Name} must be 1 or more, not {value}."));
    }
}
