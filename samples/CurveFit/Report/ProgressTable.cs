using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace CurveFit;

/// <summary>Shows the iterations of a fit: while it runs where the output is a terminal, afterwards where it is a file or a pipe.</summary>
internal static class ProgressTable
{
    // More iterations than these are shown by their first and their last.
    private const int MaximumRows = 18;
    private const int FirstRows = 6;

    /// <summary>Runs a fit and shows its iterations.</summary>
    /// <typeparam name="T">What the fit returns.</typeparam>
    /// <param name="console">Where to.</param>
    /// <param name="fit">The fit, which is given what to tell of each iteration.</param>
    /// <returns>What the fit returned.</returns>
    public static T Follow<T>(IAnsiConsole console, Func<Action<Iteration>, T> fit)
    {
        List<Iteration> iterations = [];
        T result;
        if (console.Profile.Capabilities.Ansi)
        {
            result = console.Live(Draw(iterations)).Start(display => fit(iteration =>
            {
                iterations.Add(iteration);
                display.UpdateTarget(Draw(iterations));
            }));
        }
        else
        {
            result = fit(iterations.Add);
            console.Write(Draw(iterations));
        }

        return result;
    }

    private static Table Draw(List<Iteration> iterations)
    {
        Table table = new();
        foreach (string column in (string[])["loss", "iteration", "cost", "gain", "damping", "gradient", "step"])
            table.AddColumn(column is "loss" or "step" ? new TableColumn(column) : new TableColumn(column).RightAligned());

        int left = iterations.Count - MaximumRows;
        for (int i = 0; i < iterations.Count; i++)
        {
            if (left <= 0 || i < FirstRows || i >= FirstRows + left)
                AddRow(table, iterations[i]);
            else if (i == FirstRows)
                table.AddRow(string.Create(CultureInfo.InvariantCulture, $"({left} more)"));
        }

        return table;
    }

    private static void AddRow(Table table, Iteration iteration)
    {
        table.AddRow(
            iteration.Stage,
            iteration.Number.ToString(CultureInfo.InvariantCulture),
            iteration.Cost.ToString("G6", CultureInfo.InvariantCulture),
            Format.Fixed(iteration.Gain, 3),
            Format.Magnitude(iteration.Damping),
            Format.Magnitude(iteration.Gradient),
            iteration.Number == 0 ? "start" : iteration.Accepted ? "taken" : "refused");
    }
}
