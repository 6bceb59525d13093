using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using Diff.Analyzers.Tests.Tensors;
using Xunit;

namespace Diff.Package.Tests;

/// <summary>The analyzers as a user of TorchSharp gets them: without the library, on code without an attribute.</summary>
[Collection(PackageCollection.Name)]
public sealed class AnalyzersPackageTests(PackageFixture package)
{
    private const string Losses = """
        using static TorchSharp.torch;
        public static class Losses
        {
            public static Tensor Clipped(Tensor prediction, Tensor target)
            {
                Tensor error = clamp(prediction - target, -1, 1);
                return (error * error).mean();
            }

            public static Tensor CrossEntropy(Tensor logits, Tensor target) => -(softmax(logits, 1).log() * target).mean();

            // Finite, but not right: a suggestion.
            public static Tensor Guarded(Tensor logits, Tensor target) => -((softmax(logits, 1) + 0.0000000001).log() * target).mean();
        }
        """;

    private const string Annotated = """
        using System;
        using Diff;
        public static partial class Annotated
        {
            [Differentiable]
            public static double Loss(double w, [Constant] double x, [Constant] double y)
            {
                double error = Math.Clamp(w * x - y, -1, 1);
                return error * error;
            }
        }
        """;

    // One process builds all: starting another costs more than a build.
    private const string Driver = """
        <Project DefaultTargets="All">
          <ItemGroup>
            <Build Include="unset" Project="Alone" />
            <Build Include="none" Project="Alone" Preset="DiffHazards=none" />
            <Build Include="strict" Project="Alone" Preset="DiffHazards=Strict" />
            <Build Include="both" Project="Both" />
          </ItemGroup>
          <Target Name="All">
            <MSBuild Projects="Alone/Alone.csproj;Both/Both.csproj" Targets="Restore" Properties="Restoring=true" />
            <CallTarget Targets="Each" />
          </Target>
          <Target Name="Each" Outputs="%(Build.Identity)">
            <Message Importance="high" Text="== %(Build.Identity)" />
            <MSBuild Projects="%(Build.Project)/%(Build.Project).csproj" Targets="Rebuild" Properties="Variant=%(Build.Identity);%(Build.Preset)" />
          </Target>
        </Project>
        """;

    [Fact]
    public void It_holds_what_the_compiler_loads_and_nothing_else()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.AnalyzersPackage);
        string[] entries = [.. archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "Diff.Analyzers.nuspec", "README.md", "analyzers/dotnet/cs/Diff.Analyzers.dll", "analyzers/dotnet/cs/Diff.CodeFixes.dll", "build/Diff.Analyzers.targets",
                "build/hazards/default.globalconfig", "build/hazards/none.globalconfig", "build/hazards/strict.globalconfig",
            ],
            entries.Where(e => !e.StartsWith("_rels/", StringComparison.Ordinal) && !e.StartsWith("package/", StringComparison.Ordinal)
                && e != "[Content_Types].xml"));
        using Stream specification = archive.GetEntry("Diff.Analyzers.nuspec")!.Open();
        XElement[] elements = [.. XDocument.Load(specification).Descendants()];
        Assert.DoesNotContain(elements, e => e.Name.LocalName == "dependency");
        Assert.Equal("true", elements.Single(e => e.Name.LocalName == "developmentDependency").Value);
    }

    [Fact]
    public async Task A_build_says_what_is_wrong_as_its_preset_asks_and_once_where_both_packages_are()
    {
        string folder = Directory.CreateDirectory(Path.Combine(package.Folder, "tensors")).FullName;
        WriteProject(folder, "Alone", ["Diff.Analyzers"]);
        WriteProject(folder, "Both", ["Diff", "Diff.Analyzers"]);
        File.WriteAllText(Path.Combine(folder, "Both", "Annotated.cs"), Annotated);
        File.WriteAllText(Path.Combine(folder, "Driver.proj"), Driver);
        string output = await DotNet.Run(folder, "msbuild", "Driver.proj", "-nodeReuse:false", "-v:m", "-nologo");

        Assert.Equal(["Losses.cs(6) DIFF101", "Losses.cs(10) DIFF401"], Warnings(output, "unset"));
        Assert.Empty(Warnings(output, "none"));
        Assert.Equal(["Losses.cs(6) DIFF101", "Losses.cs(10) DIFF401", "Losses.cs(13) DIFF401"], Warnings(output, "strict"));
        Assert.Equal(["Annotated.cs(8) DIFF101", "Losses.cs(6) DIFF101", "Losses.cs(10) DIFF401"], Warnings(output, "both"));

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => DotNet.Run(
            folder, "msbuild", "Alone/Alone.csproj", "-t:AddDiffHazardsPreset", "-p:DiffHazards=everything", "-nodeReuse:false", "-v:m", "-nologo"));
        Assert.Contains("error : The property DiffHazards is 'everything'. It may be none, default or strict.", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Warnings(string output, string build)
    {
        string section = output.Split("== ").Single(part => part.StartsWith(build + "\n", StringComparison.Ordinal));
        return Regex.Matches(section, @"(\w+\.cs)\((\d+),\d+\): warning (DIFF\d+)").Select(m => (File: m.Groups[1].Value, Line: int.Parse(m.Groups[2].Value), Id: m.Groups[3].Value))
            .OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).Select(m => $"{m.File}({m.Line}) {m.Id}");
    }

    private void WriteProject(string parent, string name, string[] packages)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "StandIns.cs"), StandIns.TorchSharp);
        File.WriteAllText(Path.Combine(folder, "Losses.cs"), Losses);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                {package.Sources}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(id => $"<PackageReference Include=\"{id}\" Version=\"{package.Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
    }
}
