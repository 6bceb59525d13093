using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Writes a loop as a kernel: each group of iterations in the lanes of vectors. What is the same for all lanes stays scalar; sums, and what is
/// added to places that all iterations share, are kept lane by lane and summed up once behind the groups. A branch that only some lanes take
/// runs where any does, and its results are chosen lane by lane.
/// </summary>
internal sealed partial class LaneBuilder
{
    private readonly LaneAnalysis _analysis;
    private readonly IndexForms _forms;
    private readonly Additions _additions;
    private readonly IdSource _ids;
    private readonly For _loop;
    private readonly bool _sumsAtOnce;
    private readonly IrType _vector;
    private readonly IrType _mask;
    private readonly Builder _prologue;
    private readonly Builder _accumulators;
    private readonly Dictionary<Value, Value> _map = [];
    private readonly Stack<Dictionary<Value, Value>> _broadcasts = new();
    private readonly Dictionary<Value, Value> _laneSums = [];
    private readonly Dictionary<Value, Value> _laneViews = [];
    private readonly HashSet<Value> _addedViews = [];
    private readonly HashSet<Value> _sharedMemory = [];
    private readonly HashSet<Value> _additionSums = [];
    private Value? _zero;
    private Value? _where;

    /// <summary>What a kernel hands back that has done nothing.</summary>
    private EquatableArray<Value> _untouched;

    /// <param name="analysis">What differs between lanes.</param>
    /// <param name="forms">The integers of the function.</param>
    /// <param name="additions">Where it only adds to memory.</param>
    /// <param name="ids">The function's ids.</param>
    /// <param name="loop">A loop that can run in lanes.</param>
    /// <param name="sumsAtOnce">Whether what goes to places that all iterations share is summed up over the lanes where it is added.</param>
    public LaneBuilder(LaneAnalysis analysis, IndexForms forms, Additions additions, IdSource ids, For loop, bool sumsAtOnce)
    {
        _sumsAtOnce = sumsAtOnce;
        _analysis = analysis;
        _forms = forms;
        _additions = additions;
        _ids = ids;
        _loop = loop;
        _vector = new IrType(analysis.Kind, Shape.Vector);
        _mask = new IrType(analysis.Kind, Shape.Mask);
        _prologue = new Builder(ids) { Origin = loop.Origin };
        _accumulators = new Builder(ids) { Origin = loop.Origin };
        foreach (Store store in loop.Body.Descendants().OfType<Store>().Where(s => !analysis.IsPrivate(s.Buffer) && additions.Contains(s)))
        {
            _additionSums.Add(store.Operand);
            for (Value view = store.Buffer; !analysis.IsVaryingPlace(store.Buffer, store.Index) && _addedViews.Add(view) && forms.DefinitionOf(view) is Slice slice;)
            {
                view = slice.Buffer;
            }
        }

        PlanStaging();
    }

    /// <summary>
    /// Whether it adds to places that all iterations share in an inner loop: there may be many of them. Where inner loops differ in length,
    /// lanes along these are faster.
    /// </summary>
    public static bool HasManySums(LaneAnalysis analysis, Additions additions, For loop) => !loop.Body.Descendants().OfType<For>().Any(analysis.HasOwnTrips)
        && loop.Body.Descendants().SelectMany(op => op.Blocks())
        .SelectMany(b => b.Ops).OfType<Store>().Any(s => !analysis.IsPrivate(s.Buffer) && !analysis.IsVaryingPlace(s.Buffer, s.Index) && additions.Contains(s));

    /// <summary>Whether an element is read from a row that is gathered once for all.</summary>
    public bool IsStaged(Op op) => op is Load load && _staged.ContainsKey(load);

    /// <summary>Writes the kernel.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="distances">Distances of places that must be short for the kernel to be worth while.</param>
    public Kernel Write(string name, List<IndexForm> distances)
    {
        Value first = _ids.NewValue(IrType.Int, "first");
        Value end = _ids.NewValue(IrType.Int, "end");
        List<Value> starts = [.. _loop.Carried.Select(c => _ids.NewValue(c.Type, c.Name))];
        _broadcasts.Push([]);
        List<Value> zeros = [];
        List<Value> carried = [];
        List<Value> results = [];
        foreach (Value value in _loop.Carried)
        {
            Value lanes = _ids.NewValue(_vector, value.Name + "Lanes");
            carried.Add(lanes);
            zeros.Add(StartOf(_analysis.Reductions[carried.Count - 1], starts[carried.Count - 1]));
            results.Add(_ids.NewValue(_vector, value.Name + "Lanes"));
            _map[value] = lanes;
        }

        Builder body = _prologue.Nested();
        WriteStaging(body);
        WriteBlock(_loop.Body, body);
        Block lanesBody = body.ToBlock(_loop.Body.Yields.Select(y => Lanes(Mapped(y), body)).ToList());

        _untouched = new[] { first }.Concat(starts).ToEquatable();
        Builder all = new(_ids) { Origin = _loop.Origin };
        foreach (IndexForm distance in distances.Where(d => d.Number is null))
        {
            Value isShort = all.Compare(Primitives.LessOrEqual, distance.Emit(all), all.Int(LongestRow));
            all.Add(new LeaveUnless(isShort, _untouched));
        }

        GuardViews(all, first, end);
        GuardSeparation(all);
        GuardStaging(all, first, end);
        GuardMemory(all, first, end);
        Value zero = Zero();
        all.AddRange(_prologue.Ops);
        all.AddRange(_accumulators.Ops);
        For groups = new(
            _loop.Index, first, end, Math.Abs(_loop.Step), LoopTest.LessOrEqual, zeros.ToEquatable(), carried.ToEquatable(), lanesBody, results.ToEquatable())
        { Lanes = _analysis.Kind };
        bool isFew = _forms.ExtentOf(_loop).Number is { } trips && GroupLoop.IsShort(trips);
        (Value next, List<Value> shares) = GroupLoop.Write(
            all, groups, _analysis.Reductions, _laneSums, zero, before => ShiftedAdditions.Of(groups, _forms, _analysis.OnlyAddsTo, zero, before), isFew);
        List<Value> yields = [next];
        for (int i = 0; i < starts.Count; i++)
        {
            Value share = starts[i].Type.Kind == _analysis.Kind ? shares[i] : all.Let(Primitives.Convert, starts[i].Type, shares[i]);
            yields.Add(all.Let(_analysis.Reductions[i], starts[i], share));
        }

        List<Value> parameters = [first, end, .. starts];
        Block block = all.ToBlock(yields);
        List<Op> known = [];
        foreach (Value value in block.Free(parameters))
        {
            // A literal is none of the parameters, and the length of a span comes with it.
            if (_forms.DefinitionOf(value) is ConstantOp constant)
            {
                known.Add(constant);
            }
            else
            {
                parameters.Add(value);
            }
        }

        return new Kernel(name, _analysis.Kind, parameters.ToEquatable(), block with { Ops = known.Concat(block.Ops).ToEquatable() }, IsExpensive: false);
    }

    /// <summary>What lanes start with: what changes nothing, or what the loop starts with itself where it may come in more than once.</summary>
    private Value StartOf(Primitive reduction, Value start) =>
        reduction == Primitives.Add ? Zero()
        : reduction == Primitives.Multiply ? _prologue.Let(Primitives.Broadcast, _vector, _prologue.Real(new IrType(_analysis.Kind), 1))
        : _prologue.Let(Primitives.Broadcast, _vector, Number(start, _prologue));

    /// <summary>A number of the kind that lanes hold.</summary>
    private Value Number(Value value, Builder builder) =>
        value.Type.Kind == _analysis.Kind ? value : builder.Let(Primitives.Convert, new IrType(_analysis.Kind), value);

    private static Value LoadLanes(Builder builder, Value memory, Value index)
    {
        Value result = builder.Ids.NewValue(memory.Type.Element);
        builder.Add(new Load(result, memory, index));
        return result;
    }

    /// <summary>A view that does not lie inside its memory throws in the loop, where it is made: the kernel steps aside.</summary>
    private void GuardViews(Builder all, Value first, Value end)
    {
        foreach (Slice view in _analysis.Views)
        {
            _forms.Of(view.Start).TrySplit(_loop.Index, out IndexForm stride, out IndexForm rest);
            Value distance = stride.Emit(all);
            Value start = rest.Emit(all);
            Value length = all.Length(view.Buffer);
            Value last = all.Let(Primitives.Subtract, end, all.Int((int)Math.Abs(_loop.Step)));
            foreach (Value iteration in new[] { first, last })
            {
                Value place = all.Let(Primitives.Add, all.Let(Primitives.Multiply, distance, iteration), start);
                Value isInside = all.Let(Primitives.ViewIsInside, IrType.Bool, place, view.Length, length);
                all.Add(new LeaveUnless(isInside, _untouched));
            }
        }
    }

    /// <summary>Where views of one memory do not lie apart after all, iterations are not independent: the kernel steps aside.</summary>
    private void GuardSeparation(Builder all)
    {
        foreach ((MemoryPart left, MemoryPart right) in _analysis.Apart)
        {
            Value areApart = all.Let(
                Primitives.AreApart, IrType.Bool,
                left.Root, left.Least.Emit(all), left.Most.Emit(all), right.Root, right.Least.Emit(all), right.Most.Emit(all));
            all.Add(new LeaveUnless(areApart, _untouched));
        }
    }

    /// <summary>Sums lane by lane must fit into the cache, and there must be enough iterations to repay them.</summary>
    private void GuardMemory(Builder all, Value first, Value end)
    {
        List<Value> shared = _sumsAtOnce ? [.. _sharedMemory.OrderBy(m => m.Id)] : [.. _laneSums.Keys];
        if (shared.Count == 0)
        {
            return;
        }

        Value? total = null;
        foreach (Value memory in shared)
        {
            Value length = all.Length(memory);
            total = total is null ? length : all.Let(Primitives.Add, total, length);
        }

        if (_sumsAtOnce)
        {
            // Where iterations are few, inner loops in lanes are faster.
            all.Add(new LeaveUnless(all.Compare(Primitives.Greater, total!, all.Int(MostLaneSums)), _untouched));
            return;
        }

        Value trips = all.Let(Primitives.Subtract, end, first);
        Value worth = all.Let(Primitives.Multiply, trips, all.Int(TripsPerElement));
        Value condition = all.Let(
            Primitives.And, IrType.Bool, all.Compare(Primitives.LessOrEqual, total!, all.Int(MostLaneSums)), all.Compare(Primitives.LessOrEqual, total!, worth));
        all.Add(new LeaveUnless(condition, _untouched));
    }

    /// <summary>Eight lanes of doubles each, these take the L2 cache of a server's core, or half of a desktop's.</summary>
    public const int MostLaneSums = 16384;

    /// <summary>Rows up to this length are gathered; longer ones are worth lanes along the row.</summary>
    public const int LongestRow = 48;

    /// <summary>Clearing and summing up an element costs about as much as so many iterations save on it.</summary>
    private const int TripsPerElement = 16;

    /// <summary>A value as the kernel has it: in lanes where it varies, else as it is.</summary>
    private Value Mapped(Value value) => _map.TryGetValue(value, out Value mapped) ? mapped : value;

    /// <summary>A value in lanes: what is the same for all is repeated, once per block.</summary>
    private Value Lanes(Value value, Builder builder)
    {
        if (value.Type.IsLanes)
        {
            return value;
        }

        bool isOutside = !_analysis.IsInside(value);
        foreach (Dictionary<Value, Value> known in _broadcasts)
        {
            if (known.TryGetValue(value, out Value lanes))
            {
                return lanes;
            }
        }

        Builder place = isOutside ? _prologue : builder;
        Value result = value.Type == IrType.Bool ? place.Let(Primitives.LaneMask, _mask, value) : place.Let(Primitives.Broadcast, _vector, Number(value, place));
        (isOutside ? _broadcasts.Last() : _broadcasts.Peek()).Add(value, result);
        return result;
    }

    /// <summary>Zero in every lane.</summary>
    private Value Zero() => _zero ??= _prologue.Let(Primitives.Broadcast, _vector, _prologue.Constant(Constant.Default(new IrType(_analysis.Kind))));

    /// <summary>The distance of lanes as an operand: null where they are neighbours.</summary>
    private Value? StrideOperand(IndexForm stride) => stride.Number == 1 ? null : stride.Emit(_prologue);
}
