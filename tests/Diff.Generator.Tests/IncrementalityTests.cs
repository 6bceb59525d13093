using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>What an edit recomputes: nothing that the edit does not touch.</summary>
public sealed class IncrementalityTests
{
    private const string TwoMethods = """
        using System;
        using Diff;
        namespace Sample;
        public static partial class Pair
        {
            [Differentiable]
            public static double First(double x)
            {
                double t = x * x;
                return t * Math.Sin(x);
            }

            [Differentiable]
            public static double Second(ReadOnlySpan<double> w)
            {
                double s = 0;
                for (int i = 0; i < w.Length; i++)
                    s += w[i] * w[i];
                return s;
            }
        }
        """;

    private const string SecondMethod = "    [Differentiable]\n    public static double Second";

    private const string Unrelated = """
        namespace Sample;
        public class Bystander
        {
            public int Number() => 1;
        }

        public partial class Weights
        {
            [Diff.Parameter]
            public double[] Values { get; } = new double[2];
        }
        """;

    [Fact]
    public void A_second_run_on_the_same_code_computes_nothing()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods, Unrelated);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        GeneratorRun second = first.Again(compilation.Clone());
        Assert.NotEmpty(first.Sources);
        Assert.NotEmpty(second.Result.TrackedSteps);
        AssertAllCached(second);
        Assert.Equal(first.AllText, second.AllText);
    }

    [Fact]
    public void A_comment_above_the_methods_leaves_the_lowered_form_as_it_was()
    {
        AssertNothingNewWith("namespace Sample;", "// A remark that moves every line.\n\nnamespace Sample;");
    }

    [Fact]
    public void A_comment_between_the_methods_leaves_the_lowered_form_as_it_was()
    {
        AssertNothingNewWith(SecondMethod, "    // A remark.\n" + SecondMethod);
    }

    [Fact]
    public void A_new_unannotated_method_leaves_the_lowered_form_as_it_was()
    {
        AssertNothingNewWith(SecondMethod, "    public static int Three() => 3;\n\n" + SecondMethod);
    }

    [Fact]
    public void An_edit_in_another_file_leaves_the_lowered_form_as_it_was()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods, Unrelated);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        AssertNothingNew(first, first.Again(Edit(compilation, 1, Unrelated.Replace("=> 1", "=> 2", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_renamed_type_in_another_file_leaves_the_lowered_form_as_it_was()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods, Unrelated);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        AssertNothingNew(first, first.Again(Edit(compilation, 1, Unrelated.Replace("Bystander", "Onlooker", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_edited_body_changes_the_output_of_its_method_only()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods, Unrelated);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        GeneratorRun second = first.Again(Edit(compilation, 0, TwoMethods.Replace("Math.Sin(x)", "Math.Cos(x)", StringComparison.Ordinal)));

        AssertExactlyOneNew(second.Reasons(TrackingNames.Lowered));
        AssertExactlyOneNew(second.Reasons(TrackingNames.Emitted));
        Assert.Equal(first.Sources.Keys.Order(StringComparer.Ordinal), second.Sources.Keys.Order(StringComparer.Ordinal));
        string changed = Assert.Single(first.Sources, s => second.Sources[s.Key] != s.Value).Key;
        Assert.Contains("First", changed, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_callee_changes_the_output_of_its_caller_only()
    {
        const string callee = "namespace Sample; internal static class Callee { internal static double Square(double x) => x * x; }";
        string caller = TwoMethods.Replace("x * x;", "Callee.Square(x);", StringComparison.Ordinal);
        CSharpCompilation compilation = GeneratorHarness.Compilation(caller, callee);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        GeneratorRun second = first.Again(Edit(compilation, 1, callee.Replace("x * x", "x * x * 2", StringComparison.Ordinal)));
        AssertExactlyOneNew(second.Reasons(TrackingNames.Emitted));
        Assert.NotEqual(first.AllText, second.AllText);
        string[] edited = [.. second.Compilation.SyntaxTrees.Take(2).Select(t => t.ToString())];
        Assert.Equal(GeneratorHarness.Run(edited).AllText, second.AllText);
    }

    [Fact]
    public void A_removed_attribute_removes_the_output()
    {
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        int at = TwoMethods.IndexOf("[Differentiable]", StringComparison.Ordinal);
        GeneratorRun second = first.Again(Edit(compilation, 0, TwoMethods.Remove(at, "[Differentiable]".Length)));
        Assert.DoesNotContain("FirstGradient", second.AllText, StringComparison.Ordinal);
        Assert.Contains("SecondGradient", second.AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrackingNames.Lowered)]
    [InlineData(TrackingNames.Emitted)]
    public void Cached_outputs_hold_nothing_of_the_compilation(string step)
    {
        GeneratorRun run = GeneratorHarness.Run(TwoMethods);
        Assert.Contains(step, run.Result.TrackedSteps.Keys);
        foreach (IncrementalGeneratorRunStep tracked in run.Result.TrackedSteps[step])
            Assert.All(tracked.Outputs, output => Assert.Null(CompilationLeak.Find(output.Value)));
    }

    private static void AssertNothingNewWith(string old, string replacement)
    {
        string edited = TwoMethods.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(TwoMethods, edited);
        CSharpCompilation compilation = GeneratorHarness.Compilation(TwoMethods, Unrelated);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        AssertNothingNew(first, first.Again(Edit(compilation, 0, edited)));
    }

    private static void AssertNothingNew(GeneratorRun first, GeneratorRun second)
    {
        Assert.NotEmpty(second.Reasons(TrackingNames.Lowered));
        Assert.NotEmpty(second.Reasons(TrackingNames.Emitted));
        Assert.All(second.Reasons(TrackingNames.Lowered), r => Assert.True(IsOld(r), r.ToString()));
        Assert.All(second.Reasons(TrackingNames.Emitted), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.Equal(first.AllText, second.AllText);
    }

    private static void AssertAllCached(GeneratorRun run)
    {
        // Roslyn's own steps are its business; ours are those with a name in TrackingNames, and the outputs.
        HashSet<string> ours =
        [
            .. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(f => f.IsLiteral)
                .Select(f => (string)f.GetRawConstantValue()!),
        ];
        Assert.All(ours, name => Assert.Contains(name, run.Result.TrackedSteps.Keys));
        IEnumerable<IncrementalGeneratorRunStep> steps =
            run.Result.TrackedSteps.Where(s => ours.Contains(s.Key)).Concat(run.Result.TrackedOutputSteps).SelectMany(s => s.Value);
        foreach (IncrementalGeneratorRunStep step in steps)
            Assert.All(step.Outputs, o => Assert.True(IsOld(o.Reason), $"{step.Name}: {o.Reason}"));
    }

    private static void AssertExactlyOneNew(IEnumerable<IncrementalStepRunReason> reasons)
    {
        IncrementalStepRunReason[] all = [.. reasons];
        Assert.Equal(2, all.Length);
        Assert.Single(all, r => !IsOld(r));
    }

    private static bool IsOld(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    }
}
