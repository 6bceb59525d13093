using System;
using System.IO;

namespace Diff.Generator.Tests.Harness;

/// <summary>Where the tests run from.</summary>
internal static class Repository
{
    /// <summary>The folder of Diff.sln above the test assembly, or null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The acceptance material that may lie beside the repository.</summary>
    public static string? Shared => Root is string root && Path.Combine(root, "..", "shared") is string shared && Directory.Exists(shared)
        ? Path.GetFullPath(shared)
        : null;

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Diff.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
