using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Diff.Fuzz.Generation;

/// <summary>A random program for a seed.</summary>
internal sealed class ProgramWriter
{
    private const int LargestBudget = 40;

    private readonly Random _random;
    private readonly ExpressionWriter _expressions;
    private readonly List<string> _declared = [];
    private readonly List<Func<string>> _arguments = [];
    private bool _isRound;

    private ProgramWriter(Random random)
    {
        _random = random;
        _expressions = new ExpressionWriter(random, usesSingle: random.Next(4) == 0) { UsesStruct = random.Next(3) == 0 };
    }

    public static FuzzProgram Write(int seed) => new ProgramWriter(new Random(seed)).Write(seed, LargestBudget);

    private FuzzProgram Write(int seed, int budget)
    {
        StringBuilder helpers = new(_expressions.UsesStruct ? StructWriter.Source : "");
        for (int i = _random.Next(4); i > 0; i--)
            helpers.Append(Helper("H" + i)).Append('\n');
        string main = Entry(_random.Next(4, budget));
        string[] points = [.. Enumerable.Range(0, 3).Select(_ => Point()).Distinct()];
        int[] flags = [1, 2, 4, 8, 15];
        return new FuzzProgram(seed, helpers.ToString(), main, points, flags[_random.Next(flags.Length)]);
    }

    private string Helper(string name)
    {
        HelperParameter[] parameters =
            [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new HelperParameter((Passing)_random.Next(8), _expressions.SomeReal()))];
        Surroundings around = new();
        List<string> declared = [];
        List<Statement> start = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            string parameter = "p" + i;
            (Passing passing, Real kind) = parameters[i];
            string type = kind.Keyword();
            declared.Add(passing switch
            {
                Passing.Integer => "int ",
                Passing.Reference => $"ref {type} ",
                Passing.ReadOnlyReference => $"in {type} ",
                Passing.Output => $"out {type} ",
                Passing.Span => $"Span<{type}> ",
                Passing.ReadOnlySpan => $"ReadOnlySpan<{type}> ",
                Passing.Array => $"{type}[] ",
                _ => type + " ",
            } + parameter);
            switch (passing)
            {
                case Passing.Integer:
                    around.Integers.Add(parameter);
                    break;
                case Passing.ReadOnlyReference:
                    around.FixedNumbers.Add(new Variable(parameter, kind));
                    break;
                case Passing.Span or Passing.ReadOnlySpan or Passing.Array:
                    BufferKind form = passing == Passing.Span ? BufferKind.Span : passing == Passing.Array ? BufferKind.Array : BufferKind.ReadOnlySpan;
                    around.Buffers.Add(new BufferName(parameter, form, kind, true));
                    break;
                default:
                    if (passing == Passing.Output)
                        start.Add(Statement.Simple($"{parameter} = {_expressions.Bounded(around, kind)};"));
                    around.Numbers.Add(new Variable(parameter, kind));
                    break;
            }
        }
        Real? result = _random.Next(4) == 0 ? null : _expressions.SomeReal();
        string signature = $"private static {result?.Keyword() ?? "void"} {name}({string.Join(", ", declared)})";
        HelperSignature helper = new(name, parameters, result);
        if (result is Real short_ && start.Count == 0 && _random.Next(5) == 0)
        {
            string expression = $"    {signature} => {_expressions.Bounded(around, short_)};\n";
            _expressions.Helpers.Add(helper);
            return expression;
        }
        StatementWriter statements = new(_random, _expressions, _random.Next(1, 7))
        {
            Return = a => result is Real r ? $"return {_expressions.Bounded(a, r)};" : "return;",
        };
        List<Statement> body = [.. start, .. statements.Fill(around, 4)];
        if (result is Real returned)
            body.Add(Statement.Simple($"return {_expressions.Bounded(around, returned)};"));
        _expressions.Helpers.Add(helper);
        return Method(signature, body);
    }

    private string Entry(int budget)
    {
        Surroundings around = new();
        bool isVoid = _random.Next(3) == 0;
        Real result = _expressions.SomeReal();
        int numbers = _random.Next(1, 3);
        for (int i = 0; i < numbers; i++)
        {
            Variable number = new("x" + i, _expressions.SomeReal());
            _declared.Add($"{number.Kind.Keyword()} {number.Name}");
            around.Numbers.Add(number);
            _arguments.Add(Number);
        }
        int buffers = _random.Next(isVoid ? 1 : 0, 3);
        for (int i = 0; i < buffers; i++)
            AddBuffer(around, "s" + i, isVoid && i == 0);
        if (_random.Next(2) == 0)
        {
            _declared.Add("int n");
            around.Integers.Add("n");
            _arguments.Add(() => _random.Next(0, 5).ToString(CultureInfo.InvariantCulture));
        }
        StatementWriter statements = new(_random, _expressions, budget)
        {
            Return = isVoid ? _ => "return;" : a => $"return {_expressions.Number(a, result)};",
            MayDeclareFunctions = true,
        };
        List<Statement> body = [.. statements.Fill(around, budget)];
        string weighted = string.Join(" + ", Results(around));
        string cast = result == Real.Float ? "(float)" : "";
        Real first = around.Buffers.Count > 0 ? around.Buffers[0].Element : Real.Double;
        body.Add(Statement.Simple(isVoid
            ? $"s0[0] += {(first == Real.Float ? "(float)" : "")}({string.Join(" + ", around.Numbers.Select(n => n.Name))});"
            : $"return {cast}({weighted});"));
        return Method($"public static {(isVoid ? "void" : result.Keyword())} {FuzzProgram.MainName}({string.Join(", ", _declared)})", body);
    }

    private void AddBuffer(Surroundings around, string name, bool mustBeSpan)
    {
        BufferKind form = mustBeSpan ? BufferKind.Span : (BufferKind)_random.Next(3);
        Real kind = _expressions.SomeReal();
        // A constant buffer is data; one that may be written is scratch, of which the method must not expect anything.
        bool isConstant = !mustBeSpan && _random.Next(5) == 0;
        string type = form == BufferKind.Array ? kind.Keyword() + "[]" : $"{form}<{kind.Keyword()}>";
        _declared.Add((isConstant ? "[Constant] " : "") + type + " " + name);
        around.Buffers.Add(new BufferName(name, form, kind, true));
        _arguments.Add(() => "new[] { " + string.Join(", ", Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Number())) + " }");
    }

    /// <summary>Everything in reach has a part in the result, each with a weight of its own.</summary>
    private static IEnumerable<string> Results(Surroundings around)
    {
        int weight = 0;
        string next() => (1 + ++weight * 0.25).ToString(CultureInfo.InvariantCulture);
        foreach (Variable number in around.Numbers)
            yield return $"{next()} * {number.Name}";
        foreach (BufferName buffer in around.Buffers)
            yield return $"{next()} * {buffer.Name}[{(weight % 2 == 0 ? "0" : "^1")}] * {buffer.Name}[0]";
    }

    private static string Method(string signature, IEnumerable<Statement> body)
    {
        StringBuilder text = new();
        text.Append("    ").Append(signature).Append("\n    {\n");
        Statement.Write(body, text, 8);
        return text.Append("    }\n").ToString();
    }

    /// <summary>Now and then of round numbers only, so that ties and kinks are met.</summary>
    private string Point()
    {
        _isRound = _random.Next(4) == 0;
        return string.Join(", ", _arguments.Select(a => a()));
    }

    private string Number()
    {
        double[] round = [0, 1, -1, 0.5];
        double value = _isRound || _random.Next(8) == 0 ? round[_random.Next(round.Length)] : _random.NextDouble() * 3 - 1.5;
        return value.ToString("F3", CultureInfo.InvariantCulture);
    }
}
