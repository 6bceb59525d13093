using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Growth;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks.Checkpoints;

/// <summary>The command that says what checkpoints cost in time and save in memory.</summary>
internal static class CheckpointCommand
{
    private const string Description = """
        Runs the gradient of a simulation in time with all values kept and with each kind of checkpoints: the most memory that a call holds at
        once, and the least time of a call.
        """;

    private delegate double Gradient(ReadOnlySpan<double> start, ReadOnlySpan<double> goal, int steps, Span<double> startGradient);

    private static readonly (string Name, Gradient Run)[] s_schedules =
    [
        ("all values kept", HeatedRod.LossGradient),
        ("periodic, √n segments", HeatedRod.InSegmentsGradient),
        ("binomial, 20 states", HeatedRod.WithTwentyStatesGradient),
        ("binomial, log₂(n) / 2 + 2 states", HeatedRod.WithStatesGradient),
        ("binomial, 3 states", HeatedRod.WithThreeStatesGradient),
    ];

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        Option<int> places = new("--places") { Description = "The size of the state.", HelpName = "N", DefaultValueFactory = _ => 1000 };
        Option<int> steps = new("--steps") { Description = "The number of steps.", HelpName = "N", DefaultValueFactory = _ => 1000 };
        places.Validators.Add(BenchmarkCommand.RequireAtLeastOne);
        steps.Validators.Add(BenchmarkCommand.RequireAtLeastOne);
        Command command = new("checkpoints", Description) { places, steps };
        command.SetAction(arguments => Run(arguments.GetValue(places), arguments.GetValue(steps), TimeSpan.FromSeconds(1), Console.Out, Console.Error));
        return command;
    }

    /// <summary>Measures all schedules.</summary>
    /// <param name="places">The size of the state.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="duration">For how long each is timed.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="errors">Where it is said that gradients differ.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(int places, int steps, TimeSpan duration, TextWriter output, TextWriter errors)
    {
        double[] start = new double[places];
        double[] goal = new double[places];
        for (int i = 0; i < places; i++)
        {
            start[i] = Math.Sin(0.1 * i);
            goal[i] = 0.5 * Math.Cos(0.07 * i);
        }

        MarkdownTable table = new("schedule", "most memory", "÷ all kept", "time", "÷ all kept");
        double[]? expected = null;
        double allBytes = 0;
        double allTime = 0;
        foreach ((string name, Gradient run) in s_schedules)
        {
            double[] gradient = new double[places];
            void Call() => run(start, goal, steps, gradient);
            Call();
            long bytes = PoolMeter.MostHeld(Call);
            double time = Stopwatches.Best(Call, duration);
            expected ??= gradient;
            if (!(GradientJudge.RelativeDistance(expected, gradient) <= 1e-10))
            {
                errors.WriteLine($"{name}: the gradient is another one than with all values kept.");
                return BenchmarkSession.Refused;
            }

            (allBytes, allTime) = allTime == 0 ? (bytes, time) : (allBytes, allTime);
            table.Add(name, Text(bytes / 1024.0) + " KiB", Text(bytes / allBytes, "0.000"), Text(time / 1e6) + " ms", Text(time / allTime, "0.00"));
        }

        output.WriteLine(FormattableString.Invariant($"Machine: {Machine.Line()}. A state of {places} numbers, {steps} steps.\n\n{table}"));
        return BenchmarkSession.Success;
    }

    private static string Text(double number, string format = "0.0") => number.ToString(format, CultureInfo.InvariantCulture);
}
