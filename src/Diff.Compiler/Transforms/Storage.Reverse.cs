using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>The reverse sweep, fetching what it reads at the start of each mirrored block.</summary>
internal sealed partial class Storage
{
    private void RewriteReverse(Op op, Dictionary<Value, Value> available, Builder builder)
    {
        builder.Origin = op.Origin;
        switch (op)
        {
            case RestoreMark mark:
                Restore(mark, available, builder);
                break;
            case If branch:
                builder.Add(branch with
                {
                    Condition = Map(branch.Condition, available),
                    Then = ReverseBlock(branch.Then, _map.Mirrored(branch, 0), null, available, builder),
                    Else = ReverseBlock(branch.Else, _map.Mirrored(branch, 1), null, available, builder),
                });
                break;
            case For loop:
                PopPieces(loop, available, builder);
                builder.Add(loop with
                {
                    From = Map(loop.From, available),
                    To = Map(loop.To, available),
                    Initial = loop.Initial.Map(v => Map(v, available)),
                    Body = ReverseBlock(loop.Body, loop.Mirror > 0 ? _map.Mirrored(loop, 0) : null, loop, available, builder),
                });
                break;
            default:
                builder.Add(op.Map(v => Map(v, available), v => v, b => b));
                break;
        }
    }

    /// <summary>The pieces of stacks that the forward sweep filled in the loop that this one mirrors.</summary>
    private void PopPieces(For loop, Dictionary<Value, Value> available, Builder builder)
    {
        if (loop.Mirror == 0 || _map.Mirrored(loop, 0)?.Owner is not For forward || !_pieces.TryGetValue(forward.Region, out List<Tape> pieces))
        {
            return;
        }

        builder.Origin = default;
        foreach (Tape tape in pieces)
        {
            // The forward sweep has found that the product does not overflow.
            Value? size = SizeOf(tape.Loops.Select(counted => TripsAgain(counted, available, builder)), Primitives.Multiply, builder);
            Value memory = _ids.NewValue(tape.Memory.Type, tape.Memory.Name);
            builder.Add(new TapePopBuffer(memory, tape.Stack!, size!));
            available[tape.Memory] = memory;
        }

        builder.Origin = loop.Origin;
    }

    private Value TripsAgain(For loop, Dictionary<Value, Value> available, Builder builder)
    {
        Value known = _trips[loop.Region];
        if (!available.TryGetValue(known, out Value trips))
        {
            trips = TripCount.Emit(builder, Map(loop.From, available), Map(loop.To, available), loop.Step, loop.Test);
            available[known] = trips = Named(builder, trips, "trips");
        }

        return trips;
    }

    private static Value Map(Value value, Dictionary<Value, Value> available) => available.TryGetValue(value, out Value here) ? here : value;

    private void Restore(RestoreMark mark, Dictionary<Value, Value> available, Builder builder)
    {
        if (!_plan.Restored.Contains(_classes.ClassOf(mark.Store.Buffer)))
        {
            return;
        }

        Value old = _overwritten[mark.Store.Number];
        builder.Store(Map(mark.Store.Buffer, available), Map(mark.Store.Index, available), Map(old, available));
    }

    private Block ReverseBlock(Block block, ForwardRegion? region, For? loop, Dictionary<Value, Value> outer, Builder around)
    {
        Dictionary<Value, Value> available = new(outer);
        Builder builder = around.Nested();
        if (region is not null)
        {
            if (region.Owner is For forward)
            {
                available[forward.Index] = loop!.Index;
            }

            Fetch(region, loop, available, builder);
        }

        foreach (Op op in block.Ops)
        {
            RewriteReverse(op, available, builder);
        }

        return builder.ToBlock(block.Yields.Map(v => Map(v, available)));
    }

    private void Fetch(ForwardRegion region, For? loop, Dictionary<Value, Value> available, Builder builder)
    {
        Value? position = null;
        builder.Origin = default;
        foreach (Value value in region.Fetched)
        {
            Op definition = _map.Definitions[value];
            switch (_plan.Decisions[value])
            {
                case Retrieval.Recompute:
                    Value again = _ids.NewValue(value.Type, value.Name);
                    builder.Add(definition.Map(v => Map(v, available), _ => again, b => b));
                    available[value] = again;
                    break;
                case Retrieval.Affine:
                    available[value] = AffineValue(definition, value, loop!, available, builder);
                    break;
                case Retrieval.Tape:
                    Value fetched = _ids.NewValue(value.Type, value.Name);
                    Tape tape = _tapes[value];
                    if (tape.IsExact)
                    {
                        position ??= Position(builder, tape, v => Map(v, available));
                        FetchElement(fetched, Map(tape.Memory, available), position, builder);
                    }
                    else
                    {
                        builder.Add(new TapePop(fetched, tape.Memory));
                    }

                    available[value] = fetched;
                    break;
                case Retrieval.TapeBuffer:
                    Value memory = _ids.NewValue(value.Type, value.Name);
                    Value length = Map(((Allocate)definition).Length, available);
                    if (_tapes[value].IsExact)
                    {
                        position ??= Position(builder, _tapes[value], v => Map(v, available));
                        builder.Add(PartOf(memory, _tapes[value], position, length, builder));
                    }
                    else
                    {
                        builder.Add(new TapePopBuffer(memory, _tapes[value].Memory, length));
                    }

                    available[value] = memory;
                    break;
            }
        }
    }

    /// <summary>Reads an element of a tape; a flag that is kept as a number becomes a flag again.</summary>
    private static void FetchElement(Value fetched, Value memory, Value position, Builder builder)
    {
        if (memory.Type.Element == fetched.Type)
        {
            builder.Add(new Load(fetched, memory, position));
            return;
        }

        Value number = builder.Load(memory, position);
        builder.Add(new Let(fetched, Primitives.NotEqual, EquatableArray<Value>.Of(number, builder.Real(number.Type, 0))));
    }

    private Value AffineValue(Op loop, Value carried, For mirror, Dictionary<Value, Value> available, Builder builder)
    {
        long step = RunningNumber.StepOf(loop, carried, _map.DefinitionOf)!.Value;
        Value initial = Map(RunningNumber.InitialOf(loop, carried), available);
        Value iteration = loop is For ? TripCount.Iteration(builder, mirror, Map(mirror.From, available)) : mirror.Index;
        Value offset = step == 1 ? iteration : builder.Let(Primitives.Multiply, iteration, builder.Int((int)step));
        return builder.Let(Primitives.Add, initial, offset);
    }
}
