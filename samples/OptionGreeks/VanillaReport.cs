using System;
using System.Globalization;
using Spectre.Console;

namespace OptionGreeks;

/// <summary>Shows the options on one asset: generated Greeks beside the textbooks' formulas, and their course with the spot.</summary>
internal static class VanillaReport
{
    private const int MaximumChartWidth = 100;
    private const int ChartHeight = 8;

    /// <summary>Writes tables and charts.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="option">The option.</param>
    public static void Write(IAnsiConsole console, VanillaOption option)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Black-Scholes: spot {option.Spot}, strike {option.Strike}, years to maturity {option.Maturity},"));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"volatility {option.Volatility}, rate {option.Rate}, dividend yield {option.DividendYield}"));
        console.WriteLine();
        (double call, VanillaOption callGreeks) = BlackScholes.CallGradient(option);
        WriteTable(console, "Call", call, callGreeks, ClosedFormGreeks.Call(option));
        (double put, VanillaOption putGreeks) = BlackScholes.PutGradient(option);
        WriteTable(console, "Put", put, putGreeks, ClosedFormGreeks.Put(option));
        WriteCharts(console, option);
    }

    private static void WriteTable(
        IAnsiConsole console, string name, double price, VanillaOption generated, VanillaOption closedForm)
    {
        console.WriteLine($"{name}: price {Format.Value(price)}");
        Table table = new();
        table.AddColumn("Greek");
        table.AddColumn(new TableColumn("generated").RightAligned());
        table.AddColumn(new TableColumn("closed form").RightAligned());
        table.AddColumn(new TableColumn("difference").RightAligned());
        AddRow(table, "delta", generated.Spot, closedForm.Spot);
        AddRow(table, "vega", generated.Volatility, closedForm.Volatility);

        // Theta is what a passing year does to the price, and time that passes shortens the maturity.
        AddRow(table, "theta", -generated.Maturity, -closedForm.Maturity);
        AddRow(table, "rho", generated.Rate, closedForm.Rate);
        AddRow(table, "dividend", generated.DividendYield, closedForm.DividendYield);
        AddRow(table, "strike", generated.Strike, closedForm.Strike);
        console.Write(table);
        console.WriteLine();
    }

    private static void AddRow(Table table, string name, double generated, double closedForm)
    {
        table.AddRow(name, Format.Value(generated), Format.Value(closedForm), Format.Small(generated - closedForm));
    }

    private static void WriteCharts(IAnsiConsole console, VanillaOption option)
    {
        double from = 0.5 * Math.Min(option.Spot, option.Strike);
        double to = 1.5 * Math.Max(option.Spot, option.Strike);
        int columns = Math.Max(2, Math.Min(console.Profile.Width, MaximumChartWidth) - GreekChart.LabelWidth - 1);
        double[] deltas = new double[columns];
        double[] vegas = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            double spot = from + (to - from) * column / (columns - 1);
            (_, VanillaOption greeks) = BlackScholes.CallGradient(option with { Spot = spot });
            deltas[column] = greeks.Spot;
            vegas[column] = greeks.Volatility;
        }

        bool unicode = console.Profile.Capabilities.Unicode;
        console.WriteLine("Delta of the call against the spot:");
        console.Write(new Text(GreekChart.Draw(deltas, from, to, ChartHeight, unicode) + "\n\n", new Style(Color.Green)));
        console.WriteLine("Vega of the call against the spot:");
        console.Write(new Text(GreekChart.Draw(vegas, from, to, ChartHeight, unicode) + "\n\n", new Style(Color.Blue)));
    }
}
