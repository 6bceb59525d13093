using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generator.Tests.Harness;

/// <summary>Runs the generator in memory, as the compiler would.</summary>
internal static class GeneratorHarness
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(
        () => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Distinct()
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    public static CSharpParseOptions LatestSyntax { get; } = new(LanguageVersion.Latest);

    /// <summary>Compiles and generates; every source is a file of its own, named after its place.</summary>
    public static GeneratorRun Run(params string[] sources) => Run(Compilation(sources));

    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver driver = Driver(compilation);
        return GeneratorRun.Of(driver, compilation);
    }

    /// <summary>A driver that records what each step did.</summary>
    public static CSharpGeneratorDriver Driver(CSharpCompilation compilation) => CSharpGeneratorDriver.Create(
        [new DifferentiableGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options ?? LatestSyntax,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compilation(params string[] sources) => Compilation(LatestSyntax, false, sources);

    /// <summary>The same without nullable annotations and with warnings left as warnings: other people's code.</summary>
    public static CSharpCompilation Lenient(params string[] sources)
    {
        CSharpCompilation strict = Compilation(sources);
        return strict.WithOptions(strict.Options
            .WithNullableContextOptions(NullableContextOptions.Disable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Default));
    }

    /// <summary>A library with nullable annotations on and warnings as errors.</summary>
    public static CSharpCompilation Compilation(CSharpParseOptions syntax, bool checkOverflow, params string[] sources)
    {
        IEnumerable<SyntaxTree> trees = sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, syntax, path: $"Source{i}.cs"));
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: checkOverflow,
            warningLevel: 9999);
        return CSharpCompilation.Create("Sample", trees, s_references.Value, options);
    }
}
