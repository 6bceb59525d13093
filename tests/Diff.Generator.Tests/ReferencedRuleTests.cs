using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>Rules that a referenced assembly has for methods of a third one, which knows nothing of Diff.</summary>
public sealed class ReferencedRuleTests
{
    private const string Foreign = """
        namespace Vendor;
        public static class Scores
        {
            public static double Score(double x) => x * x;
            public static double Other(double x) => x;
        }
        """;

    /// <summary>Ten times the derivative, so that it can be seen who differentiates.</summary>
    private const string Rules = """
        namespace Binding.Rules;
        public static class Outer<T>
        {
            public static class Unrelated
            {
                public static (double Value, double XGradient) ScoreRule(double x) => (0, 0);
            }
        }
        public static class Outer
        {
            public static class Inner
            {
                [Diff.DerivativeOf(typeof(Vendor.Scores), nameof(Vendor.Scores.Score))]
                public static (double Value, double XGradient) ScoreRule(double x, double resultCotangent) =>
                    (x * x, 20 * x * resultCotangent);

                public static int ScoreRule() => 0;

                [System.Obsolete("not a rule")]
                public static (double Value, double XGradient) OtherRule(double x, double resultCotangent) => (x, resultCotangent);
            }
        }
        """;

    private const string User = """
        namespace Sample;
        public static partial class Model
        {
            [Diff.Differentiable]
            public static double Loss(double x) => 1.5 * Vendor.Scores.Score(x);
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rule_of_a_referenced_assembly_is_found(bool asProjects)
    {
        (CSharpCompilation user, CSharpCompilation[] libraries) = Compile(asProjects, User, Rules);
        GeneratorRun run = GeneratorHarness.Run(user);
        Assert.Empty(run.DriverDiagnostics);
        Assert.Empty(run.Diagnostics);
        Assert.Equal((6.0, 60.0), Invoke(run, libraries, "LossGradient", 2.0));
    }

    [Fact]
    public void A_rule_of_ones_own_comes_before_it()
    {
        const string own = """
            namespace Sample;
            internal static class Mine
            {
                [Diff.DerivativeOf(typeof(Vendor.Scores), "Score")]
                internal static (double Value, double XGradient) Rule(double x, double resultCotangent) => (x * x, 2 * x * resultCotangent);
            }
            """;
        (CSharpCompilation user, CSharpCompilation[] libraries) = Compile(false, User + own.Replace("namespace Sample;", ""), Rules);
        GeneratorRun run = GeneratorHarness.Run(user);
        Assert.Empty(run.Diagnostics);
        Assert.Equal((6.0, 6.0), Invoke(run, libraries, "LossGradient", 2.0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_an_assembly_keeps_for_itself_is_no_rule_for_others(bool asProjects)
    {
        string hidden = Rules.Replace("public static class Outer\n", "internal static class Outer\n", StringComparison.Ordinal);
        Assert.NotEqual(Rules, hidden);
        GeneratorRun run = GeneratorHarness.Run(Compile(asProjects, User, hidden).User);
        Assert.Contains("DIFF011", run.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("ScoreRule", run.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_assemblies_with_a_rule_for_one_method_are_refused()
    {
        string second = Rules.Replace("Binding.Rules", "Second", StringComparison.Ordinal)
            .Replace("ScoreRule", "SecondRule", StringComparison.Ordinal);
        GeneratorRun run = GeneratorHarness.Run(Compile(false, User, Rules, second).User);
        Assert.Contains("'Score' has two rules, 'ScoreRule' and 'SecondRule'; remove one", run.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_does_not_fit_is_said_to()
    {
        string wrong = Rules.Replace(
            "ScoreRule(double x, double resultCotangent)",
            "ScoreRule(double x, double resultCotangent, int more)", StringComparison.Ordinal);
        Assert.NotEqual(Rules, wrong);
        GeneratorRun run = GeneratorHarness.Run(Compile(false, User, wrong).User);
        Assert.Contains("DIFF017", run.AllText, StringComparison.Ordinal);
        Assert.Contains("the rule 'ScoreRule' for 'Score' has 3 parameters instead of 2", run.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_is_no_assembly_throws_nothing()
    {
        (CSharpCompilation user, _) = Compile(false, User, Rules);
        MetadataReference broken = MetadataReference.CreateFromImage([1, 2, 3]);
        GeneratorRun run = GeneratorHarness.Run(user.AddReferences(broken));
        Assert.Empty(run.DriverDiagnostics);
        Assert.Contains("ScoreRule(", run.AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_edit_elsewhere_computes_nothing_and_nothing_of_the_compilation_is_kept(bool asProjects)
    {
        (CSharpCompilation user, _) = Compile(asProjects, User, Rules);
        user = user.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Bystander;", GeneratorHarness.LatestSyntax, "Other.cs"));
        GeneratorRun first = GeneratorHarness.Run(user);
        GeneratorRun second = first.Again(user.ReplaceSyntaxTree(
            user.SyntaxTrees[1], CSharpSyntaxTree.ParseText("class Bystander { int _i = 1; }", GeneratorHarness.LatestSyntax, "Other.cs")));
        Assert.Contains("ScoreRule(", second.AllText, StringComparison.Ordinal);
        Assert.All(second.Reasons(TrackingNames.Lowered), r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
        Assert.All(second.Reasons(TrackingNames.Emitted), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        foreach (string step in new[] { TrackingNames.Lowered, TrackingNames.Emitted })
        {
            foreach (IncrementalGeneratorRunStep tracked in second.Result.TrackedSteps[step])
                Assert.All(tracked.Outputs, output => Assert.Null(CompilationLeak.Find(output.Value)));
        }
    }

    /// <summary>The vendor's assembly, one for each text of rules, and the user's, which refers to all of them.</summary>
    private static (CSharpCompilation User, CSharpCompilation[] Libraries) Compile(bool asProjects, string user, params string[] rules)
    {
        List<CSharpCompilation> libraries = [Library("Vendor", Foreign)];
        MetadataReference vendor = Reference(libraries[0], asProjects);
        libraries.AddRange(rules.Select((text, i) => Library($"Binding{i}", text).AddReferences(vendor)));
        return (
            GeneratorHarness.Compilation(user).AddReferences([vendor, .. libraries.Skip(1).Select(l => Reference(l, asProjects))]),
            [.. libraries]);
    }

    private static CSharpCompilation Library(string name, string text) => GeneratorHarness.Compilation(text).WithAssemblyName(name);

    private static MetadataReference Reference(CSharpCompilation library, bool asProject) =>
        asProject ? library.ToMetadataReference() : MetadataReference.CreateFromImage(Image(library));

    private static byte[] Image(Compilation compilation)
    {
        using MemoryStream stream = new();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return stream.ToArray();
    }

    private static (double Value, double Gradient) Invoke(GeneratorRun run, CSharpCompilation[] libraries, string method, double x)
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        Dictionary<string, Assembly> loaded = libraries.ToDictionary(
            l => l.AssemblyName!, l => context.LoadFromStream(new MemoryStream(Image(l))));
        context.Resolving += (_, name) => loaded.GetValueOrDefault(name.Name!);
        Type model = context.LoadFromStream(new MemoryStream(Image(run.Compilation))).GetType("Sample.Model")!;
        (double, double) result = ((double, double))model.GetMethod(method)!.Invoke(null, [x])!;
        context.Unload();
        return result;
    }
}
