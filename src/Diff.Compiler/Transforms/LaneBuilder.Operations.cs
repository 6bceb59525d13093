using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Each operation of an iteration, for a group of them.</summary>
internal sealed partial class LaneBuilder
{
    private void WriteBlock(Block block, Builder builder)
    {
        _broadcasts.Push([]);
        _numbers.Push([]);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            WriteOp(op, builder);
        }

        _numbers.Pop();
        _broadcasts.Pop();
    }

    private void WriteOp(Op op, Builder builder)
    {
        switch (op)
        {
            case Let { Result: { } sum } when _additionSums.Contains(sum):
                // The store adds to its place itself.
                break;
            case Load or Let when _analysis.Scalars.IsComputedInPlace(op):
                WriteInPlace(op.Definitions().First(), builder);
                break;
            case Let let when _analysis.IsVarying(let.Result) && !let.Result.Type.IsInteger:
                WriteLet(let, builder);
                break;
            case Let let when _analysis.Scalars.IsOwn(let.Result):
                // Computed where it is used.
                break;
            case Let { Result.Type.IsInteger: true } let when _analysis.IsVarying(let.Result) && MemoryUse.MayThrow(let):
                builder.Add(let);
                WriteInLastLane(let, builder);
                break;
            case Load load:
                WriteLoad(load, builder);
                break;
            case Store store:
                WriteStore(store, builder);
                break;
            case Allocate allocate:
                builder.Add(allocate with { Result = MemoryOf(allocate.Result), Length = LargestOf(allocate.Length, builder) });
                break;
            case Slice slice:
                WriteSlice(slice, builder);
                break;
            case If branch:
                WriteIf(branch, builder);
                break;
            case For loop:
                WriteFor(loop, builder);
                break;
            case While loop:
                WriteWhile(loop, builder);
                break;
            default:
                builder.Add(op.Map(Mapped, v => v, b => b));
                break;
        }
    }

    private void WriteLet(Let let, Builder builder)
    {
        if (Primitives.IsIdentity(let.Primitive, out int argument))
        {
            _map[let.Result] = Lanes(Mapped(let.Arguments[argument]), builder);
            return;
        }

        if (let.Result.Type == IrType.Bool && let.Arguments.All(a => a.Type.IsInteger))
        {
            WriteComparison(let, builder);
            return;
        }

        if (let.Primitive == Primitives.Convert && let.Arguments[0].Type.IsInteger && _analysis.LaneNumbers(let.Arguments[0]) is null)
        {
            WriteComputed(let.Result, builder);
            return;
        }

        if (let.Primitive == Primitives.Convert && let.Arguments[0].Type.IsFloatingScalar && let.Result.Type == IrType.Double)
        {
            // A float is a double.
            _map[let.Result] = Lanes(Mapped(let.Arguments[0]), builder);
            return;
        }

        Value result = NewLanes(let.Result);
        if (_analysis.IsMixed && let.Result.Type == IrType.Single && !IsExact(let.Primitive))
        {
            Value rounded = NewLanes(let.Result);
            _map[let.Result] = rounded;
            if (let.Primitive == Primitives.Convert && let.Arguments[0].Type.IsFloatingScalar)
            {
                builder.Add(new Let(rounded, Primitives.LaneToSingle, EquatableArray<Value>.Of(Lanes(Mapped(let.Arguments[0]), builder))));
                return;
            }

            WriteFunction(let, result with { Name = "" }, builder);
            builder.Add(new Let(rounded, Primitives.LaneToSingle, EquatableArray<Value>.Of(result with { Name = "" })));
            return;
        }

        _map[let.Result] = result;
        WriteFunction(let, result, builder);
    }

    /// <summary>Whether of floats it gives a float, also where it is computed with doubles.</summary>
    private static bool IsExact(Primitive primitive) =>
        primitive == Primitives.Negate || primitive == Primitives.Abs || primitive == Primitives.Max || primitive == Primitives.Min
        || primitive == Primitives.Select || primitive == Primitives.Relu || primitive == Primitives.Floor || primitive == Primitives.Ceiling
        || primitive == Primitives.Truncate || primitive == Primitives.Round || primitive == Primitives.CopySign || primitive == Primitives.AbsShare
        || primitive == Primitives.ReluShare || primitive == Primitives.ClampShare;

    private void WriteFunction(Let let, Value result, Builder builder)
    {
        if (let.Primitive == Primitives.Convert)
        {
            builder.Add(new Let(result, Primitives.LaneNumbers, EquatableArray<Value>.Of(
                let.Arguments[0], _analysis.LaneNumbers(let.Arguments[0])!.Emit(_prologue))));
            return;
        }

        builder.Add(let with { Result = result, Arguments = let.Arguments.Map(a => Lanes(Mapped(a), builder)) });
    }

    private Value NewLanes(Value value) => _ids.NewValue(value.Type == IrType.Bool ? _mask : _vector, value.Name);

    /// <summary>Memory of one iteration has a vector for each element, where its content differs between lanes.</summary>
    private Value MemoryOf(Value buffer)
    {
        if (!_analysis.IsPrivate(buffer) || !_analysis.IsVarying(buffer))
        {
            return buffer;
        }

        if (!_map.TryGetValue(buffer, out Value memory))
        {
            bool isMask = buffer.Type.Kind == ScalarKind.Bool;
            memory = _ids.NewValue(new IrType(_analysis.Kind, isMask ? Shape.MaskSpan : Shape.VectorSpan), buffer.Name);
            _map.Add(buffer, memory);
        }

        return memory;
    }

    private void WriteSlice(Slice slice, Builder builder)
    {
        if (_analysis.IsPrivate(slice.Buffer))
        {
            builder.Add(slice with { Buffer = MemoryOf(slice.Buffer), Result = MemoryOf(slice.Result) });
            return;
        }

        builder.Add(slice);
        if (!_sumsAtOnce && _addedViews.Contains(slice.Result))
        {
            // What is added to the view is added lane by lane to the same part of the sums.
            Value sums = LaneSumsOf(slice.Buffer);
            Value view = _ids.NewValue(sums.Type, slice.Result.Name + "Lanes");
            builder.Add(slice with { Buffer = sums, Result = view });
            _laneViews.Add(slice.Result, view);
        }
    }

    private void WriteLoad(Load load, Builder builder)
    {
        if (_analysis.IsOwnPlace(load.Buffer, load.Index))
        {
            if (!_additions.Contains(load) || _analysis.IsPrivate(load.Buffer))
            {
                (Value places, Value first) = NumbersOf(load.Index, builder);
                Value element = NewLanes(load.Result);
                _map[load.Result] = element;
                builder.Add(new LanesLoad(element, MemoryOf(load.Buffer), first, null, _where) { Places = places });
            }

            return;
        }

        if (_analysis.IsPrivate(load.Buffer))
        {
            Value memory = MemoryOf(load.Buffer);
            Value content = memory == load.Buffer ? load.Result : NewLanes(load.Result);
            _map[load.Result] = content;
            builder.Add(load with { Buffer = memory, Result = content });
            return;
        }

        if (!_analysis.IsVaryingPlace(load.Buffer, load.Index))
        {
            // Of an addition to a shared place only the addend is computed here.
            if (!_additions.Contains(load))
            {
                builder.Add(load);
            }

            return;
        }

        if (_additions.Contains(load))
        {
            return;
        }

        if (_staged.TryGetValue(load, out (StagedRow Row, For Loop) staged))
        {
            WriteStagedLoad(load, staged, builder);
            return;
        }

        Value result = NewLanes(load.Result);
        _map[load.Result] = result;
        IndexForm stride = _analysis.StrideOf(load.Buffer, load.Index)!;
        (Value root, Value place) = PlaceOf(load.Buffer, load.Index, builder);
        builder.Add(new LanesLoad(result, root, place, StrideOperand(stride), _where));
    }

    /// <summary>The place of the first lane's element, in the memory that a view of the iteration is a part of.</summary>
    private (Value Memory, Value Index) PlaceOf(Value buffer, Value index, Builder builder) => _analysis.ViewOf(buffer) is { } view
        ? (view.Buffer, builder.Let(Primitives.ViewPlace, view.Start, index, view.Length))
        : (buffer, index);

    private void WriteStore(Store store, Builder builder)
    {
        if (_analysis.IsPrivate(store.Buffer))
        {
            WritePrivateStore(store, builder);
            return;
        }

        if (_additions.AddendOf(store) is { } addition)
        {
            Value addend = Lanes(Mapped(addition.Addend), builder);
            if (addition.IsNegative)
            {
                addend = builder.Let(Primitives.Negate, addend);
            }

            if (_analysis.IsOwnPlace(store.Buffer, store.Index))
            {
                (Value places, Value first) = NumbersOf(store.Index, builder);
                builder.Add(new LanesStore(store.Buffer, first, null, _where, addend, IsAddition: true) { Places = places });
            }
            else if (_analysis.IsVaryingPlace(store.Buffer, store.Index))
            {
                IndexForm distance = _analysis.StrideOf(store.Buffer, store.Index)!;
                (Value memory, Value index) = PlaceOf(store.Buffer, store.Index, builder);
                builder.Add(new LanesStore(memory, index, StrideOperand(distance), _where, addend, IsAddition: true));
            }
            else
            {
                AddLaneByLane(store, addend, builder);
            }

            return;
        }

        IndexForm stride = _analysis.StrideOf(store.Buffer, store.Index)!;
        (Value root, Value place) = PlaceOf(store.Buffer, store.Index, builder);
        builder.Add(new LanesStore(root, place, StrideOperand(stride), _where, Lanes(Mapped(store.Operand), builder), IsAddition: false));
    }

    private void AddLaneByLane(Store store, Value addend, Builder builder)
    {
        if (_where is not null)
        {
            addend = builder.Let(Primitives.Select, _vector, _where, addend, Zero());
        }

        if (_sumsAtOnce)
        {
            _sharedMemory.Add(_forms.RootOf(store.Buffer).Root);
            Value sum = builder.Let(Primitives.LaneSum, new IrType(_analysis.Kind), addend);
            sum = sum.Type == store.Buffer.Type.Element ? sum : builder.Let(Primitives.Convert, store.Buffer.Type.Element, sum);
            builder.Store(store.Buffer, store.Index, builder.Let(Primitives.Add, builder.Load(store.Buffer, store.Index), sum));
            return;
        }

        Value sums = LaneSumsOf(store.Buffer);
        Value before = LoadLanes(builder, sums, store.Index);
        builder.Store(sums, store.Index, builder.Let(Primitives.Add, before, addend));
    }

    private void WritePrivateStore(Store store, Builder builder)
    {
        Value memory = MemoryOf(store.Buffer);
        if (_analysis.IsOwnPlace(store.Buffer, store.Index))
        {
            (Value places, Value first) = NumbersOf(store.Index, builder);
            builder.Add(new LanesStore(memory, first, null, _where, Lanes(Mapped(store.Operand), builder), IsAddition: false) { Places = places });
            return;
        }

        Value operand = memory == store.Buffer ? store.Operand : Lanes(Mapped(store.Operand), builder);
        if (_where is not null && memory != store.Buffer)
        {
            operand = builder.Let(Primitives.Select, operand.Type, _where, operand, LoadLanes(builder, memory, store.Index));
        }

        builder.Add(store with { Buffer = memory, Operand = operand });
    }

    /// <summary>The sums, lane by lane, of what is added to memory that all iterations share.</summary>
    private Value LaneSumsOf(Value buffer)
    {
        if (_laneViews.TryGetValue(buffer, out Value view))
        {
            return view;
        }

        if (!_laneSums.TryGetValue(buffer, out Value sums))
        {
            sums = _ids.NewValue(new IrType(_analysis.Kind, Shape.VectorSpan), buffer.Name + "Lanes");
            _accumulators.Add(new Allocate(sums, _accumulators.Length(buffer), AllocationKind.Zeroed));
            _laneSums.Add(buffer, sums);
        }

        return sums;
    }
}
