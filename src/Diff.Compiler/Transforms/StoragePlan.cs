using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Decides, for every value of the forward sweep that the reverse sweep reads, how it gets there; and for every class of
/// memory, whether overwritten elements are put back. The cheapest right way by a plain cost count.
/// </summary>
internal sealed class StoragePlan
{
    private const int Unavailable = 1 << 20;
    private const int RecomputeLimit = 8;

    /// <summary>A local that outlives a branch costs less than a division.</summary>
    private const int RecomputeLimitInBranch = 3;

    private readonly ForwardMap _map;
    private readonly AliasClasses _classes;
    private readonly bool _mayRecompute;
    private readonly bool _mayRestore;
    private readonly Dictionary<Value, List<(ForwardRegion Region, int Index, Op Op)>> _writes = [];
    private readonly Dictionary<Value, List<Value>> _roots = [];
    private readonly HashSet<Value> _restored;
    private readonly HashSet<Value> _wished = [];
    private readonly HashSet<Value> _writtenByFused;

    private StoragePlan(ForwardMap map, AliasClasses classes, int disable, HashSet<Value> restored)
    {
        _map = map;
        _classes = classes;
        _mayRecompute = (disable & OptimizationFlags.Recompute) == 0;
        _mayRestore = (disable & OptimizationFlags.Restore) == 0;
        _restored = restored;
        _writtenByFused = [.. map.WrittenByFused.Select(classes.ClassOf)];
        foreach ((ForwardRegion region, int index, Op op, Value buffer) in map.Writes)
        {
            Value key = classes.ClassOf(buffer);
            if (!_writes.TryGetValue(key, out List<(ForwardRegion Region, int Index, Op Op)> list))
            {
                _writes.Add(key, list = []);
            }

            list.Add((region, index, op));
        }

        foreach (KeyValuePair<Value, Op> pair in map.Definitions)
        {
            if (pair.Key.Type.IsBuffer && pair.Value is Allocate)
            {
                Value key = classes.ClassOf(pair.Key);
                if (!_roots.TryGetValue(key, out List<Value> roots))
                {
                    _roots.Add(key, roots = []);
                }

                roots.Add(pair.Key);
            }
        }
    }

    /// <summary>The decisions, by value.</summary>
    public Dictionary<Value, Retrieval> Decisions { get; } = [];

    /// <summary>Classes of memory whose overwritten elements are put back.</summary>
    public HashSet<Value> Restored => _restored;

    /// <summary>Plans for the needs of a reverse sweep.</summary>
    /// <param name="map">The forward sweep.</param>
    /// <param name="reverse">The operations of the reverse sweep.</param>
    /// <param name="yields">What the whole body yields.</param>
    /// <param name="classes">The memory.</param>
    /// <param name="disable">Optimisations switched off.</param>
    public static StoragePlan Run(ForwardMap map, IReadOnlyList<Op> reverse, AliasClasses classes, int disable)
    {
        HashSet<Value> restored = [];
        while (true)
        {
            StoragePlan plan = new(map, classes, disable, restored);
            plan.Decide(reverse);
            HashSet<Value> wished = [.. plan._wished.Where(c => !restored.Contains(c) && plan.CanRestore(c))];
            if (wished.Count == 0)
            {
                return plan;
            }

            restored.UnionWith(wished);
        }
    }

    /// <summary>
    /// Whether overwritten elements can be put back: all writes are mirrored here, and nobody reads on behind the reverse sweep. Behind a loop's
    /// body, the next iteration does.
    /// </summary>
    private bool CanRestore(Value memory) =>
        !_writtenByFused.Contains(memory) && (!_map.IsInside || _classes.IsMadeBy(memory, _map.Definitions));

    private void Decide(IReadOnlyList<Op> reverse)
    {
        HashSet<Value> needed = [];
        Collect(reverse, needed);
        // Indices first: what is loaded there again needs them too.
        foreach (Value value in needed.OrderBy(v => v.Type.IsFloating).ThenBy(v => v.Id))
        {
            Need(value);
        }

        foreach (KeyValuePair<Value, Retrieval> decision in Decisions.ToList())
        {
            if (decision.Value is Retrieval.Tape && _mayRestore)
            {
                WishRestored(decision.Key, 0);
            }
        }
    }

    private void Collect(IReadOnlyList<Op> ops, HashSet<Value> needed)
    {
        foreach (Op op in ops)
        {
            switch (op)
            {
                case RestoreMark mark when _restored.Contains(_classes.ClassOf(mark.Store.Buffer)):
                    needed.Add(mark.Store.Buffer);
                    needed.Add(mark.Store.Index);
                    break;
                case SpanPullback pullback:
                    RequireContent(pullback.Number, pullback.Arguments);
                    needed.UnionWith(pullback.Arguments);
                    break;
                case RulePullback pullback:
                    RequireContent(pullback.Number, pullback.Arguments);
                    needed.UnionWith(pullback.Arguments);
                    break;
                default:
                    needed.UnionWith(op.Uses());
                    break;
            }

            foreach (Block block in op.Blocks())
            {
                Collect(block.Ops, needed);
                needed.UnionWith(block.Yields);
            }
        }
    }

    /// <summary>A pullback reads whole buffers as they were when the function was called.</summary>
    private void RequireContent(int number, EquatableArray<Value> arguments)
    {
        (ForwardRegion region, int index) = _map.SpanCalls[number];
        foreach (Value argument in arguments)
        {
            if (argument.Type.IsBuffer && argument.Id < _map.FirstDerivative && (_map.Homes.ContainsKey(argument) || !_map.Definitions.ContainsKey(argument))
                && !IsStable(_classes.ClassOf(argument), region, index))
            {
                Value memory = _classes.ClassOf(argument);
                if (!CanRestore(memory))
                {
                    throw new System.InvalidOperationException($"The content of {argument} at a call is gone when the call is pulled back.");
                }

                _wished.Add(memory);
            }
        }
    }

    private void Need(Value value)
    {
        if (!_map.Homes.TryGetValue(value, out ForwardRegion home) || home.IsRoot || Decisions.ContainsKey(value))
        {
            return;
        }

        Op definition = _map.Definitions[value];
        Retrieval retrieval = Choose(value, home, definition);
        Decisions.Add(value, retrieval);
        switch (retrieval)
        {
            case Retrieval.Recompute:
                foreach (Value argument in definition.Uses())
                {
                    Need(argument);
                }

                break;
            case Retrieval.TapeBuffer:
                Need(((Allocate)definition).Length);
                break;
            case Retrieval.Affine:
                Need(RunningNumber.InitialOf(definition, value));
                break;
        }
    }

    private Retrieval Choose(Value value, ForwardRegion home, Op definition)
    {
        if (definition is For loop && loop.Index == value)
        {
            return Retrieval.Index;
        }

        if (definition is Allocate)
        {
            return Retrieval.TapeBuffer;
        }

        if (value.Type.IsBuffer)
        {
            return Retrieval.Recompute;
        }

        if (home.Owner == definition && RunningNumber.StepOf(definition, value, _map.DefinitionOf) is not null)
        {
            return Retrieval.Affine;
        }

        int limit = _mayRecompute ? (home.LoopDepth == 0 ? RecomputeLimitInBranch : RecomputeLimit) : value.Type.IsFloating ? 0 : 2;
        if (Cost(value) <= limit)
        {
            return Retrieval.Recompute;
        }

        return home.LoopDepth == 0 ? Retrieval.Hoist : Retrieval.Tape;
    }

    /// <summary>The cost of having a value in the mirrored block without saving it.</summary>
    private int Cost(Value value)
    {
        if (!_map.Homes.TryGetValue(value, out ForwardRegion home) || home.IsRoot || Decisions.ContainsKey(value))
        {
            return 0;
        }

        Op definition = _map.Definitions[value];
        return definition switch
        {
            For loop when loop.Index == value => 0,
            While or For when home.Owner == definition && RunningNumber.StepOf(definition, value, _map.DefinitionOf) is not null => 1 + CostOfStart(RunningNumber.InitialOf(definition, value), home),
            ConstantOp => 0,
            Allocate => 0,
            Let let => let.Primitive.Cost + CostOf(let.Arguments),
            LengthOf length => Cost(length.Buffer),
            Slice slice => 1 + CostOf(slice.Uses()),
            SelectBuffer select => 1 + CostOf(select.Uses()),
            Load load => IsReloadable(load, home) ? 1 + CostOf(load.Uses()) : Unavailable,
            Opaque { IsPure: true, Result.Type.IsBuffer: true } opaque => 1 + CostOf(opaque.Arguments),
            _ => Unavailable,
        };
    }

    /// <summary>Where a running number starts: once per run of the loop, so that saving it costs little.</summary>
    private int CostOfStart(Value start, ForwardRegion loop)
    {
        int cost = Cost(start);
        return cost >= Unavailable && _map.Homes[start].LoopDepth < loop.LoopDepth ? 3 : cost;
    }

    private int CostOf(IEnumerable<Value> values)
    {
        int cost = 0;
        foreach (Value value in values)
        {
            cost += Cost(value);
            if (cost >= Unavailable)
            {
                return Unavailable;
            }
        }

        return cost;
    }

    /// <summary>Whether reading the element again, at the start of the mirrored block, gives what was read.</summary>
    private bool IsReloadable(Load load, ForwardRegion home)
    {
        Value key = _classes.ClassOf(load.Buffer);
        int index = _map.Indices[load.Result];
        if (!_writes.TryGetValue(key, out List<(ForwardRegion Region, int Index, Op Op)> writes))
        {
            return HasOneHome(key);
        }

        foreach ((ForwardRegion region, int place, Op _) in writes)
        {
            if (region.IsInside(home) && region.PlaceIn(home, place) >= index)
            {
                return false;
            }
        }

        return HasOneHome(key) && (_restored.Contains(key) || IsStable(key, home, index));
    }

    /// <summary>Memory made in a loop is kept per iteration, which is only done where it is all of its class.</summary>
    private bool HasOneHome(Value key) =>
        !_roots.TryGetValue(key, out List<Value> roots) || OnlyRootOf(key) is not null || roots.All(r => _map.Homes[r].IsRoot);

    /// <summary>The one array that all buffers of a class are views of, if it is made here.</summary>
    private Value? OnlyRootOf(Value key) =>
        _roots.TryGetValue(key, out List<Value> roots) && roots.Count == 1 && _classes.IsMadeBy(key, _map.Definitions) ? roots[0] : null;

    /// <summary>Whether nothing is written to memory any more once an operation was reached, as long as the memory lives.</summary>
    private bool IsStable(Value key, ForwardRegion region, int index)
    {
        if (!_writes.TryGetValue(key, out List<(ForwardRegion Region, int Index, Op Op)> writes))
        {
            return true;
        }

        ForwardRegion home = OnlyRootOf(key) is { } root ? _map.Homes[root] : _map.Root;
        return region.IsInside(home) && writes.All(w => IsBefore(w.Region, w.Index, region, index, home));
    }

    private static bool IsBefore(ForwardRegion write, int writeIndex, ForwardRegion read, int readIndex, ForwardRegion level)
    {
        if (!write.IsInside(level))
        {
            return false;
        }

        int writePlace = write.PlaceIn(level, writeIndex);
        int readPlace = read.PlaceIn(level, readIndex);
        if (writePlace != readPlace || write == level || read == level)
        {
            return writePlace < readPlace;
        }

        ForwardRegion writeChild = write.ChildOf(level);
        ForwardRegion readChild = read.ChildOf(level);
        if (writeChild.Owner is not If)
        {
            return false;
        }

        return writeChild != readChild || IsBefore(write, writeIndex, read, readIndex, writeChild);
    }

    /// <summary>
    /// A saved value stands for elements that were overwritten later. Where those are read in a deeper loop than they are
    /// written in, putting them back is cheaper than saving what was read.
    /// </summary>
    private void WishRestored(Value value, int depth)
    {
        if (depth > 6 || !_map.Definitions.TryGetValue(value, out Op definition) || !_map.Homes.TryGetValue(value, out ForwardRegion home))
        {
            return;
        }

        if (definition is Load load)
        {
            Value key = _classes.ClassOf(load.Buffer);
            if (_writes.TryGetValue(key, out List<(ForwardRegion Region, int Index, Op Op)> writes)
                && writes.All(w => w.Op is Store && w.Region.LoopDepth < home.LoopDepth) && HasOneHome(key)
                && !writes.Any(w => w.Region.IsInside(home) && w.Region.PlaceIn(home, w.Index) >= _map.Indices[value]))
            {
                _wished.Add(key);
            }

            return;
        }

        if (definition is Let let && let.Primitive.Cost <= RecomputeLimit)
        {
            foreach (Value argument in let.Arguments)
            {
                if (_map.Homes.TryGetValue(argument, out ForwardRegion argumentHome) && !argumentHome.IsRoot)
                {
                    WishRestored(argument, depth + 1);
                }
            }
        }
    }
}
