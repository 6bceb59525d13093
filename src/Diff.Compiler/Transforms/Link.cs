using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>A module's functions joined.</summary>
/// <param name="Entry">The annotated method with what it calls inside.</param>
/// <param name="Helpers">Functions that call themselves, each with what it calls inside: what they are called with stays a call.</param>
internal sealed record Linked(Function Entry, List<Function> Helpers);

/// <summary>
/// Joins the functions of a module: calls of source methods are inlined, except of those that call themselves. What grows beyond all
/// measure is refused.
/// </summary>
internal sealed class Link
{
    private const int LargestFunction = 40_000;

    private readonly Dictionary<string, Function> _functions;
    private readonly CallGraph _graph;
    private readonly List<Refusal> _refusals;
    private readonly IdSource _ids;
    private readonly HashSet<string> _helpers;
    private readonly Dictionary<int, Value> _roots = [];
    private readonly HashSet<int> _memories = [];
    private int _size;

    private Link(Dictionary<string, Function> functions, CallGraph graph, Function entry, HashSet<string> helpers, List<Refusal> refusals)
    {
        _functions = functions;
        _graph = graph;
        _helpers = helpers;
        _refusals = refusals;
        _ids = new IdSource(entry.NextId);
    }

    /// <summary>The annotated method with everything that it calls inside; all functions in SSA.</summary>
    /// <param name="functions">The functions, the annotated one first.</param>
    /// <param name="refusals">Receives what cannot be joined.</param>
    /// <param name="ignoresCheckpoints">Whether what is to be run again is called inside all the same.</param>
    public static Linked Run(IReadOnlyList<Function> functions, List<Refusal> refusals, bool ignoresCheckpoints = false)
    {
        functions = ignoresCheckpoints ? [.. functions.Select(f => f with { IsCheckpoint = false })] : functions;
        Dictionary<string, Function> byKey = functions.ToDictionary(f => f.Key);
        CallGraph graph = new(byKey);
        byKey = ReferenceMemory.Run(byKey, graph, refusals);
        HashSet<string> keys = [];
        Function first = byKey[functions[0].Key];
        Function entry = new Link(byKey, graph, first, keys, refusals).Run(first);
        List<Function> helpers = [];
        HashSet<string> done = [];
        while (keys.FirstOrDefault(k => !done.Contains(k)) is { } key)
        {
            done.Add(key);
            Function helper = new Link(byKey, graph, byKey[key], keys, refusals).Run(byKey[key]);

            // References come in by value and go out as further results.
            helpers.Add(helper with
            {
                Parameters = helper.Parameters.Map(p => p with { Mode = PassingMode.Value }),
                ReturnTypes = helper.Body.Yields.Map(v => v.Type),
            });
        }

        return new Linked(entry, [.. helpers.OrderBy(h => h.Key, System.StringComparer.Ordinal)]);
    }

    private Function Run(Function function)
    {
        int region = 0;
        _memories.UnionWith(function.Parameters.Select(p => p.Value.Id));
        Block body = Inline(function.Body, []);
        return function with { Body = Regions(body, ref region), NextId = _ids.Next };
    }

    /// <summary>Numbers every construct anew, since bodies were copied.</summary>
    private static Block Regions(Block block, ref int region)
    {
        List<Op> ops = [];
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case If o:
                    int branch = ++region;
                    ops.Add(o with { Region = branch, Then = Regions(o.Then, ref region), Else = Regions(o.Else, ref region) });
                    break;
                case For o:
                    int counted = ++region;
                    ops.Add(o with { Region = counted, Body = Regions(o.Body, ref region) });
                    break;
                case While o:
                    int loop = ++region;
                    ops.Add(o with { Region = loop, Header = Regions(o.Header, ref region), Body = Regions(o.Body, ref region) });
                    break;
                default:
                    ops.Add(op);
                    break;
            }
        }

        return new Block(ops.ToEquatable(), block.Yields);
    }

    private Block Inline(Block block, Dictionary<int, Value> map)
    {
        List<Op> ops = [];
        foreach (Op op in block.Ops)
        {
            if (op is SourceCall call)
            {
                InlineCall(call, map, ops);
            }
            else
            {
                Op mapped = op.Map(v => Mapped(v, map), v => v, b => Inline(b, map));
                if (mapped is Slice slice)
                {
                    _roots[slice.Result.Id] = RootOf(slice.Buffer);
                }
                else if (mapped is Allocate allocate)
                {
                    _memories.Add(allocate.Result.Id);
                }

                ops.Add(mapped);
                _size++;
            }
        }

        return new Block(ops.ToEquatable(), block.Yields.Map(v => Mapped(v, map)));
    }

    private static Value Mapped(Value value, Dictionary<int, Value> map) => map.TryGetValue(value.Id, out Value mapped) ? mapped : value;

    private void InlineCall(SourceCall call, Dictionary<int, Value> map, List<Op> ops)
    {
        if (!_functions.TryGetValue(call.Callee, out Function callee))
        {
            // Its own refusals say why it was not lowered.
            Default(call, map, ops);
            return;
        }

        if (_graph.IsRecursive(call.Callee) || callee.IsCheckpoint)
        {
            AddCall(call, callee, map, ops);
            return;
        }

        if (_size > LargestFunction)
        {
            if (_refusals.All(r => r.Id != Refusals.TooLarge))
            {
                _refusals.Add(new Refusal(
                    Refusals.TooLarge, "the method and all that it calls are too large to be differentiated at once; differentiate a part of it", call.Origin));
            }

            Default(call, map, ops);
            return;
        }

        Dictionary<int, Value> inner = [];
        for (int i = 0; i < callee.Parameters.Count; i++)
        {
            inner[callee.Parameters[i].Value.Id] = Mapped(call.Arguments[i], map);
        }

        CheckOverlaps(call, callee, map, ops);
        Block copy = new Renaming(_ids, inner).Copy(callee.Body);
        Block body = Inline(callee.IsLibrary ? Placed(copy, call.Origin) : copy, []);
        ops.AddRange(body.Ops);
        for (int i = 0; i < call.Results.Count; i++)
        {
            map[call.Results[i].Id] = body.Yields[i];
        }
    }

    /// <summary>What a generated derivative writes overlaps nothing else that it is given: tested where that is not known.</summary>
    private void CheckOverlaps(SourceCall call, Function callee, Dictionary<int, Value> map, List<Op> ops)
    {
        for (int i = 0; i < callee.Parameters.Count; i++)
        {
            Value written = callee.Parameters[i].Value;
            for (int j = 0; callee.Written.Contains(written) && j < callee.Parameters.Count; j++)
            {
                Value other = callee.Parameters[j].Value;
                Value left = Mapped(call.Arguments[i], map);
                Value right = Mapped(call.Arguments[j], map);
                bool isSeen = j < i && callee.Written.Contains(other);
                if (i != j && !isSeen && other.Type.IsBuffer && MayBeOne(RootOf(left), RootOf(right)))
                {
                    string types = $"{left.Type.Element.Keyword}, {right.Type.Element.Keyword}";
                    ops.Add(new Opaque(
                        null, $"global::Diff.CompilerServices.Guard.Disjoint<{types}>({{0}}, {{1}}, \"{written.Name}\", \"{other.Name}\")",
                        EquatableArray<Value>.Of(left, right), Opaque.OverlapCheck, IsPure: false, IsSink: true)
                    { Origin = call.Origin });
                }
            }
        }
    }

    /// <summary>A body as a part of the line that calls it: its own source is not the user's.</summary>
    private static Block Placed(Block block, Origin origin) => new(
        block.Ops.Map(op => op.Map(v => v, v => v, b => Placed(b, origin)) with { Origin = origin }), block.Yields);

    /// <summary>A call that stays one, pulled back by the helper's own derivative.</summary>
    private void AddCall(SourceCall call, Function callee, Dictionary<int, Value> map, List<Op> ops)
    {
        List<RuleParameter> parameters = [.. callee.Parameters.Select((p, i) => new RuleParameter(
            p.Value.Type, p.Value.Type.IsBuffer && _graph.IsWritten(callee.Key, i), p.Value.Type.IsFloating))];
        List<Value> arguments = [.. call.Arguments.Select(a => Mapped(a, map))];
        for (int i = 0; i < arguments.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (parameters[i].Type.IsBuffer && parameters[j].Type.IsBuffer && (parameters[i].IsWritten || parameters[j].IsWritten)
                    && MayBeOne(RootOf(arguments[i]), RootOf(arguments[j])))
                {
                    _refusals.Add(new Refusal(
                        Refusals.Recursion,
                        $"'{callee.Name}' {(callee.IsCheckpoint ? "is marked [Checkpoint]" : "calls itself")} and is given the same memory twice, of which it writes one; copy one of them", call.Origin));
                }
            }
        }

        _helpers.Add(callee.Key);
        CallRule rule = new(callee.Name, callee.Key, "", default, "", default, parameters.ToEquatable(), Accumulates: true);
        Builder builder = new(_ids) { Origin = call.Origin };
        RuleCalls.Add(builder, rule, call.Results, arguments);
        ops.AddRange(builder.Ops);
        foreach (Value result in call.Results)
        {
            map.Remove(result.Id);
        }
    }

    /// <summary>Whether two buffers can share memory: unless both are known to be memory of their own.</summary>
    private bool MayBeOne(Value left, Value right) => left == right || !_memories.Contains(left.Id) || !_memories.Contains(right.Id);

    /// <summary>The memory that a view is a part of, as far as that is seen.</summary>
    private Value RootOf(Value buffer) => _roots.TryGetValue(buffer.Id, out Value root) ? root : buffer;

    private static void Default(SourceCall call, Dictionary<int, Value> map, List<Op> ops)
    {
        foreach (Value result in call.Results)
        {
            ops.Add(new ConstantOp(result, Constant.Default(result.Type)));
            map.Remove(result.Id);
        }
    }
}
