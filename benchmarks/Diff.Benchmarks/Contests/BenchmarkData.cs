using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Diff.Benchmarks.Contests;

/// <summary>Where inputs of others may be found.</summary>
/// <param name="AdbenchFolder">The folder with ADBench's inputs; null where there is none.</param>
/// <param name="Names">The names of the inputs that were asked for, without extension.</param>
public sealed record BenchmarkData(string? AdbenchFolder, IReadOnlyList<string> Names)
{
    private static readonly string[] s_problems = ["gmm", "lstm", "ba", "hand", "hand_big"];

    /// <summary>Gets whether sizes are wanted that take gigabytes or minutes.</summary>
    public bool IncludesLarge { get; init; }

    /// <summary>Looks for <c>shared/adbench</c> beside the repository and beside each folder above it.</summary>
    /// <param name="names">The names of the inputs to read there, without extension.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="FileNotFoundException">There is a folder, but an input is not there.</exception>
    public static BenchmarkData Find(params IReadOnlyList<string> names)
    {
        for (DirectoryInfo? folder = Repository()?.Parent; folder is not null; folder = folder.Parent)
        {
            string adbench = Path.Combine(folder.FullName, "shared", "adbench");
            if (Directory.Exists(adbench))
            {
                return new BenchmarkData(adbench, [.. names.Select(name => Known(adbench, name))]);
            }
        }

        return new BenchmarkData(AdbenchFolder: null, names);
    }

    /// <summary>Says which inputs of a problem to read.</summary>
    /// <param name="problem">The problem's folder.</param>
    /// <param name="unlessAsked">The input that is read where none of this problem was asked for.</param>
    /// <returns>Their names; none where ADBench's inputs are absent.</returns>
    public IReadOnlyList<string> InputsOf(string problem, string unlessAsked)
    {
        if (AdbenchFolder is null)
            return [];
        string[] asked = [.. Names.Where(name => Exists(AdbenchFolder, problem, name))];
        return asked.Length > 0 ? asked : [unlessAsked];
    }

    /// <summary>Looks for the repository above the running program.</summary>
    /// <returns>Its root; null outside a repository.</returns>
    public static DirectoryInfo? Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Diff.sln")))
        {
            folder = folder.Parent;
        }

        return folder;
    }

    private static string Known(string adbench, string name) =>
        s_problems.Any(problem => Exists(adbench, problem, name))
            ? name
            : throw new FileNotFoundException($"There is no input of ADBench named '{name}'.");

    private static bool Exists(string adbench, string problem, string name) => File.Exists(Path.Combine(adbench, problem, name + ".txt"));
}
