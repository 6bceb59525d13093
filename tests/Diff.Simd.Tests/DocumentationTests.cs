using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>The published table of errors is the one that is asserted.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_table_of_errors_is_what_the_tests_assert()
    {
        string[] lines = File.ReadAllLines(Path.Combine(WidthTests.Repository(), "docs/vector-math.md"));
        int first = Array.IndexOf(lines, "| function | float | double | notes |") + 2;
        Dictionary<string, (double, double)> published = lines[first..]
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => (Number(cells[2]), Number(cells[3])));
        Assert.Equal(Catalogue.Bounds.OrderBy(b => b.Key), published.OrderBy(b => b.Key));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
