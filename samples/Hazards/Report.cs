using System.Globalization;
using Spectre.Console;

namespace Hazards;

/// <summary>Measures the hazards and shows them as tables.</summary>
internal static class Report
{
    /// <summary>Measures and writes.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="hazard">One of saturation, dead, time and clip, or all.</param>
    /// <param name="seed">The seed of weights and data.</param>
    public static void Write(IAnsiConsole console, string hazard, int seed)
    {
        if (hazard is "all" or "saturation")
            WriteSaturation(console, seed);

        if (hazard is "all" or "dead")
            WriteDeadUnits(console, seed);

        if (hazard is "all" or "time")
            WriteTime(console);

        if (hazard is "all" or "clip")
            WriteClip(console, seed);
    }

    private static void WriteSaturation(IAnsiConsole console, int seed)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Saturation: {SaturatedLayer.Units} hyperbolic tangents over {SaturatedLayer.Inputs} inputs, before any training"));
        Table table = Create("initial weights", "spread of sums", "tanh' < 0.01", "mean tanh'");
        foreach (SaturationMeasurement row in SaturationMeasurement.All(seed))
            table.AddRow(
                row.Weights, "±" + Format.Magnitude(row.Spread), Format.Share(row.SaturatedShare),
                Format.Magnitude(row.MeanSlope));

        console.Write(table);
        Say(console, "DIFF202", "SaturationMeasurement.WideSlopes draws too widely");
    }

    private static void WriteDeadUnits(IAnsiConsole console, int seed)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Dead units: {RectifierNetwork.Units} rectifiers trained on {DeadUnitMeasurement.Samples} samples; the dead fire for none"));
        Table table = Create("step size", "at the start", "after 20 steps", "after 500", "revived", "loss then");
        foreach (DeadUnitMeasurement row in DeadUnitMeasurement.All(seed))
        {
            table.AddRow(
                row.LearningRate.ToString(CultureInfo.InvariantCulture), Format.Share(row.AtStart), Format.Share(row.Early),
                Format.Share(row.Late), row.Revived.ToString(CultureInfo.InvariantCulture), Format.Magnitude(row.LastLoss));
        }

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Stripe units without a width, max(0, -sum²): {Format.Share(DeadUnitMeasurement.DeadStripeUnits(seed))} dead."));
        Say(console, "DIFF110", "no unit of RectifierNetwork.StripeActivity fires");
        console.WriteLine("What a large step kills depends on the data: no rule can know that.");
        console.WriteLine();
    }

    private static void WriteTime(IAnsiConsole console)
    {
        console.WriteLine("Gradients through time: h = max(0, gain · h + x), the last h by earlier x");
        Table table = Create("gain", "1 step back", "10", "25", "50", "100", "by the gain");
        foreach (TimeMeasurement row in TimeMeasurement.All())
        {
            table.AddRow(
                row.Gain.ToString("0.0", CultureInfo.InvariantCulture), Format.Magnitude(row.Back(1)), Format.Magnitude(row.Back(10)),
                Format.Magnitude(row.Back(25)), Format.Magnitude(row.Back(50)), Format.Magnitude(row.Back(100)),
                Format.Magnitude(row.ByGain));
        }

        console.Write(table);
        Say(console, "DIFF301", "the gain of Recurrence.Last is trained and not bounded");
    }

    private static void WriteClip(IAnsiConsole console, int seed)
    {
        console.WriteLine("The clip of deep Q-learning: samples with a gradient of exactly zero");
        Table table = Create("spread of errors", "clamp(error)²", "Huber(error)", "Gradient.Clip(error)²");
        foreach (ClipMeasurement row in ClipMeasurement.All(seed))
            table.AddRow(
                "±" + Format.Magnitude(row.Spread), Format.Share(row.Clamped), Format.Share(row.Huber), Format.Share(row.GradientClipped));

        console.Write(table);
        Say(console, "DIFF101", "the clamp of ErrorLoss.Clamped silences large errors");
    }

    private static Table Create(string name, params string[] columns)
    {
        Table table = new();
        table.AddColumn(name);
        foreach (string column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());

        return table;
    }

    private static void Say(IAnsiConsole console, string rule, string what)
    {
        console.WriteLine($"At compile time {rule}: {what}.");
        console.WriteLine();
    }
}
