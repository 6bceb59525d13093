using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>The presets of the packages name every hazard rule. With UPDATE_PRESETS=1 their files are written anew.</summary>
public sealed class PresetTests
{
    private const string Suggestion = """
        using Diff;
        public static partial class Sample
        {
            [Differentiable]
            public static double Step(double x, [Constant] double threshold) => Functions.Sigmoid(25 * (x - threshold));
        }
        """;

    private static readonly string s_folder = Path.Combine(Repository.Root, "src", "Diff.Analyzers", "Package", "hazards");

    private static IReadOnlyList<DiagnosticDescriptor> Hazards =>
        [.. new DifferentiableMethodAnalyzer().SupportedDiagnostics.Concat(new TensorMethodAnalyzer().SupportedDiagnostics)
            .Where(d => d.DefaultSeverity != DiagnosticSeverity.Error).Distinct().OrderBy(d => d.Id, StringComparer.Ordinal)];

    [Theory]
    [InlineData("none")]
    [InlineData("default")]
    [InlineData("strict")]
    public void A_preset_is_written_from_the_descriptors(string preset)
    {
        string path = Path.Combine(s_folder, preset + ".globalconfig");
        string expected = Write(preset);
        if (Environment.GetEnvironmentVariable("UPDATE_PRESETS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void There_is_no_other_preset() =>
        Assert.Equal(["default", "none", "strict"], Directory.GetFiles(s_folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void The_compiler_reads_from_them_what_they_mean()
    {
        Assert.Empty(Read("default"));
        ImmutableDictionary<string, ReportDiagnostic> none = Read("none");
        ImmutableDictionary<string, ReportDiagnostic> strict = Read("strict");
        foreach (DiagnosticDescriptor hazard in Hazards)
        {
            Assert.Equal(ReportDiagnostic.Suppress, none[hazard.Id]);
            bool isHidden = hazard.IsEnabledByDefault && hazard.DefaultSeverity == DiagnosticSeverity.Hidden;
            Assert.Equal(!isHidden, strict.TryGetValue(hazard.Id, out ReportDiagnostic severity));
            Assert.True(isHidden || severity == (hazard.IsEnabledByDefault ? ReportDiagnostic.Warn : ReportDiagnostic.Info), hazard.Id);
        }

        Assert.Equal(Hazards.Count, none.Count);
        Assert.All(strict.Keys, id => Assert.Contains(Hazards, h => h.Id.Equals(id, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("default", DiagnosticSeverity.Info)]
    [InlineData("strict", DiagnosticSeverity.Warning)]
    [InlineData("none", null)]
    public async Task They_change_what_is_said_of_a_method(string preset, DiagnosticSeverity? severity)
    {
        CSharpCompilation compilation = AnalyzerHarness.Compilation(Suggestion);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(Read(preset)));
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(AnalyzerHarness.Generate(compilation));
        Assert.Equal(severity, diagnostics.SingleOrDefault(d => d.Id == "DIFF207")?.Severity);
    }

    private static ImmutableDictionary<string, ReportDiagnostic> Read(string preset)
    {
        string path = Path.Combine(s_folder, preset + ".globalconfig");
        AnalyzerConfigSet set = AnalyzerConfigSet.Create((AnalyzerConfig[])[AnalyzerConfig.Parse(File.ReadAllText(path), path)], out ImmutableArray<Diagnostic> errors);
        Assert.Empty(errors);
        return set.GlobalConfigOptions.TreeOptions;
    }

    private static string Write(string preset)
    {
        StringBuilder text = new();
        text.Append(preset switch
        {
            "none" => "# Preset none: no hazard is reported.\n",
            "default" => "# Preset default: every rule has its own severity. The lines are comments, because a line would also lift what some rules\n"
                + "# report as a suggestion where they are less sure. Copy those that you want to change into a file of your own.\n",
            _ => "# Preset strict: suggestions are warnings, and rules that are off by default are suggestions.\n",
        });
        text.Append("# Any file of yours wins over this one. PresetTests writes it from the descriptors of the rules.\n");
        text.Append("is_global = true\nglobal_level = -100\n");
        foreach (DiagnosticDescriptor hazard in Hazards)
        {
            (string severity, bool isSet) = Severity(preset, hazard);
            text.Append('\n').Append("# ").Append(hazard.Id).Append(": ").Append(hazard.Title).Append('\n')
                .Append(isSet ? "" : "# ").Append("dotnet_diagnostic.").Append(hazard.Id).Append(".severity = ").Append(severity).Append('\n');
        }

        return text.ToString();
    }

    // Hidden rules stay hidden under strict: they are matters of style.
    private static (string Severity, bool IsSet) Severity(string preset, DiagnosticDescriptor hazard) => (preset, hazard) switch
    {
        ("none", _) => ("none", true),
        ("default", { IsEnabledByDefault: false }) => ("none", false),
        ("strict", { IsEnabledByDefault: false }) => ("suggestion", true),
        (_, { DefaultSeverity: DiagnosticSeverity.Hidden }) => ("silent", false),
        ("default", { DefaultSeverity: DiagnosticSeverity.Info }) => ("suggestion", false),
        (_, _) => ("warning", preset == "strict"),
    };
}
