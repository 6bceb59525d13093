using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Diff.Generator.Tests.Harness;
using Diff.Generator.Tests.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>Half-typed code: the generator refuses, it never throws and never hangs.</summary>
public sealed class SurvivalTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Programs => [.. SourcePrograms.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Every_prefix_of_a_file_survives(string program)
    {
        string source = SourcePrograms.Read(program);
        await Survive(source, Enumerable.Range(0, source.Length).Select(length => source[..length]));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Every_missing_line_survives(string program)
    {
        string source = SourcePrograms.Read(program);
        string[] lines = source.Split('\n');
        await Survive(source, lines.Select((_, gone) => string.Join('\n', lines.Where((_, i) => i != gone))));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Every_missing_token_survives(string program)
    {
        string source = SourcePrograms.Read(program);
        IEnumerable<SyntaxToken> tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens();
        await Survive(source, tokens.Select(t => source.Remove(t.SpanStart, t.Span.Length)));
    }

    /// <summary>One driver goes through all versions, as it does while someone types.</summary>
    private static async Task Survive(string source, IEnumerable<string> versions)
    {
        using CancellationTokenSource stop = new(s_limit);
        Task work = Task.Run(
            () =>
            {
                CSharpCompilation compilation = GeneratorHarness.Compilation(source);
                GeneratorDriver driver = GeneratorHarness.Driver(compilation);
                foreach (string version in versions)
                {
                    SyntaxTree old = compilation.SyntaxTrees[0];
                    compilation = compilation.ReplaceSyntaxTree(
                        old, CSharpSyntaxTree.ParseText(version, (CSharpParseOptions)old.Options, old.FilePath));
                    driver = driver.RunGenerators(compilation, stop.Token);
                    GeneratorRunResult result = driver.GetRunResult().Results[0];
                    Assert.True(result.Exception is null, $"{result.Exception}\n\non:\n{version}");
                    Assert.Empty(result.Diagnostics);
                }
            });
        await work.WaitAsync(s_limit + TimeSpan.FromSeconds(5));
    }
}
