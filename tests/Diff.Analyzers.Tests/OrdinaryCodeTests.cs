using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Ordinary programs: samples and benchmarks have no hazard but those that are shown on purpose.</summary>
public sealed class OrdinaryCodeTests
{
    [Theory]
    [InlineData("samples/CartPole", "DIFF101")]
    [InlineData("samples/CurveFit", "")]
    [InlineData("samples/Hazards", "DIFF202\nDIFF101\nDIFF110\nDIFF301")]
    [InlineData("samples/OptionGreeks", "")]
    [InlineData("benchmarks/Diff.Benchmarks", "")]
    [InlineData("tests/Diff.Gradients.Library", "DIFF403")]
    public async Task Nothing_is_said_of_ordinary_code(string folder, string meant)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze([.. files.Select(File.ReadAllText)]);
        Assert.Equal(meant, string.Join("\n", diagnostics.Where(d => !d.Id.StartsWith("DIFF0", StringComparison.Ordinal)).Select(d => meant.Split('\n').Contains(d.Id) ? d.Id : files[int.Parse(d.Location.SourceTree!.FilePath[6..^3])] + ": " + d)));
    }
}
