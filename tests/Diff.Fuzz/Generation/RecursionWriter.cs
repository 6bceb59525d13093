using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Helpers that call themselves. All end: a count runs down, a span gets shorter, an index runs up.</summary>
internal sealed class RecursionWriter
{
    private readonly Random _random;
    private readonly ExpressionWriter _expressions;

    public RecursionWriter(Random random, ExpressionWriter expressions)
    {
        _random = random;
        _expressions = expressions;
    }

    /// <summary>Writes a helper, or two that call one another, and makes them known.</summary>
    /// <param name="plain">The helpers that they may call: a recursion must not call rules, and recursion in recursion takes too long.</param>
    public string Write(string name, IReadOnlyList<HelperSignature> plain)
    {
        HelperSignature[] others = [.. _expressions.Helpers];
        _expressions.Helpers.Clear();
        _expressions.Helpers.AddRange(plain);
        (string text, HelperSignature[] signatures) = _random.Next(_expressions.UsesStruct ? 10 : 9) switch
        {
            0 => Linear(name),
            1 => Twofold(name),
            2 => Shrinking(name),
            3 => Mutual(name),
            4 => References(name),
            5 => Halves(name),
            6 => OverMatrix(name),
            7 => Mixed(name),
            8 => Generic(name),
            _ => OfStruct(name),
        };
        _expressions.Helpers.Clear();
        _expressions.Helpers.AddRange(others);
        _expressions.Helpers.AddRange(signatures.Select(s => s with { IsCall = true }));
        return text;
    }

    private (string, HelperSignature[]) Linear(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters = [new(Passing.Integer, kind), new(Passing.Value, kind), new(SomeValue(), _expressions.SomeReal())];
        Surroundings around = Known(parameters, "n", "x", "y");
        string again = $"{name}({Less("n")}, {_expressions.Bounded(around, kind)}, {_expressions.Number(around, parameters[2].Kind, 1)})";
        return Made(name, parameters, ["n", "x", "y"], kind, $"if (n <= 0)\n            return {_expressions.Bounded(around, kind)};",
            around, a => [$"return {Joined(kind, _expressions.Bounded(a, kind), again)};"]);
    }

    private (string, HelperSignature[]) Twofold(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters = [new(Passing.Integer, kind), new(Passing.Value, kind), new(Passing.Value, kind)];
        Surroundings around = Known(parameters, "n", "x", "y");
        string some() => Pick(["x", "y", _expressions.Bounded(around, kind, 2)]);
        return Made(name, parameters, ["n", "x", "y"], kind, $"if (n <= 0)\n            return {_expressions.Bounded(around, kind, 2)};",
            around, a => [
                $"{kind.Keyword()} first = {name}(Math.Min(n, 3) - 1, {some()}, {some()});",
                $"return {Joined(kind, "first", $"{name}(Math.Min(n, 3) - {_random.Next(1, 3)}, {Pick([some(), "first"])}, {some()})")};"]);
    }

    private (string, HelperSignature[]) Shrinking(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters = [new(_random.Next(3) == 0 ? Passing.ReadOnlyMemory : Passing.ReadOnlySpan, kind), new(Passing.Value, kind)];
        Surroundings around = Known(parameters, "s", "x");
        string rest = Pick(["s[1..]", "s[..^1]", "s.Slice(s.Length / 2)", "s[..(s.Length / 2)]"]);
        return Made(name, parameters, ["s", "x"], kind, $"if (s.Length < 2)\n            return {_expressions.Bounded(around, kind)};",
            around, a => [$"return {Joined(kind, _expressions.Bounded(a, kind), $"{name}({rest}, {_expressions.Bounded(around, kind)})")};"]);
    }

    private (string, HelperSignature[]) Mutual(string name)
    {
        Real kind = _expressions.SomeReal();
        string other = name + "Back";
        HelperParameter[] parameters = [new(Passing.Integer, kind), new(Passing.Value, kind)];
        HelperParameter[] turned = [new(Passing.Value, kind), new(Passing.Integer, kind)];
        Surroundings around = Known(parameters, "n", "x");
        (string first, HelperSignature[] signature) = Made(name, parameters, ["n", "x"], kind, $"if (n <= 0)\n            return {_expressions.Bounded(around, kind)};",
            around, a => [$"return {Joined(kind, _expressions.Bounded(a, kind), $"{other}({_expressions.Bounded(around, kind)}, {Less("n")})")};"]);
        (string second, HelperSignature[] back) = Made(other, turned, ["x", "n"], kind, $"if (n <= 0)\n            return {Pick(["x", kind.Literal(0), _expressions.Bounded(around, kind)])};",
            around, a => [$"return {Joined(kind, _expressions.Bounded(a, kind), $"{name}({Less("n")}, {_expressions.Bounded(around, kind)})")};"]);
        return (first + "\n" + second, [.. signature, .. back]);
    }

    private (string, HelperSignature[]) References(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters = [new(Passing.Integer, kind), new(Passing.Reference, kind), new(Passing.Reference, kind)];
        Surroundings around = Known(parameters, "n", "x", "y");
        return Made(name, parameters, ["n", "x", "y"], null, "if (n <= 0)\n            return;",
            around, a => [
                $"{Pick(["x", "y"])} {Pick(["=", "+=", "*="])} {_expressions.Bounded(a, kind)};",
                $"{name}({Less("n")}, {Pick(["ref x, ref y", "ref y, ref x"])});",
                $"{Pick(["x", "y"])} {Pick(["=", "-=", "*="])} {_expressions.Bounded(around, kind)};"]);
    }

    private (string, HelperSignature[]) Halves(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters = [new(_random.Next(4) == 0 ? Passing.Memory : Passing.Span, kind), new(SomeValue(), kind)];
        Surroundings around = Known(parameters, "s", "x");
        string s = parameters[0].Passing == Passing.Memory ? "s.Span" : "s";
        List<string> steps = [
            $"for (int i = 1; i < s.Length; i++)\n            {s}[i] = {kind.Math()}.Sin({s}[i]) * x + {s}[i - 1] * {_expressions.Bounded(around, kind, 2)};",
            $"{name}(s[..(s.Length / 2)], {_expressions.Bounded(around, kind, 2)});",
            $"{name}(s[(s.Length / 2)..], {Pick(["x", _expressions.Bounded(around, kind, 2)])});",
        ];
        string joined = $"{s}[0] {Pick(["+=", "*=", "="])} {s}[^1] * {_expressions.Bounded(around, kind, 2)};";
        steps.Insert(_random.Next(steps.Count + 1), joined);
        return Made(name, parameters, ["s", "x"], null, "if (s.Length < 2)\n            return;", around, _ => [.. steps]);
    }

    private (string, HelperSignature[]) OverMatrix(string name)
    {
        Real kind = _expressions.SomeReal();
        bool isJagged = _random.Next(3) == 0;
        HelperParameter[] parameters = [new(isJagged ? Passing.Jagged : Passing.Matrix, kind), new(Passing.Integer, kind), new(Passing.Value, kind)];
        Surroundings around = Known(parameters, "a", "i", "x");
        // The index runs up, whatever it starts from.
        around.Integers.Clear();
        around.Counters.Add("i");
        string element = isJagged ? "a[i][^1]" : "a[i, a.GetLength(1) - 1]";
        string length = isJagged ? "a.Length" : "a.GetLength(0)";
        bool writes = _random.Next(2) == 0;
        return Made(name, parameters, ["a", "i", "x"], kind, $"i = Math.Max(i, 0);\n        if (i >= {length})\n            return {_expressions.Bounded(around, kind)};",
            around, a => [
                writes ? $"{element} {Pick(["=", "*=", "+="])} {_expressions.Bounded(a, kind)};" : $"x += {element};",
                $"return {Joined(kind, element, $"{name}(a, i + 1, {_expressions.Bounded(around, kind)})")};"]);
    }

    private (string, HelperSignature[]) Mixed(string name)
    {
        Real kind = _expressions.SomeReal();
        HelperParameter[] parameters =
            [new(Passing.Integer, kind), new(Passing.Span, kind), new(Passing.ReadOnlySpan, _expressions.SomeReal()), new(Passing.Output, kind), new(Passing.Value, _expressions.SomeReal())];
        Surroundings around = Known(parameters, "n", "s", "r", "y", "x");
        Real? result = _random.Next(3) == 0 ? null : kind;
        string back = result is null ? "return;" : $"return {_expressions.Number(around, kind, 1)};";
        string call = $"{name}({Less("n")}, s, r, out {kind.Keyword()} inner, {_expressions.Number(around, parameters[4].Kind, 1)})";
        return Made(name, parameters, ["n", "s", "r", "y", "x"], result, $"y = {kind.Literal(0.5)};\n        if (n <= 0)\n        {{\n            s[0] += y;\n            {back}\n        }}",
            around, a => [
                $"s[n % s.Length] {Pick(["=", "*="])} {_expressions.Bounded(a, kind)};",
                result is null ? call + ";" : $"{kind.Keyword()} value = {kind.Math()}.Tanh({call});",
                $"y = inner * {_expressions.Bounded(around, kind, 2)};",
                .. result is null ? Array.Empty<string>() : [$"return {Joined(kind, "value", "y")};"]]);
    }

    private (string, HelperSignature[]) Generic(string name)
    {
        Real kind = _expressions.SomeReal();
        GenericExpression generic = new(_random);
        string text = $$"""
                private static T {{name}}<T>(int n, T x, T y)
                    where T : System.Numerics.IFloatingPointIeee754<T> =>
                    n <= 0 ? {{generic.Bounded(["x", "y"])}} : {{generic.Bounded(["x", "y"])}} + T.Tanh({{name}}(Math.Min(n, 4) - 1, {{generic.Bounded(["x", "y"])}}, {{generic.Number(["x", "y"])}}));

            """;
        return (text, [new($"{name}<{kind.Keyword()}>", [new(Passing.Integer, kind), new(Passing.Value, kind), new(Passing.Value, kind)], kind)]);
    }

    private (string, HelperSignature[]) OfStruct(string name)
    {
        HelperParameter[] parameters = [new(Passing.Integer, Real.Double), new(Passing.Struct, Real.Double)];
        Surroundings around = Known(parameters, "n", "p");
        (string text, HelperSignature[] _) = Made(name, parameters, ["n", "p"], null, $"if (n <= 0)\n            return {_expressions.Struct(around)};",
            around, a => [$"return {name}({Less("n")}, {_expressions.Struct(a)}) {Pick(["+ p", $"* {_expressions.Bounded(around, Real.Double, 2)}"])};"]);
        text = text.Replace(" void ", $" {StructWriter.Name} ", StringComparison.Ordinal);
        return (text, [new(name, parameters, Real.Double) { Member = Pick([".Sum", ".X", ".Scale"]) }]);
    }

    /// <summary>A body: what ends it, a few random statements, and what calls itself.</summary>
    private (string, HelperSignature[]) Made(
        string name, HelperParameter[] parameters, string[] names, Real? result, string end, Surroundings around, Func<Surroundings, string[]> last)
    {
        string signature = $"private static {result?.Keyword() ?? "void"} {name}({string.Join(", ", parameters.Select((p, i) => p.Declaration(names[i])))})";
        // The count must not change between the test and the call.
        Surroundings inside = new(around);
        inside.Counters.AddRange(inside.Integers);
        inside.Integers.Clear();
        StatementWriter statements = new(_random, _expressions, _random.Next(0, 3));
        List<Statement> body = [Statement.Simple(end), .. statements.Fill(inside, 2), .. last(inside).Select(Statement.Simple)];
        return (Statement.Method(signature, body), [new(name, parameters, result)]);
    }

    private string Joined(Real kind, string own, string deeper) => _random.Next(4) switch
    {
        0 => $"({own} + {kind.Literal(0.5)} * {deeper})",
        1 => $"{kind.Math()}.Tanh({own} * {deeper})",
        2 => $"({deeper} * {kind.Literal(0.75)} - {own})",
        _ => $"{own} * {kind.Math()}.Cos({deeper})",
    };

    private Passing SomeValue() => _random.Next(3) == 0 ? Passing.ReadOnlyReference : Passing.Value;

    private static string Less(string count) => $"Math.Min({count}, 4) - 1";

    private static Surroundings Known(HelperParameter[] parameters, params string[] names)
    {
        Surroundings around = new();
        for (int i = 0; i < parameters.Length; i++)
            parameters[i].AddTo(around, names[i]);
        // Integers may be assigned nowhere here, or a recursion might not end.
        around.Counters.AddRange(around.Integers);
        around.Integers.Clear();
        return around;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
