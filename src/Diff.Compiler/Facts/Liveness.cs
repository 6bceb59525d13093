using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>
/// What has a part in what a method does: in its results, in memory that it writes, in how often it loops, in what it throws or prints. Memory is
/// one node per class of buffers that may be the same, so what is said to have no part has none.
/// </summary>
internal sealed class Liveness
{
    private readonly FactGraph _graph;
    private readonly HashSet<Value> _live = [];

    public Liveness(MethodFacts facts)
    {
        _graph = facts.Graph;
        Block body = facts.Function.Body;
        HashSet<Value> inputs = [.. facts.Function.Parameters.Where(p => p.Value.Type.IsBuffer).Select(p => _graph.NodeOf(p.Value))];
        _live.UnionWith(body.Yields.Select(_graph.NodeOf));
        List<Op> ops = [.. body.Descendants()];
        int before;
        do
        {
            before = _live.Count;
            foreach (Op op in ops)
            {
                Follow(op, inputs);
            }
        }
        while (_live.Count != before);
    }

    /// <summary>Whether a value, or anything in a buffer, has a part in what the method does.</summary>
    public bool IsLive(Value value) => _live.Contains(_graph.NodeOf(value));

    private void Follow(Op op, HashSet<Value> inputs)
    {
        switch (op)
        {
            case If o:
                FollowRegion(o, o.Results, [o.Condition], i => [o.Then.Yields[i], o.Else.Yields[i]], inputs);
                break;
            case For o:
                FollowRegion(o, o.Results, [o.From, o.To], i => [o.Initial[i], o.Body.Yields[i]], inputs, o.Carried);
                break;
            case While o:
                FollowRegion(o, o.Results, o.Header.Yields, i => [o.Initial[i], o.Body.Yields[i]], inputs, o.Carried);
                break;
            default:
                if (HasEffect(op, inputs) || op.Definitions().Any(IsLive))
                {
                    _live.UnionWith(op.Uses().Select(_graph.NodeOf));
                }

                break;
        }
    }

    /// <summary>What decides a branch or loop counts where anything in it does, or anything that comes out of it.</summary>
    private void FollowRegion(
        Op op, EquatableArray<Value> results, IEnumerable<Value> deciding, System.Func<int, Value[]> sources, HashSet<Value> inputs, EquatableArray<Value> carried = default)
    {
        bool isLive = op.Blocks().SelectMany(b => b.Descendants()).Any(inner => HasEffect(inner, inputs));
        for (int i = 0; i < results.Count; i++)
        {
            if (IsLive(results[i]) || (i < carried.Count && IsLive(carried[i])))
            {
                isLive = true;
                _live.UnionWith(sources(i).Select(_graph.NodeOf));
            }
        }

        if (isLive)
        {
            _live.UnionWith(deciding.Select(_graph.NodeOf));
        }
    }

    /// <summary>Whether an operation does something besides giving a value.</summary>
    private bool HasEffect(Op op, HashSet<Value> inputs)
    {
        bool Writes(Value buffer) => inputs.Contains(_graph.NodeOf(buffer)) || IsLive(buffer);
        return op switch
        {
            Throw => true,
            Opaque o => !o.IsPure,
            Store o => Writes(o.Buffer),
            CopyElements o => Writes(o.Destination),
            SpanCall o => o.Function.WritesLast && Writes(o.Arguments[o.Arguments.Count - 1]),
            RuleCall o => o.Outputs.Any(Writes),
            _ => false,
        };
    }
}
