using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Joins the functions of a module: calls of source methods are inlined. Recursion and what grows beyond all measure are
/// refused.
/// </summary>
internal sealed class Link
{
    private const int LargestFunction = 40_000;

    private readonly Dictionary<string, Function> _functions;
    private readonly List<Refusal> _refusals;
    private readonly IdSource _ids;
    private readonly Stack<string> _active = new();
    private int _size;

    private Link(Dictionary<string, Function> functions, Function entry, List<Refusal> refusals)
    {
        _functions = functions;
        _refusals = refusals;
        _ids = new IdSource(entry.NextId);
    }

    /// <summary>The annotated method with everything that it calls inside; all functions in SSA.</summary>
    public static Function Run(IReadOnlyList<Function> functions, List<Refusal> refusals)
    {
        Function entry = functions[0];
        Link link = new(functions.ToDictionary(f => f.Key), entry, refusals);
        link._active.Push(entry.Key);
        int region = 0;
        Block body = link.Inline(entry.Body, []);
        return entry with { Body = Regions(body, ref region), NextId = link._ids.Next };
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
                ops.Add(op.Map(v => Mapped(v, map), v => v, b => Inline(b, map)));
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

        if (_active.Contains(call.Callee))
        {
            _refusals.Add(new Refusal(
                Refusals.Recursion, $"'{callee.Name}' calls itself, which is not supported yet; write the recursion as a loop", call.Origin));
            Default(call, map, ops);
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

        _active.Push(call.Callee);
        Dictionary<int, Value> inner = [];
        for (int i = 0; i < callee.Parameters.Count; i++)
        {
            inner[callee.Parameters[i].Value.Id] = Mapped(call.Arguments[i], map);
        }

        Block copy = Renamed(callee.Body, inner);
        Block body = Inline(callee.IsLibrary ? Placed(copy, call.Origin) : copy, []);
        ops.AddRange(body.Ops);
        for (int i = 0; i < call.Results.Count; i++)
        {
            map[call.Results[i].Id] = body.Yields[i];
        }

        _active.Pop();
    }

    /// <summary>A body as a part of the line that calls it: its own source is not the user's.</summary>
    private static Block Placed(Block block, Origin origin) => new(
        block.Ops.Map(op => op.Map(v => v, v => v, b => Placed(b, origin)) with { Origin = origin }), block.Yields);

    /// <summary>A copy of a body with new values.</summary>
    private Block Renamed(Block block, Dictionary<int, Value> map) => new(
        block.Ops.Map(op =>
        {
            // Definitions of loop parameters come before the blocks that read them.
            foreach (Value parameter in op.BlockParameters())
            {
                map[parameter.Id] = _ids.NewValue(parameter.Type, parameter.Name);
            }

            Op copy = op.Map(v => Mapped(v, map), v => v, b => Renamed(b, map));
            return copy.Map(v => v, v => Define(v, map), b => b);
        }),
        block.Yields.Map(v => Mapped(v, map)));

    private Value Define(Value value, Dictionary<int, Value> map)
    {
        if (!map.TryGetValue(value.Id, out Value mapped))
        {
            mapped = _ids.NewValue(value.Type, value.Name);
            map[value.Id] = mapped;
        }

        return mapped;
    }

    private static void Default(SourceCall call, Dictionary<int, Value> map, List<Op> ops)
    {
        foreach (Value result in call.Results)
        {
            ops.Add(new ConstantOp(result, Constant.Default(result.Type)));
            map.Remove(result.Id);
        }
    }
}
