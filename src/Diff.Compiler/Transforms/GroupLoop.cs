using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Writes the loop of a kernel over its groups of lanes. Sums are made in blocks: within one plainly, and those of the blocks are added up with
/// what each addition rounds away beside them, so that the error does not grow with the number of iterations. Cheap bodies take several groups
/// at once (<see cref="Jam"/>), and what these leave over, one at a time.
/// </summary>
internal sealed class GroupLoop
{
    /// <summary>So many groups are summed up plainly.</summary>
    private const int GroupsInBlock = 256;

    private readonly Builder _builder;
    private readonly IdSource _ids;
    private readonly For _loop;
    private readonly IReadOnlyList<Primitive> _reductions;
    private readonly ShiftedAdditions? _shifted;
    private readonly Value _zero;
    private readonly Value _count;
    private readonly List<SharedSum> _shared = [];

    private GroupLoop(
        Builder builder, For loop, IReadOnlyList<Primitive> reductions, Value zero, Func<Builder, ShiftedAdditions?> shifted)
    {
        _builder = builder;
        _ids = builder.Ids;
        _loop = loop;
        _reductions = reductions;
        _zero = zero;
        Value number = builder.Constant(Constant.Default(new IrType(zero.Type.Kind)));
        _count = builder.Rename(builder.Let(Primitives.LaneCount, IrType.Int, number), "lanes");
        if (loop.Step != 1)
        {
            _count = builder.Rename(builder.Let(Primitives.Multiply, _count, builder.Int((int)loop.Step)), "group");
        }
        _shifted = shifted(builder);
    }

    /// <summary>The sums of memory that all iterations add to.</summary>
    /// <param name="Destination">The memory.</param>
    /// <param name="Lanes">The sums of the block, lane by lane.</param>
    /// <param name="Total">Those of the blocks before.</param>
    /// <param name="Lost">What was rounded away in them.</param>
    private sealed record SharedSum(Value Destination, Value Lanes, Value? Total, Value? Lost);

    /// <summary>Writes it, with the sums of shared memory behind it.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="loop">From the first iteration to the end; what it carries are sums in lanes, products or extremes.</param>
    /// <param name="reductions">Which, for each of these.</param>
    /// <param name="sharedSums">Memory that all iterations add to, and the sums, lane by lane.</param>
    /// <param name="zero">Zero in every lane.</param>
    /// <param name="shifted">Combines additions to neighbouring places, given what stands in front of the loop.</param>
    /// <param name="isShort">Whether all iterations are known to be few.</param>
    /// <returns>The first index that is left, and the sums, each a number.</returns>
    public static (Value Next, List<Value> Sums) Write(
        Builder builder, For loop, IReadOnlyList<Primitive> reductions, IEnumerable<KeyValuePair<Value, Value>> sharedSums, Value zero,
        Func<Builder, ShiftedAdditions?> shifted, bool isShort) =>
        new GroupLoop(builder, loop, reductions, zero, shifted).Write([.. sharedSums], isShort);

    /// <summary>Whether so many iterations make one block at most, whatever the width.</summary>
    public static bool IsShort(long trips) => trips <= 2 * GroupsInBlock;

    private (Value Next, List<Value> Sums) Write(List<KeyValuePair<Value, Value>> sharedSums, bool isShort)
    {
        bool hasBlocks = !isShort && (_loop.Carried.Count > 0 || sharedSums.Count > 0);
        foreach (KeyValuePair<Value, Value> pair in sharedSums)
        {
            IrType element = new(_zero.Type.Kind);
            Value length = _builder.Length(pair.Key);
            _shared.Add(new SharedSum(
                pair.Key, pair.Value, hasBlocks ? _builder.Allocate(element, length, pair.Key.Name + "Total") : null,
                hasBlocks ? _builder.Allocate(element, length, pair.Key.Name + "Lost") : null));
        }

        (Value next, List<Value> sums) = hasBlocks ? Blocks() : Groups(_loop.From, _loop.To, _builder);
        _builder.Origin = default;
        foreach (SharedSum shared in _shared)
        {
            _builder.ForEachElement(_builder.Length(shared.Lanes), -1, (element, i) =>
            {
                Value sum = element.Let(Primitives.LaneSum, new IrType(_zero.Type.Kind), element.Load(shared.Lanes, i));
                if (shared.Total is not null)
                {
                    Value lost = element.Let(Primitives.FiniteOrZero, element.Load(shared.Lost!, i));
                    sum = element.Let(Primitives.Add, element.Let(Primitives.Add, element.Load(shared.Total, i), sum), lost);
                }

                IrType kind = shared.Destination.Type.Element;
                sum = sum.Type == kind ? sum : element.Let(Primitives.Convert, kind, sum);
                element.Store(shared.Destination, i, element.Let(Primitives.Add, element.Load(shared.Destination, i), sum));
            });
        }

        IrType number = new(_zero.Type.Kind);
        return (next, [.. sums.Select((s, i) => _builder.Let(LaneReductions.OfLanes(_reductions[i]), number, s))]);
    }

    /// <summary>Block after block. The sums of each are added to the totals when the next one starts; those of the last, behind it.</summary>
    private (Value Next, List<Value> Sums) Blocks()
    {
        int sums = _loop.Carried.Count;
        Value first = _ids.NewValue(IrType.Int, "next");
        Value next = _ids.NewValue(IrType.Int, "next");
        List<Value> carried = [first, .. New("Lanes"), .. New("Total"), .. New("Lost")];
        List<Value> results = [next, .. New("Lanes"), .. New("Total"), .. New("Lost")];
        Value size = _builder.Rename(_builder.Let(Primitives.Multiply, _builder.Int(GroupsInBlock), _count), "block");

        Builder header = _builder.Nested();
        Value isMore = header.Compare(Primitives.LessOrEqual, first, header.Let(Primitives.Subtract, _loop.To, _count));

        Builder body = _builder.Nested();
        List<Value> totals = [];
        List<Value> losses = [];
        for (int i = 0; i < sums; i++)
        {
            (Value sum, Value total, Value lost) = (carried[1 + i], carried[1 + sums + i], carried[1 + (2 * sums) + i]);
            losses.Add(IsSum(i) ? body.Let(Primitives.Add, lost, body.Let(Primitives.RoundingError, total, sum)) : lost);
            totals.Add(body.Let(_reductions[i], total, sum));
        }

        if (_shared.Count > 0)
        {
            Builder later = body.Nested();
            _shared.ForEach(s => Settle(s, later));
            body.Add(new If(body.Compare(Primitives.Greater, first, _loop.From), later.ToBlock(), Block.Empty, default) { Region = -1 });
        }

        Value left = body.Let(Primitives.Subtract, _loop.To, first);
        Value end = body.Rename(body.Let(Primitives.Add, first, body.Let(Primitives.Min, left, size)), "end");
        (Value index, List<Value> blockSums) = Groups(first, end, body);
        Block block = body.ToBlock([index, .. blockSums, .. totals, .. losses]);
        _builder.Add(new While(
            new[] { _loop.From }.Concat(_loop.Initial).Concat(_loop.Initial).Concat(Enumerable.Repeat(_zero, sums)).ToEquatable(), carried.ToEquatable(), header.ToBlock(isMore), block,
            results.ToEquatable()));

        List<Value> all = [];
        for (int i = 0; i < sums; i++)
        {
            Value sum = _builder.Let(_reductions[i], results[1 + sums + i], results[1 + i]);
            all.Add(IsSum(i) ? _builder.Let(Primitives.Add, sum, _builder.Let(Primitives.FiniteOrZero, results[1 + (2 * sums) + i])) : sum);
        }

        return (next, all);

        IEnumerable<Value> New(string suffix) => _loop.Carried.Select(c => _ids.NewValue(c.Type, c.Name.EndsWith("Lanes", StringComparison.Ordinal)
            ? c.Name.Substring(0, c.Name.Length - "Lanes".Length) + suffix : c.Name));
    }

    private bool IsSum(int carried) => _reductions[carried] == Primitives.Add;

    /// <summary>Adds the sums of a block to the totals and clears them.</summary>
    private void Settle(SharedSum shared, Builder builder) => builder.ForEachElement(builder.Length(shared.Lanes), -1, (element, i) =>
    {
        Value sum = element.Let(Primitives.LaneSum, new IrType(_zero.Type.Kind), element.Load(shared.Lanes, i));
        Value total = element.Load(shared.Total!, i);
        Value error = element.Let(Primitives.RoundingError, total, sum);
        element.Store(shared.Lost!, i, element.Let(Primitives.Add, element.Load(shared.Lost!, i), error));
        element.Store(shared.Total!, i, element.Let(Primitives.Add, total, sum));
        element.Store(shared.Lanes, i, _zero);
    });

    /// <summary>The groups between two indices: first several at once, if that pays.</summary>
    private (Value Next, List<Value> Sums) Groups(Value from, Value to, Builder builder)
    {
        if (_shifted is not null)
        {
            builder.Add(_shifted.Loop with { From = from, To = to });
            _shifted.WriteRest(_loop.Index, builder);
            return (_loop.Index, [.. _loop.Results]);
        }

        For loop = _loop with { From = from, To = to };
        if (Jam.Run(loop, _shared.Count > 0, _count, _ids) is not { } jammed)
        {
            builder.Add(loop);
            return (loop.Index, [.. loop.Results]);
        }

        builder.Add(jammed);
        List<Value> sums = [];
        for (int i = 0; i < loop.Carried.Count; i++)
        {
            List<Value> parts = [.. jammed.Results.Skip(i * jammed.Groups).Take(jammed.Groups)];
            while (parts.Count > 1)
            {
                parts = [.. Enumerable.Range(0, parts.Count / 2).Select(p => builder.Let(_reductions[i], parts[2 * p], parts[(2 * p) + 1]))];
            }

            sums.Add(parts[0]);
        }

        // The same statements once more, as values of their own.
        Renaming renaming = new(_ids, []);
        For rest = (For)renaming.Copy(loop, renaming.Copy);
        builder.Add(rest with { From = loop.Index, Initial = sums.ToEquatable() });
        return (rest.Index, [.. rest.Results]);
    }
}
