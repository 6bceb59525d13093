using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>Which choices depend on one another, and which buffers each can mean.</summary>
internal sealed partial class BufferSelection
{
    /// <summary>Choices that are connected with one another: they number their roots alike.</summary>
    private sealed class Web
    {
        public List<Value> Members { get; } = [];

        public List<Value> Roots { get; } = [];

        public bool IsSliced { get; set; }
    }

    private void Collect(Block block, int depth)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Value value in op.Definitions())
            {
                _definitions[value] = op;
                _depth[value] = depth;
            }

            foreach (Value value in op.BlockParameters())
            {
                _depth[value] = depth + 1;
            }

            switch (op)
            {
                case If o:
                    for (int i = 0; i < o.Results.Count; i++)
                    {
                        AddChoice(o.Results[i], depth, o.Then.Yields[i], o.Else.Yields[i]);
                    }

                    break;
                case While o:
                    AddLoop(o.Initial, o.Carried, o.Body, o.Results, depth);
                    break;
                case For o:
                    AddLoop(o.Initial, o.Carried, o.Body, o.Results, depth);
                    break;
            }

            foreach (Block inner in op.Blocks())
            {
                Collect(inner, depth + 1);
            }
        }
    }

    private void AddLoop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, Block body, EquatableArray<Value> results, int depth)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            AddChoice(carried[i], depth, initial[i], body.Yields[i]);

            // Behind the loop stands what it carried, by the same numbers, so both must be one web.
            AddChoice(results[i], depth, carried[i]);
        }
    }

    private void AddChoice(Value value, int depth, params Value[] sources)
    {
        if (value.Type.IsBuffer)
        {
            _sources.Add(value, [.. sources]);
            _depth[value] = depth;
        }
    }

    /// <summary>What a view is a view of.</summary>
    private Value BaseOf(Value value, out bool isSliced)
    {
        isSliced = false;
        while (_definitions.TryGetValue(value, out Op op) && op is Slice slice)
        {
            isSliced = true;
            value = slice.Buffer;
        }

        return value;
    }

    private bool BuildWebs()
    {
        foreach (Value choice in _sources.Keys)
        {
            Join(choice, choice);
        }

        foreach (KeyValuePair<Value, List<Value>> pair in _sources)
        {
            foreach (Value source in pair.Value)
            {
                Value root = BaseOf(source, out _);
                if (_sources.ContainsKey(root))
                {
                    Join(pair.Key, root);
                }
            }
        }

        foreach (KeyValuePair<Value, List<Value>> pair in _sources)
        {
            Web web = _webs[pair.Key];
            foreach (Value source in pair.Value)
            {
                Value root = BaseOf(source, out bool isSliced);
                web.IsSliced |= isSliced;
                if (!_sources.ContainsKey(root) && !web.Roots.Contains(root))
                {
                    web.Roots.Add(root);
                }
            }
        }

        FindReachable();
        bool isRight = true;
        HashSet<Value> escaping = [];
        foreach (KeyValuePair<Value, HashSet<Value>> pair in _reachable)
        {
            foreach (Value root in pair.Value)
            {
                if (_depth.TryGetValue(root, out int depth) && depth > _depth[pair.Key] && escaping.Add(root))
                {
                    isRight = false;
                    _refusals.Add(new Refusal(
                        Refusals.EscapingArray, "an array made inside a loop or branch is kept beyond it; make it before the loop and reuse it",
                        _definitions.TryGetValue(root, out Op op) ? op.Origin : default));
                }
            }
        }

        return isRight;
    }

    /// <summary>Which roots each choice can mean: in a web of several loops an early choice knows nothing of later arrays.</summary>
    private void FindReachable()
    {
        foreach (Value choice in _sources.Keys)
        {
            _reachable.Add(choice, []);
        }

        bool grew;
        do
        {
            grew = false;
            foreach (KeyValuePair<Value, List<Value>> pair in _sources)
            {
                HashSet<Value> reachable = _reachable[pair.Key];
                int before = reachable.Count;
                foreach (Value source in pair.Value)
                {
                    Value root = BaseOf(source, out _);
                    if (_reachable.TryGetValue(root, out HashSet<Value> inner))
                    {
                        reachable.UnionWith([.. inner]);
                    }
                    else
                    {
                        reachable.Add(root);
                    }
                }

                grew |= reachable.Count > before;
            }
        }
        while (grew);
    }

    private void Join(Value left, Value right)
    {
        Web target = _webs.TryGetValue(left, out Web found) ? found : new Web();
        Add(target, left);
        if (_webs.TryGetValue(right, out Web other) && other != target)
        {
            foreach (Value member in other.Members)
            {
                target.Members.Add(member);
                _webs[member] = target;
            }
        }
        else
        {
            Add(target, right);
        }
    }

    private void Add(Web web, Value value)
    {
        if (!_webs.ContainsKey(value))
        {
            web.Members.Add(value);
            _webs[value] = web;
        }
    }
}
