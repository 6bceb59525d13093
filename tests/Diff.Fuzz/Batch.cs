using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Diff.Generator.Tests.Harness;
using Diff.Gradients.Tests.Oracles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Fuzz;

/// <summary>What is wrong with a program.</summary>
/// <param name="Kind">One word that stays the same while the program is made smaller.</param>
/// <param name="Message">The details.</param>
internal sealed record Finding(string Kind, string Message);

/// <summary>Compiles programs with the generator and compares what it made with dual numbers.</summary>
internal static partial class Batch
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Findings by program; programs that C# itself refuses have the kind "invalid".</summary>
    public static Dictionary<FuzzProgram, Finding> Judge(IReadOnlyList<FuzzProgram> programs)
    {
        Dictionary<FuzzProgram, Finding> findings = [];
        List<FuzzProgram> valid = [.. programs];
        foreach (Diagnostic error in Compilation(programs).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
            Blame(error, "invalid");
        valid.RemoveAll(findings.ContainsKey);
        if (valid.Count == 0)
            return findings;
        GeneratorRun run = GeneratorHarness.Run(Compilation(valid));
        foreach (Diagnostic crash in run.DriverDiagnostics)
        {
            if (valid.Count == 1)
                findings[valid[0]] = new Finding("crash", crash.ToString());
        }
        if (run.DriverDiagnostics.Length > 0)
            return valid.Count == 1 ? findings : Separately(valid, findings);
        foreach (Diagnostic error in run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            FuzzProgram? culprit = valid.FirstOrDefault(p => Mentions(error.Location.SourceTree?.FilePath, p) || error.Location.SourceTree?.FilePath == p.TypeName + ".cs")
                ?? valid.FirstOrDefault(p => error.ToString().Contains(p.TypeName, StringComparison.Ordinal));
            if (culprit is not null)
                findings.TryAdd(culprit, new Finding("uncompilable " + error.Id, error.ToString()));
            else if (valid.Count == 1)
                findings.TryAdd(valid[0], new Finding("uncompilable " + error.Id, error.ToString()));
        }
        List<FuzzProgram> compiled = [.. valid.Where(p => !findings.ContainsKey(p))];
        if (compiled.Count < valid.Count)
        {
            foreach (KeyValuePair<FuzzProgram, Finding> more in Judge(compiled))
                findings.Add(more.Key, more.Value);
            return findings;
        }
        Assembly assembly = run.Load();
        DualCorpus.Add(assembly, [.. valid.Select(p => FuzzProgram.File(p))]);
        ILookup<string, CorpusCase> cases = CorpusCase.In(assembly).Values.ToLookup(c => c.Method.DeclaringType!.Name);
        foreach (FuzzProgram program in valid)
        {
            if (Execute(cases[program.TypeName]) is Finding finding)
                findings[program] = finding;
        }
        return findings;

        void Blame(Diagnostic error, string kind)
        {
            FuzzProgram? culprit = programs.FirstOrDefault(p => error.Location.SourceTree?.FilePath == p.TypeName + ".cs");
            if (culprit is not null)
                findings.TryAdd(culprit, new Finding(kind, error.ToString()));
        }
    }

    /// <summary>Judges a hand-written file of the corpus; one line for each thing that is wrong with it.</summary>
    public static IEnumerable<string> JudgeFile(string text)
    {
        CSharpCompilation compilation = GeneratorHarness.Lenient(text)
            .AddReferences(MetadataReference.CreateFromFile(typeof(Batch).Assembly.Location));
        GeneratorRun run = GeneratorHarness.Run(compilation);
        foreach (Diagnostic diagnostic in run.DriverDiagnostics.Concat(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)))
            yield return diagnostic.ToString();
        if (run.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            yield break;
        Assembly assembly = run.Load();
        DualCorpus.Add(assembly, text);
        foreach (CorpusCase @case in CorpusCase.In(assembly).Values)
        {
            Finding? finding = Execute([@case]);
            if (finding is not null)
                yield return $"{@case.Id}: {finding}";
        }
    }

    /// <summary>What the generator writes for a file.</summary>
    public static string Generated(string text) => GeneratorHarness.Run(GeneratorHarness.Lenient(text)
        .AddReferences(MetadataReference.CreateFromFile(typeof(Batch).Assembly.Location))).AllText;

    private static bool Mentions(string? path, FuzzProgram program) =>
        path is not null && path.Contains("." + program.TypeName + ".", StringComparison.Ordinal);

    private static Dictionary<FuzzProgram, Finding> Separately(List<FuzzProgram> programs, Dictionary<FuzzProgram, Finding> findings)
    {
        int half = programs.Count / 2;
        foreach (List<FuzzProgram> part in new[] { programs[..half], programs[half..] })
        {
            foreach (KeyValuePair<FuzzProgram, Finding> finding in Judge(part))
                findings[finding.Key] = finding.Value;
        }
        return findings;
    }

    private static Finding? Execute(IEnumerable<CorpusCase> cases)
    {
        Task<Finding?> task = Task.Run(() => cases.Select(Execute).FirstOrDefault(f => f is not null));
        return task.Wait(s_patience) ? task.Result : new Finding("hang", "does not end");
    }

    private static Finding? Execute(CorpusCase @case)
    {
        MethodInfo? refused = @case.Method.DeclaringType!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(m => m.Name.StartsWith(@case.Method.Name, StringComparison.Ordinal) && m.IsDefined(typeof(ObsoleteAttribute)));
        if (refused is not null)
        {
            string reason = refused.GetCustomAttribute<ObsoleteAttribute>()!.Message!;
            return new Finding("refused " + Names().Replace(reason, "#"), reason);
        }
        try
        {
            try
            {
                Invoker.Call(@case.Method, @case.Arguments());
            }
            catch (Exception e)
            {
                return new Finding("primal throws", e.Message);
            }
            if (@case.Emit.HasFlag(Derivatives.Gradient))
            {
                CorpusJudge.Gradient(@case);
                CorpusJudge.AccumulateGradient(@case);
            }
            CorpusJudge.Backward(@case);
            return null;
        }
        catch (Exception e)
        {
            string message = $"{@case.Id}: {e.GetType().Name} {e.Message}";
            if (IsUndecided(@case))
                return new Finding("ill-conditioned", message);
            bool optimised = @case.Method.Name == FuzzProgram.MainName;
            return new Finding("wrong " + e.GetType().Name + (optimised ? "" : " (Disable)"), message);
        }
    }

    /// <summary>Whether the oracle itself has no number here, or one beyond comparison.</summary>
    private static bool IsUndecided(CorpusCase @case)
    {
        try
        {
            double[] expected = Oracle.ByDualNumbers(@case, @case.Cotangents());
            return expected.Any(v => !double.IsFinite(v) || Math.Abs(v) > 1e7);
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static CSharpCompilation Compilation(IEnumerable<FuzzProgram> programs)
    {
        CSharpCompilation compilation = GeneratorHarness.Lenient()
            .AddSyntaxTrees(programs.Select(p => CSharpSyntaxTree.ParseText(
                FuzzProgram.File(p), GeneratorHarness.LatestSyntax, path: p.TypeName + ".cs")))
            .AddReferences(MetadataReference.CreateFromFile(typeof(Batch).Assembly.Location));
        return compilation.WithOptions(compilation.Options.WithAllowUnsafe(false));
    }

    [GeneratedRegex("'[^']*'|\\b[a-z]\\d+\\b")]
    private static partial Regex Names();
}
