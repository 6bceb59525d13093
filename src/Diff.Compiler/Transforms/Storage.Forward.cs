using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The forward sweep, saving what is to be saved.</summary>
internal sealed partial class Storage
{
    private void RewriteForward(ForwardRegion region, Builder builder, int count)
    {
        Value? position = null;
        foreach (Value value in region.Fetched.Where(v => _map.Indices[v] < 0))
        {
            Save(value, region, builder, ref position);
        }

        for (int i = 0; i < count; i++)
        {
            Op op = region.Block.Ops[i];
            builder.Origin = op.Origin;
            if (region.IsRoot)
            {
                DeclareTapes(op, i, builder);
            }

            if (op is Store store && _overwritten.TryGetValue(store.Number, out Value old))
            {
                builder.Add(_map.Definitions[old]);
                SaveIfPlanned(old, region, builder, ref position);
            }

            AddForward(op, builder);
            foreach (Value value in op.Definitions())
            {
                SaveIfPlanned(value, region, builder, ref position);
            }
        }
    }

    private void SaveIfPlanned(Value value, ForwardRegion region, Builder builder, ref Value? position)
    {
        if (_plan.Decisions.ContainsKey(value))
        {
            Save(value, region, builder, ref position);
        }
    }

    private void Save(Value value, ForwardRegion region, Builder builder, ref Value? position)
    {
        if (_plan.Decisions[value] != Retrieval.Tape)
        {
            return;
        }

        Tape tape = _tapes[value];
        if (tape.IsExact)
        {
            position ??= Position(builder, tape, v => v);
            IrType element = tape.Memory.Type.Element;
            builder.Store(tape.Memory, position, element == value.Type ? value
                : builder.Let(Primitives.Select, element, value, builder.Real(element, 1), builder.Real(element, 0)));
        }
        else
        {
            builder.Add(new TapePush(tape.Memory, value));
        }
    }

    /// <summary>Adds an operation with what it holds; a branch then also yields what is kept beyond it.</summary>
    private void AddForward(Op op, Builder builder)
    {
        switch (op)
        {
            case If { Fused: { } counts } fused:
                builder.Add(fused with
                {
                    Then = Inside(fused.Then, counts.Then, builder),
                    Else = Inside(fused.Else, counts.Else, builder),
                    Fused = (0, 0),
                });
                break;
            case If branch:
                AddBranch(branch, builder);
                break;
            case For { Fused: { } count } fused:
                builder.Add(fused with { Body = Inside(fused.Body, count, builder), Fused = 0 });
                break;
            case For loop:
                PushPieces(loop, builder);
                Builder forBody = builder.Nested();
                RewriteForward(_map.Regions[(loop.Region, 0)], forBody, loop.Body.Ops.Count);
                builder.Add(loop with { Body = forBody.ToBlock(loop.Body.Yields) });
                break;
            case While loop:
                Builder whileBody = builder.Nested();
                RewriteForward(_map.Regions[(loop.Region, 1)], whileBody, loop.Body.Ops.Count);
                builder.Add(loop with { Body = whileBody.ToBlock(loop.Body.Yields) });
                break;
            case Allocate allocate when _plan.Decisions.TryGetValue(allocate.Result, out Retrieval retrieval) && retrieval == Retrieval.TapeBuffer:
                Tape tape = _tapes[allocate.Result];
                builder.Add(tape.IsExact
                    ? PartOf(allocate.Result, tape, Position(builder, tape, v => v), allocate.Length, builder)
                    : new TapePushBuffer(allocate.Result, tape.Memory, allocate.Length, AllocationKind.Zeroed));
                break;
            default:
                builder.Add(op);
                break;
        }
    }

    /// <summary>
    /// A block that runs forward and backward by itself. What it keeps it keeps for one run; stacks are empty again behind it, so that one
    /// serves all runs.
    /// </summary>
    private Block Inside(Block block, int forward, Builder builder)
    {
        Storage pass = new(new Differentiated(block, forward, default, _ids, _source.FirstDerivative), _classes, _disable, [.. _around, builder], _map);
        Stored stored = pass.Rewrite();
        _facts.AddRange(stored.Facts);
        foreach (TapeNew stack in pass._stacks)
        {
            AddStack(stack, builder);
        }

        return stored.Body;
    }

    private void AddStack(TapeNew stack, Builder builder)
    {
        if (_around.Count > 0)
        {
            _stacks.Add(stack);
        }
        else
        {
            builder.Add(stack);
        }
    }

    private void AddBranch(If branch, Builder builder)
    {
        ForwardRegion whenTrue = _map.Regions[(branch.Region, 0)];
        ForwardRegion whenFalse = _map.Regions[(branch.Region, 1)];
        Builder thenBuilder = builder.Nested();
        Builder elseBuilder = builder.Nested();
        RewriteForward(whenTrue, thenBuilder, branch.Then.Ops.Count);
        RewriteForward(whenFalse, elseBuilder, branch.Else.Ops.Count);
        List<Value> thenYields = [.. branch.Then.Yields];
        List<Value> elseYields = [.. branch.Else.Yields];
        List<Value> results = [.. branch.Results];
        Export(whenTrue, thenYields, elseYields, elseBuilder);
        Export(whenFalse, elseYields, thenYields, thenBuilder);
        builder.Add(branch with
        {
            Then = thenBuilder.ToBlock(thenYields),
            Else = elseBuilder.ToBlock(elseYields),
            Results = results.ToEquatable(),
        });

        void Export(ForwardRegion region, List<Value> yields, List<Value> others, Builder other)
        {
            // What was already exported to this block from branches inside it goes on outwards.
            foreach (Value value in HoistedIn(region))
            {
                Value here = _hoisted.TryGetValue(value, out Value inner) ? inner : value;
                Value result = _ids.NewValue(value.Type, value.Name);
                yields.Add(here);
                others.Add(other.Constant(Constant.Default(value.Type)));
                results.Add(result);
                _hoisted[value] = result;
            }
        }
    }

    private List<Value> HoistedIn(ForwardRegion region)
    {
        List<Value> hoisted = [];
        foreach (KeyValuePair<Value, Retrieval> decision in _plan.Decisions)
        {
            if (decision.Value == Retrieval.Hoist && _map.Homes[decision.Key].IsInside(region))
            {
                hoisted.Add(decision.Key);
            }
        }

        return [.. hoisted.OrderBy(v => v.Id)];
    }

    /// <summary>Tapes are declared in front of the outermost construct in which they are filled.</summary>
    private void DeclareTapes(Op op, int index, Builder builder)
    {
        if (!op.Blocks().Any())
        {
            return;
        }

        foreach (Value value in _plan.Decisions.Keys.OrderBy(v => v.Id))
        {
            Retrieval retrieval = _plan.Decisions[value];
            ForwardRegion home = _map.Homes[value];
            if (retrieval is not (Retrieval.Tape or Retrieval.TapeBuffer) || home.PlaceIn(_map.Root, _map.Indices[value]) != index)
            {
                if (home.PlaceIn(_map.Root, _map.Indices[value]) == index)
                {
                    AddFact(value, "");
                }

                continue;
            }

            Declare(value, home, builder);
        }
    }

    private void Declare(Value value, ForwardRegion home, Builder builder)
    {
        Allocate? memoryOf = _map.Definitions[value] as Allocate;
        List<For>? loops = _mayBeExact && (memoryOf is null || IsAtRoot(memoryOf.Length)) ? CountedLoopsAround(home) : null;
        string name = (value.Name.Length > 0 ? value.Name : "value") + "Tape";
        if (loops is null)
        {
            DeclareStack(value, home, name, builder);
            return;
        }

        Value? size = SizeOf(loops, builder);
        if (memoryOf is not null)
        {
            size = size is null ? memoryOf.Length : builder.Let(Primitives.MultiplyChecked, size, memoryOf.Length);
        }

        IrType element = ElementOf(value);
        Value memory = builder.Allocate(element, size!, name, memoryOf?.Kind ?? AllocationKind.Uninitialized);
        _tapes[value] = new Tape(memory, true, loops);
        AddFact(value, new SizeFormula(_around.SelectMany(b => b.Ops).Concat(builder.Ops)).Of(element.ElementSize, size!));
    }

    /// <summary>
    /// What a tape holds of a value. Whether numbers compare is kept as 1 or 0 of their kind: lanes are of one width, and a loop that keeps
    /// such a flag can run in them.
    /// </summary>
    private IrType ElementOf(Value value) =>
        value.Type == IrType.Bool && (_disable & OptimizationFlags.Vectorize) == 0 && ComparedKind(value, 0) is { } kind ? new IrType(kind) : value.Type.Element;

    private ScalarKind? ComparedKind(Value value, int depth)
    {
        if (depth > 4 || _map.DefinitionOf(value) is not Let let)
        {
            return null;
        }

        Value? number = let.Arguments.FirstOrDefault(a => a.Type.Kind is ScalarKind.Single or ScalarKind.Double);
        return number?.Type.Kind ?? let.Arguments.Where(a => a.Type == IrType.Bool).Select(a => ComparedKind(a, depth + 1)).FirstOrDefault(k => k is not null);
    }

    private void DeclareStack(Value value, ForwardRegion home, string name, Builder builder)
    {
        List<For> counted = _mayBeExact && _plan.Decisions[value] == Retrieval.Tape ? InnerCountedLoops(home) : [];
        IrType element = counted.Count > 0 ? ElementOf(value) : value.Type.Element;
        Value stack = _ids.NewValue(element.As(Shape.Tape), counted.Count > 0 ? name.Replace("Tape", "Stack") : name);
        AddStack(new TapeNew(stack), builder);
        AddFact(value, "grows");
        Tape tape = new(stack, false, []);
        if (counted.Count > 0)
        {
            tape = new Tape(_ids.NewValue(element.As(Shape.Span), name), true, counted) { Stack = stack };
            if (!_pieces.TryGetValue(counted[0].Region, out List<Tape> pieces))
            {
                _pieces.Add(counted[0].Region, pieces = []);
            }

            pieces.Add(tape);
        }

        _tapes[value] = tape;
    }

    /// <summary>In front of the outermost of the loops that count, the piece of the stack for their iterations.</summary>
    private void PushPieces(For loop, Builder builder)
    {
        if (_pieces.TryGetValue(loop.Region, out List<Tape> pieces))
        {
            foreach (Tape tape in pieces)
            {
                builder.Add(new TapePushBuffer(tape.Memory, tape.Stack!, SizeOf(tape.Loops, builder)!, AllocationKind.Uninitialized));
            }
        }
    }

    /// <summary>How many iterations a nest of loops runs; null for none.</summary>
    private Value? SizeOf(List<For> loops, Builder builder) => SizeOf(loops.Select(loop => TripsOf(loop, builder)), Primitives.MultiplyChecked, builder);

    private static Value? SizeOf(IEnumerable<Value> trips, Primitive product, Builder builder)
    {
        Value? size = null;
        foreach (Value count in trips)
        {
            size = size is null ? count : Named(builder, builder.Let(product, size, count), "size");
        }

        return size;
    }

    /// <summary>The part of exact memory that an iteration has for its array.</summary>
    private static Slice PartOf(Value result, Tape tape, Value position, Value length, Builder builder) =>
        new(result, tape.Memory, builder.Let(Primitives.Multiply, position, length), length);

    private void AddFact(Value value, string size) =>
        _facts.Add(new StorageFact(value.Name, _map.Definitions[value].Origin, _plan.Decisions[value], size));

    /// <summary>The loops around a block, outermost first, where all of them have bounds that are known in front of them all.</summary>
    private List<For>? CountedLoopsAround(ForwardRegion region)
    {
        List<For> loops = [];
        for (ForwardRegion? current = region; current is not null; current = current.Parent)
        {
            if (current.Owner is While || (current.Owner is For counted && !(IsAtRoot(counted.From) && IsAtRoot(counted.To))))
            {
                return null;
            }

            if (current.Owner is For loop)
            {
                loops.Insert(0, loop);
            }
        }

        return loops;
    }

    /// <summary>
    /// The innermost loops around a block whose bounds are known in front of the outermost of them, in both sweeps; empty where the innermost
    /// loop is not a counted one.
    /// </summary>
    private List<For> InnerCountedLoops(ForwardRegion region)
    {
        List<For> loops = [];
        for (ForwardRegion current = region; current.Owner is not (null or While); current = current.Parent!)
        {
            if (current.Owner is For loop)
            {
                if (!loops.Prepend(loop).All(l => IsKnownIn(current.Parent!, l.From) && IsKnownIn(current.Parent!, l.To)))
                {
                    break;
                }

                loops.Insert(0, loop);
            }
        }

        return loops;
    }

    private bool IsKnownIn(ForwardRegion region, Value value) =>
        IsAtRoot(value) || (region.IsInside(_map.Homes[value]) && _plan.Decisions.ContainsKey(value));

    private bool IsAtRoot(Value value) => !_map.Homes.TryGetValue(value, out ForwardRegion home) || home.IsRoot;

    private Value TripsOf(For loop, Builder builder)
    {
        if (!_trips.TryGetValue(loop.Region, out Value trips))
        {
            Origin origin = builder.Origin;
            builder.Origin = default;
            trips = TripCount.Emit(builder, loop.From, loop.To, loop.Step, loop.Test);
            trips = Named(builder, trips, "trips");
            builder.Origin = origin;
            _trips[loop.Region] = trips;
        }

        return trips;
    }

    /// <summary>The number of the iteration over all loops of a nest: ((k₁ n₂) + k₂) n₃ + k₃ ….</summary>
    private Value Position(Builder builder, Tape tape, System.Func<Value, Value> available)
    {
        Value? position = null;
        foreach (For loop in tape.Loops)
        {
            For here = loop with { Index = available(loop.Index) };
            Value iteration = TripCount.Iteration(builder, here, available(loop.From));
            position = position is null
                ? iteration
                : builder.Let(Primitives.Add, builder.Let(Primitives.Multiply, position, available(_trips[loop.Region])), iteration);
        }

        // Memory that a branch outside of all loops makes is there once.
        return position is null ? builder.Int(0) : Named(builder, position, "iteration");
    }

    /// <summary>Gives the value computed last a name, so that the emitted local says what it is.</summary>
    private static Value Named(Builder builder, Value value, string name) => builder.Rename(value, name);
}
