using System;
using System.IO;

namespace Diff.Analyzers.Tests.Harness;

/// <summary>Where the tests run from.</summary>
internal static class Repository
{
    /// <summary>The folder of Diff.sln above the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The acceptance cases that may lie beside the repository, or null.</summary>
    public static string? DiagnosticCases =>
        Path.GetFullPath(Path.Combine(Root, "..", "shared", "diagnostic-cases")) is string folder && Directory.Exists(folder) ? folder : null;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Diff.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
