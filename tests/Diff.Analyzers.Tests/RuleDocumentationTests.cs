using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Diff.CodeFixes;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests;

/// <summary>Ids, descriptors, pages, index and release files say the same.</summary>
public sealed class RuleDocumentationTests
{
    private static readonly string s_pages = Path.Combine(Repository.Root, "docs", "rules");

    public static TheoryData<string> Ids => [.. Descriptors.Select(d => d.Id)];

    private static IReadOnlyList<DiagnosticDescriptor> Descriptors =>
        [.. new DifferentiableMethodAnalyzer().SupportedDiagnostics
            .Concat(new TensorMethodAnalyzer().SupportedDiagnostics).Concat(new ExplanationAnalyzer().SupportedDiagnostics)
            .Distinct().OrderBy(d => d.Id, StringComparer.Ordinal)];

    [Fact]
    public void Every_refusal_has_a_descriptor() => Assert.Equal(
        typeof(Refusals).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Where(id => id.Length > 0)
            .Concat(Descriptors.Select(d => d.Id).Where(id => !id.StartsWith("DIFF0", StringComparison.Ordinal))).Order(StringComparer.Ordinal),
        Descriptors.Select(d => d.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_explains_each_rule(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Single(d => d.Id == id);
        Assert.Equal($"https://github.com/diff-dotnet/diff/blob/main/docs/rules/{id}.md", descriptor.HelpLinkUri);
        string page = File.ReadAllText(Path.Combine(s_pages, id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        string[] sections = [.. page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        Assert.Equal(
            IsExplanation(id) ? ["## Cause", "## Rule description", "## How to switch on"]
                : ["## Cause", "## Why the gradient goes wrong", "## Rule description", "## How to fix", "## How to suppress"], sections);

        // No code of the user's is at fault for a defect of Diff, nor where nothing is wrong.
        Assert.True(id == Refusals.InternalError || IsExplanation(id) || page.Split("```csharp").Length > 2, "A page shows violating and fixed code.");
    }

    /// <summary>What a page says is wrong is reported, and what it says is right is not.</summary>
    [Theory]
    [InlineData("DIFF001", true)]
    [InlineData("DIFF002", false)]
    [InlineData("DIFF003", false)]
    [InlineData("DIFF004", false)]
    [InlineData("DIFF005", false)]
    [InlineData("DIFF006", false)]
    [InlineData("DIFF007", false)]
    [InlineData("DIFF008", false)]
    [InlineData("DIFF010", false)]
    [InlineData("DIFF012", false)]
    [InlineData("DIFF015", false)]
    [InlineData("DIFF016", false)]
    public async Task The_code_of_a_page_is_judged_as_it_says(string id, bool isWholeFile)
    {
        string[] code = [.. (await File.ReadAllTextAsync(Path.Combine(s_pages, id + ".md"))).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0])];
        string usings = "using System; using System.Collections.Generic; using System.Threading.Tasks; using Diff;\n";
        string violating = usings + (isWholeFile ? code[0] : $"public static partial class Model {{ {code[0]} }}");
        string mended = usings + (isWholeFile ? code[1] : $"public static partial class Model {{ {code[1]} }}");
        Assert.Contains(await AnalyzerHarness.Analyze(violating), d => d.Id == id);
        await FixHarness.RequireClean(mended);
    }

    [Fact]
    public void The_index_lists_each_rule_and_no_other()
    {
        string index = File.ReadAllText(Path.Combine(s_pages, "README.md"));
        Assert.All(Descriptors, d => Assert.Contains(
            $"| [{d.Id}]({d.Id}.md) | {d.Title} | {SeverityOf(d)} |", index, StringComparison.Ordinal));
        Assert.Equal(
            Descriptors.Select(d => d.Id + ".md").Append("README.md"), Directory.GetFiles(s_pages).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_release_file_lists_each_rule_and_no_other()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "src", "Diff.Analyzers", "AnalyzerReleases.Unshipped.md"));
        Assert.Equal(
            Descriptors.Select(d => $"{d.Id} | {d.Category} | {SeverityOf(d)} | {d.Title}"),
            lines.Where(line => line.StartsWith("DIFF", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Errors_cannot_be_configured_and_hazards_can(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Single(d => d.Id == id);
        bool isError = descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        Assert.Equal(isError, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        Assert.Equal(isError, id.StartsWith("DIFF0", StringComparison.Ordinal));
        Assert.Equal(IsExplanation(id) || id is "DIFF209" or "DIFF307" or "DIFF416", !descriptor.IsEnabledByDefault);
        Assert.Equal(IsExplanation(id) || id is "DIFF601" or "DIFF602" or "DIFF605" or "DIFF606" or "DIFF607", descriptor.DefaultSeverity == DiagnosticSeverity.Hidden);
        Assert.EndsWith(".", descriptor.Description.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fixes_are_for_rules_that_exist()
    {
        CodeFixProvider[] fixes = [.. typeof(DocumentFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];
        Assert.Equal(12, fixes.Length);
        Assert.All(fixes.SelectMany(f => f.FixableDiagnosticIds), id => Assert.Contains(Descriptors, d => d.Id == id));
        Assert.All(fixes, f => Assert.NotNull(f.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()));
    }

    [Fact]
    public void The_analyzers_do_not_reference_workspaces() => Assert.DoesNotContain(
        typeof(DifferentiableMethodAnalyzer).Assembly.GetReferencedAssemblies(), a => a.Name!.Contains("Workspaces", StringComparison.Ordinal));

    private static bool IsExplanation(string id) => id.StartsWith("DIFF9", StringComparison.Ordinal);

    private static string SeverityOf(DiagnosticDescriptor descriptor) =>
        descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled";
}
