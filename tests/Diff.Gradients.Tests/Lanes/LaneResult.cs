using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Value and gradient that a process has computed, and their form as text, by which it tells another one.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="IsSingle">Whether in single precision.</param>
/// <param name="Numbers">All results.</param>
internal sealed record LaneResult(string Name, bool IsSingle, double[] Numbers)
{
    public const double Tolerance = 1e-12;

    public const double SingleTolerance = 1e-5;

    public void Write(TextWriter writer) => writer.WriteLine(string.Join(
        '\t', [Name, IsSingle ? "float" : "double", .. Numbers.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]));

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static LaneResult Parse(string line)
    {
        string[] parts = line.Split('\t');
        return new LaneResult(parts[0], parts[1] == "float", [.. parts.Skip(2).Select(p => double.Parse(p, CultureInfo.InvariantCulture))]);
    }

    /// <summary>What differs by more than sums in another order do; nothing, if all is well.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<LaneResult> expected, IReadOnlyList<LaneResult> actual)
    {
        if (!expected.Select(e => (e.Name, e.Numbers.Length)).SequenceEqual(actual.Select(a => (a.Name, a.Numbers.Length))))
            return ["Not the same results: " + string.Join(", ", actual.Select(a => a.Name))];
        return expected.Zip(actual, (e, a) => e.Difference(a)).OfType<string>();
    }

    private string? Difference(LaneResult actual)
    {
        double allowed = (IsSingle ? SingleTolerance : Tolerance) * LaneNumbers.Scale(Numbers);
        for (int i = 0; i < Numbers.Length; i++)
        {
            // Equals, since NaN is like NaN.
            if (!Numbers[i].Equals(actual.Numbers[i]) && !(Math.Abs(Numbers[i] - actual.Numbers[i]) <= allowed))
                return string.Create(CultureInfo.InvariantCulture, $"{Name}, number {i}: {Numbers[i]} and {actual.Numbers[i]}");
        }

        return null;
    }
}
