using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Diff.Generator.Tests.Programs;

/// <summary>
/// The programs of <c>Programs/</c>: what the snapshots, the emission tests and the survival tests run on. Not
/// <c>.cs.txt</c>, which MSBuild takes for Czech.
/// </summary>
internal static class SourcePrograms
{
    private const string Prefix = "Programs/";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(SourcePrograms).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^".txt".Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string name)
    {
        using StreamReader reader = new(typeof(SourcePrograms).Assembly.GetManifestResourceStream(Prefix + name + ".txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
