using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Diff.Package.Tests;

/// <summary>Packs the library and the analyzers alone once, under a version nobody has, into a folder that serves as feed.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    /// <summary>A version of its own, so that no cache of an earlier package can stand in for this one.</summary>
    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.Ticks;

    public string Folder { get; } = Directory.CreateTempSubdirectory("diff-package-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public string Package => Path.Combine(Feed, $"Diff.{Version}.nupkg");

    public string AnalyzersPackage => Path.Combine(Feed, $"Diff.Analyzers.{Version}.nupkg");

    /// <summary>What a project outside the solution needs to find the packages and nothing else of ours.</summary>
    public string Sources => $"""
        <UseSharedCompilation>false</UseSharedCompilation>
        <RestorePackagesPath>{Path.Combine(Folder, "packages")}</RestorePackagesPath>
        <RestoreFallbackFolders>$(NuGetPackageRoot)</RestoreFallbackFolders>
        <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
        """;

    public async Task InitializeAsync()
    {
        string project = Path.Combine(Root(), "src", "Diff.Runtime", "Diff.Runtime.csproj");
        // The version reaches the package only: the assemblies are those of any other Release build.
        await DotNet.Run(Root(), "pack", project, "-c", "Release", "-o", Feed, "-p:PackageVersion=" + Version, "-nodeReuse:false");

        // Packing the library has built the analyzers and the fixes.
        string analyzers = Path.Combine(Root(), "src", "Diff.Analyzers", "Diff.Analyzers.csproj");
        await DotNet.Run(Root(), "pack", analyzers, "-c", "Release", "-o", Feed, "-p:PackageVersion=" + Version, "--no-build", "-nodeReuse:false");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Diff.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No Diff.sln above the tests.");
    }
}

/// <summary>The tests that share the packages.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "Package";
}
