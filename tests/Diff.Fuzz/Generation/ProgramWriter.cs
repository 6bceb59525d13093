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
        string helpers = Helpers();
        ModelWriter? model = _random.Next(8) == 0 ? new ModelWriter(_random, _expressions) : null;
        if (model is not null)
            helpers += model.Write();
        string main = Entry(model, _random.Next(4, budget));
        string[] points = [.. Enumerable.Range(0, 3).Select(_ => Point()).Distinct()];
        int[] flags = [1, 2, 4, 8, 16, 32, 48, 64, (int)Optimizations.All];
        return new FuzzProgram(seed, helpers, main, points, flags[_random.Next(flags.Length)]);
    }

    /// <summary>Helpers of the kinds that the program has, each known to those written after it.</summary>
    private string Helpers()
    {
        StringBuilder text = new(_expressions.UsesStruct ? StructWriter.Source : "");
        HelperWriter plain = new(_random, _expressions);
        for (int i = _random.Next(4); i > 0; i--)
            text.Append(plain.Plain("H" + i)).Append('\n');
        HelperSignature[] inlined = [.. _expressions.Helpers];
        GenericWriter generic = new(_random, _expressions);
        for (int i = _random.Next(3) == 0 ? _random.Next(1, 3) : 0; i > 0; i--)
            text.Append(generic.Write("G" + i)).Append('\n');
        RecursionWriter recursion = new(_random, _expressions);
        for (int i = _random.Next(3) == 0 ? _random.Next(1, 3) : 0; i > 0; i--)
            text.Append(recursion.Write("R" + i, inlined)).Append('\n');
        RuleWriter rules = new(_random, _expressions);
        for (int i = _random.Next(3) == 0 ? _random.Next(1, 3) : 0; i > 0; i--)
            text.Append(rules.Write("Q" + i)).Append('\n');
        if (_random.Next(4) == 0)
            text.Append(plain.Plain("H")).Append('\n');
        return text.ToString();
    }

    private string Entry(ModelWriter? model, int budget)
    {
        Surroundings around = new();
        bool isVoid = _random.Next(3) == 0;
        Real result = _expressions.SomeReal();
        bool hasReferences = _random.Next(4) == 0;
        List<Statement> start = [];
        for (int i = _random.Next(1, 3); i > 0; i--)
            AddNumber(around, "x" + (i - 1), hasReferences, start);
        int buffers = _random.Next(isVoid ? 1 : 0, 3);
        for (int i = 0; i < buffers; i++)
            AddBuffer(around, "s" + i, isVoid && i == 0);
        if (model is not null)
        {
            _declared.Add(ModelWriter.Name + " model");
            model.AddTo(around, "model");
            _arguments.Add(() => Numbers(2));
        }
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
        List<Statement> body = [.. start, .. statements.Fill(around, budget)];
        string weighted = string.Join(" + ", Results(around));
        string cast = result == Real.Float ? "(float)" : "";
        body.Add(Statement.Simple(isVoid ? Output(around) : $"return {cast}({weighted});"));
        return Statement.Method($"public static {(isVoid ? "void" : result.Keyword())} {FuzzProgram.MainName}({string.Join(", ", _declared)})", body);
    }

    private void AddNumber(Surroundings around, string name, bool hasReferences, List<Statement> start)
    {
        // The last one is an input in any case: a method needs something to be differentiated by.
        Passing[] inputs = [Passing.Value, Passing.Reference, Passing.Reference, Passing.ReadOnlyReference];
        Passing passing = !hasReferences ? Passing.Value : name == "x0" ? Pick(inputs) : Pick([.. inputs, Passing.Output]);
        HelperParameter parameter = new(passing, _expressions.SomeReal());
        _declared.Add(parameter.Declaration(name));
        if (passing == Passing.Output)
            start.Add(Statement.Simple($"{name} = {_expressions.Bounded(around, parameter.Kind)};"));
        parameter.AddTo(around, name);
        _arguments.Add(passing == Passing.Output ? () => "0.0" : Number);
    }

    private void AddBuffer(Surroundings around, string name, bool mustBeWritable)
    {
        Passing[] forms = _random.Next(3) == 0
            ? [Passing.Matrix, Passing.Jagged, Passing.Memory, Passing.ReadOnlyMemory]
            : [Passing.Span, Passing.Array, Passing.ReadOnlySpan];
        HelperParameter parameter = new(forms[_random.Next(forms.Length - (mustBeWritable ? 1 : 0))], _expressions.SomeReal());
        // A constant buffer is data; one that may be written is scratch, of which the method must not expect anything.
        bool isConstant = !mustBeWritable && _random.Next(5) == 0;
        _declared.Add((isConstant ? "[Constant] " : "") + parameter.Declaration(name));
        parameter.AddTo(around, name);
        _arguments.Add(() => Numbers(1));
    }

    /// <summary>What a void method leaves in its first output, of all numbers at the end.</summary>
    private static string Output(Surroundings around)
    {
        (string target, Real kind) = around.Matrices.Exists(m => m.Name == "s0")
            ? ("s0[0, 0]", around.Matrices[0].Element)
            : (around.Buffers[0].Name + "[0]", around.Buffers[0].Element);
        return $"{target} += {(kind == Real.Float ? "(float)" : "")}({string.Join(" + ", around.Numbers.Select(n => n.Name).Append("0"))});";
    }

    /// <summary>Everything in reach has a part in the result, each with a weight of its own.</summary>
    private static IEnumerable<string> Results(Surroundings around)
    {
        int weight = 0;
        string next() => (1 + ++weight * 0.25).ToString(CultureInfo.InvariantCulture);
        foreach (Variable number in around.Numbers.Concat(around.FixedNumbers))
            yield return $"{next()} * {number.Name}";
        foreach (BufferName buffer in around.Buffers)
            yield return $"{next()} * {buffer.Name}[{(weight % 2 == 0 ? "0" : "^1")}] * {buffer.Name}[0]";
        foreach (MatrixName matrix in around.Matrices)
            yield return $"{next()} * {matrix.Name}[{matrix.Rows} - 1, 0] * {matrix.Name}[0, {matrix.Columns} - 1]";
    }

    /// <summary>Now and then of round numbers only, so that ties and kinks are met.</summary>
    private string Point()
    {
        _isRound = _random.Next(4) == 0;
        return string.Join(", ", _arguments.Select(a => a()));
    }

    /// <summary>Mostly few; now and then more than the widest vectors have lanes, with some left over.</summary>
    private string Numbers(int least)
    {
        int count = _random.Next(5) == 0 ? _random.Next(8, 36) : _random.Next(least, 7);
        return "new[] { " + string.Join(", ", Enumerable.Range(0, count).Select(_ => Number())) + " }";
    }

    private string Number()
    {
        double[] round = [0, 1, -1, 0.5];
        double value = _isRound || _random.Next(8) == 0 ? round[_random.Next(round.Length)] : _random.NextDouble() * 3 - 1.5;
        return value.ToString("F3", CultureInfo.InvariantCulture);
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
