using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Diff.Fuzz.Generation;
using Diff.Generator.Tests.Harness;
using Diff.Gradients.Tests.Oracles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Fuzz.Judging;

/// <summary>Compiles programs together, with the generator in memory, and judges each.</summary>
internal sealed class Batch
{
    private readonly Counts _counts;
    private readonly Func<string, string>? _tamper;

    /// <summary>How long a program may run: all of them end within milliseconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <param name="tamper">Changes generated text before it is compiled; the fuzzer's own tests plant bugs with it.</param>
    public Batch(Counts counts, Func<string, string>? tamper = null)
    {
        _counts = counts;
        _tamper = tamper;
    }

    /// <summary>Findings by program; a program without one is right.</summary>
    public Dictionary<FuzzProgram, Finding> Judge(IReadOnlyList<FuzzProgram> programs)
    {
        Dictionary<FuzzProgram, Finding> findings = [];
        if (programs.Count == 0)
            return findings;
        GeneratorRun run = GeneratorHarness.Run(Compilation(programs));
        if (run.DriverDiagnostics.Length > 0)
            return Divide(programs, Finding.Failure("crash", run.DriverDiagnostics[0].ToString()));
        Compilation compilation = _tamper is null ? run.Compilation : Tampered(run.Compilation);
        if (Emit(compilation, out Diagnostic[] errors) is not Assembly assembly)
        {
            foreach (Diagnostic error in errors)
            {
                if (programs.FirstOrDefault(p => IsOf(error, p)) is not FuzzProgram culprit)
                    continue;
                bool isGenerated = error.Location.SourceTree!.FilePath != culprit.TypeName + ".cs";
                findings.TryAdd(culprit, new Finding(isGenerated ? Gravity.Failure : Gravity.Invalid, "uncompilable " + error.Id, error.ToString()));
            }
            if (findings.Count == 0)
                return Divide(programs, Finding.Failure("uncompilable " + errors[0].Id, errors[0].ToString()));
            Merge(findings, Judge([.. programs.Where(p => !findings.ContainsKey(p))]));
            return findings;
        }
        try
        {
            DualCorpus.Add(assembly, [.. programs.Select(p => FuzzProgram.File(p))]);
        }
        catch (InvalidOperationException e)
        {
            return Divide(programs, new Finding(Gravity.Invalid, "no twin", e.Message));
        }
        ILookup<string, CorpusCase> cases = CorpusCase.In(assembly).Values.ToLookup(c => c.Method.DeclaringType!.Name);
        foreach (FuzzProgram program in programs)
        {
            if (Execute(program, [.. cases[program.TypeName]]) is Finding finding)
                findings[program] = finding;
        }
        return findings;
    }

    /// <summary>Judges a hand-written file of the corpus; one line for each thing that is wrong with it.</summary>
    public static IEnumerable<string> JudgeFile(string text)
    {
        GeneratorRun run = GeneratorHarness.Run(Compilation(text));
        if (Emit(run.Compilation, out Diagnostic[] errors) is not Assembly assembly)
            return errors.Concat(run.DriverDiagnostics).Select(e => e.ToString());
        DualCorpus.Add(assembly, text);
        return CorpusCase.In(assembly).Values
            .Select(c => (c.Id, Finding: new Trial([c], new Counts()).Judge(FuzzProgram.ModifiesGradient(text))))
            .Where(f => f.Finding is not null)
            .Select(f => $"{f.Id}: {f.Finding}");
    }

    /// <summary>What the generator writes for a file.</summary>
    public static string Generated(string text) => GeneratorHarness.Run(Compilation(text)).AllText;

    /// <summary>Judges the halves, until the one to blame stands alone.</summary>
    private Dictionary<FuzzProgram, Finding> Divide(IReadOnlyList<FuzzProgram> programs, Finding ofOne)
    {
        if (programs.Count == 1)
            return new() { [programs[0]] = ofOne };
        int half = programs.Count / 2;
        Dictionary<FuzzProgram, Finding> findings = Judge([.. programs.Take(half)]);
        Merge(findings, Judge([.. programs.Skip(half)]));
        return findings;
    }

    private Finding? Execute(FuzzProgram program, CorpusCase[] cases)
    {
        Finding? finding = null;
        Thread thread = new(() => finding = Points(program, cases).FirstOrDefault(f => f is not null)) { IsBackground = true, Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return thread.Join(Patience) ? finding : Finding.Failure("hang", $"{program.TypeName} does not end");
    }

    private IEnumerable<Finding?> Points(FuzzProgram program, CorpusCase[] cases) => cases
        .GroupBy(c => string.Join("|", c.At.Arguments.Select(Key)))
        .Select(point => new Trial([.. point], _counts).Judge(program.IsModified));

    private static string Key(object argument) =>
        argument is Array array ? string.Join(" ", array.Cast<object>().Select(Key)) : Convert.ToString(argument, CultureInfo.InvariantCulture)!;

    private static void Merge(Dictionary<FuzzProgram, Finding> findings, Dictionary<FuzzProgram, Finding> more)
    {
        foreach ((FuzzProgram program, Finding finding) in more)
            findings[program] = finding;
    }

    private static bool IsOf(Diagnostic error, FuzzProgram program) => error.Location.SourceTree?.FilePath is string path
        && (path == program.TypeName + ".cs" || path.Contains("." + program.TypeName + ".", StringComparison.Ordinal));

    private Compilation Tampered(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(_tamper!(tree.ToString()), (CSharpParseOptions)tree.Options, tree.FilePath));
        }
        return compilation;
    }

    private static Assembly? Emit(Compilation compilation, out Diagnostic[] errors)
    {
        using MemoryStream stream = new();
        errors = [.. compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length > 0 ? null : CompiledPrograms.Load(stream);
    }

    private static CSharpCompilation Compilation(IEnumerable<FuzzProgram> programs) => WithOracles(GeneratorHarness.Lenient()
        .AddSyntaxTrees(programs.Select(p => CSharpSyntaxTree.ParseText(FuzzProgram.File(p), GeneratorHarness.LatestSyntax, path: p.TypeName + ".cs"))));

    private static CSharpCompilation Compilation(string text) => WithOracles(GeneratorHarness.Lenient(text));

    private static CSharpCompilation WithOracles(CSharpCompilation compilation) =>
        compilation.AddReferences(MetadataReference.CreateFromFile(typeof(Batch).Assembly.Location));
}
