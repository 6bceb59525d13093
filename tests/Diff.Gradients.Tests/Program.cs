using System;
using System.IO;
using System.Text;
using Diff.Gradients.Tests.Lanes;

namespace Diff.Gradients.Tests;

/// <summary>What <see cref="WidthTests"/> starts: prints what this process computes in lanes.</summary>
internal static class Program
{
    public static void Main()
    {
        using StreamWriter writer = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        LaneReport.Write(writer);
    }
}
