using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>What a loop carries, where each iteration makes it f(gain · old + …).</summary>
/// <param name="Op">The operation that makes the new value.</param>
/// <param name="Carried">The value that the loop carries.</param>
/// <param name="Gain">The factor of the old value, where it is known as a number.</param>
/// <param name="Weight">The trained factor of the old value, the same in all iterations; null where there is none.</param>
/// <param name="Activation">The function around the sum; null for none.</param>
/// <param name="Trips">How often the loop runs; null where that is not known.</param>
internal sealed record Recurrence(Op Op, Value Carried, double? Gain, Value? Weight, Primitive? Activation, double? Trips)
{
    /// <summary>Whether another trained factor weighs data into it in each iteration: a model of a sequence, not a polynomial.</summary>
    public bool IsDriven { get; init; }
}

/// <summary>Finds recurrences: what loops carry, with its gain.</summary>
internal sealed class Recurrences(MethodFacts facts)
{
    private const int Deepest = 16;

    private FactGraph Graph => facts.Graph;

    /// <summary>The recurrences of all loops.</summary>
    public IEnumerable<Recurrence> All()
    {
        foreach (Op op in Graph.Ops)
        {
            (EquatableArray<Value> carried, EquatableArray<Value> yields) = op switch
            {
                For o => (o.Carried, o.Body.Yields),
                While o => (o.Carried, o.Body.Yields),
                _ => (default, default),
            };
            for (int i = 0; i < carried.Count; i++)
            {
                if (carried[i].Type.IsFloatingScalar && Of(op, carried[i], yields[i]) is { } recurrence)
                {
                    yield return recurrence;
                }
            }
        }
    }

    private Recurrence? Of(Op loop, Value carried, Value next)
    {
        if (Graph.LetOf(next) is not { } let)
        {
            return null;
        }

        Op op = let;
        Primitive? activation = null;
        Value inner = next;
        if (let.Primitive == Primitives.Tanh || let.Primitive == Primitives.Sigmoid || let.Primitive == Primitives.Relu)
        {
            activation = let.Primitive;
            inner = let.Arguments[0];
        }
        else if (let.Primitive == Primitives.Max && let.Arguments.Any(a => Graph.NumberOf(a) == 0))
        {
            activation = Primitives.Relu;
            inner = let.Arguments[Graph.NumberOf(let.Arguments[0]) == 0 ? 1 : 0];
        }

        return GainOf(inner, carried, loop, Deepest) is { IsKnown: true } gain && (gain.Weight is not null || (gain.Number != 0 && !gain.IsCoupled))
            ? new Recurrence(op, carried, gain.Weight is null ? gain.Number : null, gain.Weight, activation, TripsOf(loop))
            {
                IsDriven = gain.Weight is { } weight && facts.Sums.TermsOf(inner, out _).Any(term => IsDrive(term, carried, weight, loop)),
            }
            : null;
    }

    private bool IsDrive(Value term, Value carried, Value weight, Op loop) => !facts.Guards.IsMadeOf(term, carried)
        && Graph.Applied(term, Primitives.Multiply) is { } product && product.Arguments.Count(facts.Depends) == 1
        && product.Arguments.First(facts.Depends) is var trained && trained != weight && IsInvariant(trained, loop)
        && product.Arguments.First(a => !facts.Depends(a)) is var data && Graph.NumberOf(data) is null && !IsInvariant(data, loop);

    /// <summary>How a value depends on what the loop carries: a number times a trained factor, if there is one.</summary>
    private readonly record struct Factor(bool IsKnown, double Number, Value? Weight = null)
    {
        /// <summary>Whether it takes part in something else that the loop carries: a number says nothing of the gain then.</summary>
        public bool IsCoupled { get; init; }
    }

    private Factor? GainOf(Value value, Value carried, Op loop, int depth)
    {
        if (value == carried)
        {
            return new Factor(true, 1);
        }

        if (depth == 0)
        {
            return null;
        }

        if (Graph.LoopOf(value) is { } other && ReferenceEquals(other.Loop, loop))
        {
            return new Factor(true, 0) { IsCoupled = true };
        }

        if (!facts.Guards.IsMadeOf(value, carried))
        {
            return new Factor(true, 0);
        }

        if (Graph.LetOf(value) is not { } let)
        {
            return null;
        }

        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Add || primitive == Primitives.Subtract)
        {
            return GainOf(let.Arguments[0], carried, loop, depth - 1) is { } left && GainOf(let.Arguments[1], carried, loop, depth - 1) is { } right
                ? Sum(left, right, primitive == Primitives.Add ? 1 : -1)
                : null;
        }

        if (primitive == Primitives.Negate)
        {
            return GainOf(let.Arguments[0], carried, loop, depth - 1) is { } gain ? gain with { Number = -gain.Number } : null;
        }

        if (primitive != Primitives.Multiply && primitive != Primitives.Divide)
        {
            return null;
        }

        int position = primitive == Primitives.Divide || facts.Guards.IsMadeOf(let.Arguments[0], carried) ? 0 : 1;
        Value factor = let.Arguments[1 - position];
        if (facts.Guards.IsMadeOf(factor, carried) || GainOf(let.Arguments[position], carried, loop, depth - 1) is not { } inner)
        {
            return null;
        }

        if (Graph.NumberOf(factor) is { } number)
        {
            return inner with { Number = primitive == Primitives.Multiply ? inner.Number * number : inner.Number / number };
        }

        return primitive == Primitives.Multiply && inner.Weight is null && facts.Depends(factor) && IsInvariant(factor, loop)
            ? inner.IsCoupled && inner.Number == 0 ? inner : inner with { Weight = factor }
            : null;
    }

    private static Factor? Sum(Factor left, Factor right, double sign)
    {
        Factor? sum = left.Number == 0 && left.Weight is null ? right with { Number = sign * right.Number }
            : right.Number == 0 && right.Weight is null ? left
            : left.Weight is null && right.Weight is null ? new Factor(true, left.Number + (sign * right.Number))
            : null;
        return sum is { } found ? found with { IsCoupled = left.IsCoupled || right.IsCoupled } : null;
    }

    /// <summary>Whether a value is the same in all iterations: handed in, or made in front of the loop.</summary>
    private bool IsInvariant(Value value, Op loop)
    {
        if (Graph.DefinitionOf(value) is Load load)
        {
            return facts.IsInput(value) && Graph.NumberOf(load.Index) is not null;
        }

        return Graph.DefinitionOf(value) is null
            ? Graph.LoopOf(value) is null
            : !loop.Blocks().SelectMany(b => b.Descendants()).Any(op => op.Definitions().Contains(value));
    }

    private double? TripsOf(Op loop) => loop is For o ? facts.TripsOf(o) : null;
}
