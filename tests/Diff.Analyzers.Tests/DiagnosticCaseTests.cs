using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Whole files whose first line says what must be reported: <c>//! error at line 8: …</c> or <c>//! ok: …</c>.</summary>
public sealed partial class DiagnosticCaseTests
{
    public static TheoryData<string> Embedded => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith("Cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Embedded))]
    public async Task Embedded_cases_are_judged_right(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        await Judge(await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Cases_beside_the_repository_are_judged_right()
    {
        if (Repository.DiagnosticCases is not { } folder)
        {
            return;
        }

        foreach (string file in Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal))
        {
            await Judge(await File.ReadAllTextAsync(file));
        }
    }

    private static async Task Judge(string source)
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(source);
        string found = source + "\n" + string.Join("\n", diagnostics);
        Match expectation = Expectation().Match(source);
        Assert.True(expectation.Success, found);
        if (expectation.Groups["ok"].Success)
        {
            Assert.True(diagnostics.IsEmpty, found);
            return;
        }

        int[] lines = [.. expectation.Groups["line"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture))];
        Assert.True(
            diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error && lines.Contains(d.Location.GetLineSpan().StartLinePosition.Line + 1)), found);
    }

    [GeneratedRegex(@"^//! (?:error at line (?<line>\d+)(?: or (?<line>\d+))*|(?<ok>ok)):")]
    private static partial Regex Expectation();
}
