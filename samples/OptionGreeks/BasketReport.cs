using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace OptionGreeks;

/// <summary>Shows the option on the basket: one generated gradient beside bump-and-reprice, in numbers and in time.</summary>
internal static class BasketReport
{
    /// <summary>Prices, measures and writes the tables.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="settings">What to price.</param>
    public static void Write(IAnsiConsole console, Settings settings)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Basket call by Monte Carlo: assets {settings.Assets}, paths {settings.Paths}, seed {settings.Seed}, bump {settings.Bump}"));
        if (settings.Assets == 1)
            console.WriteLine($"A basket of one asset has a closed form: price {Format.Value(BlackScholes.Call(settings.Option))}");

        console.WriteLine();
        BasketMarket market = BasketMarket.Around(settings.Option, settings.Assets, settings.Correlation);
        double[] normals = NormalDraws.Draw(settings.Paths * settings.Assets, settings.Seed);
        BasketGreeks errors = StandardErrors.Estimate(market, normals);
        (_, TimeSpan price) = Timing.Median(() => market.Price(normals));
        (BasketGreeks generated, TimeSpan backward) = Timing.Median(() => BasketGreeks.ByGradient(market, normals));
        (BasketGreeks bumped, TimeSpan bumping) = Timing.Median(() => BumpAndReprice.Greeks(market, normals, settings.Bump));
        WriteGreeks(console, BasketGreeks.Names(settings.Assets), generated, bumped, errors);
        WriteTimes(console, generated.Values.Length, price, backward, bumping);
    }

    private static void WriteGreeks(
        IAnsiConsole console, List<string> names, BasketGreeks generated, BasketGreeks bumped, BasketGreeks errors)
    {
        Table table = new();
        table.AddColumn("Greek");
        table.AddColumn(new TableColumn("backward").RightAligned());
        table.AddColumn(new TableColumn("bump").RightAligned());
        table.AddColumn(new TableColumn("difference").RightAligned());
        table.AddColumn(new TableColumn("standard error").RightAligned());
        AddRow(table, "price", generated.Price, bumped.Price, errors.Price);
        for (int i = 0; i < names.Count; i++)
            AddRow(table, names[i], generated.Values[i], bumped.Values[i], errors.Values[i]);

        console.Write(table);
        console.WriteLine("Theta is per year; vega, rho and dividend are per 1, not per percent.");
        console.WriteLine("Backward and bump use the same paths. Their difference is the bump's error: it");
        console.WriteLine("shrinks with --bump until rounding takes over. Standard error: of Monte Carlo.");
        console.WriteLine();
    }

    private static void AddRow(Table table, string name, double generated, double bumped, double error)
    {
        table.AddRow(name, Format.Value(generated), Format.Value(bumped), Format.Small(generated - bumped), Format.Small(error));
    }

    private static void WriteTimes(IAnsiConsole console, int greeks, TimeSpan price, TimeSpan backward, TimeSpan bumping)
    {
        string all = string.Create(CultureInfo.InvariantCulture, $"price and {greeks} Greeks");
        Table table = new();
        table.AddColumn("Computed");
        table.AddColumn(new TableColumn("time").RightAligned());
        table.AddColumn(new TableColumn("ratio").RightAligned());
        AddTime(table, "price", price, price);
        AddTime(table, all + ", one generated gradient", backward, price);
        AddTime(table, all + ", bump-and-reprice", bumping, price);
        console.Write(table);
        console.WriteLine($"Bump-and-reprice took {Format.Ratio(bumping, backward)} times as long as the generated gradient.");
    }

    private static void AddTime(Table table, string name, TimeSpan time, TimeSpan price)
    {
        table.AddRow(name, Format.Milliseconds(time), Format.Ratio(time, price));
    }
}
