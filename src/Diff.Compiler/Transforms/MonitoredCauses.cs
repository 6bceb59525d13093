using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// What can make the cotangent of a value infinite: an operation on it whose derivative has a pole, and the hazard rule about that. The way there goes
/// through values that are not counted; one that is would show it itself.
/// </summary>
internal sealed class MonitoredCauses
{
    private const int LongestSearch = 64;

    private readonly Dictionary<Value, Op> _definitions;
    private readonly Dictionary<Value, List<Let>> _users = [];
    private readonly HashSet<Value> _stops = [];

    public MonitoredCauses(Block forward, Dictionary<Value, Op> definitions, Activity activity)
    {
        _definitions = definitions;
        foreach (Let let in forward.Descendants().OfType<Let>().Where(l => activity.IsActive(l.Result)))
        {
            foreach (Value argument in let.Arguments.Where(activity.IsActive).Distinct())
            {
                if (!_users.TryGetValue(argument, out List<Let> users))
                {
                    _users.Add(argument, users = []);
                }

                users.Add(let);
            }
        }
    }

    /// <summary>Says which values are counted themselves.</summary>
    public void StopAt(IEnumerable<Value> counted) => _stops.UnionWith(counted);

    /// <summary>The rule and the line of the operation; empty where none is found.</summary>
    public (string Rule, string Line) Of(Value value)
    {
        Queue<Value> next = new([value]);
        HashSet<Value> seen = [value];
        while (next.Count > 0 && seen.Count < LongestSearch)
        {
            Value current = next.Dequeue();
            foreach (Let let in _users.TryGetValue(current, out List<Let> users) ? users : [])
            {
                string rule = RuleOf(let, current);
                if (rule.Length > 0)
                {
                    return (rule, let.Origin.Quote ?? "");
                }

                if (!_stops.Contains(let.Result) && seen.Add(let.Result))
                {
                    next.Enqueue(let.Result);
                }
            }
        }

        return ("", "");
    }

    private string RuleOf(Let let, Value argument)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Log || primitive == Primitives.Log2 || primitive == Primitives.Log10 || primitive == Primitives.LogP1
            || (primitive == Primitives.LogBase && let.Arguments[0] == argument))
        {
            return IsLogistic(argument) ? "DIFF402" : "DIFF409";
        }

        if (primitive == Primitives.Acos || primitive == Primitives.Asin || primitive == Primitives.Acosh || primitive == Primitives.Atanh)
        {
            return "DIFF406";
        }

        return primitive == Primitives.Sqrt ? "DIFF403"
            : primitive == Primitives.Divide && let.Arguments[1] == argument ? "DIFF404"
            : primitive == Primitives.Pow && let.Arguments[0] == argument ? "DIFF407"
            : "";
    }

    private bool IsLogistic(Value value) => _definitions.TryGetValue(value, out Op op) && op is Let let
        && (let.Primitive == Primitives.Sigmoid || let.Primitive == Primitives.LogisticQuotient || let.Primitive == Primitives.LogisticRatio);
}
