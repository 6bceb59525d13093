using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Diff.Gradients.Tests.Lanes;

namespace Diff.Aot;

/// <summary>
/// Prints what gradients in lanes give in this process, or compares it with what another process has printed, or times it: for
/// .ci/aot, which compiles this program ahead of time.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        switch (arguments)
        {
            case []:
                LaneReport.Write(output);
                return 0;
            case ["--compare", string file]:
                return Compare(file, output);
            case ["--time"]:
                Timing.Run(output);
                return 0;
            default:
                output.WriteLine("usage: Diff.Aot [--compare FILE | --time]");
                return 2;
        }
    }

    private static int Compare(string file, TextWriter output)
    {
        (string hardware, List<LaneResult> expected) = LaneReport.Read(File.ReadAllText(file));
        string[] differences = [.. LaneResult.Differences(expected, LaneReport.Compute())];
        foreach (string difference in differences)
        {
            output.WriteLine(difference);
        }

        output.WriteLine($"{expected.Count} results, {differences.Length} differ: here {LaneReport.Hardware}; there {hardware}");
        return differences.Length == 0 ? 0 : 1;
    }
}
