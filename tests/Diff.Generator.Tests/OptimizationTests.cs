using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Diff.Generator.Tests.Harness;
using Diff.Gradients.Tests.Oracles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>The gradient corpus with each optimisation switched off: an optimisation may cost or save, never decide.</summary>
public sealed class OptimizationTests
{
    public static TheoryData<Optimizations> Switches => [.. Enum.GetValues<Optimizations>().Where(o => o != Optimizations.None)];

    [Theory]
    [MemberData(nameof(Switches))]
    public void Gradients_are_right_without(Optimizations disabled)
    {
        GeneratorRun run = GeneratorHarness.Run(Corpus($"Disable = (global::Diff.Optimizations){(int)disabled}"));
        Assert.Empty(run.DriverDiagnostics);
        Dictionary<string, CorpusCase> cases = CorpusCase.In(run.Load());
        Assert.NotEmpty(cases);
        List<string> wrong = [];
        foreach (CorpusCase @case in cases.Values)
        {
            if (@case.Emit.HasFlag(Derivatives.Gradient))
                Try(@case, CorpusJudge.Gradient);
            if (@case.Emit.HasFlag(Derivatives.Backward))
                Try(@case, CorpusJudge.Backward);
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} cases:\n{string.Join("\n", wrong.Take(20))}");

        void Try(CorpusCase @case, Action<CorpusCase> judge)
        {
            try
            {
                judge(@case);
            }
            catch (Exception e)
            {
                wrong.Add($"{@case.Id}: {e.GetType().Name} {e.Message}");
            }
        }
    }

    /// <summary>The corpus as one compilation, with an argument added to every attribute.</summary>
    private static CSharpCompilation Corpus(string argument)
    {
        Assembly self = typeof(OptimizationTests).Assembly;
        List<string> sources = [];
        foreach (string name in self.GetManifestResourceNames().Where(n => n.StartsWith("Corpus/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            sources.Add(reader.ReadToEnd()
                .Replace("[Differentiable(", $"[Differentiable({argument}, ", StringComparison.Ordinal)
                .Replace("[Differentiable]", $"[Differentiable({argument})]", StringComparison.Ordinal)
                // Positional arguments come first.
                .Replace($"({argument}, nameof", "(nameof", StringComparison.Ordinal));
        }
        return GeneratorHarness.Lenient([.. sources])
            .AddReferences(MetadataReference.CreateFromFile(self.Location));
    }
}
