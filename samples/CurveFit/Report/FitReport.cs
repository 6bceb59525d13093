using System;
using System.Linq;
using Spectre.Console;

namespace CurveFit;

/// <summary>Shows what came of a fit.</summary>
internal static class FitReport
{
    /// <summary>A point that counts less than this is called an outlier.</summary>
    public const double OutlierWeight = 0.5;

    /// <summary>Writes plot, parameters, their correlations and how good the fit is.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="truth">The parameters that the points were drawn with, or nothing.</param>
    public static void Write(IAnsiConsole console, Fit fit, double[]? truth)
    {
        CurvePlot.Write(console, fit);
        bool isDetermined = fit.Covariance.Dependence is null;
        WriteParameters(console, fit, truth, isDetermined);
        if (isDetermined && fit.Problem.Columns > 1)
            WriteCorrelations(console, fit);

        WriteGoodness(console, fit);
    }

    private static void WriteParameters(IAnsiConsole console, Fit fit, double[]? truth, bool isDetermined)
    {
        bool isRobust = fit.Loss != RobustLoss.LeastSquares;
        Table table = new();
        table.AddColumn("parameter");
        foreach (string column in (string[])["estimate", "std. error", "95 %"])
            table.AddColumn(new TableColumn(column).RightAligned());

        if (truth is not null)
            table.AddColumn(new TableColumn("drawn with").RightAligned());

        if (isRobust)
            table.AddColumn(new TableColumn("least squares").RightAligned());

        for (int j = 0; j < fit.Parameters.Length; j++)
        {
            table.AddRow(
            [
                fit.Problem.Model.Parameters[j],
                Format.Value(fit.Parameters[j]),
                isDetermined ? Format.Short(fit.Covariance.StandardErrors[j]) : "undetermined",
                isDetermined ? "± " + Format.Short(fit.HalfInterval(j)) : string.Empty,
                .. truth is null ? Array.Empty<string>() : [Format.Value(truth[j])],
                .. isRobust ? [Format.Value(fit.Squares.Parameters[j])] : Array.Empty<string>(),
            ]);
        }

        console.Write(table);
        console.WriteLine();
    }

    private static void WriteCorrelations(IAnsiConsole console, Fit fit)
    {
        Table table = new();
        table.AddColumn("correlation");
        foreach (string name in fit.Problem.Model.Parameters)
            table.AddColumn(new TableColumn(name).RightAligned());

        for (int j = 0; j < fit.Problem.Columns; j++)
        {
            int row = j;
            table.AddRow(
            [
                fit.Problem.Model.Parameters[j],
                .. Enumerable.Range(0, j + 1).Select(k => row == k ? "1" : Format.Fixed(fit.Covariance.Correlation(row, k), 3)),
            ]);
        }

        console.Write(table);
        console.WriteLine();
    }

    private static void WriteGoodness(IAnsiConsole console, Fit fit)
    {
        string unit = fit.Problem.Data.HasDeviations ? " times the given ones" : string.Empty;
        if (fit.Loss != RobustLoss.LeastSquares)
        {
            console.WriteLine($"Standard deviation of ordinary residuals: {Format.Short(fit.Scale)}{unit}");
            console.WriteLine($"Points that count less than half: {Format.Count(fit.Weights.Count(weight => weight < OutlierWeight))}");
        }

        console.WriteLine($"Residual standard deviation: {Format.Short(fit.Covariance.Deviation)}{unit}");
        console.WriteLine($"Degrees of freedom: {Format.Count(fit.Problem.Rows - fit.Problem.Columns)}");
        console.WriteLine($"R squared: {Format.Fixed(fit.Explained, 5)}");
        console.WriteLine();
    }
}
