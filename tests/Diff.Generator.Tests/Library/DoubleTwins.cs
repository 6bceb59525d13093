using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Diff.Compiler.Lowering;
using Diff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generator.Tests.Library;

/// <summary>
/// The twins and code that uses them, with <c>double</c> for <c>float</c>: differences of numbers in single precision would be too rough
/// to judge a derivative by.
/// </summary>
internal static partial class DoubleTwins
{
    /// <summary>Compiles code together with the twins.</summary>
    public static Assembly Load(string source)
    {
        CSharpCompilation library = LibrarySource.Compile([]);
        IEnumerable<SyntaxTree> trees = library.SyntaxTrees.Select(tree => tree.ToString()).Append(source)
            .Select(text => CSharpSyntaxTree.ParseText(InDouble(text), GeneratorHarness.LatestSyntax));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "InDouble" + Guid.NewGuid().ToString("N"), trees, GeneratorHarness.Compilation().References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream stream = new();
        Diagnostic[] errors = [.. compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0 ? Assembly.Load(stream.ToArray()) : throw new InvalidOperationException(string.Join('\n', errors.Select(e => e.ToString())));
    }

    /// <summary>A value made of numbers in order.</summary>
    public static object Make(Type type, Queue<double> numbers)
    {
        if (type == typeof(double))
            return numbers.Dequeue();
        if (type.IsPrimitive)
            return Convert.ChangeType(numbers.Dequeue(), type, System.Globalization.CultureInfo.InvariantCulture);
        object result = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken))
            field.SetValue(result, Make(field.FieldType, numbers));
        return result;
    }

    private static string InDouble(string text)
    {
        string literals = Literal().Replace(text, "$1d");
        string wide = Float().Replace(literals, "double").Replace("MathF.", "Math.", StringComparison.Ordinal);

        // What Complex converts from and Math has for both kinds would be there twice.
        return wide.Replace("public static implicit operator Complex(double value) => new(value, 0);\n\n    public static implicit operator Complex(double value)", "public static implicit operator Complex(double value)", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<![\w.])((?:\d+\.)?\d+(?:e-?\d+)?)f\b")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bfloat\b")]
    private static partial Regex Float();
}
