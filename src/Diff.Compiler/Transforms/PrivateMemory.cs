using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Moves local memory into the loops that use it, where each iteration fills what it reads: such a work array carries nothing from one
/// iteration to the next. Iterations that share it would depend on each other for nothing, and the reverse sweep would have to put its
/// elements back one by one.
/// </summary>
internal sealed class PrivateMemory
{
    private readonly IdSource _ids;
    private readonly IndexForms _forms;

    private PrivateMemory(Function function)
    {
        _ids = new IdSource(function.NextId);
        _forms = new IndexForms(function.Body);
    }

    public static Function Run(Function function)
    {
        // What has moved into a loop may move further into one inside.
        for (int round = 0; round < 4; round++)
        {
            PrivateMemory pass = new(function);
            Function moved = function with { Body = pass.Rewrite(function.Body) };
            moved = moved with { NextId = pass._ids.Next };
            if (moved.NextId == function.NextId)
            {
                break;
            }

            function = moved;
        }

        return function;
    }

    private Block Rewrite(Block block)
    {
        List<Op> ops = [.. block.Ops.Select(op => op.Map(v => v, v => v, Rewrite))];
        for (int i = 0; i < ops.Count; i++)
        {
            if (ops[i] is Allocate allocate && !block.Yields.Contains(allocate.Result))
            {
                MoveInto(allocate, ops, i);
            }
        }

        return new Block(ops.ToEquatable(), block.Yields);
    }

    private void MoveInto(Allocate memory, List<Op> ops, int place)
    {
        List<int> users = [.. Enumerable.Range(place + 1, ops.Count - place - 1).Where(i => Uses(ops[i], memory.Result))];
        if (users.Count == 0 || users.Any(i => ops[i] is not For loop || loop.Uses().Contains(memory.Result) || !IsFilledFirst(loop.Body, memory)))
        {
            return;
        }

        foreach (int i in users)
        {
            For loop = (For)ops[i];
            Value own = _ids.NewValue(memory.Result.Type, memory.Result.Name);
            Block body = loop.Body.MapUses(v => v == memory.Result ? own : v);
            Allocate inside = memory with { Result = own, Kind = AllocationKind.Uninitialized };
            ops[i] = loop with { Body = body with { Ops = new Op[] { inside }.Concat(body.Ops).ToEquatable() } };
        }
    }

    private static bool Uses(Op op, Value value) => op.Uses().Contains(value)
        || op.Blocks().Any(b => b.Yields.Contains(value) || b.Ops.Any(o => Uses(o, value)));

    /// <summary>Whether every element that an iteration reads was written in it before.</summary>
    private bool IsFilledFirst(Block body, Allocate memory)
    {
        List<Region> filled = [];
        return Walk(body, memory, filled);
    }

    /// <summary>Elements from the first to the last, all of them.</summary>
    private sealed record Region(IndexForm First, IndexForm Last);

    /// <summary>Follows a block; adds what it has certainly filled at its end.</summary>
    private bool Walk(Block block, Allocate memory, List<Region> filled)
    {
        foreach (Op op in block.Ops)
        {
            if (!Step(op, memory, filled))
            {
                return false;
            }
        }

        return !block.Yields.Any(y => IsOf(y, memory));
    }

    private bool Step(Op op, Allocate memory, List<Region> filled)
    {
        switch (op)
        {
            case Load load when IsOf(load.Buffer, memory):
                return IsFilled(PlaceOf(load.Buffer, load.Index), memory, filled);
            case Store store when IsOf(store.Buffer, memory):
                IndexForm place = PlaceOf(store.Buffer, store.Index);
                Add(new Region(place, place), filled);
                return true;
            case LengthOf or Slice:
                return true;
            case If branch:
                List<Region> whenTrue = [.. filled];
                List<Region> whenFalse = [.. filled];
                return Walk(branch.Then, memory, whenTrue) && Walk(branch.Else, memory, whenFalse);
            case For loop:
                return StepLoop(loop, memory, filled);
            case While loop:
                List<Region> inside = [.. filled];
                return !loop.Initial.Any(v => IsOf(v, memory)) && Walk(loop.Header, memory, inside) && Walk(loop.Body, memory, inside);
            case SpanCall call when call.Arguments.Any(a => IsOf(a, memory)):
                return StepCall(call, memory, filled);
            default:
                return !op.Uses().Any(v => IsOf(v, memory));
        }
    }

    private bool StepLoop(For loop, Allocate memory, List<Region> filled)
    {
        List<Region> inside = [.. filled];
        if (!Walk(loop.Body, memory, inside))
        {
            return false;
        }

        foreach (Region region in inside.Where(r => !filled.Contains(r)).ToList())
        {
            if (OverLoop(region, loop) is { } whole)
            {
                Add(whole, filled);
            }
        }

        return true;
    }

    /// <summary>What the iterations of a loop fill together, where each goes on where the one before it ended.</summary>
    private Region? OverLoop(Region region, For loop)
    {
        if (loop.Step is not (1 or -1))
        {
            return null;
        }

        IndexForm from = _forms.Of(loop.From);
        IndexForm last = _forms.Of(loop.To) - (loop.Test == LoopTest.Less ? IndexForm.Of(1) : loop.Test == LoopTest.Greater ? IndexForm.Of(-1) : IndexForm.Zero);
        IndexForm next = IndexForm.Of(loop.Index) + IndexForm.Of(loop.Step);
        bool isUp = (region.First.Replace(loop.Index, next) - region.Last).Number == 1;
        bool isDown = (region.First - region.Last.Replace(loop.Index, next)).Number == 1;

        // Without a trip nothing is filled: then the formula must not claim anything either.
        IndexForm width = region.Last - region.First + IndexForm.Of(1);
        IndexForm trips = (last - from) * IndexForm.Of(loop.Step) + IndexForm.Of(1);
        if ((!isUp && !isDown) || !(width.IsAtLeastZero(_forms.LeastOf) || trips.IsAtLeastZero(_forms.LeastOf)))
        {
            return null;
        }

        return isUp
            ? new Region(region.First.Replace(loop.Index, from), region.Last.Replace(loop.Index, last))
            : new Region(region.First.Replace(loop.Index, last), region.Last.Replace(loop.Index, from));
    }

    /// <summary>A function over whole views reads all of them, but for the one that it fills.</summary>
    private bool StepCall(SpanCall call, Allocate memory, List<Region> filled)
    {
        int inputs = call.Arguments.Count - (call.Function.WritesLast ? 1 : 0);
        if (call.Arguments.Take(inputs).Any(a => IsOf(a, memory) && !(a == memory.Result && filled.Any(r => IsAll(r, memory)))))
        {
            return false;
        }

        if (call.Function.WritesLast && call.Arguments[inputs] == memory.Result)
        {
            Add(All(memory), filled);
        }

        return true;
    }

    private bool IsOf(Value value, Allocate memory) => value.Type.IsBuffer && (value == memory.Result || _forms.RootOf(value).Root == memory.Result);

    private IndexForm PlaceOf(Value buffer, Value index) => _forms.RootOf(buffer).Start + _forms.Of(index);

    private Region All(Allocate memory) => new(IndexForm.Zero, _forms.Of(memory.Length) - IndexForm.Of(1));

    /// <summary>Whether it is all of the memory: what is not in it throws when it is read.</summary>
    private bool IsAll(Region region, Allocate memory) => region.First.Number == 0 && region.Last.IsSameAs(All(memory).Last);

    private bool IsFilled(IndexForm place, Allocate memory, List<Region> filled) => filled.Any(region =>
        IsAll(region, memory) || (IsNeverNegative(place - region.First) && IsNeverNegative(region.Last - place)));

    private bool IsNeverNegative(IndexForm form) =>
        form.Number is { } number ? number >= 0 : _forms.RangeOf(form, _ => true) is { } range && range.Least.IsAtLeastZero(_forms.LeastOf);

    private static void Add(Region region, List<Region> filled)
    {
        // Neighbours grow together.
        for (int i = 0; i < filled.Count; i++)
        {
            if ((region.First - filled[i].Last).Number == 1)
            {
                region = new Region(filled[i].First, region.Last);
                filled.Add(region);
                return;
            }
        }

        filled.Add(region);
    }
}
