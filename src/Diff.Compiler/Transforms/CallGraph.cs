using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Which functions of a module call which: those that reach themselves cannot be inlined and stay calls.</summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, Function> _functions;
    private readonly Dictionary<string, HashSet<string>> _reached = [];
    private readonly Dictionary<string, HashSet<int>> _written = [];

    /// <param name="functions">In SSA.</param>
    public CallGraph(Dictionary<string, Function> functions)
    {
        _functions = functions;
        foreach (Function function in functions.Values)
        {
            _reached[function.Key] = [.. Calls(function).Select(c => c.Callee)];
            _written[function.Key] = [];
        }

        Close();
        FindWritten();
    }

    /// <summary>Whether a function calls itself, itself or through others.</summary>
    public bool IsRecursive(string key) => _reached.TryGetValue(key, out HashSet<string> reached) && reached.Contains(key);

    /// <summary>Whether a function may write to the memory of a parameter.</summary>
    public bool IsWritten(string key, int parameter) => _written[key].Contains(parameter);

    private static IEnumerable<SourceCall> Calls(Function function) => function.Body.Descendants().OfType<SourceCall>();

    private void Close()
    {
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (HashSet<string> reached in _reached.Values)
            {
                foreach (string callee in reached.ToList())
                {
                    if (_reached.TryGetValue(callee, out HashSet<string> further) && !further.IsSubsetOf(reached))
                    {
                        reached.UnionWith(further);
                        isChanged = true;
                    }
                }
            }
        }
        while (isChanged);
    }

    private void FindWritten()
    {
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (Function function in _functions.Values)
            {
                HashSet<int> written = WrittenBy(function);
                isChanged |= written.Count > _written[function.Key].Count;
                _written[function.Key] = written;
            }
        }
        while (isChanged);
    }

    private HashSet<int> WrittenBy(Function function)
    {
        HashSet<int> written = [];
        AliasClasses classes = new(function.Body);

        // A view that a branch chooses or a loop carries can be one of any.
        bool isKnown = !function.Body.Descendants().Any(op => op is If or While or For && op.Definitions().Concat(op.BlockParameters()).Any(v => v.Type.IsBuffer));
        HashSet<Value> stored = [];
        foreach (Op op in function.Body.Descendants())
        {
            switch (op)
            {
                case Store store:
                    stored.Add(classes.ClassOf(store.Buffer));
                    break;
                case CopyElements copy:
                    stored.Add(classes.ClassOf(copy.Destination));
                    break;
                case SourceCall call when _written.TryGetValue(call.Callee, out HashSet<int> inner):
                    stored.UnionWith(inner.Select(i => classes.ClassOf(call.Arguments[i])));
                    break;
                case Opaque opaque:
                    stored.UnionWith(opaque.Arguments.Where(a => a.Type.Shape == Shape.Span).Select(classes.ClassOf));
                    break;
            }
        }

        for (int i = 0; i < function.Parameters.Count; i++)
        {
            Value parameter = function.Parameters[i].Value;
            if (parameter.Type.Shape == Shape.Span && (!isKnown || stored.Contains(classes.ClassOf(parameter))))
            {
                written.Add(i);
            }
        }

        return written;
    }
}
