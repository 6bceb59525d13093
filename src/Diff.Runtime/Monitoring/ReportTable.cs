using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Diff;

/// <summary>The counts of one method as text.</summary>
internal static class ReportTable
{
    private const int LongestLine = 60;

    private static readonly string[] s_heads = ["value", "kind", "evaluations", "flat", "zero", "not finite", "size", "line"];

    public static void Write(TextWriter writer, string method, long calls, List<GradientRow> rows, List<GradientFinding> findings)
    {
        writer.WriteLine($"{method}: {Number(calls)} {(calls == 1 ? "call" : "calls")}; values from the result to the inputs");
        List<string[]> cells = [s_heads];
        foreach (GradientRow row in rows)
        {
            cells.Add(
            [
                row.Name, row.Kind.ToString().ToLowerInvariant(), Number(row.Evaluations), Percent(row.FlatShare), Percent(row.ZeroShare),
                Number(row.NonFiniteCotangents),
                double.IsNaN(row.RootMeanSquare) ? "-" : row.RootMeanSquare.ToString("0.0E+0", CultureInfo.InvariantCulture),
                row.Line.Length <= LongestLine ? row.Line : row.Line[..(LongestLine - 1)] + "…",
            ]);
        }

        int[] widths = new int[s_heads.Length];
        foreach (string[] row in cells)
        {
            for (int i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        foreach (string[] row in cells)
        {
            for (int i = 0; i < row.Length; i++)
            {
                // Names and lines start, numbers end in one column.
                bool isText = i < 2 || i == row.Length - 1;
                row[i] = isText ? row[i].PadRight(widths[i]) : row[i].PadLeft(widths[i]);
            }

            writer.WriteLine(string.Join("  ", row).TrimEnd());
        }

        foreach (GradientFinding finding in findings)
        {
            writer.WriteLine(finding);
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("F1", CultureInfo.InvariantCulture) + " %" : "-";
}
