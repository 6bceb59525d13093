using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Recognises loops whose trips are known before they start: one carried integer grows by a constant and is compared, alone or in a sum, with
/// a bound that the loop does not change (<see cref="LoopBound"/>). They become <see cref="For"/>.
/// </summary>
internal sealed class CountedLoops
{
    private readonly IdSource _ids;

    /// <summary>Literals of the whole function: a step may be shared with a literal in front of the loop.</summary>
    private readonly Dictionary<Value, Constant> _constants = [];

    private readonly HashSet<Value> _lengths;

    private CountedLoops(Function function)
    {
        _ids = new IdSource(function.NextId);
        _lengths = [.. function.Body.Descendants().OfType<LengthOf>().Select(l => l.Result)];
        foreach (ConstantOp constant in function.Body.Descendants().OfType<ConstantOp>())
        {
            _constants[constant.Result] = constant.Constant;
        }
    }

    public static Function Run(Function function)
    {
        CountedLoops pass = new(function);
        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Block Rewrite(Block block)
    {
        List<Op> ops = [];
        Dictionary<int, Value> renamed = [];
        foreach (Op original in block.Ops)
        {
            Op op = original.Map(v => renamed.TryGetValue(v.Id, out Value mapped) ? mapped : v, v => v, b => b.MapUses(v => renamed.TryGetValue(v.Id, out Value mapped) ? mapped : v));
            op = op.Map(v => v, v => v, Rewrite);
            if (op is While loop && TryCount(loop, ops, renamed))
            {
                continue;
            }

            ops.Add(op);
        }

        return new Block(ops.ToEquatable(), block.Yields.Map(v => renamed.TryGetValue(v.Id, out Value mapped) ? mapped : v));
    }

    private bool TryCount(While loop, List<Op> ops, Dictionary<int, Value> renamed)
    {
        if (loop.Header.Ops.LastOrDefault() is not Let { Result: { } condition } test
            || condition != loop.Header.Yields[0] || TestOf(test.Primitive) is not { } kind)
        {
            return false;
        }

        if (LoopBound.Of(loop, test, kind) is not { } found)
        {
            return false;
        }

        int position = loop.Carried.IndexOf(found.Index);
        kind = found.Test;
        if (found.Index.Type != IrType.Int || !TryStep(loop, position, out long step) || (step > 0) != (kind is LoopTest.Less or LoopTest.LessOrEqual))
        {
            return false;
        }

        // What computes the bound runs once, in front of the loop.
        Builder before = new(_ids) { Origin = loop.Origin };
        before.AddRange(loop.Header.Ops.Take(loop.Header.Ops.Count - 1).Where(op => !found.Varying.Contains(op)));
        Value bound = found.Emit(before, IsNotNegative);
        ops.AddRange(before.Ops);
        Value index = loop.Carried[position];
        Value from = loop.Initial[position];
        ops.Add(new For(
            index, from, bound, step, kind,
            Without(loop.Initial, position), Without(loop.Carried, position),
            new Block(found.Varying.Concat(loop.Body.Ops).ToEquatable(), Without(loop.Body.Yields, position)),
            Without(loop.Results, position))
        {
            Region = loop.Region, Origin = loop.Origin,
        });
        renamed[loop.Results[position].Id] = FinalIndex(from, bound, step, kind, ops, loop.Origin);
        return true;
    }

    private bool IsNotNegative(Value value) => _lengths.Contains(value) || (_constants.TryGetValue(value, out Constant constant) && constant.Bits >= 0);

    private static EquatableArray<Value> Without(EquatableArray<Value> values, int position) =>
        values.Where((_, i) => i != position).ToEquatable();

    private static LoopTest? TestOf(Primitive primitive) =>
        primitive == Primitives.Less ? LoopTest.Less
        : primitive == Primitives.LessOrEqual ? LoopTest.LessOrEqual
        : primitive == Primitives.Greater ? LoopTest.Greater
        : primitive == Primitives.GreaterOrEqual ? LoopTest.GreaterOrEqual
        : null;

    private bool TryStep(While loop, int position, out long step)
    {
        step = 0;
        Value next = loop.Body.Yields[position];
        if (loop.Header.Ops.Concat(loop.Body.Ops).FirstOrDefault(op => op.Definitions().Contains(next)) is not Let { Arguments: { Count: 2 } arguments } let)
        {
            return false;
        }

        bool isAdd = let.Primitive == Primitives.Add;
        bool isSubtract = let.Primitive == Primitives.Subtract;
        Value index = loop.Carried[position];
        Value? amount = !isAdd && !isSubtract ? null
            : arguments[0] == index ? arguments[1]
            : isAdd && arguments[1] == index ? arguments[0]
            : null;
        if (amount is null || !_constants.TryGetValue(amount, out Constant constant))
        {
            return false;
        }

        step = isAdd ? constant.Bits : -constant.Bits;
        return step != 0;
    }

    /// <summary>What the index holds behind the loop: from + step · trips.</summary>
    private Value FinalIndex(Value from, Value bound, long step, LoopTest test, List<Op> ops, Origin origin)
    {
        Builder builder = new(_ids) { Origin = origin };
        Value trips = TripCount.Emit(builder, from, bound, step, test);
        Value last = builder.Let(
            Primitives.Add, from, builder.Let(Primitives.Multiply, trips, builder.Int((int)step)));
        ops.AddRange(builder.Ops);
        return last;
    }
}
