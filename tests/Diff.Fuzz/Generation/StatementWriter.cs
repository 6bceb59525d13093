using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Random statements; every loop ends.</summary>
internal sealed partial class StatementWriter
{
    private const int DeepestLoop = 3;

    private readonly Random _random;
    private readonly ExpressionWriter _expressions;
    private int _names;
    private int _budget;

    public StatementWriter(Random random, ExpressionWriter expressions, int budget)
    {
        _random = random;
        _expressions = expressions;
        _budget = budget;
    }

    /// <summary>What an early return says; null where there is none.</summary>
    public Func<Surroundings, string>? Return { get; init; }

    /// <summary>Whether local functions may be declared: what they capture must not be references or spans.</summary>
    public bool MayDeclareFunctions { get; init; }

    public string Fresh(string stem) => stem + (++_names).ToString(CultureInfo.InvariantCulture);

    public Statement[] Block(Surroundings outer, int count) => Fill(new Surroundings(outer), count);

    /// <summary>Statements whose declarations stay visible in the given surroundings.</summary>
    public Statement[] Fill(Surroundings around, int count)
    {
        List<Statement> statements = [];
        for (int i = 0; i < count && _budget > 0; i++)
        {
            _budget--;
            statements.AddRange(One(around));
        }
        return [.. statements];
    }

    private IEnumerable<Statement> One(Surroundings around)
    {
        BufferName[] writable = around.Writable();
        int count = _random.Next(1, 4);
        switch (_random.Next(42))
        {
            case 0 or 1:
                return [Declare(around)];
            case 2 or 3 or 4 when writable.Length > 0:
                BufferName buffer = Pick(writable);
                return [Statement.Simple(Assignment(around, _expressions.Element(around, buffer), buffer.Element))];
            case 8 or 9:
                return [new Statement($"if ({_expressions.Condition(around)})", [Block(around, count)])];
            case 10 or 11:
                return [new Statement($"if ({_expressions.Condition(around)})", [Block(around, count), Block(around, count)])];
            case 12 or 13 or 14 or 15 when around.LoopDepth < DeepestLoop:
                return Loop(around);
            case 16 when around.LoopDepth > 0 && around.MayBreak:
                return [new Statement($"if ({_expressions.Condition(around)})", [[.. Block(around, 1), Statement.Simple("break;")]])];
            case 17 when around.LoopDepth > 0 && around.MayContinue:
                return [new Statement($"if ({_expressions.Condition(around)})", [[.. Block(around, 1), Statement.Simple("continue;")]])];
            case 18 when Return is not null && _random.Next(2) == 0:
                return [new Statement($"if ({_expressions.Condition(around)})", [[.. Block(around, 1), Statement.Simple(Return(around))]])];
            case 19:
                return [Switch(around)];
            case 20 when around.Integers.Count > 0:
                string integer = Pick(around.Integers);
                return [Statement.Simple(_random.Next(3) == 0 ? $"{integer}++;" : $"{integer} = {_expressions.Integer(around)} % 11;")];
            case 21 or 22:
                return NewBuffer(around);
            case 23 or 24 when writable.Length > 0:
                return [Statement.Simple(Bulk(around, Pick(writable)))];
            case 25:
                return Swap(around);
            case 26 when around.Flags.Count > 0:
                return [Statement.Simple($"{Pick(around.Flags)} {Pick(["=", "|=", "&=", "^="])} {_expressions.Condition(around)};")];
            case 27 or 28 when _expressions.Helpers.Count > 0:
                return CallHelper(around);
            case 29 or 30 when around.LoopDepth < DeepestLoop:
                return Motif(around);
            case 31:
                return _random.Next(2) == 0 ? Deconstruct(around) : Pole(around);
            case 33 or 34 when _expressions.UsesStruct:
                return Structs(around);
            case 35:
                return Tuple(around);
            case 36 when MayDeclareFunctions && around.LoopDepth == 0 && around.LocalFunctions.Count < 2:
                return LocalFunction(around);
            case 38 or 39 or 40 when around.LoopDepth < DeepestLoop:
                return Arrays(around);
            case 41 when around.Matrices.Count > 0:
                return [AssignElement(around, Pick(around.Matrices))];
            case 32 when _random.Next(6) == 0:
                string condition = $"{_expressions.Integer(around)} == {_random.Next(0, 40)}";
                return [new Statement($"if ({condition})", [[Statement.Simple("throw new InvalidOperationException(\"guard\");")]])];
            default:
                return [around.Numbers.Count > 0 ? Assign(around) : Declare(around)];
        }
    }

    private Statement Assign(Surroundings around)
    {
        Variable target = Pick(around.Numbers);
        return Statement.Simple(Assignment(around, target.Name, target.Kind));
    }

    private Statement Declare(Surroundings around)
    {
        switch (_random.Next(6))
        {
            case 0:
                string flag = Fresh("b");
                Statement declared = Statement.Simple($"bool {flag} = {_expressions.Condition(around)};");
                around.Flags.Add(flag);
                return declared;
            case 1:
                string integer = Fresh("q");
                declared = Statement.Simple($"int {integer} = {_expressions.Integer(around)};");
                around.Integers.Add(integer);
                return declared;
            case 2:
                Real constantKind = _expressions.SomeReal();
                string constant = Fresh("c");
                around.FixedNumbers.Add(new Variable(constant, constantKind));
                return Statement.Simple($"const {constantKind.Keyword()} {constant} = {_expressions.Literal(constantKind)};");
            default:
                Real kind = _expressions.SomeReal();
                string number = Fresh("v");
                string type = _random.Next(3) == 0 && kind == Real.Double ? "double" : kind.Keyword();
                declared = Statement.Simple($"{type} {number} = {_expressions.Number(around, kind)};");
                around.Numbers.Add(new Variable(number, kind));
                return declared;
        }
    }

    private string Assignment(Surroundings around, string target, Real kind)
    {
        // What an index changes on the way must not change twice.
        string again = target.Replace("++", "", StringComparison.Ordinal).Replace("--", "", StringComparison.Ordinal);
        return _random.Next(11) switch
        {
            0 or 1 => $"{target} += {_expressions.Bounded(around, kind)};",
            2 => $"{target} -= {kind.Literal(0.5)} * {_expressions.Bounded(around, kind)};",
            3 => $"{target} *= {_expressions.Bounded(around, kind)};",
            4 => $"{target} /= {kind.Literal(1.6)} + {_expressions.Bounded(around, kind)} * {kind.Literal(0.5)};",
            5 => $"{target} = {_expressions.Number(around, kind, 0)};",
            6 => $"{target} = {kind.Literal(0.5)} * ({again} + {_expressions.Bounded(around, kind)});",
            7 => $"{target}{Pick(["++", "--"])};",
            _ => $"{target} = {_expressions.Bounded(around, kind)};",
        };
    }

    private Statement Switch(Surroundings around)
    {
        Surroundings inside = new(around) { MayBreak = false };
        Statement[][] arms = [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Block(inside, _random.Next(1, 3)))];
        bool hasDefault = _random.Next(3) != 0;
        bool hasPatterns = _random.Next(3) == 0;
        List<Statement> sections = [];
        for (int i = 0; i < arms.Length; i++)
        {
            string label = (i == arms.Length - 1, hasPatterns) switch
            {
                (true, _) when hasDefault => "default:",
                (_, true) => Pick([$"case > {3 - i}:", $"case {i} or {i + 3}:", $"case {i} when {_expressions.Condition(around, 1)}:"]),
                (_, false) => _random.Next(4) == 0 ? $"case {i}: case {i + 5}:" : $"case {i}:",
            };
            sections.Add(new Statement(label, [arms[i]], Tail: "break;"));
        }
        return new Statement($"switch (Math.Abs({_expressions.Integer(around)}) % {arms.Length + 2})", [[.. sections]]);
    }

    private Statement[] CallHelper(Surroundings around)
    {
        HelperSignature helper = Pick(_expressions.Helpers);
        if (_expressions.Call(around, helper, 3) is not string call)
            return [];
        Variable[] targets = helper.Result is Real result ? around.Assignable(result) : [];
        if (targets.Length == 0)
            return [Statement.Simple(call + ";")];
        Variable target = Pick(targets);
        return [Statement.Simple($"{target.Name} {Pick(["=", "+=", "-="])} {target.Kind.Math()}.Tanh({call});")];
    }

    /// <summary>Numbers that may be infinite or not a number, of which a condition keeps the others only.</summary>
    private Statement[] Pole(Surroundings around)
    {
        Real kind = _expressions.SomeReal();
        (string at, string pole, string product, string kept) = (Fresh("v"), Fresh("v"), Fresh("v"), Fresh("v"));
        string number = kind.Keyword();
        string function = string.Format(
            CultureInfo.InvariantCulture, Pick(["{1} / {0}", "{2}.Log({0})", "{2}.Sqrt({0})", "{2}.Pow({0}, {3})", "{2}.Exp({1} / {0})"]),
            at, kind.Literal(1), kind.Math(), kind.Literal(-1.5));
        Statement[] written =
        [
            Statement.Simple($"{number} {at} = {_expressions.Number(around, kind, 0)};"),
            Statement.Simple($"{number} {pole} = {function};"),
            Statement.Simple($"{number} {product} = {pole} * {Pick([pole, $"{kind.Math()}.Sin({pole})", _expressions.Bounded(around, kind, 1)])};"),
            Statement.Simple($"{number} {kept} = {at} > {kind.Literal(0.25)} ? {kind.Math()}.Tanh({product}) : {_expressions.Bounded(around, kind, 2)};"),
        ];
        around.Numbers.Add(new Variable(kept, kind));
        return written;
    }

    private Statement[] Deconstruct(Surroundings around)
    {
        Real kind = _expressions.SomeReal();
        (string sine, string cosine) = (Fresh("v"), Fresh("v"));
        Statement declared = Statement.Simple(
            $"({kind.Keyword()} {sine}, {kind.Keyword()} {cosine}) = {kind.Math()}.SinCos({_expressions.Number(around, kind, 2)});");
        around.Numbers.Add(new Variable(sine, kind));
        around.Numbers.Add(new Variable(cosine, kind));
        return [declared];
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
