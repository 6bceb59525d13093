using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>A block of the forward sweep, where it is and what holds it.</summary>
/// <param name="block">Its operations.</param>
/// <param name="parent">The block around it; null for the method's own.</param>
/// <param name="owner">The construct that it is a block of.</param>
/// <param name="ownerIndex">The construct's place in the block around it.</param>
/// <param name="number">Which block of the construct.</param>
internal sealed class ForwardRegion(Block block, ForwardRegion? parent, Op? owner, int ownerIndex, int number)
{
    public Block Block { get; } = block;

    public ForwardRegion? Parent { get; } = parent;

    public Op? Owner { get; } = owner;

    public int OwnerIndex { get; } = ownerIndex;

    public int Number { get; } = number;

    /// <summary>Whether it is the method's own block.</summary>
    public bool IsRoot => Parent is null;

    /// <summary>How many loops are around it.</summary>
    public int LoopDepth { get; } = (parent?.LoopDepth ?? 0) + (owner is For or While ? 1 : 0);

    /// <summary>Values to fetch when the reverse sweep enters the mirrored block, in the order of their definition.</summary>
    public List<Value> Fetched { get; } = [];

    /// <summary>The block that holds an operation of this one, seen from an outer block: the place there.</summary>
    public int PlaceIn(ForwardRegion outer, int index)
    {
        ForwardRegion region = this;
        while (region != outer)
        {
            index = region.OwnerIndex;
            region = region.Parent!;
        }

        return index;
    }

    /// <summary>Whether a block is this one or around it.</summary>
    public bool IsInside(ForwardRegion outer)
    {
        for (ForwardRegion? region = this; region is not null; region = region.Parent)
        {
            if (region == outer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The block of a chain that lies directly inside another.</summary>
    public ForwardRegion ChildOf(ForwardRegion outer)
    {
        ForwardRegion region = this;
        while (region.Parent != outer)
        {
            region = region.Parent!;
        }

        return region;
    }
}

/// <summary>All blocks of the forward sweep and what is where.</summary>
internal sealed class ForwardMap
{
    private readonly ForwardMap? _outer;

    /// <param name="body">Forward and reverse sweep.</param>
    /// <param name="forwardCount">How many of its operations belong to the forward sweep.</param>
    /// <param name="firstDerivative">The first id of the reverse sweep.</param>
    /// <param name="outer">What is around it, where it is the body of a loop or a side of a branch.</param>
    public ForwardMap(Block body, int forwardCount, int firstDerivative, ForwardMap? outer)
    {
        FirstDerivative = firstDerivative;
        _outer = outer;
        Root = new ForwardRegion(body, null, null, 0, 0);
        Visit(Root, forwardCount);
    }

    public ForwardRegion Root { get; }

    /// <summary>The first id of the reverse sweep.</summary>
    public int FirstDerivative { get; }

    /// <summary>Whether there is more of the function around it, in which memory lives on.</summary>
    public bool IsInside => _outer is not null;

    /// <summary>Memory that constructs write which run backward by themselves: nobody puts its elements back.</summary>
    public HashSet<Value> WrittenByFused { get; } = [];

    /// <summary>The block in which a value of the forward sweep lives.</summary>
    public Dictionary<Value, ForwardRegion> Homes { get; } = [];

    /// <summary>The operation that defines a value; for a loop's own values, the loop.</summary>
    public Dictionary<Value, Op> Definitions { get; } = [];

    /// <summary>The operation that defines a value here or around.</summary>
    public Op? DefinitionOf(Value value) => Definitions.TryGetValue(value, out Op op) ? op : _outer?.DefinitionOf(value);

    /// <summary>Where in its block a value is defined; −1 for what the block starts with.</summary>
    public Dictionary<Value, int> Indices { get; } = [];

    /// <summary>Blocks by the number of their construct and their own.</summary>
    public Dictionary<(int Region, int Number), ForwardRegion> Regions { get; } = [];

    /// <summary>Everything that writes memory.</summary>
    public List<(ForwardRegion Region, int Index, Op Op, Value Buffer)> Writes { get; } = [];

    /// <summary>Calls over whole buffers, by number.</summary>
    public Dictionary<int, (ForwardRegion Region, int Index)> SpanCalls { get; } = [];

    private void Visit(ForwardRegion region, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Op op = region.Block.Ops[i];
            foreach (Value value in op.Definitions())
            {
                Homes[value] = region;
                Definitions[value] = op;
                Indices[value] = i;
            }

            AddWrites(region, i, op);
            int number = 0;
            foreach (Block inner in op.Blocks())
            {
                ForwardRegion child = new(inner, region, op, i, number);
                foreach (Value value in op.BlockParameters())
                {
                    if (op is not While || number == 1)
                    {
                        Homes[value] = child;
                        Definitions[value] = op;
                        Indices[value] = -1;
                    }
                }

                Regions[(op.RegionOf(), number)] = child;
                Visit(child, inner.Ops.Count);
                number++;
            }

            if (op is For { Fused: not null } or If { Fused: not null })
            {
                WrittenByFused.UnionWith(op.Blocks().SelectMany(b => b.Descendants()).SelectMany(MemoryUse.Writes));
            }
        }
    }

    /// <summary>
    /// The block that a reverse construct mirrors: a loop's body, a branch's side. Null where the forward sweep does not need
    /// the construct any more, so that nothing is fetched from it either.
    /// </summary>
    public ForwardRegion? Mirrored(Op reverse, int number)
    {
        ForwardRegion? region = null;
        switch (reverse)
        {
            case If { Mirror: > 0 and int mirror }:
                Regions.TryGetValue((mirror, number), out region);
                break;
            case For { Mirror: > 0 and int mirror }:
                // A while loop's first block is its header.
                if (!Regions.TryGetValue((mirror, 1), out region))
                {
                    Regions.TryGetValue((mirror, 0), out region);
                }

                break;
        }

        return region;
    }

    private void AddWrites(ForwardRegion region, int index, Op op)
    {
        switch (op)
        {
            case Store store:
                Writes.Add((region, index, op, store.Buffer));
                break;
            case SpanCall call:
                SpanCalls[call.Number] = (region, index);
                if (call.Result is null)
                {
                    Writes.Add((region, index, op, call.Arguments[call.Arguments.Count - 1]));
                }

                break;
            case RuleCall call:
                SpanCalls[call.Number] = (region, index);
                foreach (Value output in call.Outputs)
                {
                    Writes.Add((region, index, op, output));
                }

                break;
            case Opaque opaque:
                foreach (Value argument in opaque.Arguments)
                {
                    if (argument.Type.Shape == Shape.Span)
                    {
                        Writes.Add((region, index, op, argument));
                    }
                }

                break;
        }
    }
}
