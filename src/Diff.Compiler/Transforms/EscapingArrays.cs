using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Arrays made in an iteration or a branch and kept beyond it. Of a branch the memory is made in front of it. Of a loop
/// (<c>y = Step(y)</c>) the elements are copied to memory made in front of it, which is what is kept: so the memory that the reverse
/// sweep needs is there before the loop starts. Possible where the length is known there, and nothing else keeps the array of the
/// iteration before.
/// </summary>
internal sealed class EscapingArrays
{
    private readonly IdSource _ids;

    private EscapingArrays(Function function)
    {
        _ids = new IdSource(function.NextId);
    }

    /// <summary>What a block sees of the construct that it belongs to.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Parameters">What a loop carries, and its index.</param>
    /// <param name="Lengths">Of carried memory that keeps its length, what the loop starts with.</param>
    private sealed record Inside(Block Block, HashSet<Value> Parameters, Dictionary<Value, Value> Lengths);

    public static Function Run(Function function)
    {
        bool isNeeded = function.Body.Descendants().Any(op => op is If or While or For && op.Definitions().Any(v => v.Type.IsBuffer));
        if (!isNeeded)
        {
            return function;
        }

        EscapingArrays pass = new(function);
        Block body = pass.Rewrite(function.Body);
        return function with { Body = body, NextId = pass._ids.Next };
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        foreach (Op original in block.Ops)
        {
            Op op = original.Map(v => v, v => v, Rewrite);
            builder.Origin = op.Origin;
            builder.Add(op switch
            {
                If branch => Branch(branch, builder),
                While loop => loop with { Body = LoopBody(loop.Initial, loop.Carried, [.. loop.Carried], loop.Body, builder) },
                For loop => loop with { Body = LoopBody(loop.Initial, loop.Carried, [loop.Index, .. loop.Carried], loop.Body, builder) },
                _ => op,
            });
        }

        return builder.ToBlock(block.Yields);
    }

    private static If Branch(If branch, Builder outside) => branch.Results.Any(r => r.Type.IsBuffer)
        ? branch with { Then = Side(branch.Then, outside), Else = Side(branch.Else, outside) }
        : branch;

    /// <summary>Of a branch the memory itself is made in front; where it was made a negative length still throws.</summary>
    private static Block Side(Block side, Builder outside)
    {
        Dictionary<Value, Value> moved = [];
        foreach (Allocate made in side.Ops.OfType<Allocate>())
        {
            if (IsKept(made.Result, side) && Length(made.Length, new Inside(side, [], []), outside) is { } length)
            {
                moved[made.Result] = outside.Allocate(made.Result.Type.Element, length, made.Result.Name, made.Kind);
            }
        }

        return moved.Count == 0 ? side : side.MapUses(v => moved.TryGetValue(v, out Value memory) ? memory : v);
    }

    private Block LoopBody(
        EquatableArray<Value> initial, EquatableArray<Value> carried, HashSet<Value> parameters, Block body, Builder outside)
    {
        // An array that is as long as the one before it is as long as the one that the loop starts with.
        Dictionary<Value, Value> lengths = [];
        List<(int Position, Allocate Made)> kept = [];
        for (int i = 0; i < carried.Count; i++)
        {
            if (carried[i].Type.IsBuffer && KeptOnce(body, i) is { } made && !IsKept(carried[i], body))
            {
                kept.Add((i, made));
                if (Measured(made.Length, body) == carried[i])
                {
                    lengths[carried[i]] = initial[i];
                }
            }
        }

        foreach ((int position, Allocate made) in kept)
        {
            if (Length(made.Length, new Inside(body, parameters, lengths), outside) is { } length)
            {
                body = Copied(body, position, made, length, outside);
            }
        }

        return body;
    }

    private Block Copied(Block block, int position, Allocate made, Value length, Builder outside)
    {
        Value memory = outside.Allocate(made.Result.Type.Element, length, made.Result.Name, AllocationKind.Uninitialized);
        List<Value> yields = [.. block.Yields];
        yields[position] = memory;
        return new Block(block.Ops.Append(new CopyElements(made.Result, memory) { Origin = made.Origin }), yields.ToEquatable());
    }

    /// <summary>The array made in a block that it yields at a position, and nowhere else.</summary>
    private static Allocate? KeptOnce(Block block, int position)
    {
        Value kept = block.Yields[position];
        return block.Ops.OfType<Allocate>().FirstOrDefault(a => a.Result == kept) is { } made
            && Enumerable.Range(0, block.Yields.Count).All(i => i == position || !Views(kept, block).Contains(block.Yields[i]))
            ? made
            : null;
    }

    /// <summary>Whether a block yields memory that it got, or a view of it.</summary>
    private static bool IsKept(Value memory, Block block)
    {
        HashSet<Value> views = Views(memory, block);
        return block.Yields.Any(views.Contains);
    }

    /// <summary>All that may be a view of memory.</summary>
    private static HashSet<Value> Views(Value memory, Block block)
    {
        HashSet<Value> views = [memory];
        int before;
        do
        {
            before = views.Count;
            foreach (Op op in block.Descendants())
            {
                IEnumerable<Value> sources = op switch
                {
                    Slice slice => [slice.Buffer],
                    SelectBuffer select => select.Buffers,
                    If branch => branch.Then.Yields.Concat(branch.Else.Yields),
                    For loop => loop.Initial.Concat(loop.Body.Yields),
                    While loop => loop.Initial.Concat(loop.Body.Yields),
                    _ => [],
                };
                if (sources.Any(views.Contains))
                {
                    views.UnionWith(op.Definitions().Concat(op.BlockParameters()).Where(v => v.Type.IsBuffer));
                }
            }
        }
        while (views.Count > before);
        return views;
    }

    /// <summary>The memory whose length a number is, seen through arrays made of that length; or null.</summary>
    private static Value? Measured(Value length, Block block)
    {
        while (DefinitionOf(length, block) is LengthOf measured)
        {
            if (DefinitionOf(measured.Buffer, block) is not Allocate made)
            {
                return measured.Buffer;
            }

            length = made.Length;
        }

        return null;
    }

    private static Op? DefinitionOf(Value value, Block block) => block.Ops.FirstOrDefault(op => op.Definitions().Contains(value));

    /// <summary>How long memory in front of a block has to be. A negative length throws where the array is made, not here.</summary>
    private static Value? Length(Value value, Inside inside, Builder outside)
    {
        if (Outside(value, inside, outside) is not { } length)
        {
            return null;
        }

        bool isLength = outside.Ops.Any(op => op is LengthOf or ConstantOp && op.Definitions().First() == length);
        return isLength ? length : outside.Let(Primitives.Max, length, outside.Int(0));
    }

    /// <summary>A length computed in front of a block instead of inside; null where that could differ, or throw where the block does not run.</summary>
    private static Value? Outside(Value value, Inside inside, Builder outside)
    {
        if (IsVisible(value, inside))
        {
            return value;
        }

        switch (DefinitionOf(value, inside.Block))
        {
            case ConstantOp constant when constant.Constant.Bits >= 0:
                return outside.Constant(constant.Constant);
            case LengthOf measured when inside.Lengths.TryGetValue(measured.Buffer, out Value initial):
                return outside.Length(initial);
            case LengthOf measured when DefinitionOf(measured.Buffer, inside.Block) is Allocate made:
                return Outside(made.Length, inside, outside);
            case LengthOf measured when IsVisible(measured.Buffer, inside):
                return outside.Length(measured.Buffer);
            case Let let when let.Result.Type == IrType.Int && IsHarmless(let.Primitive)
                && Outside(let.Arguments[0], inside, outside) is { } left && Outside(let.Arguments[1], inside, outside) is { } right:
                return outside.Let(let.Primitive, left, right);
            default:
                return null;
        }
    }

    private static bool IsHarmless(Primitive primitive) =>
        primitive == Primitives.Add || primitive == Primitives.Subtract || primitive == Primitives.Multiply || primitive == Primitives.Max;

    /// <summary>Whether a value is defined in front of a construct.</summary>
    private static bool IsVisible(Value value, Inside inside) =>
        !inside.Parameters.Contains(value) && DefinitionOf(value, inside.Block) is null;
}
