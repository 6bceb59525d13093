using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Chooses the values whose cotangents are counted: all activations, and of the named locals those that cost next to nothing beside the loop
/// that they are in. Running sums are none of them, so that inner products run as they do without.
/// </summary>
internal sealed class MonitoringPlan
{
    /// <summary>What is counted at most; what is nearest the result is preferred.</summary>
    private const int MostSites = 200;

    /// <summary>Values of one name and line that get rows of their own: calls of one helper for each layer. More share one row.</summary>
    private const int MostAlike = 8;

    /// <summary>What counting one cotangent costs, in additions.</summary>
    private const int CountingCost = 8;

    /// <summary>How much more the two sweeps cost than the forward sweep alone.</summary>
    private const int SweepFactor = 3;

    /// <summary>The share of a loop's cost that counting locals may add: one in so many parts.</summary>
    private const int CostShare = 20;

    private const int AssumedTrips = 16;

    private readonly Activity _activity;
    private readonly Activations _activations;
    private readonly MonitoredCauses _causes;
    private readonly Dictionary<Value, string> _storedIn = [];
    private readonly HashSet<Value> _skipped = [];
    private readonly List<Candidate> _candidates = [];

    private MonitoringPlan(Block forward, Activity activity)
    {
        Dictionary<Value, Op> definitions = forward.DefinitionsInside();
        _activity = activity;
        _activations = new Activations(definitions, activity);
        _causes = new MonitoredCauses(forward, definitions, activity);
        foreach (Op op in forward.Descendants())
        {
            if (op is Store store && store.Buffer.Name.Length > 0)
            {
                _storedIn[store.Operand] = store.Buffer.Name;
            }
            else if (op is Let let && let.Primitive.Notation == Notation.Copy && Primitives.IsIdentity(let.Primitive, out int written))
            {
                // What was written by hand, and has the name too.
                _skipped.Add(let.Arguments[written]);
            }
        }
    }

    private sealed record Candidate(Value Value, Origin Origin, string Text, MonitoredKind Kind, Func<Builder, Value>? Flat)
    {
        public bool IsLocal => Kind == MonitoredKind.Local;
    }

    /// <summary>The values of a forward sweep that are counted.</summary>
    public static Dictionary<Value, MonitoredSite> Of(Block forward, Activity activity)
    {
        MonitoringPlan plan = new(forward, activity);
        plan._candidates.AddRange(plan.Visit(forward));
        return plan.Sites();
    }

    private Dictionary<Value, MonitoredSite> Sites()
    {
        HashSet<Value> kept = [.. _candidates.AsEnumerable().Reverse().OrderBy(c => c.IsLocal).Take(MostSites).Select(c => c.Value)];
        _causes.StopAt(kept);
        Dictionary<(string, string, MonitoredKind, bool), int> alike = [];
        Dictionary<(string, string, MonitoredKind, bool), int> numbers = [];
        List<Candidate> chosen = [.. _candidates.Where(c => kept.Contains(c.Value))];
        foreach (Candidate candidate in chosen)
        {
            alike[Key(candidate)] = alike.TryGetValue(Key(candidate), out int count) ? count + 1 : 1;
        }

        Dictionary<Value, MonitoredSite> sites = [];
        Dictionary<(string, string, MonitoredKind, bool), MonitoredRow> rows = [];
        foreach (Candidate candidate in chosen)
        {
            (string name, string line, MonitoredKind kind, bool isSingle) = Key(candidate);
            int number = numbers.TryGetValue(Key(candidate), out int last) ? last + 1 : 1;
            numbers[Key(candidate)] = number;
            bool isNumbered = alike[Key(candidate)] <= MostAlike && number > 1;
            string own = isNumbered ? name + " (" + number.ToString(CultureInfo.InvariantCulture) + ")" : name;
            if (!rows.TryGetValue((own, line, kind, isSingle), out MonitoredRow row))
            {
                (string rule, string cause) = _causes.Of(candidate.Value);
                rows.Add((own, line, kind, isSingle), row = new MonitoredRow(own, line, kind, isSingle, rule, cause));
            }

            sites.Add(candidate.Value, new MonitoredSite(row, candidate.Flat));
        }

        return sites;
    }

    private static (string, string, MonitoredKind, bool) Key(Candidate candidate) =>
        (candidate.Text, candidate.Origin.Quote ?? "", candidate.Kind, candidate.Value.Type.Kind == ScalarKind.Single);

    private List<Candidate> Visit(Block block)
    {
        List<Candidate> found = [];
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case Let let:
                    Add(let, _activations.Of(let), let.Result, NameOf(let), found);
                    break;
                case If branch:
                    VisitBranch(branch, found);
                    break;
                case For loop:
                    found.AddRange(VisitLoop(loop.Body, loop.Carried.Count));
                    break;
                case While loop:
                    found.AddRange(VisitLoop(loop.Body, loop.Carried.Count));
                    break;
            }
        }

        return found;
    }

    private void VisitBranch(If branch, List<Candidate> found)
    {
        for (int i = 0; i < branch.Results.Count; i++)
        {
            if (_skipped.Contains(branch.Results[i]))
            {
                // A side of a sum is a sum.
                _skipped.Add(branch.Then.Yields[i]);
                _skipped.Add(branch.Else.Yields[i]);
            }
        }

        found.AddRange(Visit(branch.Then));
        found.AddRange(Visit(branch.Else));
        for (int i = 0; i < branch.Results.Count; i++)
        {
            (MonitoredKind, Func<Builder, Value>?)? activation = _activations.Of(branch, i);
            Add(branch, activation, branch.Results[i], NameOf(branch.Results[i], branch.Origin, activation is null ? "" : "?:"), found);
        }
    }

    /// <summary>What is found in a loop; of locals only as many as the cost of an iteration allows for.</summary>
    private List<Candidate> VisitLoop(Block body, int carried)
    {
        _skipped.UnionWith(body.Yields.Take(carried));
        List<Candidate> found = Visit(body);
        long most = (SweepFactor * Cost(body) / CostShare / CountingCost) - found.Count(c => !c.IsLocal);
        HashSet<Value> kept = [.. found.AsEnumerable().Reverse().Where(c => c.IsLocal).Take((int)Math.Max(0, Math.Min(most, MostSites))).Select(c => c.Value)];
        return [.. found.Where(c => !c.IsLocal || kept.Contains(c.Value))];
    }

    private void Add(Op op, (MonitoredKind Kind, Func<Builder, Value>? Flat)? activation, Value value, string name, List<Candidate> found)
    {
        if (!value.Type.IsFloatingScalar || !_activity.IsActive(value) || name.Length == 0)
        {
            return;
        }

        if (activation is { } known)
        {
            found.Add(new Candidate(value, op.Origin, name, known.Kind, known.Flat));
        }
        else if (IsNamed(value, op.Origin) && !_skipped.Contains(value))
        {
            found.Add(new Candidate(value, op.Origin, name, MonitoredKind.Local, null));
        }
    }

    private string NameOf(Let let)
    {
        string text = let.Primitive.Text(let.Result.Type.Kind);
        string function = let.Primitive == Primitives.LogisticQuotient || let.Primitive == Primitives.LogisticRatio ? "logistic"
            : let.Primitive == Primitives.TanhQuotient ? "tanh"
            : let.Primitive == Primitives.LogOnePlusExp ? "softplus"
            : let.Primitive == Primitives.Select ? "?:"
            : text.Substring(text.LastIndexOf('.') + 1);
        Value? argument = let.Arguments.FirstOrDefault(a => a.Name.Length > 0 && _activity.IsActive(a));
        return NameOf(let.Result, let.Origin, argument is null ? function : $"{function}({argument.Name})");
    }

    private string NameOf(Value value, Origin origin, string otherwise) =>
        IsNamed(value, origin) ? value.Name.TrimStart('@') : _storedIn.TryGetValue(value, out string buffer) ? buffer.TrimStart('@') : otherwise;

    /// <summary>Whether the source gives a value its name: what is returned has one of the compiler's.</summary>
    private static bool IsNamed(Value value, Origin origin) =>
        value.Name.Length > 0 && (value.Name != "result" || (origin.Quote?.IndexOf("result", StringComparison.Ordinal) ?? -1) >= 0);

    private static long Cost(Block block)
    {
        long cost = 0;
        foreach (Op op in block.Ops)
        {
            cost += op switch
            {
                Let let => let.Primitive.Cost,
                Load or Store => 1,
                If branch => Cost(branch.Then) + Cost(branch.Else),
                For loop => AssumedTrips * Cost(loop.Body),
                While loop => AssumedTrips * (Cost(loop.Header) + Cost(loop.Body)),
                SpanCall or RuleCall => AssumedTrips * 4,
                _ => 0,
            };
            cost = Math.Min(cost, int.MaxValue);
        }

        return cost;
    }
}
