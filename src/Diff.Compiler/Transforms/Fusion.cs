using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Runs the forward and the backward sweep of a loop together, iteration by iteration, so that nothing needs to be kept from one sweep to
/// the other. Right where the cotangents of what the loop computes are known before it starts, and where the iterations of the backward
/// sweep only add to what they share. A branch is fused likewise, so that loops inside it can be.
/// </summary>
internal sealed class Fusion
{
    private readonly IdSource _ids;
    private readonly IndexForms _forms;
    private readonly AliasClasses _classes;
    private readonly Additions _additions;
    private readonly HashSet<Value> _readByCalls;

    private Fusion(Differentiated source)
    {
        _ids = source.Ids;
        _forms = new IndexForms(source.Body);
        _classes = new AliasClasses(source.Body);
        _additions = new Additions(source.Body);
        _readByCalls = [.. source.Body.Descendants().Where(o => o is SpanCall or RuleCall).SelectMany(o => o.Uses())
            .Where(v => v.Type.IsBuffer).Select(_classes.ClassOf)];
    }

    public static Differentiated Run(Differentiated source)
    {
        Fusion pass = new(source);
        (List<Op> ops, int forward) = pass.Fuse([.. source.Body.Ops], source.ForwardCount);
        return source with { Body = source.Body with { Ops = ops.ToEquatable() }, ForwardCount = forward };
    }

    /// <summary>Fuses what can be in a sequence of a forward and a backward sweep, the last constructs first.</summary>
    private (List<Op> Ops, int Forward) Fuse(List<Op> ops, int forward)
    {
        for (int place = forward - 1; place >= 0; place--)
        {
            if (RegionOf(ops[place]) is not { } region || region <= 0)
            {
                continue;
            }

            int mirror = ops.FindIndex(forward, op => MirrorOf(op) == region);
            if (mirror < 0 || !CanRunTogether(ops[place], ops[mirror]) || SweepOrder.Of(ops, forward, place, mirror, _classes, _additions) is not { } order)
            {
                continue;
            }

            (ops, forward) = Rebuild(ops, forward, place, mirror, order);
        }

        return (ops, forward);
    }

    private static int? RegionOf(Op op) => op switch
    {
        For { Mirror: 0, Fused: null } loop => loop.Region,
        If { Mirror: 0, Fused: null } branch => branch.Region,
        _ => null,
    };

    private static int MirrorOf(Op op) => op switch
    {
        For loop => loop.Mirror,
        If branch => branch.Mirror,
        _ => 0,
    };

    /// <summary>Puts the two constructs together where the order says; what the starting cotangents need comes before.</summary>
    private (List<Op> Ops, int Forward) Rebuild(List<Op> ops, int forward, int place, int mirror, SweepOrder order)
    {
        List<Op> result = [.. ops.Take(place)];
        result.AddRange(order.Before.Select(i => ops[i]));
        List<Op> behind = [];
        if (ops[place] is For loop)
        {
            result.AddRange(Together(loop, (For)ops[mirror], order, behind));
        }
        else
        {
            result.Add(Together((If)ops[place], (If)ops[mirror]));
        }

        HashSet<int> moved = [.. order.Before];
        result.AddRange(Enumerable.Range(place + 1, forward - place - 1).Where(i => !moved.Contains(i)).Select(i => ops[i]));
        int count = result.Count;
        result.AddRange(Enumerable.Range(forward, mirror - forward).Where(i => !moved.Contains(i)).Select(i => ops[i]));
        result.AddRange(behind);
        result.AddRange(ops.Skip(mirror + 1));
        return (result, count);
    }

    /// <summary>A sum whose start is not known before the loop starts at zero, and the start is added behind.</summary>
    private IEnumerable<Op> Together(For forward, For backward, SweepOrder order, List<Op> behind)
    {
        List<Op> before = [];
        List<Value> initial = [];
        List<Value> results = [];
        for (int i = 0; i < backward.Initial.Count; i++)
        {
            Value start = backward.Initial[i];
            Value result = backward.Results[i];
            if (order.LateStarts.Contains(start))
            {
                Builder zero = new(_ids);
                Value sum = _ids.NewValue(result.Type, result.Name);
                initial.Add(zero.Constant(Constant.Default(start.Type)));
                before.AddRange(zero.Ops);
                behind.Add(new Let(result, Primitives.Add, EquatableArray<Value>.Of(start, sum)));
                result = sum;
            }
            else
            {
                initial.Add(start);
            }

            results.Add(result);
        }

        Block reverse = backward.Body.MapUses(v => v == backward.Index ? forward.Index : v);
        (List<Op> body, int count) = Fuse([.. forward.Body.Ops, new Remark("Backward, while the values are at hand."), .. reverse.Ops], forward.Body.Ops.Count);
        before.Add(forward with
        {
            Initial = forward.Initial.Concat(initial).ToEquatable(),
            Carried = forward.Carried.Concat(backward.Carried).ToEquatable(),
            Body = new Block(body.ToEquatable(), forward.Body.Yields.Concat(reverse.Yields).ToEquatable()),
            Results = forward.Results.Concat(results).ToEquatable(),
            Fused = count,
        });
        return before;
    }

    private If Together(If forward, If backward)
    {
        (List<Op> whenTrue, int thenCount) = Fuse([.. forward.Then.Ops, .. backward.Then.Ops], forward.Then.Ops.Count);
        (List<Op> whenFalse, int elseCount) = Fuse([.. forward.Else.Ops, .. backward.Else.Ops], forward.Else.Ops.Count);
        return forward with
        {
            Then = new Block(whenTrue.ToEquatable(), forward.Then.Yields.Concat(backward.Then.Yields).ToEquatable()),
            Else = new Block(whenFalse.ToEquatable(), forward.Else.Yields.Concat(backward.Else.Yields).ToEquatable()),
            Results = forward.Results.Concat(backward.Results).ToEquatable(),
            Fused = (thenCount, elseCount),
        };
    }

    private bool CanRunTogether(Op forward, Op backward)
    {
        if (KeepsContent(forward))
        {
            return false;
        }

        return (forward, backward) switch
        {
            (If first, If) => first.Then.Ops.LastOrDefault() is not Throw && first.Else.Ops.LastOrDefault() is not Throw,
            (For first, For second) => new SharedSums(_forms, _classes, _additions, first, second).IsOrderFree(),
            _ => false,
        };
    }

    /// <summary>
    /// Whether a pullback anywhere needs memory as it was at its call, though the construct writes on in it: it would have to be put back, which
    /// is only done in memory that the construct makes.
    /// </summary>
    private bool KeepsContent(Op op)
    {
        List<Op> inside = [.. op.Blocks().SelectMany(b => b.Descendants())];
        Dictionary<Value, Op> made = [];
        foreach (Op inner in inside)
        {
            foreach (Value value in inner.Definitions())
            {
                made[value] = inner;
            }
        }

        // What a rule's pullback writes is not known here argument by argument.
        if (inside.Where(o => o is RuleCall).SelectMany(o => o.Uses()).Any(v => v.Type.Shape == Shape.Span && !_classes.IsMadeBy(v, made)))
        {
            return true;
        }

        return inside.SelectMany(MemoryUse.Writes).Any(m => _readByCalls.Contains(_classes.ClassOf(m)) && !_classes.IsMadeBy(m, made));
    }
}
