using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CartPole;

/// <summary>Trains and shows how it goes: live in a terminal, in plain lines where the output goes to a file or a pipe.</summary>
internal static class TrainingSession
{
    private const int EpisodesPerLine = 20;
    private const int LiveChartHeight = 6;
    private static readonly TimeSpan refreshInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Trains an agent.</summary>
    /// <param name="settings">What to train.</param>
    /// <param name="cancellation">Stops the training early.</param>
    /// <returns>What came of it.</returns>
    public static TrainingResult Run(TrainingSettings settings, CancellationToken cancellation)
    {
        Console.WriteLine(Title(settings));
        bool live = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

        return live ? RunLive(settings, cancellation) : RunPlain(settings, cancellation);
    }

    private static string Title(TrainingSettings settings)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training with the {TrainingReport.LossName(settings.Loss)} loss, seed {settings.Seed}, "
            + $"at most {settings.MaximumEpisodes} episodes.");
    }

    private static TrainingResult RunPlain(TrainingSettings settings, CancellationToken cancellation)
    {
        return Trainer.Run(settings, WriteLine, cancellation);
    }

    private static void WriteLine(TrainingResult result)
    {
        int episode = result.Returns.Count;
        if (episode % EpisodesPerLine != 0 && episode != result.Settings.MaximumEpisodes && !result.Solved)
            return;

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"episode {episode,5}  return {result.Returns[^1],3:0}  "
            + $"mean of last {result.RecentCount,3} {result.RecentMean,6:0.0}  {result.StepsPerSecond,7:0} steps/s"));
    }

    private static TrainingResult RunLive(TrainingSettings settings, CancellationToken cancellation)
    {
        return AnsiConsole.Live(new Text("Episode 1 ...")).AutoClear(true).Start(context =>
        {
            Stopwatch sinceRefresh = Stopwatch.StartNew();

            return Trainer.Run(
                settings,
                result =>
                {
                    if (sinceRefresh.Elapsed < refreshInterval)
                        return;

                    context.UpdateTarget(LiveView(result));
                    sinceRefresh.Restart();
                },
                cancellation);
        });
    }

    private static IRenderable LiveView(TrainingResult result)
    {
        Table table = new();
        table.AddColumns("Episode", "Return", "Mean of last 100", "Random actions", "Steps", "Steps/s");
        table.AddRow(
            Invariant($"{result.Returns.Count}"),
            Invariant($"{result.Returns[^1]:0}"),
            Invariant($"{result.RecentMean:0.0}"),
            Invariant($"{100 * result.Exploration:0} %"),
            Invariant($"{result.Steps}"),
            Invariant($"{result.StepsPerSecond:0}"));

        return new Rows(table, TrainingReport.Chart(result.Returns, CartPoleEnvironment.MaximumSteps, LiveChartHeight));
    }

    private static string Invariant(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
