using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Diff.Compiler.Lowering;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>What the documentation says is so.</summary>
[Collection(nameof(ConsoleCapture))]
public sealed partial class DocumentationTests
{
    private static string Root => Repository.Root ?? throw new DirectoryNotFoundException("No Diff.sln above the tests.");

    public static TheoryData<string> Refused =>
    [
        .. from constant in typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
           where constant.IsLiteral
           let id = (string)constant.GetRawConstantValue()!
           where id.Length > 0
           select id,
    ];

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CHANGELOG.md",
        .. from file in Directory.GetFiles(Path.Combine(Root, "docs"), "*.md") select "docs/" + Path.GetFileName(file),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Every_refusal_is_listed_among_the_limits(string id) =>
        Assert.Matches($@"(?m)^### {id}: .", Text("docs/limits.md"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (string link in WithoutCode(Text(page)).SelectMany(line => Link().Matches(line)).Select(m => m.Groups[1].Value))
        {
            if (link.Contains("://", StringComparison.Ordinal))
                continue;
            string[] parts = link.Split('#', 2);
            string target = parts[0].Length == 0 ? Path.Combine(Root, page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            if (IsAbsentRules(target))
                continue;
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link}, which is not there.");
            if (parts.Length == 2)
                Assert.True(Anchors(File.ReadAllText(target)).Contains(parts[1]), $"{page} links to {link}, but there is no such heading.");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/monitoring.md")]
    [InlineData("docs/linear-algebra.md")]
    public void The_first_example_prints_what_the_page_says(string page)
    {
        Match match = FirstExample().Match(Text(page).ReplaceLineEndings("\n"));
        Assert.True(match.Success, $"{page} has no program followed by its output.");
        CSharpCompilation library = GeneratorHarness.Compilation(match.Groups["program"].Value);
        CSharpCompilation program = library.WithOptions(library.Options.WithOutputKind(OutputKind.ConsoleApplication));
        GeneratorRun run = GeneratorHarness.Run(program);
        Assert.Empty(run.Diagnostics);
        TextWriter console = Console.Out;
        using StringWriter output = new();
        try
        {
            Console.SetOut(output);
            run.Load().EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Equal(match.Groups["output"].Value, output.ToString().ReplaceLineEndings("\n"));
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(Root, page));

    // The pages of the rules come with the analyzers.
    private static bool IsAbsentRules(string target)
    {
        string rules = Path.Combine(Root, "docs", "rules");
        return target.StartsWith(rules, StringComparison.Ordinal) && !Directory.Exists(rules);
    }

    /// <summary>The lines of a page that are not code.</summary>
    private static IEnumerable<string> WithoutCode(string text)
    {
        bool isCode = false;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
                yield return CodeSpan().Replace(line, "");
        }
    }

    private static HashSet<string> Anchors(string text) =>
        [.. from line in text.ReplaceLineEndings("\n").Split('\n') where line.StartsWith('#') select Anchor(line.TrimStart('#').Trim())];

    private static string Anchor(string heading) => string.Concat(heading
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')
        .Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("```csharp\n(?<program>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstExample();
}

/// <summary>Tests that capture the console run alone.</summary>
[CollectionDefinition(nameof(ConsoleCapture), DisableParallelization = true)]
public sealed class ConsoleCapture;
