using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Spectre.Console;

namespace CartPole;

/// <summary>Trains with each loss, all else equal, and sets the runs side by side.</summary>
internal static class Comparison
{
    private const int ShareChartHeight = 6;

    /// <summary>Trains with each loss and reports.</summary>
    /// <param name="seed">The seed of both runs.</param>
    /// <param name="maximumEpisodes">The number of episodes after which to give up.</param>
    /// <param name="cancellation">Stops the training early.</param>
    public static void Run(int seed, int maximumEpisodes, CancellationToken cancellation)
    {
        List<TrainingResult> results = [];
        foreach (LossKind loss in Enum.GetValues<LossKind>())
        {
            TrainingSettings settings = new(seed, maximumEpisodes, loss, MeasureZeroGradients: true);
            results.Add(TrainingSession.Run(settings, cancellation));
            if (cancellation.IsCancellationRequested)
                return;

            Console.WriteLine(TrainingReport.Verdict(results[^1]));
        }

        Console.WriteLine();
        results.ForEach(TrainingReport.WriteCurve);
        results.ForEach(WriteShares);
        WriteTable(results);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Measured on every {ZeroGradientProbe.Interval}th training batch of {Hyperparameters.BatchSize}: "
            + $"the generated gradient of each sample alone."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Zero means exactly zero in every parameter; "
            + $"final is the mean of the last {ZeroGradientProbe.FinalWindow} measured batches."));
    }

    private static void WriteShares(TrainingResult result)
    {
        if (result.ZeroShares.Count == 0)
            return;

        Console.WriteLine($"Share of zero gradients in each measured batch, {TrainingReport.LossName(result.Settings.Loss)} loss:");
        AnsiConsole.Write(TrainingReport.Chart(result.ZeroShares, maximum: 1, ShareChartHeight));
        Console.WriteLine();
    }

    private static void WriteTable(List<TrainingResult> results)
    {
        Table table = new();
        string batch = Hyperparameters.BatchSize.ToString(CultureInfo.InvariantCulture);
        table.AddColumns("Loss", "Solved", "Episodes", "Best mean", $"Zero of {batch}, mean", $"Zero of {batch}, final");
        foreach (TrainingResult result in results)
        {
            table.AddRow(
                TrainingReport.LossName(result.Settings.Loss),
                result.Solved ? "yes" : "no",
                result.Returns.Count.ToString(CultureInfo.InvariantCulture),
                result.BestMean.ToString("0.0", CultureInfo.InvariantCulture),
                Share(result.ZeroShares),
                Share(result.ZeroShares.TakeLast(ZeroGradientProbe.FinalWindow).ToArray()));
        }

        AnsiConsole.Write(table);
    }

    private static string Share(IReadOnlyList<double> shares)
    {
        if (shares.Count == 0)
            return "not measured";

        double share = shares.Average();

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{share * Hyperparameters.BatchSize:0.0} ({100 * share:0.0} %)");
    }
}
