using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;
using Xunit;

namespace Diff.Generator.Tests.IR;

/// <summary>Tests of passes: IR text in, IR text out.</summary>
internal static partial class Ir
{
    /// <summary>Runs a pass over a function and compares; values are numbered in the order of the text.</summary>
    public static void Becomes(Func<Function, Function> pass, string before, string after, [CallerMemberName] string test = "") =>
        Same(after, Printer.Print(pass(IrParser.ParseOne(before))), test);

    /// <summary>Compares a function's text with what is expected.</summary>
    public static void Same(string expected, string actual, [CallerMemberName] string test = "")
    {
        string numbered = Numbered(actual);
        if (Environment.GetEnvironmentVariable("IR_DUMP") is string folder)
            File.WriteAllText(Path.Combine(folder, test + ".txt"), numbered);
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), numbered.TrimEnd());
    }

    /// <summary>Simplifies a function, all of it primal or all of it derivative.</summary>
    public static Function Simplified(Function function, bool isDerivative = false)
    {
        IdSource ids = new(function.NextId);
        Block body = Simplify.Run(function.Body, ids, isDerivative ? 0 : int.MaxValue);
        return function with { Body = body, NextId = ids.Next };
    }

    /// <summary>All floating-point parameters are differentiated but those that are named.</summary>
    public static EquatableArray<ParameterInfo> Parameters(Function function, params string[] constants) => function.Parameters.Map(p =>
        new ParameterInfo(
            p.Value.Name, p.Value.Type.ToString(), p.Value.Type, "", false, false,
            p.Value.Type.IsFloating && !constants.Contains(p.Value.Name), constants.Contains(p.Value.Name))
        {
            IsOutput = function.ReturnTypes.Count == 0 && p.Value.Type is { Shape: Shape.Span, IsFloating: true } && !constants.Contains(p.Value.Name),
        });

    /// <summary>A function and its reverse sweep, simplified.</summary>
    public static (Differentiated Source, Activity Activity) Differentiate(string text, params string[] constants)
    {
        Function function = IrParser.ParseOne(text);
        EquatableArray<ParameterInfo> parameters = Parameters(function, constants);
        List<Refusal> refusals = [];
        Activity activity = Activity.Run(function, parameters, refusals);
        Assert.Empty(refusals);
        return (Modules.Reduced(Backward.Run(function, parameters, activity)), activity);
    }

    private static string Numbered(string text)
    {
        Dictionary<string, int> numbers = [];
        text = NextId().Replace(text, "");
        return ValueId().Replace(text, match =>
        {
            string id = match.Groups["id"].Value;
            if (!numbers.TryGetValue(id, out int number))
                numbers.Add(id, number = numbers.Count);
            return "%" + match.Groups["name"].Value + number;
        });
    }

    [GeneratedRegex(" next [0-9]+")]
    private static partial Regex NextId();

    [GeneratedRegex("%(?<name>([A-Za-z_][A-Za-z_0-9]*\\.)?)(?<id>[0-9]+)")]
    private static partial Regex ValueId();
}
