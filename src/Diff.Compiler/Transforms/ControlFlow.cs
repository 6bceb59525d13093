using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Turns break, continue and early return into branches and loop conditions, so that every construct has one entry and
/// one exit. What follows an exit that is always taken moves into the other branch; only an exit that may or may not
/// have been taken needs a flag. Still the mutable dialect.
/// </summary>
internal sealed class ControlFlow
{
    private readonly IdSource _ids;
    private readonly Value _returned;
    private readonly List<Value> _results;
    private readonly Dictionary<int, int> _references = [];

    private ControlFlow(Function function)
    {
        _ids = new IdSource(function.NextId);
        _returned = _ids.NewValue(IrType.Bool, "returned");
        _results = [.. function.ReturnTypes.Select(type => _ids.NewValue(type, "result"))];
        CountReferences(function.Body, _references);

        // A parameter that only a condition names is a variable of the whole function, too: while (n-- > 0).
        foreach (Parameter parameter in function.Parameters)
        {
            _references[parameter.Value.Id] = _references.TryGetValue(parameter.Value.Id, out int count) ? count + 1 : 1;
        }
    }

    [Flags]
    private enum Exits
    {
        None = 0, Return = 1, Break = 2, Continue = 4,
    }

    private sealed record Scope(Value? Break, Value? Continue);

    /// <summary>Operations that replace a sequence; which exits they may have taken; whether they may end normally.</summary>
    private readonly record struct Rewritten(List<Op> Ops, Exits May, bool Falls);

    /// <summary>Normalises a function; its body then yields the result and the final values of references.</summary>
    public static Function Run(Function function)
    {
        ControlFlow pass = new(function);
        Builder builder = new(pass._ids);
        Set(builder, pass._returned, builder.Bool(false));
        foreach (Value result in pass._results)
        {
            Set(builder, result, builder.Constant(Constant.Default(result.Type)));
        }

        builder.AddRange(pass.Rewrite(function.Body.Ops, 0, new Scope(null, null)).Ops);
        List<Value> yields = [.. pass._results];
        yields.AddRange(function.Parameters.Where(p => p.Mode != PassingMode.Value).Select(p => p.Value));
        return function with { Body = builder.ToBlock(yields), NextId = pass._ids.Next };
    }

    private static void Set(Builder builder, Value variable, Value value) =>
        builder.Add(new Let(variable, Primitives.Copy, EquatableArray<Value>.Of(value)));

    private Rewritten Rewrite(IReadOnlyList<Op> ops, int start, Scope scope)
    {
        Builder builder = new(_ids);
        Exits may = Exits.None;
        for (int i = start; i < ops.Count; i++)
        {
            Op op = ops[i];
            builder.Origin = op.Origin;
            switch (op)
            {
                case Return exit:
                    for (int k = 0; k < exit.Operands.Count; k++)
                    {
                        Set(builder, _results[k], exit.Operands[k]);
                    }

                    Set(builder, _returned, builder.Bool(true));
                    return new Rewritten([.. builder.Ops], may | Exits.Return, false);
                case Break:
                    Set(builder, scope.Break!, builder.Bool(true));
                    return new Rewritten([.. builder.Ops], may | Exits.Break, false);
                case Continue:
                    Set(builder, scope.Continue!, builder.Bool(true));
                    return new Rewritten([.. builder.Ops], may | Exits.Continue, false);
                case Throw:
                    builder.Add(op);
                    return new Rewritten([.. builder.Ops], may, false);
                case If branch:
                    Rewritten whenTrue = Rewrite(branch.Then.Ops, 0, scope);
                    Rewritten whenFalse = Rewrite(branch.Else.Ops, 0, scope);
                    Exits exits = whenTrue.May | whenFalse.May;
                    if (exits == Exits.None)
                    {
                        builder.Add(Join(branch, whenTrue.Ops, whenFalse.Ops));
                        if (!whenTrue.Falls && !whenFalse.Falls)
                        {
                            return new Rewritten([.. builder.Ops], may, false);
                        }

                        break;
                    }

                    Rewritten rest = Rewrite(ops, i + 1, scope);
                    bool falls = (whenTrue.Falls || whenFalse.Falls) && rest.Falls;
                    if (!whenTrue.Falls)
                    {
                        builder.Add(Join(branch, whenTrue.Ops, whenFalse.Falls ? Guarded(whenFalse, rest, scope) : whenFalse.Ops));
                    }
                    else if (!whenFalse.Falls)
                    {
                        builder.Add(Join(branch, Guarded(whenTrue, rest, scope), whenFalse.Ops));
                    }
                    else
                    {
                        builder.Add(Join(branch, whenTrue.Ops, whenFalse.Ops));
                        builder.AddRange(Guard(exits, rest.Ops, scope));
                    }

                    return new Rewritten([.. builder.Ops], may | exits | rest.May, falls);
                case Breakable breakable:
                    Value flag = _ids.NewValue(IrType.Bool, "left");
                    Set(builder, flag, builder.Bool(false));
                    Rewritten inner = Rewrite(breakable.Body.Ops, 0, new Scope(flag, scope.Continue));
                    builder.AddRange(inner.Ops);
                    if (AfterExits(builder, ops, i, inner.May & ~Exits.Break, scope, ref may) is { } afterSwitch)
                    {
                        return afterSwitch;
                    }

                    break;
                case Loop loop:
                    Exits loopExits = RewriteLoop(builder, loop);
                    if (AfterExits(builder, ops, i, loopExits, scope, ref may) is { } afterLoop)
                    {
                        return afterLoop;
                    }

                    break;
                default:
                    builder.Add(op);
                    break;
            }
        }

        return new Rewritten([.. builder.Ops], may, true);
    }

    /// <summary>Guards what follows a construct from which an outer one may have been left; null where none may.</summary>
    private Rewritten? AfterExits(Builder builder, IReadOnlyList<Op> ops, int index, Exits exits, Scope scope, ref Exits may)
    {
        if (exits == Exits.None)
        {
            return null;
        }

        Rewritten rest = Rewrite(ops, index + 1, scope);
        builder.AddRange(Guard(exits, rest.Ops, scope));
        may |= exits | rest.May;
        return new Rewritten([.. builder.Ops], may, true);
    }

    private static If Join(If branch, List<Op> whenTrue, List<Op> whenFalse) => branch with
    {
        Then = new Block(whenTrue.ToEquatable(), default),
        Else = new Block(whenFalse.ToEquatable(), default),
    };

    private List<Op> Guarded(Rewritten first, Rewritten rest, Scope scope) => [.. first.Ops, .. Guard(first.May, rest.Ops, scope)];

    private List<Op> Guard(Exits exits, List<Op> rest, Scope scope)
    {
        if (exits == Exits.None || rest.Count == 0)
        {
            return rest;
        }

        Builder builder = new(_ids) { Origin = rest[0].Origin };
        Value left = Any(builder, exits, scope);
        builder.Add(new If(left, Block.Empty, new Block(rest.ToEquatable(), default), default));
        return [.. builder.Ops];
    }

    private Value Any(Builder builder, Exits exits, Scope scope)
    {
        Value? any = null;
        Include(Exits.Return, _returned);
        Include(Exits.Break, scope.Break);
        Include(Exits.Continue, scope.Continue);
        return any!;

        void Include(Exits exit, Value? flag)
        {
            if ((exits & exit) != 0)
            {
                Value read = builder.Let(Primitives.Copy, flag!);
                any = any is null ? read : builder.Let(Primitives.Or, any, read);
            }
        }
    }

    /// <summary>Adds a loop without exits; returns the exits that leave more than the loop.</summary>
    private Exits RewriteLoop(Builder builder, Loop loop)
    {
        Scope scope = new(_ids.NewValue(IrType.Bool, "stop"), _ids.NewValue(IrType.Bool, "skip"));
        Rewritten body = Rewrite(loop.Body.Ops, 0, scope);
        Exits leaving = body.May & (Exits.Break | Exits.Return);
        Set(builder, scope.Break!, builder.Bool(false));
        Builder inner = builder.Nested();
        if ((body.May & Exits.Continue) != 0)
        {
            Set(inner, scope.Continue!, inner.Bool(false));
        }

        inner.AddRange(body.Ops);
        if (!loop.TestAtEnd && !HasEffect(loop.Header, loop.Condition))
        {
            inner.AddRange(Guard(leaving, [.. loop.Update.Ops], scope));
            (Block header, Value condition) = leaving == Exits.None
                ? (loop.Header, loop.Condition)
                : Unless(leaving, loop, scope, builder);
            builder.Add(new Loop(header, condition, inner.ToBlock(), Block.Empty, false));
            return body.May & Exits.Return;
        }

        // The condition changes variables, or stands at the end: the loop runs on a flag that its body sets.
        Value more = _ids.NewValue(IrType.Bool, "more");
        Set(builder, more, builder.Bool(true));
        Builder whole = builder.Nested();
        if (loop.TestAtEnd)
        {
            whole.AddRange(inner.Ops);
            Builder test = whole.Nested();
            test.AddRange(loop.Header.Ops);
            Set(test, more, loop.Condition);
            if (leaving == Exits.None)
            {
                whole.AddRange(test.Ops);
            }
            else
            {
                Builder stop = whole.Nested();
                Set(stop, more, stop.Bool(false));
                whole.Add(new If(Any(whole, leaving, scope), stop.ToBlock(), test.ToBlock(), default));
            }
        }
        else
        {
            whole.AddRange(loop.Header.Ops);
            Set(whole, more, loop.Condition);
            inner.AddRange(Guard(leaving, [.. loop.Update.Ops], scope));
            if (leaving != Exits.None)
            {
                Builder stop = inner.Nested();
                Set(stop, more, stop.Bool(false));
                inner.Add(new If(Any(inner, leaving, scope), stop.ToBlock(), Block.Empty, default));
            }

            whole.Add(new If(loop.Condition, inner.ToBlock(), Block.Empty, default));
        }

        Builder go = builder.Nested();
        Value goOn = go.Let(Primitives.Copy, more);
        builder.Add(new Loop(go.ToBlock(), goOn, whole.ToBlock(), Block.Empty, false));
        return body.May & Exits.Return;
    }

    /// <summary>A header that is evaluated only where the loop was not left.</summary>
    private (Block Header, Value Condition) Unless(Exits leaving, Loop loop, Scope scope, Builder outer)
    {
        Builder header = outer.Nested();
        Value condition = _ids.NewValue(IrType.Bool);
        Set(header, condition, header.Bool(false));
        Builder test = header.Nested();
        test.AddRange(loop.Header.Ops);
        Set(test, condition, loop.Condition);
        header.Add(new If(Any(header, leaving, scope), Block.Empty, test.ToBlock(), default));
        Value result = header.Let(Primitives.Copy, condition);
        return (header.ToBlock(), result);
    }

    /// <summary>Whether evaluating a condition does more than give its value.</summary>
    private bool HasEffect(Block header, Value condition)
    {
        Dictionary<int, int> inside = [];
        CountReferences(header, inside);
        inside[condition.Id] = inside.TryGetValue(condition.Id, out int count) ? count + 1 : 1;
        foreach (Op op in header.Descendants())
        {
            if (op is Store or CopyElements or Allocate or SourceCall or SpanCall or RuleCall or Throw or Opaque { IsPure: false })
            {
                return true;
            }

            foreach (Value defined in op.Definitions())
            {
                if (_references.TryGetValue(defined.Id, out int total) && total > inside[defined.Id])
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void CountReferences(Block block, Dictionary<int, int> counts)
    {
        foreach (Op op in block.Descendants())
        {
            foreach (Value value in op.Definitions().Concat(op.Uses()))
            {
                counts[value.Id] = counts.TryGetValue(value.Id, out int count) ? count + 1 : 1;
            }
        }
    }
}
