using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <content>Inner loops.</content>
internal sealed partial class LaneBuilder
{
    private void WriteFor(For loop, Builder builder)
    {
        if (_analysis.HasOwnTrips(loop))
        {
            WriteUneven(loop, builder);
            return;
        }

        (List<Value> initial, List<Value> carried) = Carry(loop.Initial, loop.Carried, builder);
        Builder body = builder.Nested();
        WriteBlock(loop.Body, body);
        Block block = Handed(body, loop.Body.Yields, loop.Carried);
        builder.Add(loop with
        {
            Initial = initial.ToEquatable(),
            Carried = carried.ToEquatable(),
            Body = block,
            Results = loop.Results.Map(Result),
            Fused = null,
        });
    }

    private void WriteWhile(While loop, Builder builder)
    {
        (List<Value> initial, List<Value> carried) = Carry(loop.Initial, loop.Carried, builder);
        Builder header = builder.Nested();
        WriteBlock(loop.Header, header);
        Builder body = builder.Nested();
        WriteBlock(loop.Body, body);
        Block block = Handed(body, loop.Body.Yields, loop.Carried);
        builder.Add(loop with
        {
            Initial = initial.ToEquatable(),
            Carried = carried.ToEquatable(),
            Header = header.ToBlock(loop.Header.Yields.Select(Mapped)),
            Body = block,
            Results = loop.Results.Map(Result),
        });
    }

    private (List<Value> Initial, List<Value> Carried) Carry(EquatableArray<Value> initial, EquatableArray<Value> carried, Builder builder)
    {
        List<Value> starts = [];
        List<Value> values = [];
        for (int i = 0; i < carried.Count; i++)
        {
            Value start = Mapped(initial[i]);
            starts.Add(_analysis.IsVarying(carried[i]) ? Lanes(start, builder) : start);
            values.Add(Result(carried[i]));
        }

        return (starts, values);
    }

    private Block Handed(Builder body, EquatableArray<Value> yields, EquatableArray<Value> carried)
    {
        _broadcasts.Push([]);
        List<Value> values = [];
        for (int i = 0; i < yields.Count; i++)
        {
            Value value = Mapped(yields[i]);
            values.Add(_analysis.IsVarying(carried[i]) ? Lanes(value, body) : value);
        }

        _broadcasts.Pop();
        return body.ToBlock(values);
    }

    /// <summary>
    /// An inner loop that runs from or to another index in each iteration. The lanes go through all indices that any of them has, side by side,
    /// and those that have not begun or have ended stand still.
    /// </summary>
    private void WriteUneven(For loop, Builder builder)
    {
        bool isUp = loop.Step > 0;
        Bound from = BoundOf(loop.From, isUp ? Primitives.Min : Primitives.Max, builder);
        Bound to = BoundOf(loop.To, isUp ? Primitives.Max : Primitives.Min, builder);
        (List<Value> initial, List<Value> carried) = Carry(loop.Initial, loop.Carried, builder);
        Builder body = builder.Nested();
        Value? mask = from.IsVarying ? Compare(from, isUp ? Primitives.LessOrEqual : Primitives.GreaterOrEqual, loop.Index, body) : null;
        if (to.IsVarying)
        {
            Value goesOn = Compare(to, Opposite(loop.Test), loop.Index, body);
            mask = mask is null ? goesOn : body.Let(Primitives.And, _mask, mask, goesOn);
        }

        Value? around = _where;
        _where = around is null ? mask : body.Let(Primitives.And, _mask, around, mask!);
        Value isTaken = body.Let(Primitives.AnyLane, IrType.Bool, _where!);
        Builder taken = body.Nested();
        WriteBlock(loop.Body, taken);
        _broadcasts.Push([]);
        List<Value> yields = [];
        for (int i = 0; i < carried.Count; i++)
        {
            yields.Add(taken.Let(Primitives.Select, _vector, _where!, Lanes(Mapped(loop.Body.Yields[i]), taken), carried[i]));
        }

        _broadcasts.Pop();
        _where = around;
        List<Value> next = [.. carried.Select(c => _ids.NewValue(_vector, c.Name))];
        body.Add(new If(isTaken, taken.ToBlock(yields), body.Nested().ToBlock(carried), next.ToEquatable()) { Region = -1 });
        builder.Add(loop with
        {
            From = from.Group,
            To = to.Group,
            Initial = initial.ToEquatable(),
            Carried = carried.ToEquatable(),
            Body = body.ToBlock(next),
            Results = loop.Results.Map(Result),
            Fused = null,
        });
    }

    /// <summary>A bound of an inner loop.</summary>
    /// <param name="Group">The outermost that any lane has.</param>
    /// <param name="Lanes">Each lane's as numbers; null where they are the same or compared as integers.</param>
    /// <param name="First">The first lane's, where they are evenly spaced.</param>
    /// <param name="Stride">By how much they differ.</param>
    private sealed record Bound(Value Group, Value? Lanes, Value? First, Value? Stride)
    {
        public bool IsVarying => Lanes is not null || Stride is not null;
    }

    /// <summary>The largest that an integer is in any lane.</summary>
    private Value LargestOf(Value number, Builder builder)
    {
        List<Value> parts = [.. _analysis.Scalars.PartsOf(number).Select(p => _analysis.IsVarying(p) ? OutermostOf(p, Primitives.Max, builder) : Mapped(p))];
        return parts.Aggregate((a, b) => builder.Let(Primitives.Max, a, b));
    }

    private Bound BoundOf(Value bound, Primitive outermost, Builder builder)
    {
        if (!_analysis.IsVarying(bound))
        {
            return new Bound(Mapped(bound), null, null, null);
        }

        Value group = OutermostOf(bound, outermost, builder);
        if (_analysis.LaneNumbers(bound) is not { } distance)
        {
            // In double precision every integer is a number.
            (Value memory, Value first) = NumbersOf(bound, builder);
            return new Bound(group, builder.Let(Primitives.LaneNumbersAt, _vector, memory, first), null, null);
        }

        Value stride = distance.Emit(_prologue);
        return _analysis.Kind == ScalarKind.Double
            ? new Bound(group, builder.Let(Primitives.LaneNumbers, _vector, bound, stride), null, null)
            : new Bound(group, null, bound, stride);
    }

    /// <summary>The largest or smallest that an integer is in any lane.</summary>
    private Value OutermostOf(Value number, Primitive outermost, Builder builder)
    {
        Value count = LaneCount(builder);
        if (_analysis.LaneNumbers(number) is { } distance)
        {
            Value stride = distance.Emit(_prologue);
            Value last = builder.Let(
                Primitives.Add, number, builder.Let(Primitives.Multiply, stride, builder.Let(Primitives.Subtract, count, builder.Int(1))));
            return builder.Let(outermost, number, last);
        }

        (Value memory, Value first) = NumbersOf(number, builder);
        Value lane = _ids.NewValue(IrType.Int, "lane");
        Value carried = _ids.NewValue(IrType.Int, number.Name);
        Value result = _ids.NewValue(IrType.Int, number.Name);
        Builder body = builder.Nested();
        Value next = body.Let(outermost, carried, body.Load(memory, body.Let(Primitives.Add, first, lane)));
        builder.Add(new For(
            lane, builder.Int(1), count, 1, LoopTest.Less, EquatableArray<Value>.Of(builder.Load(memory, first)), EquatableArray<Value>.Of(carried),
            body.ToBlock(next), EquatableArray<Value>.Of(result))
        { Region = -1 });
        return result;
    }

    /// <summary>Compares each lane's bound, on the left, with an index that is the same for all.</summary>
    private Value Compare(Bound bound, Primitive comparison, Value index, Builder builder)
    {
        if (bound.Lanes is not null)
        {
            Value number = builder.Let(Primitives.Broadcast, _vector, builder.Let(Primitives.Convert, new IrType(_analysis.Kind), index));
            return builder.Let(comparison, _mask, bound.Lanes, number);
        }

        Value first = builder.Let(
            Primitives.Subtract, builder.Let(Primitives.Convert, IrType.Long, bound.First!), builder.Let(Primitives.Convert, IrType.Long, index));
        return builder.Let(comparison, _mask, builder.Let(Primitives.LaneSigns, _vector, first, bound.Stride!), Zero());
    }

    /// <summary>i &lt; to is to &gt; i.</summary>
    private static Primitive Opposite(LoopTest test) => test switch
    {
        LoopTest.Less => Primitives.Greater,
        LoopTest.LessOrEqual => Primitives.GreaterOrEqual,
        LoopTest.Greater => Primitives.Less,
        _ => Primitives.LessOrEqual,
    };
}
