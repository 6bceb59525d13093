using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Compiler.Facts;

/// <summary>
/// Which values are zero for some input, and provably so. A value is free where an input that stands alone in it can move it anywhere;
/// a sum of terms that are not negative is zero where all its terms are free of one another.
/// </summary>
internal sealed class Zeros(MethodFacts facts)
{
    private const int Deepest = 40;

    private FactGraph Graph => facts.Graph;

    /// <summary>Whether a value that is never negative is zero for some input.</summary>
    public bool Reaches(Value value) => FreeInputs(value, Deepest) is not null;

    /// <summary>The inputs by which a value is brought to zero, or null.</summary>
    private HashSet<Value>? FreeInputs(Value value, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        if (Graph.NumberOf(value) is { } number)
        {
            return number == 0 ? [] : null;
        }

        if (Graph.LoopOf(value) is { } loop)
        {
            return OfLoop(loop.Loop, loop.Position, depth);
        }

        switch (Graph.DefinitionOf(value))
        {
            case For o:
                return OfLoop(o, o.Results.IndexOf(value), depth);
            case While o:
                return OfLoop(o, o.Results.IndexOf(value), depth);
            case SpanCall { Function: var function } call when function == SpanFunction.Norm
                || (function == SpanFunction.Dot && call.Arguments[0] == call.Arguments[1]):
                return OfMemory(call.Arguments[0], depth);
            case Load load when !facts.IsInput(load.Buffer):
                return OfMemory(load.Buffer, depth);
            case Let let:
                return OfLet(let, depth);
            default:
                return Free(value, depth);
        }
    }

    private HashSet<Value>? OfLet(Let let, int depth)
    {
        Primitive primitive = let.Primitive;
        Value first = let.Arguments[0];
        if (Primitives.IsIdentity(primitive, out int argument))
        {
            return FreeInputs(let.Arguments[argument], depth - 1);
        }

        if (primitive == Primitives.Multiply || primitive == Primitives.Divide)
        {
            return FreeInputs(first, depth - 1) ?? (primitive == Primitives.Multiply ? FreeInputs(let.Arguments[1], depth - 1) : null);
        }

        if (primitive == Primitives.Abs || primitive == Primitives.Sqrt || primitive == Primitives.Negate || primitive == Primitives.Convert
            || primitive == Primitives.Relu || primitive == Primitives.Huber
            || (primitive == Primitives.Pow && Graph.NumberOf(let.Arguments[1]) is > 0))
        {
            return FreeInputs(first, depth - 1);
        }

        if (TensorPrimitives.IsLinear(primitive) || primitive == TensorPrimitives.Norm)
        {
            return FreeInputs(first, depth - 1);
        }

        if (primitive == Primitives.Hypot)
        {
            return Both(FreeInputs(first, depth - 1), FreeInputs(let.Arguments[1], depth - 1));
        }

        if (primitive == Primitives.Clamp || primitive == Primitives.Max || primitive == Primitives.Min)
        {
            // A bound of zero is met by all that lies beyond it.
            for (int i = 0; i < 2; i++)
            {
                bool isZeroBound = let.Arguments.Where((_, j) => j != i).Any(a => Graph.NumberOf(a) == 0);
                if (isZeroBound && (primitive != Primitives.Clamp || i == 0) && Free(let.Arguments[i], depth - 1) is { } free)
                {
                    return free;
                }
            }

            return null;
        }

        bool isSum = primitive == Primitives.Add && let.Arguments.All(a => facts.Ranges.Of(a).IsNonNegative);
        return isSum ? Both(FreeInputs(first, depth - 1), FreeInputs(let.Arguments[1], depth - 1))
            : Free(let.Result, depth - 1) ?? (primitive == Primitives.Add || primitive == Primitives.Subtract ? OfTerms(let, depth) : null);
    }

    /// <summary>a · d − b · c: one term is brought to zero by inputs that the other, which is brought to zero before, does not have.</summary>
    private HashSet<Value>? OfTerms(Let let, int depth)
    {
        for (int i = 0; i < 2; i++)
        {
            if (FreeInputs(let.Arguments[i], depth - 1) is { } last && FreeInputs(let.Arguments[1 - i], depth - 1) is { } before
                && !InputsOf(let.Arguments[1 - i]).Overlaps(last))
            {
                return [.. last, .. before];
            }
        }

        return null;
    }

    private static HashSet<Value>? Both(HashSet<Value>? left, HashSet<Value>? right) =>
        left is not null && right is not null && !left.Overlaps(right) ? [.. left, .. right] : null;

    /// <summary>A sum over iterations is zero where it starts at zero and each term is.</summary>
    private HashSet<Value>? OfLoop(Op loop, int position, int depth)
    {
        (Value first, Value carried, Value next) = loop switch
        {
            For o => (o.Initial[position], o.Carried[position], o.Body.Yields[position]),
            While o => (o.Initial[position], o.Carried[position], o.Body.Yields[position]),
            _ => throw new System.InvalidOperationException(),
        };
        return Graph.NumberOf(first) == 0 && facts.Sums.TermOf(next, carried) is { } term ? FreeInputs(term, depth - 1) : null;
    }

    private HashSet<Value>? OfMemory(Value buffer, int depth)
    {
        Value memory = Graph.NodeOf(buffer);
        if (facts.IsInput(buffer))
        {
            return [memory];
        }

        HashSet<Value> all = [];
        foreach (Op op in Graph.Ops)
        {
            if (op is Store store && Graph.NodeOf(store.Buffer) == memory)
            {
                if (FreeInputs(store.Operand, depth - 1) is not { } free)
                {
                    return null;
                }

                all.UnionWith(free);
            }
            else if (op is SpanCall call && call.Function.WritesLast && Graph.NodeOf(call.Arguments[call.Arguments.Count - 1]) == memory)
            {
                return null;
            }
        }

        return all.Count > 0 ? all : null;
    }

    /// <summary>The input by which a value can be moved anywhere while everything else in it stands still, or null.</summary>
    private HashSet<Value>? Free(Value value, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        if (facts.IsInput(value))
        {
            // Elements at different literal places are different inputs.
            return value.Type.IsFloating ? [KeyOf(value)] : null;
        }

        if (Graph.DefinitionOf(value) is not Let let)
        {
            return null;
        }

        Primitive primitive = let.Primitive;
        if (Primitives.IsIdentity(primitive, out int argument))
        {
            return Free(let.Arguments[argument], depth - 1);
        }

        if (primitive == TensorPrimitives.Layer || primitive == TensorPrimitives.Recurrent)
        {
            // Weights bring a layer's output anywhere, whatever its input.
            return Free(let.Arguments[0], depth - 1);
        }

        if (primitive == Primitives.Negate || primitive == Primitives.Convert || primitive == TensorPrimitives.View || primitive == TensorPrimitives.Transpose)
        {
            return Free(let.Arguments[0], depth - 1);
        }

        for (int i = 0; i < let.Arguments.Count && i < 2; i++)
        {
            Value other = let.Arguments[let.Arguments.Count == 2 ? 1 - i : 0];
            bool moves = primitive == Primitives.Add || primitive == Primitives.Subtract
                ? true
                : primitive == Primitives.Multiply ? Graph.NumberOf(other) is { } factor && factor != 0
                : primitive == Primitives.Divide && i == 0 && Graph.NumberOf(other) is { } divisor && divisor != 0;
            if (moves && Free(let.Arguments[i], depth - 1) is { } free && !InputsOf(other).Overlaps(free))
            {
                return free;
            }
        }

        return null;
    }

    private Value KeyOf(Value value) =>
        Graph.DefinitionOf(value) is Load load && Graph.NumberOf(load.Index) is not null ? Canonical(load) : value.Type.IsBuffer ? value
            : Graph.DefinitionOf(value) is Load element ? Graph.NodeOf(element.Buffer) : value;

    /// <summary>The one load that stands for all of one element.</summary>
    private Value Canonical(Load load) => Graph.Definitions.First(v => facts.Congruence.AreAlike(v, load.Result));

    /// <summary>The inputs that a value is made of.</summary>
    private HashSet<Value> InputsOf(Value value)
    {
        HashSet<Value> inputs = [];
        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value next = open.Pop();
            if (facts.IsInput(next))
            {
                inputs.Add(KeyOf(next));
            }
            else
            {
                foreach (FlowEdge edge in Graph.To(next))
                {
                    if (seen.Add(edge.From))
                    {
                        open.Push(edge.From);
                    }
                }
            }
        }

        return inputs;
    }
}
