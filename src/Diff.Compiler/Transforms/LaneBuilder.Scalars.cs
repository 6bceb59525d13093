using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <content>What is computed lane by lane with scalar operations, and put together to vectors through memory.</content>
internal sealed partial class LaneBuilder
{
    /// <summary>As many elements as the widest vectors have lanes.</summary>
    private const int MostLanes = 16;

    /// <summary>Integers of the lanes that are at hand, by block: the memory, and the place of the first lane's.</summary>
    private readonly Stack<Dictionary<Value, (Value Memory, Value First)>> _numbers = new();

    private readonly Dictionary<Value, Value> _numberMemory = [];

    private Value LaneCount(Builder builder) => builder.Let(Primitives.LaneCount, IrType.Int, Zero());

    /// <summary>Integers that are evenly spaced throw in the first lane or in the last, if in any.</summary>
    private void WriteInLastLane(Let let, Builder builder)
    {
        if (let.Arguments.Any(a => _analysis.Scalars.IsOwn(a)))
        {
            NumbersOf(let.Result, builder);
            return;
        }

        Value lanes = builder.Let(Primitives.Subtract, LaneCount(builder), builder.Int(1));
        builder.Let(let.Primitive, let.Result.Type, [.. let.Arguments.Select(a => _analysis.IsVarying(a)
            ? builder.Let(Primitives.Add, a, builder.Let(Primitives.Multiply, _analysis.LaneNumbers(a)!.Emit(_prologue), lanes))
            : Mapped(a))]);
    }

    /// <summary>What may throw is computed for each lane where it stands.</summary>
    private void WriteInPlace(Value value, Builder builder)
    {
        if (value.Type.IsInteger)
        {
            NumbersOf(value, builder);
        }
        else
        {
            WriteComputed(value, builder);
        }
    }

    /// <summary>The integers of the lanes as memory.</summary>
    private (Value Memory, Value First) NumbersOf(Value number, Builder builder)
    {
        foreach (Dictionary<Value, (Value Memory, Value First)> known in _numbers)
        {
            if (known.TryGetValue(number, out (Value Memory, Value First) found))
            {
                return found;
            }
        }

        (Value Memory, Value First) result = DirectlyIn(number, builder) ?? (Computed(number, number.Type.Element, builder), builder.Int(0));
        _numbers.Peek().Add(number, result);
        return result;
    }

    /// <summary>Neighbouring elements of an array of integers are what they are.</summary>
    private (Value Memory, Value First)? DirectlyIn(Value number, Builder builder)
    {
        if (_where is not null || number.Type != IrType.Int || _forms.DefinitionOf(number) is not Load load
            || _analysis.StrideOf(load.Buffer, load.Index) is not { Number: 1 })
        {
            return null;
        }

        // All of them are there, whether or not they are used.
        Value length = builder.Length(load.Buffer);
        Value last = builder.Let(Primitives.Subtract, LaneCount(builder), builder.Int(1));
        Value first = builder.Let(Primitives.ViewPlace, builder.Int(0), load.Index, length);
        builder.Let(Primitives.ViewPlace, builder.Int(0), builder.Let(Primitives.Add, load.Index, last), length);
        return (load.Buffer, first);
    }

    /// <summary>A value for each lane, computed one after the other; 0 in lanes that do not take part.</summary>
    private Value Computed(Value value, IrType element, Builder builder)
    {
        if (!_numberMemory.TryGetValue(value, out Value memory))
        {
            memory = _ids.NewValue(element.As(Shape.Span), (value.Name.Length > 0 ? value.Name : "own") + "Lanes");
            _prologue.Add(new Allocate(memory, _prologue.Int(MostLanes), AllocationKind.Uninitialized));
            _numberMemory.Add(value, memory);
        }

        Value lane = _ids.NewValue(IrType.Int, "lane");
        Builder body = builder.Nested();
        if (_where is null)
        {
            body.Store(memory, lane, InLane(value, element, lane, body, []));
        }
        else
        {
            Builder taken = body.Nested();
            taken.Store(memory, lane, InLane(value, element, lane, taken, []));
            Builder otherwise = body.Nested();
            otherwise.Store(memory, lane, otherwise.Constant(Constant.Default(element)));
            body.Add(new If(body.Let(Primitives.LaneIsSet, IrType.Bool, _where, lane), taken.ToBlock(), otherwise.ToBlock(), default) { Region = -1 });
        }

        Value count = LaneCount(builder);
        builder.Add(new For(lane, builder.Int(0), count, 1, LoopTest.Less, default, default, body.ToBlock(), default) { Region = -1 });
        return memory;
    }

    /// <summary>A value as a number of the lanes' kind, for one lane: a yes is 1.</summary>
    private Value InLane(Value value, IrType element, Value lane, Builder builder, Dictionary<Value, Value> known)
    {
        Value result = InLane(value, lane, builder, known);
        return value.Type == IrType.Bool
            ? builder.Let(Primitives.Select, element, result, builder.Real(element, 1), builder.Real(element, 0))
            : result.Type == element ? result : builder.Let(Primitives.Convert, element, result);
    }

    private Value InLane(Value value, Value lane, Builder builder, Dictionary<Value, Value> known)
    {
        if (known.TryGetValue(value, out Value done))
        {
            return done;
        }

        Value result = Copied(value, lane, builder, known);
        known.Add(value, result);
        return result;
    }

    private Value Copied(Value value, Value lane, Builder builder, Dictionary<Value, Value> known)
    {
        if (value == _loop.Index)
        {
            long step = System.Math.Abs(_loop.Step);
            return builder.Let(Primitives.Add, value, step == 1 ? lane : builder.Let(Primitives.Multiply, lane, builder.Int((int)step)));
        }

        if (!_analysis.IsVarying(value))
        {
            return Mapped(value);
        }

        foreach (Dictionary<Value, (Value Memory, Value First)> numbers in _numbers)
        {
            if (numbers.TryGetValue(value, out (Value Memory, Value First) at))
            {
                return builder.Load(at.Memory, builder.Let(Primitives.Add, at.First, lane));
            }
        }

        // A number or a yes that the lanes have already.
        if (_map.TryGetValue(value, out Value lanes) && lanes.Type.IsLanes)
        {
            return lanes.Type.Shape == Shape.Mask
                ? builder.Let(Primitives.LaneIsSet, IrType.Bool, lanes, lane)
                : ElementOf(lanes, value.Type, lane, builder);
        }

        switch (_forms.DefinitionOf(value))
        {
            case Load load:
                return builder.Load(load.Buffer, InLane(load.Index, lane, builder, known));
            case If branch:
                int position = branch.Results.IndexOf(value);
                Value condition = InLane(branch.Condition, lane, builder, known);
                Value result = _ids.NewValue(value.Type, value.Name);
                builder.Add(new If(
                    condition, Side(branch.Then.Yields[position], lane, builder, known), Side(branch.Else.Yields[position], lane, builder, known),
                    EquatableArray<Value>.Of(result))
                { Region = -1 });
                return result;
            default:
                Let let = (Let)_forms.DefinitionOf(value)!;
                return builder.Let(let.Primitive, let.Result.Type, [.. let.Arguments.Select(a => InLane(a, lane, builder, known))]);
        }
    }

    private static Value ElementOf(Value lanes, IrType type, Value lane, Builder builder)
    {
        Value element = builder.Let(Primitives.LaneElement, new IrType(lanes.Type.Kind), lanes, lane);
        return element.Type == type ? element : builder.Let(Primitives.Convert, type, element);
    }

    private Block Side(Value value, Value lane, Builder around, Dictionary<Value, Value> known)
    {
        Builder builder = around.Nested();
        Value result = InLane(value, lane, builder, new Dictionary<Value, Value>(known));
        return builder.ToBlock(result);
    }

    /// <summary>A condition or a number that scalar operations compute, as a vector.</summary>
    private void WriteComputed(Value value, Builder builder)
    {
        IrType kind = new(_analysis.Kind);
        Value numbers = _ids.NewValue(_vector, value.Type == IrType.Bool ? "" : value.Name);
        Value memory = Computed(value, kind, builder);
        builder.Add(new LanesLoad(numbers, memory, builder.Int(0), null, null));
        _map[value] = value.Type == IrType.Bool ? builder.Let(Primitives.NotEqual, _mask, numbers, Zero()) : numbers;
    }

    /// <summary>Compares integers that are evenly spaced in the lanes: by the signs of their distances.</summary>
    private void WriteComparison(Let let, Builder builder)
    {
        (Value left, Value right) = (let.Arguments[0], let.Arguments[1]);
        if (_analysis.LaneNumbers(left) is not { } one || _analysis.LaneNumbers(right) is not { } other)
        {
            WriteComputed(let.Result, builder);
            return;
        }

        Value first = builder.Let(
            Primitives.Subtract, builder.Let(Primitives.Convert, IrType.Long, Mapped(left)), builder.Let(Primitives.Convert, IrType.Long, Mapped(right)));
        Value signs = builder.Let(Primitives.LaneSigns, _vector, first, (one - other).Emit(_prologue));
        Value result = NewLanes(let.Result);
        _map[let.Result] = result;
        builder.Add(new Let(result, let.Primitive, EquatableArray<Value>.Of(signs, Zero())));
    }
}
