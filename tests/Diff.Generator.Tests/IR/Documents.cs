using System;
using System.IO;
using Diff.Generator.Tests.Harness;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Pages in <c>docs/</c> that are printed from the code, so that they cannot drift.</summary>
internal static class Documents
{
    /// <summary>Compares a page with what it must be; <c>UPDATE_DOCS=1</c> rewrites it instead.</summary>
    public static void Compare(string name, string expected)
    {
        Assert.NotNull(Repository.Root);
        string file = Path.Combine(Repository.Root, "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }
        Assert.True(File.Exists(file), $"docs/{name} is missing: run with UPDATE_DOCS=1 and review it.");
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
