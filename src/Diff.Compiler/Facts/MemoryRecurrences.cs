using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>A layer whose outputs a loop hands back to it as inputs, in memory: h = f(W · h + …).</summary>
/// <param name="Op">The function, or the sum where there is none.</param>
/// <param name="Carried">The memory that the layer reads.</param>
/// <param name="Weights">The memory of its weights.</param>
/// <param name="IsInvariant">Whether they are the same in all iterations.</param>
/// <param name="Activation">The function around the sum; null for none.</param>
/// <param name="Loop">The loop that carries.</param>
internal sealed record MemoryRecurrence(Op Op, Value Carried, Value Weights, bool IsInvariant, Primitive? Activation, Op Loop);

/// <summary>
/// Finds layers that are applied to their own outputs. An iteration writes all outputs to other memory than it reads, and then copies them
/// there or swaps the two.
/// </summary>
internal sealed class MemoryRecurrences(MethodFacts facts)
{
    private FactGraph Graph => facts.Graph;

    /// <summary>All of them.</summary>
    public IEnumerable<MemoryRecurrence> All()
    {
        List<Store> stores = [.. Graph.Ops.OfType<Store>()];
        foreach (Store store in stores.Where(s => Graph.LoopsAround(s).Count > 0 && facts.Depends(s.Operand)))
        {
            Op? made = Graph.LetOf(store.Operand) ?? Graph.DefinitionOf(store.Operand);
            if (made is not (Let or For or SpanCall))
            {
                continue;
            }

            (Primitive? activation, Value inner) = made is Let let ? ActivationOf(facts, let) : (null, store.Operand);
            WeightedSum sum = WeightedSums.Of(facts, inner);
            foreach (WeightedTerm term in sum.Terms)
            {
                if (HandedBack(term, store) is { } back)
                {
                    yield return new MemoryRecurrence(made, back.Carried, term.Weights, IsInvariant(term, back.Loop, stores), activation, back.Loop);
                    break;
                }

                if (MemoryOf(term) is { } carried && CarryingLoop(store, carried, stores) is { } loop && sum.Others.All(o => !IsElementOf(o, carried)))
                {
                    yield return new MemoryRecurrence(made, carried, term.Weights, IsInvariant(term, loop, stores), activation, loop);
                    break;
                }
            }
        }
    }

    /// <summary>The function that a value is of a sum, and the sum.</summary>
    public static (Primitive? Activation, Value Inner) ActivationOf(MethodFacts facts, Let let)
    {
        if (let.Primitive == Primitives.Tanh || let.Primitive == Primitives.Sigmoid || let.Primitive == Primitives.Relu)
        {
            return (let.Primitive, let.Arguments[0]);
        }

        if (let.Primitive == Primitives.Max && let.Arguments.Any(a => facts.Graph.NumberOf(a) == 0))
        {
            return (Primitives.Relu, let.Arguments[facts.Graph.NumberOf(let.Arguments[0]) == 0 ? 1 : 0]);
        }

        // 1 / (1 + exp(−z)) as it is written.
        return facts.Graph.NumberOf(let.Arguments[0]) == 1 && let.Primitive == Primitives.Divide
            && facts.Graph.Applied(let.Arguments[1], Primitives.Add) is { } sum
            && sum.Arguments.Select(a => facts.Graph.Applied(a, Primitives.Exp)).FirstOrDefault(e => e is not null) is { } exp
            ? (Primitives.Sigmoid, exp.Arguments[0]) : (null, let.Result);
    }

    /// <summary>Where a loop carries the elements of a small array as numbers: what the next iteration gets is read from what this one wrote.</summary>
    private (Value Carried, Op Loop)? HandedBack(WeightedTerm term, Store store)
    {
        if (term.Input is null || Graph.LoopOf(term.Input) is not { } carried)
        {
            return null;
        }

        Value next = carried.Loop switch
        {
            For o => o.Body.Yields[carried.Position],
            While o => o.Body.Yields[carried.Position],
            _ => term.Input,
        };
        return Graph.DefinitionOf(next) is Load load && Graph.NodeOf(load.Buffer) == Graph.NodeOf(store.Buffer) ? (term.Input, carried.Loop) : null;
    }

    /// <summary>The memory of the method's own whose elements are multiplied by weights.</summary>
    private Value? MemoryOf(WeightedTerm term)
    {
        Value? memory = term.Memory ?? (term.Input is { } input && Graph.DefinitionOf(input) is Load load ? load.Buffer : null);
        return memory is null || facts.IsInput(memory) ? null : Graph.NodeOf(memory);
    }

    private bool IsElementOf(Value value, Value memory) => facts.Guards.IsMadeOf(value, memory);

    /// <summary>The loop in whose next iteration a layer reads what it wrote, and nothing else.</summary>
    private Op? CarryingLoop(Store store, Value carried, List<Store> stores) => LoopOf(store, carried, stores) is { } loop
        && stores.Where(s => Graph.NodeOf(s.Buffer) == carried && Graph.LoopsAround(s).Contains(loop, FactGraph.ReferenceComparer.Instance))
            .All(s => facts.Guards.IsMadeOf(s.Operand, carried)) ? loop : null;

    private Op? LoopOf(Store store, Value carried, List<Store> stores)
    {
        Value written = Graph.NodeOf(store.Buffer);
        IReadOnlyList<Op> around = Graph.LoopsAround(store);
        if (written == carried)
        {
            // Swapped: the loop carries which of two is which.
            List<SelectBuffer> choices = [.. Graph.Ops.OfType<SelectBuffer>().Where(s => Graph.NodeOf(s.Result) == carried)];
            return around.Reverse().FirstOrDefault(loop => choices.Count > 0
                ? CarriedBy(loop).Any(c => choices.Any(s => s.Selector == c || facts.Guards.IsMadeOf(s.Selector, c)))
                : !CarriedBy(loop).Any(c => store.Index == c || facts.Guards.IsMadeOf(store.Index, c)));
        }

        foreach (Store copy in stores.Where(s => Graph.NodeOf(s.Buffer) == carried))
        {
            if (Graph.DefinitionOf(copy.Operand) is Load load && Graph.NodeOf(load.Buffer) == written)
            {
                return around.Intersect(Graph.LoopsAround(copy), FactGraph.ReferenceComparer.Instance).LastOrDefault();
            }
        }

        return null;
    }

    private static IEnumerable<Value> CarriedBy(Op loop) => loop switch
    {
        For o => o.Carried.Append(o.Index),
        While o => o.Carried,
        _ => [],
    };

    private bool IsInvariant(WeightedTerm term, Op loop, List<Store> stores) =>
        !stores.Any(s => Graph.NodeOf(s.Buffer) == term.Weights)
        && !(term.Index is { } index && CarriedBy(loop).Any(c => index == c || facts.Guards.IsMadeOf(index, c)));
}
