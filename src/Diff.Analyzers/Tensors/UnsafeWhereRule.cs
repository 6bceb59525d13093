using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Tensors;

/// <summary>
/// DIFF405: a <c>where</c>, or a product with a mask, protects the value of a root, logarithm or quotient, and not its derivative. The
/// condition asks what the unsafe operation gets, so the author knows that it may be outside of where it is safe.
/// </summary>
internal static class UnsafeWhereRule
{
    private const int Deepest = 8;

    /// <summary>The findings at one operation.</summary>
    public static IEnumerable<TensorFinding> Run(MethodFacts facts, Let let)
    {
        (Value Condition, Value[] Sides)? choice = ChoiceOf(facts.Graph, let);
        if (choice is not { } found)
        {
            yield break;
        }

        HashSet<Value> asked = Asked(facts, found.Condition, 6);
        foreach (Value side in found.Sides)
        {
            if (asked.Count > 0 && facts.Depends(side) && Unsafe(facts, side, asked, Deepest) is { } op)
            {
                string text = op.Origin.Quote is { Length: > 0 } quote ? $"'{quote}'" : $"'{op.Primitive.Name}'";
                yield return new TensorFinding(TensorDescriptors.UnsafeWhere, let, text) { Also = op };
                yield break;
            }
        }
    }

    private static (Value Condition, Value[] Sides)? ChoiceOf(FactGraph graph, Let let)
    {
        if (let.Primitive == Primitives.Select)
        {
            return (let.Arguments[0], [let.Arguments[1], let.Arguments[2]]);
        }

        if (let.Primitive == Primitives.Multiply)
        {
            for (int i = 0; i < 2; i++)
            {
                if (graph.DefinitionOf(let.Arguments[i]) is Let mask && mask.Primitive == Primitives.Convert && mask.Arguments[0].Type == IrType.Bool)
                {
                    return (mask.Arguments[0], [let.Arguments[1 - i]]);
                }
            }
        }

        return null;
    }

    /// <summary>The dependent values that a condition compares.</summary>
    private static HashSet<Value> Asked(MethodFacts facts, Value condition, int depth)
    {
        HashSet<Value> asked = [];
        if (depth > 0 && facts.Graph.DefinitionOf(condition) is Let let)
        {
            foreach (Value argument in let.Arguments)
            {
                if (argument.Type == IrType.Bool)
                {
                    asked.UnionWith(Asked(facts, argument, depth - 1));
                }
                else if (facts.Depends(argument))
                {
                    // What is asked of |v| or v² is asked of v.
                    asked.Add(argument);
                    if (facts.Graph.DefinitionOf(argument) is Let inner && (inner.Primitive == Primitives.Abs || inner.Primitive == Primitives.Multiply))
                    {
                        asked.UnionWith(inner.Arguments.Where(facts.Depends));
                    }
                }
            }
        }

        return asked;
    }

    /// <summary>The operation inside a side that is unsafe where the condition excludes it.</summary>
    private static Let? Unsafe(MethodFacts facts, Value value, HashSet<Value> asked, int depth)
    {
        if (depth == 0 || facts.Graph.DefinitionOf(value) is not Let let || let.Primitive == Primitives.Select)
        {
            return null;
        }

        Value? endangered = let.Primitive == Primitives.Sqrt || let.Primitive == Primitives.Log || let.Primitive == Primitives.Log2
            || let.Primitive == Primitives.Log10 || let.Primitive == Primitives.Acos || let.Primitive == Primitives.Asin ? let.Arguments[0]
            : let.Primitive == Primitives.Divide ? let.Arguments[1]
            : let.Primitive == Primitives.Pow && facts.Graph.ConstantOf(let.Arguments[1]) is { Type.IsFloatingScalar: true, Real: < 1 } ? let.Arguments[0]
            : null;
        if (endangered is not null && facts.Depends(endangered) && IsAsked(facts, endangered, asked, 6))
        {
            return let;
        }

        return let.Arguments.Where(facts.Depends).Select(a => Unsafe(facts, a, asked, depth - 1)).FirstOrDefault(found => found is not null);
    }

    /// <summary>
    /// Whether the condition asks a value or what it is computed from by operations that keep zeros; anything that keeps it away from zero
    /// (a sum with a positive number, a bound, an exponential) makes it safe.
    /// </summary>
    private static bool IsAsked(MethodFacts facts, Value value, HashSet<Value> asked, int depth)
    {
        if (asked.Any(a => facts.Congruence.AreAlike(a, value)))
        {
            return true;
        }

        return depth > 0 && facts.Graph.DefinitionOf(value) is Let let
            && (let.Primitive == TensorPrimitives.View || let.Primitive == Primitives.Abs || let.Primitive == Primitives.Multiply
                || let.Primitive == TensorPrimitives.SumAlong || let.Primitive == TensorPrimitives.Sum || let.Primitive == TensorPrimitives.MeanAlong
                || let.Primitive == TensorPrimitives.Norm || let.Primitive == Primitives.Negate || let.Primitive == Primitives.Sqrt
                || let.Primitive == Primitives.Pow)
            && let.Arguments.Where(facts.Depends).Any(a => IsAsked(facts, a, asked, depth - 1));
    }
}
