using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Diff.Benchmarks.Reporting;
using Diff.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Benchmarks.Growth;

/// <summary>Shows how the time that the generator takes grows with the size of the program.</summary>
/// <param name="output">Receives the table.</param>
/// <param name="progress">Receives a line per program while it runs.</param>
public sealed class CompilationSession(TextWriter output, TextWriter progress)
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Latest);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly (string Name, Func<int, string> Source)[] s_families =
    [
        ("statements in one method", Statements),
        ("loops one after another", Loops),
        ("statements in one loop", LoopStatements),
        ("methods called", Calls),
        ("annotated methods", Methods),
    ];

    /// <summary>Measures all families of programs.</summary>
    /// <param name="sizes">How many of each.</param>
    public void Run(IReadOnlyList<int> sizes)
    {
        MarkdownTable table = new(
            ["program", .. sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)), "slope", "÷ compiling it without"]);
        foreach ((string name, Func<int, string> source) in s_families)
        {
            // Once unmeasured: what a size compiles first is the generator itself.
            Generate(Compile(source(sizes[0])));
            List<(double Size, double Nanoseconds)> times = [];
            double ratio = 0;
            foreach (int size in sizes)
            {
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {size:N0}"));
                string text = source(size);
                double generated = Stopwatches.Best(() => Generate(Compile(text)), TimeSpan.FromMilliseconds(100));
                double compiled = Stopwatches.Best(() => Compile(text).Emit(Stream.Null), TimeSpan.FromMilliseconds(100));
                times.Add((size, generated));
                ratio = generated / compiled;
            }

            table.Add(
            [
                name, .. times.Select(time => BenchmarkTable.Time(time.Nanoseconds)),
                LogarithmicSlope.Of(times.Select(time => (time.Size, time.Nanoseconds))).ToString("0.00", CultureInfo.InvariantCulture),
                ratio.ToString("0.00", CultureInfo.InvariantCulture),
            ]);
        }

        output.WriteLine($"Machine: {Machine.Line()}.\n\n{table}");
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Program",
        [CSharpSyntaxTree.ParseText(source, s_parseOptions)],
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    private static void Generate(CSharpCompilation compilation)
    {
        GeneratorDriverRunResult result = CSharpGeneratorDriver
            .Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: s_parseOptions)
            .RunGenerators(compilation)
            .GetRunResult();
        if (result.GeneratedTrees.IsEmpty)
            throw new InvalidOperationException("The generator made nothing of a program that it is timed with.");
    }

    private static string Statements(int count) => Class(body =>
    {
        body.AppendLine("[Differentiable] public static double F(double x) { double y = x;");
        AppendStatements(body, count);
        body.AppendLine("return y; }");
    });

    private static string LoopStatements(int count) => Class(body =>
    {
        body.AppendLine("[Differentiable] public static double F(double x, int n) { double y = x; for (int i = 0; i < n; i++) {");
        AppendStatements(body, count);
        body.AppendLine("} return y; }");
    });

    private static string Loops(int count) => Class(body =>
    {
        body.AppendLine("[Differentiable] public static double F(ReadOnlySpan<double> x) { double y = 1;");
        for (int i = 0; i < count; i++)
        {
            body.AppendLine("for (int i = 0; i < x.Length; i++) { y += x[i] * y; }");
        }

        body.AppendLine("return y; }");
    });

    private static string Calls(int count) => Class(body =>
    {
        body.AppendLine("[Differentiable] public static double F(double x) { double y = x;");
        for (int i = 0; i < count; i++)
        {
            body.AppendLine(CultureInfo.InvariantCulture, $"y = G{i % 100}(y, x);");
        }

        body.AppendLine("return y; }");
        for (int i = 0; i < Math.Min(count, 100); i++)
        {
            body.AppendLine(CultureInfo.InvariantCulture, $"static double G{i}(double a, double b) => Math.Sin(a * b) + {i} * a;");
        }
    });

    private static string Methods(int count) => Class(body =>
    {
        for (int i = 0; i < count; i++)
        {
            body.AppendLine(
                CultureInfo.InvariantCulture,
                $"[Differentiable] public static double F{i}(double x, double y) => Math.Sin(x * y) + {i} * x;");
        }
    });

    private static void AppendStatements(StringBuilder body, int count)
    {
        for (int i = 0; i < count; i++)
        {
            body.AppendLine(i % 2 == 0 ? "y = Math.Sin(y) * x;" : "y += x * y;");
        }
    }

    private static string Class(Action<StringBuilder> body)
    {
        StringBuilder source = new();
        source.AppendLine("using System; using Diff; public static partial class Program {");
        body(source);
        return source.AppendLine("}").ToString();
    }
}
