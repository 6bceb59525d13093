using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace Diff.Package.Tests;

/// <summary>The package as a stranger gets it: from a folder, in a project outside the solution.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests
{
    private const string Program = """
        using System;
        using System.Globalization;
        using Diff;

        double[] w = [1, 2, 3];
        double[] wGradient = new double[3];
        (double value, double dx) = Sample.CalculateGradient(w, 0.5, wGradient);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value} {dx} {wGradient[0]} {wGradient[1]} {wGradient[2]}"));

        public static partial class Sample
        {
            // A nested loop, a branch and a mutated array: sum over i of (x w[i])^2 for even i, 3 x w[i] for odd.
            [Differentiable]
            public static double Calculate(ReadOnlySpan<double> w, double x)
            {
                double[] scaled = new double[w.Length];
                w.CopyTo(scaled);
                double sum = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    scaled[i] *= x;
                    if (i % 2 == 0)
                    {
                        sum += scaled[i] * scaled[i];
                    }
                    else
                    {
                        for (int k = 0; k < 3; k++)
                            sum += scaled[i];
                    }
                }
                return sum;
            }
        }
        """;

    private readonly PackageFixture _package;

    public PackageTests(PackageFixture package)
    {
        _package = package;
    }

    [Fact]
    public void It_holds_the_runtime_for_each_framework_and_all_that_the_compiler_loads()
    {
        using ZipArchive archive = ZipFile.OpenRead(_package.Package);
        string[] entries = [.. archive.Entries.Select(e => e.FullName)];
        Assert.Contains("lib/net9.0/Diff.Runtime.dll", entries);
        Assert.Contains("lib/net10.0/Diff.Runtime.dll", entries);
        Assert.Contains("README.md", entries);
        Assert.Equal(
            ["analyzers/dotnet/cs/Diff.Analyzers.dll", "analyzers/dotnet/cs/Diff.CodeFixes.dll", "analyzers/dotnet/cs/Diff.Generator.dll"],
            entries.Where(e => e.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["buildTransitive/Diff.targets", "buildTransitive/hazards/default.globalconfig", "buildTransitive/hazards/none.globalconfig", "buildTransitive/hazards/strict.globalconfig"],
            entries.Where(e => e.StartsWith("build", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_depends_on_no_other_package()
    {
        using ZipArchive archive = ZipFile.OpenRead(_package.Package);
        using Stream specification = archive.GetEntry("Diff.nuspec")!.Open();
        Assert.DoesNotContain(XDocument.Load(specification).Descendants(), e => e.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public async Task A_project_outside_the_solution_gets_its_gradient(string framework)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_package.Folder, framework)).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {_package.Sources}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Diff" Version="{_package.Version}" />
              </ItemGroup>
            </Project>
            """);
        await DotNet.Run(folder, "build", "-c", "Release", "-nodeReuse:false");
        string output = await DotNet.Run(folder, Path.Combine("bin", "Release", framework, "Consumer.dll"));
        // (1/2)^2 + 3 + (3/2)^2; by x: 2x + 6 + 18x; by w: 2x^2 w, 3x, 2x^2 w.
        Assert.Equal("5.5 16 0.5 1.5 1.5", output.Trim());
    }
}
