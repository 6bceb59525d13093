using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Arrays, spans and objects that a function which calls itself gets by reference, as a local function gets those that it captures: they
/// stay the same on every level, so that they are handed over and not back.
/// </summary>
internal sealed class ReferenceMemory
{
    private readonly Dictionary<string, Function> _functions;
    private readonly CallGraph _graph;
    private readonly List<Refusal> _refusals;

    private ReferenceMemory(Dictionary<string, Function> functions, CallGraph graph, List<Refusal> refusals)
    {
        _functions = functions;
        _graph = graph;
        _refusals = refusals;
    }

    /// <summary>The functions, in SSA, with such references turned into values; one that is assigned is refused.</summary>
    public static Dictionary<string, Function> Run(Dictionary<string, Function> functions, CallGraph graph, List<Refusal> refusals)
    {
        bool isNeeded = functions.Values.Any(f => graph.IsRecursive(f.Key) && f.Parameters.Any(IsReference));
        ReferenceMemory pass = new(functions, graph, refusals);
        return isNeeded ? functions.ToDictionary(f => f.Key, f => pass.Rewrite(f.Value)) : functions;
    }

    private static bool IsReference(Parameter parameter) => parameter.Mode != PassingMode.Value && IsMemory(parameter.Value.Type);

    private static bool IsMemory(IrType type) => type.IsBuffer || type.Kind == ScalarKind.Object;

    private Function Rewrite(Function function)
    {
        Dictionary<int, Value> same = [];
        foreach (SourceCall call in function.Body.Descendants().OfType<SourceCall>())
        {
            foreach ((int result, int parameter) in References(call.Callee))
            {
                same[call.Results[result].Id] = call.Arguments[parameter];
            }
        }

        int before;
        do
        {
            before = same.Count;
            foreach (Op op in function.Body.Descendants())
            {
                Merge(op, same);
            }
        }
        while (same.Count > before);

        Block body = WithoutResults(function.Body).MapUses(v => Resolve(v, same));
        if (!_graph.IsRecursive(function.Key))
        {
            return function with { Body = body };
        }

        List<Value> yields = [.. body.Yields.Take(function.ReturnTypes.Count)];
        int position = yields.Count;
        foreach (Parameter parameter in function.Parameters.Where(p => p.Mode != PassingMode.Value))
        {
            Value final = body.Yields[position++];
            if (!IsReference(parameter))
            {
                yields.Add(final);
            }
            else if (final != parameter.Value)
            {
                _refusals.Add(new Refusal(
                    Refusals.Recursion,
                    $"'{function.Name}' calls itself and assigns another array or object to '{parameter.Value.Name}'; return it, or copy the elements", default));
            }
        }

        return function with
        {
            Parameters = function.Parameters.Map(p => IsReference(p) ? p with { Mode = PassingMode.Value } : p),
            Body = new Block(body.Ops, yields.ToEquatable()),
        };
    }

    /// <summary>Of a function that calls itself, which results of a call are such references, and the parameters that they are.</summary>
    private IEnumerable<(int Result, int Parameter)> References(string key)
    {
        if (!_functions.TryGetValue(key, out Function callee) || !_graph.IsRecursive(key))
        {
            yield break;
        }

        int result = callee.ReturnTypes.Count;
        for (int i = 0; i < callee.Parameters.Count; i++)
        {
            if (callee.Parameters[i].Mode == PassingMode.Value)
            {
                continue;
            }

            if (IsReference(callee.Parameters[i]))
            {
                yield return (result, i);
            }

            result++;
        }
    }

    /// <summary>What a branch chooses or a loop carries is the same memory where all its sources are.</summary>
    private static void Merge(Op op, Dictionary<int, Value> same)
    {
        switch (op)
        {
            case If branch:
                for (int i = 0; i < branch.Results.Count; i++)
                {
                    Value left = Resolve(branch.Then.Yields[i], same);
                    if (IsMemory(branch.Results[i].Type) && left == Resolve(branch.Else.Yields[i], same))
                    {
                        same[branch.Results[i].Id] = left;
                    }
                }

                break;
            case While loop:
                for (int i = 0; i < loop.Carried.Count; i++)
                {
                    Value initial = Resolve(loop.Initial[i], same);
                    Value next = Resolve(loop.Body.Yields[i], same);
                    if (IsMemory(loop.Carried[i].Type) && (next == loop.Carried[i] || next == initial))
                    {
                        same[loop.Carried[i].Id] = initial;
                        same[loop.Results[i].Id] = initial;
                    }
                }

                break;
        }
    }

    private static Value Resolve(Value value, Dictionary<int, Value> same)
    {
        while (same.TryGetValue(value.Id, out Value known))
        {
            value = known;
        }

        return value;
    }

    private Block WithoutResults(Block block) => new(
        block.Ops.Map(op =>
        {
            if (op is not SourceCall call)
            {
                return op.Map(v => v, v => v, WithoutResults);
            }

            HashSet<int> dropped = [.. References(call.Callee).Select(r => r.Result)];
            return call with { Results = call.Results.Where((_, i) => !dropped.Contains(i)).ToEquatable() };
        }),
        block.Yields);
}
