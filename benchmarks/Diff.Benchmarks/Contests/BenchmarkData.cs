using System;
using System.Collections.Generic;
using System.IO;

namespace Diff.Benchmarks.Contests;

/// <summary>Where inputs of others may be found.</summary>
/// <param name="AdbenchFolder">The folder with ADBench's inputs; null where there is none.</param>
/// <param name="GaussianMixtures">The names of the Gaussian mixtures to read there, without extension.</param>
public sealed record BenchmarkData(string? AdbenchFolder, IReadOnlyList<string> GaussianMixtures)
{
    /// <summary>The Gaussian mixture that is read unless others are asked for.</summary>
    public const string DefaultGaussianMixture = "1k_gmm_d10_K25";

    /// <summary>Gets whether sizes are wanted that take gigabytes or minutes.</summary>
    public bool IncludesLarge { get; init; }

    /// <summary>Looks for <c>shared/adbench</c> beside the repository and beside each folder above it.</summary>
    /// <param name="gaussianMixtures">The names of the Gaussian mixtures; the default one if there are none.</param>
    /// <returns>What was found.</returns>
    public static BenchmarkData Find(params IReadOnlyList<string> gaussianMixtures)
    {
        IReadOnlyList<string> names = gaussianMixtures.Count > 0 ? gaussianMixtures : [DefaultGaussianMixture];
        for (DirectoryInfo? folder = Repository()?.Parent; folder is not null; folder = folder.Parent)
        {
            string adbench = Path.Combine(folder.FullName, "shared", "adbench");
            if (Directory.Exists(adbench))
            {
                return new BenchmarkData(adbench, names);
            }
        }

        return new BenchmarkData(AdbenchFolder: null, names);
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
}
