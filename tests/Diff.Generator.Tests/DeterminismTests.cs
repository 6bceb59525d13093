using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Diff.Generator.Tests.Harness;
using Diff.Generator.Tests.Programs;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>Same input, same bytes.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_matter(string culture)
    {
        string[] sources = [.. SourcePrograms.Names.Select(SourcePrograms.Read)];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string invariant = GeneratorHarness.Run(sources).AllText;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.NotEmpty(invariant);
            Assert.Equal(invariant, GeneratorHarness.Run(sources).AllText);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        string[] sources = [.. SourcePrograms.Names.Select(SourcePrograms.Read)];
        string expected = GeneratorHarness.Run(sources).AllText;
        Assert.NotEmpty(expected);
        Array.Reverse(sources);
        Assert.Equal(expected, GeneratorHarness.Run(sources).AllText);
        new Random(1).Shuffle(sources);
        Assert.Equal(expected, GeneratorHarness.Run(sources).AllText);
    }

    [Fact]
    public void Neighbours_do_not_matter()
    {
        string[] sources = [.. SourcePrograms.Names.Select(SourcePrograms.Read)];
        GeneratorRun together = GeneratorHarness.Run(sources);
        Assert.NotEmpty(together.Sources);
        foreach (string source in sources)
            Assert.All(GeneratorHarness.Run(source).Sources, s => Assert.Equal(together.Sources[s.Key], s.Value));
    }

    [Fact]
    public void Running_side_by_side_does_not_matter()
    {
        string[] sources = [.. SourcePrograms.Names.Select(SourcePrograms.Read)];
        string expected = GeneratorHarness.Run(sources).AllText;
        string[] texts = new string[8];
        Parallel.For(0, texts.Length, i => texts[i] = GeneratorHarness.Run(sources).AllText);
        Assert.All(texts, t => Assert.Equal(expected, t));
    }

    [Fact]
    public void Line_endings_of_the_source_do_not_matter()
    {
        foreach (string name in SourcePrograms.Names)
        {
            string source = SourcePrograms.Read(name);
            string windows = source.ReplaceLineEndings("\r\n");
            Assert.Equal(GeneratorHarness.Run(source).AllText, GeneratorHarness.Run(windows).AllText);
        }
    }
}
