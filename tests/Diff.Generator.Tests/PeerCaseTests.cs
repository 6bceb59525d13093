using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>
/// The acceptance cases that lie beside the repository, when they do: each one that must pass compiles with its
/// derivatives. Their numbers are judged by <c>.ci/peer-cases</c>, which runs them in a real build.
/// </summary>
public sealed class PeerCaseTests
{
    [Fact]
    public void Every_case_that_must_pass_compiles_with_its_derivatives()
    {
        if (Repository.Shared is not string shared || !Directory.Exists(Path.Combine(shared, "peer-cases")))
            return;
        foreach (string name in Expected())
        {
            string source = File.ReadAllText(Path.Combine(shared, "peer-cases", name + ".cs"));
            GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Lenient(source));
            // The harness raises warnings to errors; the cases themselves may have some.
            Diagnostic[] errors = [.. run.Diagnostics.Where(d => d.DefaultSeverity == DiagnosticSeverity.Error)];
            Assert.True(errors.Length == 0, name + ":\n" + string.Join("\n", errors.Select(e => e.ToString())));
            Type type = run.Load().GetType("Cases." + name, throwOnError: true)!;
            string[] called =
            [
                .. source.Split('\n')
                    .Where(l => l.StartsWith("//#", StringComparison.Ordinal))
                    .Select(l => l[3..].Trim().Split(' ')[0].Split('<')[0])
                    .Distinct(),
            ];
            Assert.NotEmpty(called);
            Assert.All(called, member => Assert.NotEmpty(type.GetMember(member, BindingFlags.Static | BindingFlags.Public)));
        }
    }

    [Fact]
    public void Every_case_that_must_pass_exists()
    {
        if (Repository.Shared is not string shared || !Directory.Exists(Path.Combine(shared, "peer-cases")))
            return;
        Assert.All(Expected(), name => Assert.True(File.Exists(Path.Combine(shared, "peer-cases", name + ".cs")), name));
    }

    private static string[] Expected() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root!, "tests", "peer-cases-expected.txt"))
            .Select(l => l.Split('#')[0].Trim())
            .Where(l => l.Length > 0),
    ];
}
