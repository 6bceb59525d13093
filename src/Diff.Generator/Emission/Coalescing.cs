using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;

namespace Diff.Generator.Emission;

/// <summary>
/// Which values share one C# local: what a loop carries with what it yields, a branch's result with what its sides yield,
/// wherever the two are never alive at the same time. A value and a copy of it then need no assignment, and the emitted
/// code reads like the source.
/// </summary>
internal sealed class Coalescing
{
    private readonly Inlining _inlining;
    private readonly Dictionary<Value, Value> _parents = [];
    private readonly Dictionary<Value, HashSet<Value>> _conflicts = [];
    private readonly List<(Value Left, Value Right)> _wishes = [];
    private readonly HashSet<Value> _candidates = [];
    private readonly Dictionary<Block, List<Value>> _free = new(ReferenceComparer.Instance);

    private readonly HashSet<Value> _parameters;

    public Coalescing(Block body, IEnumerable<Value> parameters, Inlining inlining)
    {
        _inlining = inlining;
        _parameters = [.. parameters];
        CollectWishes(body);
        HashSet<Value> live = [];
        Use(body.Yields.SelectMany(inlining.Leaves), live);
        Visit(body, live);
        foreach (Value parameter in _parameters)
        {
            foreach (Value other in live)
            {
                Conflict(parameter, other);
            }
        }

        foreach ((Value left, Value right) in _wishes)
        {
            TryJoin(left, right);
        }
    }

    private sealed class ReferenceComparer : IEqualityComparer<Block>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Block x, Block y) => ReferenceEquals(x, y);

        public int GetHashCode(Block block) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(block);
    }

    /// <summary>The representative of the local that holds a value.</summary>
    public Value LocalOf(Value value)
    {
        while (_parents.TryGetValue(value, out Value parent))
        {
            value = parent;
        }

        return value;
    }

    private void CollectWishes(Block block)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case For o:
                    WishLoop(o.Initial, o.Carried, o.Body.Yields, o.Results);
                    break;
                case While o:
                    WishLoop(o.Initial, o.Carried, o.Body.Yields, o.Results);
                    break;
                case If o when !_inlining.IsExpression(o):
                    for (int i = 0; i < o.Results.Count; i++)
                    {
                        Wish(o.Results[i], o.Then.Yields[i]);
                        Wish(o.Results[i], o.Else.Yields[i]);
                    }

                    break;
            }

            foreach (Block inner in op.Blocks())
            {
                CollectWishes(inner);
            }
        }
    }

    private void WishLoop(EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            // One local by construction: the result is what was carried last.
            _parents[results[i]] = carried[i];
            _candidates.Add(carried[i]);
            Wish(carried[i], yields[i]);
        }

        for (int i = 0; i < carried.Count; i++)
        {
            Wish(carried[i], initial[i]);
        }
    }

    private void Wish(Value left, Value right)
    {
        if (_inlining.ExpressionOf(right) is not null || left.Type != right.Type)
        {
            return;
        }

        // A parameter that changes its meaning on the way is unpleasant in a debugger.
        if (left.Name != right.Name && (_parameters.Contains(left) || _parameters.Contains(right)))
        {
            return;
        }

        _candidates.Add(left);
        _candidates.Add(right);
        _wishes.Add((left, right));
    }

    private void Conflict(Value left, Value right)
    {
        left = Node(left);
        right = Node(right);
        if (left == right || !_candidates.Contains(left) || !_candidates.Contains(right))
        {
            return;
        }

        ConflictsOf(left).Add(right);
        ConflictsOf(right).Add(left);
    }

    /// <summary>A loop's result is the value it carries.</summary>
    private Value Node(Value value) => _parents.TryGetValue(value, out Value carried) ? carried : value;

    private HashSet<Value> ConflictsOf(Value value)
    {
        if (!_conflicts.TryGetValue(value, out HashSet<Value> set))
        {
            _conflicts.Add(value, set = []);
        }

        return set;
    }

    private void Define(Value value, HashSet<Value> live)
    {
        live.Remove(Node(value));
        if (!_candidates.Contains(Node(value)))
        {
            return;
        }

        foreach (Value other in live)
        {
            Conflict(value, other);
        }
    }

    private void Use(IEnumerable<Value> values, HashSet<Value> live)
    {
        foreach (Value value in values)
        {
            Add(value, live);
        }
    }

    /// <summary>Only what may share a local is followed: the rest conflicts with nothing that matters.</summary>
    private void Add(Value value, HashSet<Value> live)
    {
        Value node = Node(value);
        if (_candidates.Contains(node))
        {
            live.Add(node);
        }
    }

    /// <summary>Walks a block from its end; the set holds what is alive and is changed to what is alive at its start.</summary>
    private void Visit(Block block, HashSet<Value> live)
    {
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            Op op = block.Ops[i];
            switch (op)
            {
                case If o when !_inlining.IsExpression(o):
                    VisitIf(o, live);
                    break;
                case For o:
                    VisitLoop(o.Initial, o.Carried, null, o.Body, o.Results, [.. _inlining.Leaves(o.From), .. _inlining.Leaves(o.To)], live);
                    break;
                case While o:
                    VisitLoop(o.Initial, o.Carried, o.Header, o.Body, o.Results, [], live);
                    break;
                default:
                    if (op.Definitions().All(v => _inlining.ExpressionOf(v) is not null) && op.Definitions().Any())
                    {
                        break;
                    }

                    foreach (Value value in op.Definitions())
                    {
                        Define(value, live);
                    }

                    Use(_inlining.Leaves(op), live);
                    break;
            }
        }
    }

    private void VisitIf(If branch, HashSet<Value> live)
    {
        foreach (Value result in branch.Results)
        {
            live.Remove(Node(result));
        }

        foreach (Value result in branch.Results)
        {
            foreach (Value other in live.Concat(branch.Results.Select(Node)))
            {
                Conflict(result, other);
            }
        }

        HashSet<Value> whenTrue = [.. live];
        HashSet<Value> whenFalse = [.. live];
        Use(branch.Then.Yields.SelectMany(_inlining.Leaves), whenTrue);
        Use(branch.Else.Yields.SelectMany(_inlining.Leaves), whenFalse);
        Visit(branch.Then, whenTrue);
        Visit(branch.Else, whenFalse);
        live.UnionWith(whenTrue);
        live.UnionWith(whenFalse);
        Use(_inlining.Leaves(branch.Condition), live);
    }

    private void VisitLoop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, Block? header, Block body, EquatableArray<Value> results,
        List<Value> bounds, HashSet<Value> live)
    {
        // What the loop reads from outside is alive all through it, and so is what it carries.
        Use(Free(body).Concat(header is null ? [] : Free(header)), live);

        Use(bounds, live);
        foreach (Value value in carried)
        {
            live.Remove(Node(value));
        }

        HashSet<Value> around = [.. live];
        foreach (Value value in carried)
        {
            foreach (Value other in around.Concat(carried))
            {
                Conflict(value, other);
            }
        }

        HashSet<Value> inside = [.. around];
        Use(body.Yields.SelectMany(_inlining.Leaves), inside);
        Visit(body, inside);
        if (header is not null)
        {
            // It runs between the iterations: what the body, the next iteration or what follows needs is alive in it.
            HashSet<Value> test = [.. inside, .. around];
            Use(carried, test);
            Use(header.Yields.SelectMany(_inlining.Leaves), test);
            Visit(header, test);
        }

        // The header reads carried values at the start of each iteration, before the body.
        foreach (Value value in inside)
        {
            foreach (Value parameter in carried)
            {
                Conflict(parameter, value);
            }
        }

        Use(initial.SelectMany(_inlining.Leaves), live);
    }

    /// <summary>Values with locals that a block reads and does not define.</summary>
    private List<Value> Free(Block block)
    {
        if (_free.TryGetValue(block, out List<Value> known))
        {
            return known;
        }

        HashSet<Value> defined = [];
        HashSet<Value> free = [];
        foreach (Op op in block.Ops)
        {
            free.UnionWith(op.Uses().SelectMany(_inlining.Leaves).Where(v => !defined.Contains(v)));
            HashSet<Value> parameters = [.. op.BlockParameters()];
            foreach (Block inner in op.Blocks())
            {
                // A header's values may be read in the body's conditions only through carried values.
                free.UnionWith(Free(inner).Where(v => !defined.Contains(v) && !parameters.Contains(v)));
            }

            defined.UnionWith(op.Definitions());
        }

        free.UnionWith(block.Yields.SelectMany(_inlining.Leaves).Where(v => !defined.Contains(v)));
        List<Value> result = [.. free];
        _free.Add(block, result);
        return result;
    }

    private void TryJoin(Value left, Value right)
    {
        Value a = LocalOf(left);
        Value b = LocalOf(right);
        if (a == b || ConflictsOf(a).Contains(b))
        {
            return;
        }

        // The union conflicts with all that either conflicts with.
        _parents[b] = a;
        foreach (Value other in ConflictsOf(b).ToList())
        {
            ConflictsOf(a).Add(other);
            ConflictsOf(other).Add(a);
        }
    }
}
