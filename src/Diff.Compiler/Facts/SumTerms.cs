using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>Sums: written out, or carried by a loop.</summary>
internal sealed class SumTerms(MethodFacts facts)
{
    private const int Deepest = 12;

    private FactGraph Graph => facts.Graph;

    /// <summary>What an iteration adds to what it carries, or null where it does something else with it.</summary>
    public Value? TermOf(Value next, Value carried) => TermOf(next, carried, Deepest);

    /// <summary>
    /// The terms of a sum, those of a loop once; the value itself where it is no sum. What a loop starts with counts unless it is zero.
    /// </summary>
    /// <param name="value">The sum.</param>
    /// <param name="isLoop">Whether a loop adds terms, so that there may be many.</param>
    public IReadOnlyList<Value> TermsOf(Value value, out bool isLoop)
    {
        List<Value> terms = [];
        isLoop = false;
        Collect(value, terms, ref isLoop, Deepest);
        return terms;
    }

    private void Collect(Value value, List<Value> terms, ref bool isLoop, int depth)
    {
        if (depth > 0 && Graph.Applied(value, Primitives.Add) is { } sum)
        {
            Collect(sum.Arguments[0], terms, ref isLoop, depth - 1);
            Collect(sum.Arguments[1], terms, ref isLoop, depth - 1);
        }
        else if (depth > 0 && LoopTerm(value) is { } loop)
        {
            isLoop = true;
            if (Graph.NumberOf(loop.First) != 0)
            {
                Collect(loop.First, terms, ref isLoop, depth - 1);
            }

            Collect(loop.Term, terms, ref isLoop, depth - 1);
        }
        else if (depth == Deepest || Graph.NumberOf(value) != 0)
        {
            // A loop that was written out starts with its zero, too.
            terms.Add(value);
        }
    }

    /// <summary>What a loop's result starts with and what each iteration adds; null where it is no sum.</summary>
    private (Value First, Value Term)? LoopTerm(Value value)
    {
        switch (Graph.DefinitionOf(value))
        {
            case For o when o.Results.IndexOf(value) is var i and >= 0 && TermOf(o.Body.Yields[i], o.Carried[i]) is { } term:
                return (o.Initial[i], term);
            case While o when o.Results.IndexOf(value) is var i and >= 0 && TermOf(o.Body.Yields[i], o.Carried[i]) is { } term:
                return (o.Initial[i], term);
            default:
                return null;
        }
    }

    private Value? TermOf(Value next, Value carried, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        switch (Graph.DefinitionOf(next))
        {
            case Let let when let.Primitive == Primitives.Add:
                int position = let.Arguments[0] == carried ? 0 : let.Arguments[1] == carried ? 1 : -1;
                return position >= 0 ? let.Arguments[1 - position] : null;

            // A loop inside goes on with the same sum.
            case For o when o.Results.IndexOf(next) is var i and >= 0 && o.Initial[i] == carried:
                return TermOf(o.Body.Yields[i], o.Carried[i], depth - 1);
            case While o when o.Results.IndexOf(next) is var i and >= 0 && o.Initial[i] == carried:
                return TermOf(o.Body.Yields[i], o.Carried[i], depth - 1);
            default:
                return null;
        }
    }
}
