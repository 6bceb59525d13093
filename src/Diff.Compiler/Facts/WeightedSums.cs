using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>Products of a weight with something, as many as some loops have iterations.</summary>
/// <param name="Weights">The memory that the weight is loaded from: a parameter.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Input">What it is multiplied by; null where that is an element of <paramref name="Memory"/>.</param>
/// <param name="Memory">Of a product of whole buffers, the other one.</param>
/// <param name="Loops">The loops that add it.</param>
/// <param name="Count">Of a product of buffers, the number of elements; null where they are parameters as they are.</param>
internal sealed record WeightedTerm(Value Weights, Value? Weight, Value? Input, Value? Memory, ImmutableList<For> Loops, Value? Count)
{
    /// <summary>Where the weight is in its memory, or where the buffer of weights starts; null for the start.</summary>
    public Value? Index { get; init; }
}

/// <summary>The sum that a unit of a layer is a function of.</summary>
/// <param name="Terms">Its products with weights.</param>
/// <param name="Others">Its other terms: biases, and what is not known.</param>
internal sealed record WeightedSum(IReadOnlyList<WeightedTerm> Terms, IReadOnlyList<Value> Others);

/// <summary>Finds sums of weights times inputs, written out or carried by loops, in a scalar or through memory of the method's own.</summary>
internal sealed class WeightedSums(MethodFacts facts)
{
    private const int Deepest = 200;
    private const int MostTerms = 4000;

    private readonly List<WeightedTerm> _terms = [];
    private readonly List<Value> _others = [];

    private FactGraph Graph => facts.Graph;

    /// <summary>A value as a sum.</summary>
    public static WeightedSum Of(MethodFacts facts, Value value)
    {
        WeightedSums sums = new(facts);
        sums.Collect(value, ImmutableList<For>.Empty, Deepest);
        return new WeightedSum(sums._terms, sums._others);
    }

    /// <summary>
    /// A number on which the size of a loop or of memory depends, as far as parameters are known; null where they are not.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="number">What a parameter is.</param>
    /// <param name="length">How long a parameter is.</param>
    public double? NumberOf(Value value, Func<Value, double?> number, Func<Value, double?> length) => NumberOf(value, number, length, 16);

    /// <summary>How many products a term stands for.</summary>
    public double? CountOf(WeightedTerm term, Func<Value, double?> number, Func<Value, double?> length)
    {
        double? count = term.Count is not null ? NumberOf(term.Count, number, length) : term.Memory is not null ? length(term.Weights) : 1;
        foreach (For loop in term.Loops)
        {
            count *= TripsOf(loop, number, length);
        }

        return count;
    }

    /// <summary>How often a loop runs.</summary>
    public double? TripsOf(For loop, Func<Value, double?> number, Func<Value, double?> length)
    {
        double extra = loop.Test is LoopTest.LessOrEqual or LoopTest.GreaterOrEqual ? Math.Sign(loop.Step) : 0;
        return NumberOf(loop.To, number, length) is { } to && NumberOf(loop.From, number, length) is { } from
            ? Math.Max(0, Math.Ceiling((to + extra - from) / loop.Step)) : null;
    }

    private double? NumberOf(Value value, Func<Value, double?> number, Func<Value, double?> length, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        if (Graph.NumberOf(value) is { } known)
        {
            return known;
        }

        switch (Graph.DefinitionOf(value))
        {
            case null:
                return number(value);
            case LengthOf o:
                return Graph.DefinitionOf(o.Buffer) switch
                {
                    Slice slice => NumberOf(slice.Length, number, length, depth - 1),
                    Allocate memory => NumberOf(memory.Length, number, length, depth - 1),
                    null => length(o.Buffer),
                    _ => null,
                };
            case Let let when let.Arguments.Count == 2 && let.Result.Type.IsInteger:
                double? left = NumberOf(let.Arguments[0], number, length, depth - 1);
                double? right = NumberOf(let.Arguments[1], number, length, depth - 1);
                return let.Primitive == Primitives.Add ? left + right
                    : let.Primitive == Primitives.Subtract ? left - right
                    : let.Primitive == Primitives.Multiply ? left * right
                    : let.Primitive == Primitives.Divide && right is { } divisor && divisor != 0 && left is { } dividend ? Math.Truncate(dividend / divisor)
                    : null;
            case Let let when let.Arguments.Count == 1 && (let.Primitive == Primitives.Convert || let.Primitive == Primitives.Copy):
                return NumberOf(let.Arguments[0], number, length, depth - 1);
            default:
                return null;
        }
    }

    private void Collect(Value value, ImmutableList<For> loops, int depth)
    {
        if (depth == 0 || _terms.Count > MostTerms)
        {
            _others.Add(value);
            return;
        }

        switch (Graph.LetOf(value) ?? Graph.DefinitionOf(value))
        {
            case Let let when let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract:
                Collect(let.Arguments[0], loops, depth - 1);
                Collect(let.Arguments[1], loops, depth - 1);
                break;
            case Let let when let.Primitive == Primitives.Negate || let.Primitive == Primitives.Copy:
                Collect(let.Arguments[0], loops, depth - 1);
                break;
            case Let let when let.Primitive == Primitives.Multiply && WeightIn(let) is { } position:
                Load weight = (Load)Graph.DefinitionOf(Unconverted(let.Arguments[position]))!;
                _terms.Add(new WeightedTerm(Graph.NodeOf(weight.Buffer), weight.Result, let.Arguments[1 - position], null, loops, null) { Index = weight.Index });
                break;
            case For o when o.Results.IndexOf(value) is var i and >= 0:
                int before = _terms.Count;
                int others = _others.Count;
                if (CollectCarried(o.Body.Yields[i], o.Carried[i], loops.Add(o), depth - 1))
                {
                    Collect(o.Initial[i], loops, depth - 1);
                }
                else
                {
                    _terms.RemoveRange(before, _terms.Count - before);
                    _others.RemoveRange(others, _others.Count - others);
                    _others.Add(value);
                }

                break;
            case SpanCall call when call.Function == SpanFunction.Dot && DotTerm(call, loops) is { } term:
                _terms.Add(term);
                break;
            case Load load when StoredIn(load) is { } stored:
                Collect(stored, loops, depth - 1);
                break;
            default:
                if (Graph.NumberOf(value) != 0)
                {
                    _others.Add(value);
                }

                break;
        }
    }

    /// <summary>Collects what an iteration adds; false where it does something else with what it carries.</summary>
    private bool CollectCarried(Value next, Value carried, ImmutableList<For> loops, int depth)
    {
        if (next == carried)
        {
            return true;
        }

        if (depth == 0)
        {
            return false;
        }

        switch (Graph.DefinitionOf(next))
        {
            case Let let when let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract:
                int position = Reads(let.Arguments[0], carried) ? 0 : 1;
                if ((position == 1 && let.Primitive == Primitives.Subtract)
                    || !CollectCarried(let.Arguments[position], carried, loops, depth - 1)
                    || Reads(let.Arguments[1 - position], carried))
                {
                    return false;
                }

                Collect(let.Arguments[1 - position], loops, depth - 1);
                return true;
            case For o when o.Results.IndexOf(next) is var i and >= 0:
                return CollectCarried(o.Initial[i], carried, loops, depth - 1)
                    && CollectCarried(o.Body.Yields[i], o.Carried[i], loops.Add(o), depth - 1);
            default:
                return false;
        }
    }

    /// <summary>Whether a value is computed from another in the same iteration; what memory held before is not.</summary>
    private bool Reads(Value value, Value other)
    {
        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value next = open.Pop();
            if (next == other)
            {
                return true;
            }

            IEnumerable<Value> parts = Graph.DefinitionOf(next) switch
            {
                Let o => o.Arguments,
                If o => [o.Condition, o.Then.Yields[o.Results.IndexOf(next)], o.Else.Yields[o.Results.IndexOf(next)]],
                For o => [o.Initial[o.Results.IndexOf(next)], o.Body.Yields[o.Results.IndexOf(next)]],
                While o => [o.Initial[o.Results.IndexOf(next)], o.Body.Yields[o.Results.IndexOf(next)]],
                _ => [],
            };
            foreach (Value part in parts.Where(seen.Add))
            {
                open.Push(part);
            }
        }

        return false;
    }

    /// <summary>Which factor of a product is a weight: an element of memory that is differentiated.</summary>
    private int? WeightIn(Let product)
    {
        for (int i = 0; i < 2; i++)
        {
            if (IsWeight(product.Arguments[i]) && !IsWeight(product.Arguments[1 - i]))
            {
                return i;
            }
        }

        return null;
    }

    private bool IsWeight(Value value) =>
        Graph.DefinitionOf(Unconverted(value)) is Load load && facts.IsInput(load.Buffer) && facts.Depends(load.Buffer);

    /// <summary>Σ wⱼ xⱼ in one call, of a buffer of weights and another one.</summary>
    private WeightedTerm? DotTerm(SpanCall call, ImmutableList<For> loops)
    {
        for (int i = 0; i < 2; i++)
        {
            Value weights = call.Arguments[i];
            Value other = call.Arguments[1 - i];
            if (facts.IsInput(weights) && facts.Depends(weights) && !(facts.IsInput(other) && facts.Depends(other)))
            {
                return new WeightedTerm(Graph.NodeOf(weights), null, null, Graph.NodeOf(other), loops, LengthIn(weights) ?? LengthIn(other))
                {
                    Index = (Graph.DefinitionOf(weights) as Slice)?.Start,
                };
            }
        }

        return null;
    }

    /// <summary>The number of elements of a buffer, if an operation computes it.</summary>
    private Value? LengthIn(Value buffer) => Graph.DefinitionOf(buffer) is Slice slice ? slice.Length
        : Graph.Ops.OfType<LengthOf>().FirstOrDefault(o => o.Buffer == buffer)?.Result;

    /// <summary>The sum that an element of the method's own memory was made by, where one operation writes all of it.</summary>
    private Value? StoredIn(Load load)
    {
        if (facts.IsInput(load.Buffer))
        {
            return null;
        }

        Value memory = Graph.NodeOf(load.Buffer);
        List<Store> stores = [.. Graph.Ops.OfType<Store>().Where(s => Graph.NodeOf(s.Buffer) == memory)];
        bool isElsewhere = Graph.Ops.Any(op => (op is SpanCall call && call.Function.WritesLast && Graph.NodeOf(call.Arguments[call.Arguments.Count - 1]) == memory)
            || (op is RuleCall rule && rule.Outputs.Any(o => Graph.NodeOf(o) == memory)));
        return stores.Count == 1 && !isElsewhere && !facts.Guards.IsMadeOf(stores[0].Operand, load.Result)
            && !Graph.To(memory).Any(e => e.Op is not Store) ? stores[0].Operand : null;
    }

    private Value Unconverted(Value value)
    {
        while (Graph.LetOf(value) is { } let && (let.Primitive == Primitives.Convert || let.Primitive == Primitives.Copy))
        {
            value = let.Arguments[0];
        }

        return value;
    }
}
