using System;
using System.IO;

namespace Diff.Benchmarks.Reporting;

/// <summary>The page of the documentation that holds the table, between two markers.</summary>
public static class PerformancePage
{
    /// <summary>Stands before what is written.</summary>
    public const string Begin = "<!-- measured: begin; written by benchmarks/Diff.Benchmarks --write -->";

    /// <summary>Stands after what is written.</summary>
    public const string End = "<!-- measured: end -->";

    /// <summary>Puts something in place of what is between the markers.</summary>
    /// <param name="page">The text of the page.</param>
    /// <param name="measured">What to put there.</param>
    /// <returns>The new text.</returns>
    /// <exception cref="InvalidDataException">A marker is missing, or there are two.</exception>
    public static string Replace(string page, string measured)
    {
        (int begin, int end) = (Find(page, Begin) + Begin.Length, Find(page, End));
        if (end < begin)
        {
            throw new InvalidDataException("The markers are in the wrong order.");
        }

        return $"{page[..begin]}\n\n{measured.Trim()}\n\n{page[end..]}";
    }

    private static int Find(string page, string marker)
    {
        int index = page.IndexOf(marker, StringComparison.Ordinal);
        if (index < 0 || page.IndexOf(marker, index + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidDataException($"The page must hold the line {marker} once.");
        }

        return index;
    }
}
