using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Diff.Benchmarks.Reporting;

/// <summary>A Markdown table whose columns are aligned, so that it reads as well in a console.</summary>
/// <param name="headings">The headings.</param>
public sealed class MarkdownTable(params string[] headings)
{
    // Columns of names are aligned to the left, those of numbers to the right.
    private const int NameColumns = 2;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per heading.</param>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headings.Length);
        _rows.Add(cells);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        int[] widths = [.. headings.Select((heading, c) => _rows.Select(row => row[c].Length).Append(heading.Length).Max())];
        StringBuilder text = new();
        Write(text, widths, headings);
        Write(text, widths, [.. widths.Select((width, c) => c < NameColumns ? new string('-', width) : new string('-', width - 1) + ":")]);
        foreach (string[] row in _rows)
        {
            Write(text, widths, row);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, int[] widths, string[] cells)
    {
        for (int c = 0; c < cells.Length; c++)
        {
            text.Append("| ").Append(c < NameColumns ? cells[c].PadRight(widths[c]) : cells[c].PadLeft(widths[c])).Append(' ');
        }

        text.Append("|\n");
    }
}
