using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Generator.Tests.Harness;

/// <summary>What one run of the generator left.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation compilation, ImmutableArray<Diagnostic> driverDiagnostics)
    {
        Driver = driver;
        Compilation = compilation;
        DriverDiagnostics = driverDiagnostics;
        Result = driver.GetRunResult().Results[0];
        Sources = Result.GeneratedSources.IsDefault
            ? []
            : Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The driver after the run: run it again to see what was cached.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation with the generated sources.</summary>
    public Compilation Compilation { get; }

    /// <summary>What the driver says of the generator, such as CS8785 when it threw.</summary>
    public ImmutableArray<Diagnostic> DriverDiagnostics { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>Generated text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>Everything the compiler says of the whole, hidden remarks left out.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Compilation.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Info);

    /// <summary>All generated text in the order of hint names.</summary>
    public string AllText =>
        string.Join("\n", Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => "// " + s.Key + "\n" + s.Value));

    public static GeneratorRun Of(GeneratorDriver driver, CSharpCompilation compilation)
    {
        GeneratorDriver ran = driver.RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics);
        return new GeneratorRun(ran, updated, diagnostics);
    }

    /// <summary>Runs the same driver on a changed compilation.</summary>
    public GeneratorRun Again(CSharpCompilation compilation) => Of(Driver, compilation);

    /// <summary>The whole as an assembly in memory; throws with the errors if it does not compile.</summary>
    public Assembly Load()
    {
        using MemoryStream stream = new();
        Diagnostic[] errors = [.. Compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0
            ? Assembly.Load(stream.ToArray())
            : throw new InvalidOperationException(string.Join("\n", errors.Select(e => e.ToString())) + "\n" + AllText);
    }

    /// <summary>Why each output of a tracked step is what it is.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? steps.SelectMany(s => s.Outputs).Select(o => o.Reason) : [];
}
