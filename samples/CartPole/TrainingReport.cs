using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace CartPole;

/// <summary>Says what came of one training run.</summary>
internal static class TrainingReport
{
    private const int MaximumChartWidth = 100;
    private const int ChartHeight = 10;

    /// <summary>Writes the chart of the returns and the verdict.</summary>
    /// <param name="result">The run.</param>
    public static void Write(TrainingResult result)
    {
        Console.WriteLine();
        WriteCurve(result);
        Console.WriteLine(Verdict(result));
    }

    /// <summary>Writes the chart of the returns.</summary>
    /// <param name="result">The run.</param>
    public static void WriteCurve(TrainingResult result)
    {
        Console.WriteLine($"Return of each episode, {LossName(result.Settings.Loss)} loss:");
        AnsiConsole.Write(Chart(result.Returns, CartPoleEnvironment.MaximumSteps, ChartHeight));
        Console.WriteLine();
    }

    /// <summary>Draws a chart as wide as the output allows.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="maximum">The number that fills the height.</param>
    /// <param name="height">The number of lines.</param>
    /// <returns>The chart.</returns>
    public static Text Chart(IReadOnlyList<double> values, double maximum, int height)
    {
        int width = Math.Min(AnsiConsole.Profile.Width, MaximumChartWidth);
        bool unicode = AnsiConsole.Profile.Capabilities.Unicode;

        return new Text(ReturnChart.Draw(values, maximum, width, height, unicode) + "\n");
    }

    /// <summary>Says whether the problem was solved, and in what time.</summary>
    /// <param name="result">The run.</param>
    /// <returns>One sentence.</returns>
    public static string Verdict(TrainingResult result)
    {
        int episodes = result.Returns.Count;
        string effort = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Steps} steps, {result.Elapsed.TotalSeconds:0.0} s, {result.StepsPerSecond:0} steps/s");
        if (result.Solved)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Solved: mean return {result.RecentMean:0.0} over episodes {episodes - result.RecentCount + 1} to {episodes} ({effort}).");
        }

        if (episodes < Hyperparameters.SolvedWindow)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Not solved: that takes {Hyperparameters.SolvedWindow} episodes, "
                + $"and {episodes} were played, mean return {result.RecentMean:0.0} ({effort}).");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Not solved: best mean return {result.BestMean:0.0} over {Hyperparameters.SolvedWindow} of {episodes} episodes, "
            + $"{Hyperparameters.SolvedReturn:0} needed ({effort}).");
    }

    /// <summary>Names a loss as the command line does.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Its name.</returns>
    public static string LossName(LossKind loss)
    {
        return loss == LossKind.Huber ? "huber" : "clipped";
    }
}
