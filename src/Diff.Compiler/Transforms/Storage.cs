using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>One decision of the storage pass, for the explanations.</summary>
/// <param name="Name">What is stored, as the source calls it; empty for a value without a name.</param>
/// <param name="Origin">The source that computes it.</param>
/// <param name="Retrieval">How it reaches the reverse sweep.</param>
/// <param name="Size">Bytes of tape as a formula of the arguments' sizes, "grows", or empty.</param>
internal sealed record StorageFact(string Name, Origin Origin, Retrieval Retrieval, string Size);

/// <summary>A body in which nothing is mirrored any more: tapes and saved elements are ordinary operations.</summary>
/// <param name="Body">Forward and reverse sweep.</param>
/// <param name="Facts">What was decided.</param>
/// <param name="RestoredBuffers">Names of buffers whose overwritten elements are put back.</param>
internal sealed record Stored(Block Body, List<StorageFact> Facts, List<string> RestoredBuffers);

/// <summary>
/// Makes tapes concrete. Every value of the forward sweep that the reverse sweep reads inside a mirrored construct is saved,
/// computed again or kept, as <see cref="StoragePlan"/> decided.
/// </summary>
internal sealed partial class Storage
{
    private readonly Differentiated _source;
    private readonly AliasClasses _classes;
    private readonly IdSource _ids;
    private readonly ForwardMap _map;
    private readonly StoragePlan _plan;
    private readonly int _disable;
    private readonly bool _mayBeExact;
    private readonly List<Builder> _around;
    private readonly List<TapeNew> _stacks = [];
    private readonly List<StorageFact> _facts = [];
    private readonly Dictionary<Value, Tape> _tapes = [];
    private readonly Dictionary<int, Value> _overwritten = [];
    private readonly Dictionary<Value, Value> _hoisted = [];
    private readonly Dictionary<int, Value> _trips = [];
    private readonly Dictionary<int, List<Tape>> _pieces = [];

    private Storage(Differentiated source, AliasClasses classes, int disable, List<Builder> around, ForwardMap? outer)
    {
        _source = source;
        _classes = classes;
        _ids = source.Ids;
        _disable = disable;
        _around = around;
        _mayBeExact = (disable & OptimizationFlags.ExactTapes) == 0;
        _map = new ForwardMap(source.Body, source.ForwardCount, source.FirstDerivative, outer);
        _plan = StoragePlan.Run(_map, source.Body.Ops.Skip(source.ForwardCount).ToList(), classes, disable);
    }

    /// <summary>Where a value is saved.</summary>
    /// <param name="Memory">The tape: a stack, or memory of exact size.</param>
    /// <param name="IsExact">Whether it is indexed by the number of the iteration.</param>
    /// <param name="Loops">The loops whose iterations are counted, outermost first, for exact memory.</param>
    private sealed record Tape(Value Memory, bool IsExact, List<For> Loops)
    {
        /// <summary>The stack of which each run of the loops takes a piece, where only for these it is known how often they run.</summary>
        public Value? Stack { get; init; }
    }

    /// <summary>Stores what a derivative needs.</summary>
    public static Stored Run(Differentiated source, AliasClasses classes, int disable)
    {
        Storage pass = new(source, classes, disable, [], null);
        return pass.Rewrite();
    }

    private Stored Rewrite()
    {
        PlanOverwritten();
        foreach (Value value in _plan.Decisions.Keys.OrderBy(v => v, Comparer<Value>.Create(ByDefinition)))
        {
            _map.Homes[value].Fetched.Add(value);
        }

        Builder builder = new(_ids);
        RewriteForward(_map.Root, builder, _source.ForwardCount);
        List<(Value Parameter, Value Copy)> finals = KeepFinalContents(builder);
        Dictionary<Value, Value> available = new(_hoisted);
        foreach (Op op in _source.Body.Ops.Skip(_source.ForwardCount))
        {
            RewriteReverse(op, available, builder);
        }

        builder.Origin = default;
        foreach ((Value parameter, Value copy) in finals)
        {
            Copy(copy, parameter, builder);
        }

        List<string> restored = [.. _source.Parameters.Concat(_map.Definitions.Keys)
            .Where(v => v.Type.IsBuffer && v.Name.Length > 0 && _plan.Restored.Contains(_classes.ClassOf(v))).Select(v => v.Name).Distinct()];
        return new Stored(builder.ToBlock(_source.Body.Yields), _facts, restored);
    }

    private int ByDefinition(Value left, Value right)
    {
        int order = _map.Indices[left].CompareTo(_map.Indices[right]);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }

    /// <summary>Elements about to be overwritten in memory that is put back are values to be saved like any other.</summary>
    private void PlanOverwritten()
    {
        foreach ((ForwardRegion region, int index, Op op, Value buffer) in _map.Writes)
        {
            // A store without a number fills memory before all else: nothing was there before that is needed again.
            if (op is not Store { Number: > 0 } store || !_plan.Restored.Contains(_classes.ClassOf(buffer)))
            {
                continue;
            }

            Value old = _ids.NewValue(buffer.Type.Element, "overwritten");
            _overwritten[store.Number] = old;
            _map.Homes[old] = region;
            _map.Definitions[old] = new Load(old, store.Buffer, store.Index) { Origin = op.Origin };
            _map.Indices[old] = index;
            if (!region.IsRoot)
            {
                _plan.Decisions[old] = region.LoopDepth == 0 ? Retrieval.Hoist : Retrieval.Tape;
            }
        }
    }

    /// <summary>On return every written parameter holds what the primal leaves in it, though older content was put back.</summary>
    private List<(Value Parameter, Value Copy)> KeepFinalContents(Builder builder)
    {
        List<(Value, Value)> finals = [];
        builder.Origin = default;
        foreach (Value parameter in _source.Parameters)
        {
            if (parameter.Type.Shape == Shape.Span && parameter.Id < _source.FirstDerivative && _plan.Restored.Contains(_classes.ClassOf(parameter)))
            {
                Value copy = builder.Allocate(
                    parameter.Type.Element, builder.Length(parameter), parameter.Name + "Final", AllocationKind.Uninitialized);
                Copy(parameter, copy, builder);
                finals.Add((parameter, copy));
            }
        }

        return finals;
    }

    private static void Copy(Value from, Value to, Builder builder) =>
        builder.ForEachElement(builder.Length(from), -1, (body, i) => body.Store(to, i, body.Load(from, i)));
}
