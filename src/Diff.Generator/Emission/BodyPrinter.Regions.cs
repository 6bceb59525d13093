using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;

namespace Diff.Generator.Emission;

/// <summary>Branches and loops.</summary>
internal sealed partial class BodyPrinter
{
    private void Nest(Block block, Action? before, Action? after)
    {
        bool wasReverse = _isReverse;
        using (_writer.Block())
        {
            _names.Enter();
            before?.Invoke();
            PrintBlock(block);
            after?.Invoke();
            _names.Leave();
        }

        _isReverse = wasReverse;
    }

    private void PrintIf(If branch)
    {
        foreach (Value result in branch.Results)
        {
            if (!IsDeclared(result))
            {
                string type = _expressions.Type(result.Type);
                _writer.Line($"{type} {Declare(result)};");
            }
        }

        List<(Value Target, Value Source)> whenTrue = Assignments(branch.Results, branch.Then.Yields);
        List<(Value Target, Value Source)> whenFalse = Assignments(branch.Results, branch.Else.Yields);
        bool hasThen = Statements(branch.Then) || whenTrue.Count > 0;
        bool hasElse = Statements(branch.Else) || whenFalse.Count > 0;
        if (!hasThen && !hasElse)
        {
            return;
        }

        string condition = hasThen ? _expressions.Print(branch.Condition) : _expressions.PrintNot(branch.Condition);
        Statement($"if ({condition})", branch);
        bool isThrow = branch.Then.Ops.LastOrDefault() is Throw;
        if (hasThen)
        {
            Nest(branch.Then, null, isThrow ? null : () => PrintAssignments(whenTrue));
        }

        if (hasElse)
        {
            if (hasThen)
            {
                _writer.Line("else");
            }

            bool elseThrows = branch.Else.Ops.LastOrDefault() is Throw;
            Nest(branch.Else, null, elseThrows ? null : () => PrintAssignments(whenFalse));
        }
    }

    /// <summary>Whether a block has anything to print.</summary>
    private bool Statements(Block block) => block.Ops.Any(op =>
        op is not If { Results.Count: 0, Then.Ops.Count: 0, Else.Ops.Count: 0 }
        && (!op.Definitions().Any() || op.Definitions().Any(v => _inlining.ExpressionOf(v) is null)));

    /// <summary>What is to be assigned at the end of a block; values that share their local need nothing.</summary>
    private List<(Value Target, Value Source)> Assignments(EquatableArray<Value> targets, EquatableArray<Value> sources)
    {
        List<(Value, Value)> assignments = [];
        for (int i = 0; i < targets.Count; i++)
        {
            if (_inlining.ExpressionOf(sources[i]) is not null || _coalescing.LocalOf(targets[i]) != _coalescing.LocalOf(sources[i]))
            {
                assignments.Add((targets[i], sources[i]));
            }
        }

        return assignments;
    }

    /// <summary>Assigns all at once: a value that another assignment would overwrite first is read before.</summary>
    private void PrintAssignments(List<(Value Target, Value Source)> assignments)
    {
        List<(Value Target, Value Source)> pending = [.. assignments];
        while (pending.Count > 0)
        {
            int free = pending.FindIndex(a => pending.All(o => o.Target == a.Target || !Reads(o.Source, a.Target)));
            if (free >= 0)
            {
                (Value target, Value source) = pending[free];
                AssignOne(target, source);
                pending.RemoveAt(free);
                continue;
            }

            // A cycle: keep all new values first.
            List<string> kept = [];
            foreach ((Value target, Value source) in pending)
            {
                string name = _names.Declare("next" + char.ToUpperInvariant(NameOf(target).TrimStart('@')[0]) + NameOf(target).TrimStart('@').Substring(1));
                _writer.Line($"{_expressions.Type(target.Type)} {name} = {_expressions.Print(source)};");
                kept.Add(name);
            }

            for (int i = 0; i < pending.Count; i++)
            {
                _writer.Line($"{NameOf(pending[i].Target)} = {kept[i]};");
            }

            return;
        }
    }

    private void AssignOne(Value target, Value source)
    {
        string name = NameOf(target);
        if (_expressions.InlinedOp(source) is Let { Arguments: { Count: 2 } arguments } let && Compound(let.Primitive) is { } symbol
            && (target.Type.IsFloating || target.Type == IrType.Int)
            && _inlining.ExpressionOf(arguments[0]) is null && NameOf(arguments[0]) == name)
        {
            bool isIncrement = symbol == "+" && target.Type == IrType.Int
                && _expressions.InlinedOp(arguments[1]) is ConstantOp { Constant.Bits: 1 };
            _writer.Line(isIncrement ? $"{name}++;" : $"{name} {symbol}= {_expressions.Print(arguments[1])};");
            return;
        }

        _writer.Line($"{name} = {_expressions.Print(source)};");
    }

    private bool Reads(Value source, Value target) =>
        _inlining.Leaves(source).Any(leaf => _coalescing.LocalOf(leaf) == _coalescing.LocalOf(target));

    private void DeclareCarried(EquatableArray<Value> carried, EquatableArray<Value> initial)
    {
        List<(Value Target, Value Source)> assignments = [];
        for (int i = 0; i < carried.Count; i++)
        {
            if (!IsDeclared(carried[i]))
            {
                string text = _expressions.Print(initial[i]);
                string type = _expressions.Type(carried[i].Type);
                _writer.Line($"{type} {Declare(carried[i])} = {text};");
            }
            else if (_inlining.ExpressionOf(initial[i]) is not null || _coalescing.LocalOf(carried[i]) != _coalescing.LocalOf(initial[i]))
            {
                assignments.Add((carried[i], initial[i]));
            }
        }

        PrintAssignments(assignments);
    }

    private void PrintFor(For loop)
    {
        DeclareCarried(loop.Carried, loop.Initial);
        if (loop.Lanes is { } kind)
        {
            PrintGroups(loop, new IrType(kind).Keyword);
            return;
        }

        _names.Enter();
        string index = Declare(loop.Index);
        Statement(loop.Reversed ? ReversedHead(loop, index) : ForwardHead(loop, index), loop);
        _names.Leave();
        List<(Value Target, Value Source)> next = Assignments(loop.Carried, loop.Body.Yields);
        Nest(loop.Body, () => _names.Redeclare(index), () => PrintAssignments(next));
    }

    private string ForwardHead(For loop, string index)
    {
        string test = loop.Test switch
        {
            LoopTest.Less => "<",
            LoopTest.LessOrEqual => "<=",
            LoopTest.Greater => ">",
            _ => ">=",
        };
        return $"for (int {index} = {_expressions.Print(loop.From)}; {index} {test} {_expressions.Print(loop.To)}; {Step(index, loop.Step)})";
    }

    private static string Step(string index, long step) => step switch
    {
        1 => index + "++",
        -1 => index + "--",
        > 0 => $"{index} += {Invariant(step)}",
        _ => $"{index} -= {Invariant(-step)}",
    };

    private static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same indices from the last to the first.</summary>
    private string ReversedHead(For loop, string index)
    {
        string from = _expressions.Print(loop.From);
        string to = _expressions.Print(loop.To);
        bool isUp = loop.Step > 0;
        long size = Math.Abs(loop.Step);
        bool isInclusive = loop.Test is LoopTest.LessOrEqual or LoopTest.GreaterOrEqual;
        string last;
        if (size == 1)
        {
            last = isInclusive ? to : isUp ? Minus(to, 1) : $"{to} + 1";
        }
        else
        {
            // The number of trips, rounded up, tells the last index.
            string distance = isUp ? $"{Atom(to)} - {Atom(from)}" : $"{Atom(from)} - {Atom(to)}";
            long round = isInclusive ? size : size - 1;
            string trips = $"({distance} + {Invariant(round)}) / {Invariant(size)}";
            last = $"{from} {(isUp ? "+" : "-")} (({trips}) - 1) * {Invariant(size)}";
        }

        return $"for (int {index} = {last}; {index} {(isUp ? ">=" : "<=")} {from}; {Step(index, -loop.Step)})";
    }

    private static string Minus(string text, int one) =>
        int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? Invariant((long)number - one)
            : text + " - 1";

    private static string Atom(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '@') ? text : $"({text})";

    private void PrintWhile(While loop)
    {
        DeclareCarried(loop.Carried, loop.Initial);
        List<(Value Target, Value Source)> next = Assignments(loop.Carried, loop.Body.Yields);
        if (!Statements(loop.Header))
        {
            Statement($"while ({_expressions.Print(loop.Header.Yields[0])})", loop);
            Nest(loop.Body, null, () => PrintAssignments(next));
            return;
        }

        Statement("while (true)", loop);
        Nest(
            loop.Body,
            () =>
            {
                PrintBlock(loop.Header);
                _writer.Line($"if ({_expressions.PrintNot(loop.Header.Yields[0])})");
                using (_writer.Block())
                {
                    _writer.Line("break;");
                }
            },
            () => PrintAssignments(next));
    }
}
