using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>What branches around an operation say of values: the sides of <c>if</c> and <c>?:</c> run only where it holds.</summary>
internal sealed class Guards(MethodFacts facts)
{
    private const int Deepest = 8;

    private readonly Dictionary<Value, HashSet<Value>> _origins = [];

    private FactGraph Graph => facts.Graph;

    /// <summary>An interval of a value narrowed by all branches around an operation.</summary>
    public Interval Refine(Value value, Op op, Interval interval)
    {
        foreach ((If branch, int side) in Graph.BranchesAround(op))
        {
            interval = Refine(value, branch.Condition, side == 0, interval);
        }

        return interval;
    }

    /// <summary>An interval of a value narrowed by a condition that holds, or does not.</summary>
    public Interval Refine(Value value, Value condition, bool holds, Interval interval)
    {
        foreach ((Let comparison, bool isTrue) in Known(condition, holds, Deepest))
        {
            Value left = comparison.Arguments[0];
            Value right = comparison.Arguments[1];
            if (facts.Congruence.AreAlike(left, value))
            {
                interval = Narrow(interval, comparison.Primitive, isTrue, facts.Ranges.Of(right));
            }
            else if (facts.Congruence.AreAlike(right, value))
            {
                interval = Narrow(interval, Turned(comparison.Primitive), isTrue, facts.Ranges.Of(left));
            }
        }

        return interval;
    }

    /// <summary>
    /// Whether a branch around an operation asks something that a value is made of, or that is made of it, other than the value itself:
    /// what that rules out is not known, so nothing is claimed.
    /// </summary>
    public bool MayProtect(Value value, Op op) => Graph.BranchesAround(op).Any(around => AsksOf(around.Branch.Condition, value));

    /// <summary>Whether a value is computed from another, or from memory that the other is an element of.</summary>
    public bool IsMadeOf(Value value, Value part) => OriginsOf(value).Contains(part)
        || (Graph.DefinitionOf(part) is Load load && OriginsOf(value).Contains(Graph.NodeOf(load.Buffer)));

    private bool AsksOf(Value condition, Value value) => AskedBy(condition, Deepest).Any(asked =>
        !facts.Congruence.AreAlike(asked, value) && Graph.ConstantOf(asked) is null && asked.Type.IsFloating
        && (OriginsOf(value).Contains(asked) || OriginsOf(asked).Contains(value)));

    /// <summary>The numbers that a condition asks.</summary>
    private IEnumerable<Value> AskedBy(Value condition, int depth)
    {
        if (depth == 0)
        {
            return [];
        }

        switch (Graph.DefinitionOf(condition))
        {
            case Let let:
                return let.Arguments.SelectMany(a => a.Type.Kind == ScalarKind.Bool ? AskedBy(a, depth - 1) : [a]);
            case If branch:
                int position = branch.Results.IndexOf(condition);
                return AskedBy(branch.Condition, depth - 1).Concat(AskedBy(branch.Then.Yields[position], depth - 1))
                    .Concat(AskedBy(branch.Else.Yields[position], depth - 1));
            default:
                return [];
        }
    }

    /// <summary>Everything that a value is computed from.</summary>
    private HashSet<Value> OriginsOf(Value value)
    {
        if (_origins.TryGetValue(value, out HashSet<Value> known))
        {
            return known;
        }

        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value next = open.Pop();
            IEnumerable<Value> from = Graph.To(next).Select(edge => edge.From);
            foreach (Value origin in Graph.DefinitionOf(next) is If branch ? from.Append(branch.Condition) : from)
            {
                if (seen.Add(origin))
                {
                    open.Push(origin);
                }
            }
        }

        _origins[value] = seen;
        return seen;
    }

    private static Interval Narrow(Interval interval, Primitive comparison, bool holds, Interval bound)
    {
        bool isLess = comparison == Primitives.Less || comparison == Primitives.LessOrEqual;
        bool isGreater = comparison == Primitives.Greater || comparison == Primitives.GreaterOrEqual;
        if (isLess || isGreater)
        {
            bool isStrict = comparison == Primitives.Less || comparison == Primitives.Greater;
            return isGreater == holds
                ? interval.Meet(Interval.All with { Low = bound.Low, IsLowOpen = bound.IsLowOpen || isStrict == holds })
                : interval.Meet(Interval.All with { High = bound.High, IsHighOpen = bound.IsHighOpen || isStrict == holds });
        }

        bool isOne = bound.Low == bound.High;
        if (isOne && (comparison == Primitives.Equal || comparison == Primitives.NotEqual))
        {
            bool isEqual = (comparison == Primitives.Equal) == holds;
            return isEqual ? interval.Meet(bound)
                : interval.Low == bound.Low ? interval with { IsLowOpen = true }
                : interval.High == bound.High ? interval with { IsHighOpen = true }
                : interval;
        }

        return interval;
    }

    private static Primitive Turned(Primitive comparison) => comparison == Primitives.Less ? Primitives.Greater
        : comparison == Primitives.LessOrEqual ? Primitives.GreaterOrEqual
        : comparison == Primitives.Greater ? Primitives.Less
        : comparison == Primitives.GreaterOrEqual ? Primitives.LessOrEqual
        : comparison;

    /// <summary>The comparisons whose outcome follows from a condition's.</summary>
    private IEnumerable<(Let Comparison, bool IsTrue)> Known(Value condition, bool holds, int depth)
    {
        if (depth == 0)
        {
            return [];
        }

        switch (Graph.DefinitionOf(condition))
        {
            case Let let when IsComparison(let.Primitive):
                return [(let, holds)];
            case Let let when let.Primitive == Primitives.Not:
                return Known(let.Arguments[0], !holds, depth - 1);
            case Let let when let.Primitive == (holds ? Primitives.And : Primitives.Or):
                return let.Arguments.SelectMany(a => Known(a, holds, depth - 1));
            case If branch:
                // a && b is a ? b : false, and a || b is a ? true : b.
                int position = branch.Results.IndexOf(condition);
                Value then = branch.Then.Yields[position];
                Value otherwise = branch.Else.Yields[position];
                return holds && Graph.ConstantOf(otherwise)?.Bits == 0
                        ? Known(branch.Condition, true, depth - 1).Concat(Known(then, true, depth - 1))
                    : !holds && Graph.ConstantOf(then) is { Bits: not 0 }
                        ? Known(branch.Condition, false, depth - 1).Concat(Known(otherwise, false, depth - 1))
                    : [];
            default:
                return [];
        }
    }

    private static bool IsComparison(Primitive primitive) =>
        primitive == Primitives.Less || primitive == Primitives.LessOrEqual || primitive == Primitives.Greater
        || primitive == Primitives.GreaterOrEqual || primitive == Primitives.Equal || primitive == Primitives.NotEqual;
}
