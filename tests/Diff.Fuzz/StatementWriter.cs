using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz;

/// <summary>Random statements; every loop ends.</summary>
internal sealed class StatementWriter
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
        BufferName[] writable = [.. around.Buffers.Where(b => b.IsWritable)];
        int count = _random.Next(1, 4);
        switch (_random.Next(30))
        {
            case 0 or 1:
                return [Declare(around)];
            case 2 or 3 or 4 when writable.Length > 0:
                return [Statement.Simple(Assignment(around, _expressions.Element(around, Pick(writable))))];
            case 5 or 6 or 7 when around.Numbers.Count > 0:
                return [Statement.Simple(Assignment(around, Pick(around.Numbers)))];
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
                return [Statement.Simple($"{integer} = {_expressions.Integer(around)} % 11;")];
            case 21 or 22:
                return NewBuffer(around);
            case 23 or 24 when writable.Length > 0:
                return [Statement.Simple(Bulk(around, writable))];
            case 25:
                return Swap(around);
            case 26 when around.Flags.Count > 0:
                return [Statement.Simple($"{Pick(around.Flags)} {Pick(["=", "|=", "&=", "^="])} {_expressions.Condition(around)};")];
            case 27 when _expressions.Helpers.Count > 0 && around.Numbers.Count > 0:
                return [Statement.Simple($"{Pick(around.Numbers)} = Math.Tanh({_expressions.Number(around)});")];
            default:
                return around.Numbers.Count > 0 ? [Statement.Simple(Assignment(around, Pick(around.Numbers)))] : [Declare(around)];
        }
    }

    private Statement Declare(Surroundings around)
    {
        switch (_random.Next(5))
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
            default:
                string number = Fresh("v");
                declared = Statement.Simple($"double {number} = {_expressions.Number(around)};");
                around.Numbers.Add(number);
                return declared;
        }
    }

    private string Assignment(Surroundings around, string target) => _random.Next(10) switch
    {
        0 => $"{target} += {_expressions.Bounded(around)};",
        1 => $"{target} -= 0.5 * {_expressions.Bounded(around)};",
        2 => $"{target} *= {_expressions.Bounded(around)};",
        3 => $"{target} /= 1.6 + {_expressions.Bounded(around)} * 0.5;",
        4 => $"{target} = {_expressions.Number(around, 0)};",
        5 => $"{target} = 0.5 * ({target.Replace("++", "", StringComparison.Ordinal).Replace("--", "", StringComparison.Ordinal)} + {_expressions.Bounded(around)});",
        6 => $"{target}{Pick(["++", "--"])};",
        _ => $"{target} = {_expressions.Bounded(around)};",
    };

    private Statement[] Loop(Surroundings around)
    {
        Surroundings inside = new(around) { LoopDepth = around.LoopDepth + 1, MayBreak = true, MayContinue = true };
        string index = Fresh("i");
        string bound = Bound(around);
        int size = _random.Next(1, 5);
        switch (_random.Next(13))
        {
            case 0 when around.Buffers.Count > 0:
                string item = Fresh("e");
                inside.FixedNumbers.Add(item);
                return [new Statement($"foreach (double {item} in {Pick(around.Buffers).Name})", [Block(inside, size)])];
            case 1:
                inside.Counters.Add(index);
                return [new Statement($"for (int {index} = {bound} - 1; {index} >= 0; {index}--)", [Block(inside, size)])];
            case 2:
                inside.Counters.Add(index);
                return [new Statement($"for (int {index} = {_random.Next(0, 2)}; {index} <= {bound}; {index} += {_random.Next(1, 3)})", [Block(inside, size)])];
            case 3:
                inside.Counters.Add(index);
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement($"while ({index}++ < {bound})", [Block(inside, size)])];
            case 4:
                inside.Counters.Add(index);
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement($"while ({index} < {bound} && {_expressions.Condition(around)})", [[Statement.Simple($"{index}++;"), .. Block(inside, size)]])];
            case 5:
                inside.Counters.Add(index);
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement("do", [[Statement.Simple($"{index}++;"), .. Block(inside, size)]], Tail: $"while ({index} < {bound} && {_expressions.Condition(around)});")];
            case 6:
                inside.Counters.Add(index);
                string other = Fresh("j");
                inside.Counters.Add(other);
                return [new Statement($"for (int {index} = 0, {other} = {bound}; {index} < {other}; {index}++, {other}--)", [Block(inside, size)])];
            case 7:
                inside.Counters.Add(index);
                inside.MayContinue = false;
                Statement[] body = [.. Block(inside, size), Statement.Simple($"{index}{Pick(["++", " += 2"])};")];
                around.Counters.Add(index);
                return [Statement.Simple($"int {index} = {_random.Next(0, 2)};"), new Statement($"while ({index} < {bound})", [body])];
            case 8:
                inside.Counters.Add(index);
                Statement[] skipping = [new Statement($"if ({_expressions.Condition(inside)})", [[Statement.Simple($"{index}++;")]]), .. Block(inside, size)];
                return [new Statement($"for (int {index} = 0; {index} < {bound}; {index}++)", [skipping])];
            case 9:
                inside.Counters.Add(index);
                around.Counters.Add(index);
                Surroundings visible = new(inside);
                return [Statement.Simple($"int {index};"), new Statement($"for ({index} = 0; {index} < {bound}; {index}++)", [Block(visible, size)])];
            case 10:
                inside.Counters.Add(index);
                return [new Statement($"for (int {index} = 0; ; {index}++)", [[new Statement($"if ({index} >= {bound} || {_expressions.Condition(inside)})", [[.. Block(new Surroundings(inside) { MayContinue = false }, 1), Statement.Simple("break;")]]), .. Block(inside, size)]])];
            default:
                inside.Counters.Add(index);
                return [new Statement($"for (int {index} = 0; {index} < {bound}; {index}++)", [Block(inside, size)])];
        }
    }

    /// <summary>A small bound that no assignment can move for ever.</summary>
    private string Bound(Surroundings around)
    {
        string[] counters = [.. around.Counters];
        return _random.Next(5) switch
        {
            0 => _random.Next(0, 4).ToString(CultureInfo.InvariantCulture),
            1 or 2 when around.Buffers.Count > 0 => Pick(around.Buffers).Name + ".Length",
            3 when counters.Length > 0 => $"Math.Min(5, {Pick(counters)})",
            4 when around.Integers.Count > 0 => $"({Pick(around.Integers)} & 3)",
            _ => "3",
        };
    }

    private Statement Switch(Surroundings around)
    {
        Surroundings inside = new(around) { MayBreak = around.LoopDepth > 0 };
        Statement[][] arms = [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Block(inside, _random.Next(1, 3)))];
        List<Statement> sections = [];
        for (int i = 0; i < arms.Length; i++)
        {
            string label = i == arms.Length - 1 ? "default:" : $"case {i}:";
            sections.Add(new Statement(label, [arms[i]], Tail: "break;"));
        }
        return new Statement($"switch (Math.Abs({_expressions.Integer(around)}) % {arms.Length + 1})", [[.. sections]]);
    }

    private Statement[] NewBuffer(Surroundings around)
    {
        string name = Fresh("a");
        BufferKind kind = BufferKind.Array;
        string text;
        BufferName[] writable = [.. around.Buffers.Where(b => b.IsWritable && b.Kind != BufferKind.Stack)];
        switch (_random.Next(7))
        {
            case 0:
                text = $"double[] {name} = {{ {_expressions.Number(around)}, {_expressions.Number(around, 1)} }};";
                break;
            case 1 or 2 when writable.Length > 0:
                kind = BufferKind.Span;
                text = $"Span<double> {name} = {_expressions.Part(around, Pick(writable))};";
                break;
            case 3 when around.LoopDepth == 0:
                kind = BufferKind.Stack;
                text = $"Span<double> {name} = stackalloc double[{_random.Next(1, 5)}];";
                break;
            case 4 when around.Buffers.Any(b => b.Kind != BufferKind.Stack):
                kind = BufferKind.ReadOnlySpan;
                text = $"ReadOnlySpan<double> {name} = {_expressions.Part(around, Pick([.. around.Buffers.Where(b => b.Kind != BufferKind.Stack)]))};";
                break;
            case 5 when around.Buffers.Any(b => b.Kind != BufferKind.Array):
                text = $"double[] {name} = {Pick([.. around.Buffers.Where(b => b.Kind != BufferKind.Array)]).Name}.ToArray();";
                break;
            default:
                text = $"double[] {name} = new double[1 + ({_expressions.Integer(around)} & 3)];";
                break;
        }
        around.Buffers.Add(new BufferName(name, kind, false));
        return [Statement.Simple(text)];
    }

    private string Bulk(Surroundings around, BufferName[] writable)
    {
        BufferName target = Pick(writable);
        BufferName source = Pick(around.Buffers);
        string length = $"Math.Min({source.Name}.Length, {target.Name}.Length)";
        BufferName[] arrays = [.. writable.Where(b => b.Kind == BufferKind.Array)];
        return _random.Next(7) switch
        {
            0 => $"{_expressions.Part(around, target)}.Fill({_expressions.Bounded(around)});",
            1 => $"{_expressions.Part(around, target)}.Clear();",
            2 => $"{target.Part("0", target.Name + ".Length - 1")}.CopyTo({target.Part("1", target.Name + ".Length - 1")});",
            3 => $"{target.Part("1", target.Name + ".Length - 1")}.CopyTo({target.Part("0", target.Name + ".Length - 1")});",
            4 when arrays.Length > 0 => $"Array.Copy({arrays[0].Name}, {arrays[^1].Name}, Math.Min({arrays[0].Name}.Length, {arrays[^1].Name}.Length));",
            5 when arrays.Length > 0 => $"Array.Copy({arrays[0].Name}, 0, {arrays[0].Name}, 1, {arrays[0].Name}.Length - 1);",
            _ => $"{source.Part("0", length)}.CopyTo({target.Part("0", length)});",
        };
    }

    /// <summary>Two names that change places, or one that gets another's memory.</summary>
    private Statement[] Swap(Surroundings around)
    {
        IGrouping<BufferKind, BufferName>[] groups = [.. around.Buffers
            .Where(b => b.Kind != BufferKind.Stack && !b.IsParameter).GroupBy(b => b.Kind).Where(g => g.Count() > 1)];
        if (groups.Length > 0 && _random.Next(4) != 0)
        {
            BufferName[] same = [.. Pick(groups)];
            BufferName first = Pick(same);
            BufferName second = Pick(same);
            if (first == second)
                return [];
            switch (_random.Next(4))
            {
                case 0:
                    return [Statement.Simple($"{first.Name} = {second.Name};")];
                case 1:
                    return [Statement.Simple($"{first.Name} = {_expressions.Condition(around)} ? {second.Name} : {first.Name};")];
                default:
                    if (first.Kind != BufferKind.Array)
                        return [];
                    return [Statement.Simple($"({first.Name}, {second.Name}) = ({second.Name}, {first.Name});")];
            }
        }
        BufferName[] spans = [.. around.Buffers.Where(b => (b.Kind is BufferKind.Span or BufferKind.ReadOnlySpan) && !b.IsParameter)];
        if (spans.Length > 0 && _random.Next(2) == 0)
        {
            BufferName span = Pick(spans);
            return [new Statement($"if ({span.Name}.Length > 1)", [[Statement.Simple($"{span.Name} = {span.Name}{Pick([".Slice(1)", ".Slice(0, " + span.Name + ".Length - 1)"])};")]])];
        }
        BufferName[] locals = [.. around.Buffers.Where(b => b.Kind == BufferKind.Array && !b.IsParameter)];
        if (locals.Length > 0 && _random.Next(2) == 0)
            return [Statement.Simple($"{Pick(locals).Name} = new double[1 + ({_expressions.Integer(around)} & 3)];")];
        if (around.Numbers.Count < 2)
            return [];
        (string x, string y) = (Pick(around.Numbers), Pick(around.Numbers));
        return [Statement.Simple($"({x}, {y}) = ({y}, {(_random.Next(2) == 0 ? x : _expressions.Bounded(around))});")];
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
