using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <content>Branches that all lanes take alike, and those that only some take.</content>
internal sealed partial class LaneBuilder
{
    /// <summary>A side of a branch that costs no more than so many additions is computed for all lanes, whether or not any takes it.</summary>
    private const int CheapSide = 20;

    private void WriteIf(If branch, Builder builder)
    {
        branch = WithoutIntegers(branch);
        if (!_analysis.IsVarying(branch.Condition))
        {
            Block whenTrue = Side(branch.Then, branch.Results, builder);
            Block whenFalse = Side(branch.Else, branch.Results, builder);
            builder.Add(branch with { Then = whenTrue, Else = whenFalse, Results = branch.Results.Map(Result) });
            return;
        }

        Value condition = Lanes(Mapped(branch.Condition), builder);
        List<Value> left = Taken(branch.Then, branch.Results, condition, builder);
        Value not = builder.Let(Primitives.Not, _mask, condition);
        List<Value> right = Taken(branch.Else, branch.Results, not, builder);
        for (int i = 0; i < branch.Results.Count; i++)
        {
            Value result = NewLanes(branch.Results[i]);
            _map[branch.Results[i]] = result;
            builder.Add(new Let(result, Primitives.Select, EquatableArray<Value>.Of(condition, left[i], right[i])));
        }
    }

    /// <summary>Integers that a branch chooses for each lane are computed where they are used.</summary>
    private If WithoutIntegers(If branch)
    {
        List<int> kept = [.. Enumerable.Range(0, branch.Results.Count).Where(i => !branch.Results[i].Type.IsInteger || !_analysis.IsVarying(branch.Results[i]))];
        return kept.Count == branch.Results.Count ? branch : branch with
        {
            Then = branch.Then with { Yields = kept.Select(i => branch.Then.Yields[i]).ToEquatable() },
            Else = branch.Else with { Yields = kept.Select(i => branch.Else.Yields[i]).ToEquatable() },
            Results = kept.Select(i => branch.Results[i]).ToEquatable(),
        };
    }

    private Value Result(Value value)
    {
        if (!_analysis.IsVarying(value))
        {
            return value;
        }

        Value result = NewLanes(value);
        _map[value] = result;
        return result;
    }

    private Block Side(Block block, EquatableArray<Value> results, Builder around)
    {
        Builder builder = around.Nested();
        _broadcasts.Push([]);
        WriteBlock(block, builder);
        List<Value> yields = [];
        for (int i = 0; i < results.Count; i++)
        {
            Value value = Mapped(block.Yields[i]);
            yields.Add(_analysis.IsVarying(results[i]) ? Lanes(value, builder) : value);
        }

        _broadcasts.Pop();
        return builder.ToBlock(yields);
    }

    /// <summary>One side of a branch that some lanes take. What is not only arithmetic runs where any lane takes it.</summary>
    private List<Value> Taken(Block block, EquatableArray<Value> results, Value condition, Builder builder)
    {
        Value? around = _where;
        if (block.Ops.All(op => op is ConstantOp or Let { Primitive.MayThrow: false } or LengthOf or Remark && IsHarmless(op)) && block.Ops.Sum(CostOf) <= CheapSide)
        {
            foreach (Op op in block.Ops)
            {
                builder.Origin = op.Origin;
                WriteOp(op, builder);
            }

            return [.. block.Yields.Select(y => Lanes(Mapped(y), builder))];
        }

        _where = around is null ? condition : builder.Let(Primitives.And, _mask, around, condition);
        Value isTaken = builder.Let(Primitives.AnyLane, IrType.Bool, _where);
        Block whenTaken = Side(block, results, builder);
        _where = around;
        Builder otherwise = builder.Nested();
        List<Value> zeros = [.. results.Select(r => r.Type == IrType.Bool ? otherwise.Let(Primitives.LaneMask, _mask, otherwise.Bool(false)) : Zero())];
        List<Value> values = [.. results.Select(NewLanes)];
        builder.Add(new If(isTaken, whenTaken, otherwise.ToBlock(zeros), values.ToEquatable()) { Region = -1 });
        return values;
    }

    private static int CostOf(Op op) => op is Let let ? let.Primitive.Cost : 0;

    /// <summary>Whether it may run where no lane asks for it: a division of integers may not.</summary>
    private static bool IsHarmless(Op op) => op is not Let let || !let.Result.Type.IsInteger
        || (let.Primitive != Primitives.Divide && let.Primitive != Primitives.Remainder && let.Primitive != Primitives.Abs);
}
