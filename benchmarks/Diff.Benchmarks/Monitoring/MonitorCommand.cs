using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Pairing;
using Diff.Benchmarks.Reporting;

namespace Diff.Benchmarks.Monitoring;

/// <summary>The command that times what a report costs.</summary>
internal static class MonitorCommand
{
    private const string Description = """
        Times generated gradients of the benchmarks whose primal is monitored, without and with a report, in turns: the median time of a
        call of each, and the median of the ratios.
        """;

    /// <summary>Makes the command, action included.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        Option<int> samples = new("--samples")
        {
            Description = "The number of samples of each.",
            HelpName = "N",
            DefaultValueFactory = _ => 101,
        };
        samples.Validators.Add(BenchmarkCommand.RequireAtLeastOne);

        Command command = new("monitor", Description) { samples };
        command.SetAction(arguments => Run(arguments.GetValue(samples), Console.Out, Console.Error));
        return command;
    }

    private static int Run(int samples, TextWriter output, TextWriter errors)
    {
        CalibrationGate gate = new(TimeProvider.System, CalibrationLoop.Run);
        gate.WarmUp(TimeSpan.FromMilliseconds(300));
        MarkdownTable table = new("benchmark", "without", "with a report", "÷ without");
        foreach (BenchmarkCase benchmark in Catalogue.Cases(BenchmarkData.Find([])).Where(c => c.Monitored is not null))
        {
            double distance = Distance(benchmark);
            if (!(distance <= benchmark.Tolerance))
            {
                errors.WriteLine(FormattableString.Invariant($"{benchmark.Name}: with a report the gradient is another one, by {distance}."));
                return BenchmarkSession.Refused;
            }

            IReadOnlyList<Measurement> measured = new PairedContest(TimeProvider.System, gate, new PairingSettings(samples))
                .Run([benchmark.Generated, benchmark.Monitored!], benchmark.DerivativeLength).Measurements;
            table.Add(
                benchmark.Name, Microseconds(measured[0]), Microseconds(measured[1]),
                measured[1].RatioTo(measured[0]).ToString("0.000", CultureInfo.InvariantCulture));
        }

        output.WriteLine($"Machine: {Machine.Line()}.\n\n{table}");
        return BenchmarkSession.Success;
    }

    /// <summary>How far the two gradients are from each other.</summary>
    /// <param name="benchmark">The case.</param>
    /// <returns>A relative distance.</returns>
    internal static double Distance(BenchmarkCase benchmark)
    {
        double[] without = new double[benchmark.DerivativeLength];
        double[] with = new double[benchmark.DerivativeLength];
        benchmark.Generated(without);
        benchmark.Monitored!(with);
        if (benchmark.Single is not null)
        {
            SinglePoint.Widen(without);
            SinglePoint.Widen(with);
        }

        return GradientJudge.RelativeDistance(without, with);
    }

    private static string Microseconds(Measurement measurement) =>
        (measurement.NanosecondsPerCall / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " µs";
}
