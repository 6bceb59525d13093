using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Writes out loops of few iterations whose number is a constant: over the coordinates of a vector, the rows of a small matrix. In each copy the
/// index is a literal, so that places in memory are literals too: what an iteration leaves for another one needs neither memory
/// (<see cref="ScalarReplacement"/>) nor a tape. Iterations run in the same order as before and throw what they threw.
/// </summary>
/// <remarks>
/// In front of everything that asks how loops use memory, and of the reverse sweep, which is then made of straight code too. A copy costs
/// code, and the JIT gives up on methods with about a thousand locals: so what a loop may grow to is bounded, the more the more often it runs,
/// since a loop of eight iterations may run in lanes instead. A loop around one that stays a loop is left alone.
/// </remarks>
internal sealed class Unrolling
{
    private const int LargestFunction = 1_000;
    private const int Rounds = 4;

    private readonly IdSource _ids;
    private readonly Dictionary<Value, Op> _definitions;
    private readonly List<UnrolledLoop> _unrolled;
    private int _growth;

    private Unrolling(Function function, IdSource ids, int growth)
    {
        _ids = ids;
        _definitions = function.Body.DefinitionsInside();
        _unrolled = [.. function.Unrolled];
        _growth = growth;
    }

    /// <param name="function">In SSA, simplified.</param>
    public static Function Run(Function function)
    {
        IdSource ids = new(function.NextId);
        ids.ReserveRegions(function.Body.LastRegion());
        int growth = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Unrolling pass = new(function, ids, growth);
            Block body = pass.Rewrite(function.Body);
            if (pass._growth == growth)
            {
                break;
            }

            // The bounds of loops inside may be literals now.
            growth = pass._growth;
            body = Simplify.Run(body, ids);
            function = function with { Body = body, NextId = ids.Next, Unrolled = pass._unrolled.ToEquatable() };
        }

        return function;
    }

    private Block Rewrite(Block block)
    {
        Builder builder = new(_ids);
        Dictionary<int, Value> results = [];
        Renaming renaming = new(_ids, results);
        foreach (Op op in block.Ops)
        {
            Op current = op.Map(renaming.Of, v => v, b => Rewrite(b.MapUses(renaming.Of)));
            if (current is For loop && TripsOf(loop) is { } trips && IsWorthIt(loop, trips))
            {
                Unroll(loop, trips, builder, results);
            }
            else
            {
                builder.Add(current);
            }
        }

        return builder.ToBlock(block.Yields.Select(renaming.Of));
    }

    private void Unroll(For loop, int trips, Builder builder, Dictionary<int, Value> results)
    {
        _growth += 1 + Math.Max(0, trips - 1) * SizeOf(loop.Body);
        if (_unrolled.All(u => u.Region != loop.Region))
        {
            _unrolled.Add(new UnrolledLoop(loop.Region, loop.Origin, trips));
        }

        long first = ((ConstantOp)_definitions[loop.From]).Constant.Bits;
        IReadOnlyList<Value> carried = loop.Initial;
        for (int trip = 0; trip < trips; trip++)
        {
            builder.Origin = loop.Origin;
            Dictionary<int, Value> map = [];
            map[loop.Index.Id] = builder.Int((int)(first + trip * loop.Step));
            for (int i = 0; i < loop.Carried.Count; i++)
            {
                map[loop.Carried[i].Id] = carried[i];
            }

            Block copy = new Renaming(_ids, map).Copy(loop.Body);
            builder.AddRange(trip == 0 ? copy.Ops : Renumbered(copy).Ops);
            carried = copy.Yields;
        }

        for (int i = 0; i < loop.Results.Count; i++)
        {
            results[loop.Results[i].Id] = carried[i];
        }
    }

    /// <summary>A copy with constructs of its own.</summary>
    private Block Renumbered(Block block) => block with
    {
        Ops = block.Ops.Map(op => op.Map(v => v, v => v, Renumbered) switch
        {
            If o => o with { Region = _ids.NewRegion() },
            For o => o with { Region = _ids.NewRegion() },
            While o => o with { Region = _ids.NewRegion() },
            Op o => o,
        }),
    };

    /// <summary>How often a loop runs, if that is a small number.</summary>
    private int? TripsOf(For loop)
    {
        if (ConstantOf(loop.From) is not { } from || ConstantOf(loop.To) is not { } to || loop.Lanes is not null)
        {
            return null;
        }

        bool isUp = loop.Test is LoopTest.Less or LoopTest.LessOrEqual;
        long distance = (isUp ? to - from : from - to) + (loop.Test is LoopTest.LessOrEqual or LoopTest.GreaterOrEqual ? 1 : 0);
        long size = Math.Abs(loop.Step);
        long trips = distance <= 0 ? 0 : (distance + size - 1) / size;
        return trips <= 16 ? (int)trips : null;
    }

    private bool IsWorthIt(For loop, int trips)
    {
        int size = trips * SizeOf(loop.Body);
        int largest = trips <= 4 ? 160 : trips <= 8 ? 96 : 32;
        return size <= largest && _growth + size <= LargestFunction && loop.Body.Descendants().All(op => op switch
        {
            For inner => IsLiteralIn(inner.From, loop) && IsLiteralIn(inner.To, loop),
            While => false,
            _ => true,
        });
    }

    /// <summary>Whether a value is a literal where the index of a loop is one.</summary>
    private bool IsLiteralIn(Value value, For loop) => value == loop.Index
        || (_definitions.TryGetValue(value, out Op op) && op switch
        {
            ConstantOp => true,
            Let let => let.Result.Type == IrType.Int && let.Arguments.All(a => IsLiteralIn(a, loop)),
            _ => false,
        });

    private long? ConstantOf(Value value) =>
        _definitions.TryGetValue(value, out Op op) && op is ConstantOp { Constant: var constant } ? constant.Bits : null;

    /// <summary>About how many operations a block prints; arithmetic of places is none where the index is a literal.</summary>
    private static int SizeOf(Block block) => block.Ops.Sum(op => op switch
    {
        ConstantOp or LengthOf => 0,
        Let let => let.Result.Type == IrType.Int ? 0 : 1,
        Load or Store => 1,
        SpanCall or RuleCall or Opaque or CopyElements => 8,
        _ => 2 + op.Blocks().Sum(SizeOf),
    });
}
