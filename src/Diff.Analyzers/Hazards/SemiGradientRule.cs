using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>
/// DIFF506: the error between f(w, s) and r + γ · f(w, s′) with the same w in both, so that the target is drawn towards the prediction too.
/// </summary>
internal sealed class SemiGradientRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.GradientThroughTarget;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            yield break;
        }

        foreach (Let error in Singularities.Active(facts, Primitives.Subtract).Where(let => let.Arguments.All(facts.Depends)))
        {
            bool isTarget = Enumerable.Range(0, 2).Any(i => IsBootstrap(facts, error.Arguments[i], error.Arguments[1 - i]));
            if (isTarget && new LossTerms(facts).IsMeasured(error.Result, isRatio: false))
            {
                yield return new HazardFinding(error) { Otherwise = "the error" };
            }
        }
    }

    /// <summary>r + γ · v, where v is the same function of other data.</summary>
    private static bool IsBootstrap(MethodFacts facts, Value target, Value prediction)
    {
        if (facts.Graph.Applied(Uncopied(facts, target), Primitives.Add) is not { } sum || sum.Arguments.Count(facts.Depends) != 1)
        {
            return false;
        }

        Value reward = sum.Arguments[facts.Depends(sum.Arguments[0]) ? 1 : 0];
        Value next = sum.Arguments[facts.Depends(sum.Arguments[0]) ? 0 : 1];
        if (facts.Graph.NumberOf(reward) is not null)
        {
            return false;
        }

        // Discount and mask are factors in front of the function, which may be a product itself.
        SameFunction same = new(facts);
        while (facts.Graph.Applied(next, Primitives.Multiply) is { } product && product.Arguments.Count(facts.Depends) == 1)
        {
            next = product.Arguments[facts.Depends(product.Arguments[0]) ? 0 : 1];
            if (same.IsOfOtherData(prediction, next))
            {
                return true;
            }
        }

        return false;
    }

    private static Value Uncopied(MethodFacts facts, Value value)
    {
        while (facts.Graph.DefinitionOf(value) is Let let && let.Primitive == TensorPrimitives.View)
        {
            value = let.Arguments[0];
        }

        return value;
    }
}

/// <summary>Whether two values are one function of the same trained values and of different data.</summary>
internal sealed class SameFunction(MethodFacts facts)
{
    private const int Deepest = 40;

    private readonly HashSet<(Value, Value)> _supposed = [];
    private bool _differs;
    private bool _isTrained;

    /// <summary>Whether the second is the first with other data, or a choice or extreme of such values.</summary>
    public bool IsOfOtherData(Value first, Value second) => IsOfOtherData(first, second, Deepest);

    private bool IsOfOtherData(Value first, Value second, int depth)
    {
        _supposed.Clear();
        _differs = false;
        _isTrained = false;
        if (AreSame(Selected(first), Selected(second), Deepest))
        {
            return _differs && _isTrained;
        }

        // The best of several values: max over actions.
        return depth > 0 && facts.Graph.LetOf(second) is { } let && (let.Primitive == Primitives.Max || let.Primitive == Primitives.Min)
            && let.Arguments.Any(a => IsOfOtherData(first, a, depth - 1));
    }

    /// <summary>What an element or the largest element is taken of.</summary>
    private Value Selected(Value value)
    {
        while (facts.Graph.LetOf(value) is { } let && (let.Primitive == TensorPrimitives.View || let.Primitive == TensorPrimitives.Extreme))
        {
            value = let.Arguments[0];
        }

        return value;
    }

    private bool AreSame(Value first, Value second, int depth)
    {
        if (_supposed.Contains((first, second)))
        {
            return true;
        }

        if (depth == 0 || first.Type != second.Type)
        {
            return false;
        }

        bool isVaried = facts.Depends(first);
        if (isVaried != facts.Depends(second))
        {
            return false;
        }

        if (facts.Congruence.AreAlike(first, second))
        {
            _isTrained |= isVaried;
            return true;
        }

        if (!isVaried && facts.Graph.NumberOf(first) is null && facts.Graph.NumberOf(second) is null && first.Type.IsFloating)
        {
            // Data, whatever is computed from it.
            _differs = true;
            return true;
        }

        _supposed.Add((first, second));
        return (facts.Graph.LetOf(first), facts.Graph.LetOf(second)) switch
        {
            ({ } a, { } b) => a.Primitive == b.Primitive && a.Arguments.Count == b.Arguments.Count
                && Enumerable.Range(0, a.Arguments.Count).All(i => AreSame(a.Arguments[i], b.Arguments[i], depth - 1)),
            _ => (facts.Graph.DefinitionOf(first), facts.Graph.DefinitionOf(second)) switch
            {
                (Load a, Load b) => AreSameElements(a, b, isVaried, depth),
                (For a, For b) => AreSameLoops(a, b, a.Results.IndexOf(first), b.Results.IndexOf(second), depth),
                (SpanCall a, SpanCall b) => a.Function == b.Function && a.Arguments.Count == b.Arguments.Count
                    && Enumerable.Range(0, a.Arguments.Count).All(i => AreSameMemory(a.Arguments[i], b.Arguments[i])),
                _ => false,
            },
        };
    }

    private bool AreSameElements(Load first, Load second, bool isVaried, int depth)
    {
        _isTrained |= isVaried;
        return facts.Graph.NodeOf(first.Buffer) == facts.Graph.NodeOf(second.Buffer) && AreSame(first.Index, second.Index, depth - 1);
    }

    private bool AreSameLoops(For first, For second, int position, int other, int depth)
    {
        if (position != other || first.Step != second.Step || !AreSame(first.Initial[position], second.Initial[other], depth - 1))
        {
            return false;
        }

        _supposed.Add((first.Index, second.Index));
        _supposed.Add((first.Carried[position], second.Carried[other]));
        return AreSame(first.Body.Yields[position], second.Body.Yields[other], depth - 1);
    }

    /// <summary>Trained memory must be the same, data may be any.</summary>
    private bool AreSameMemory(Value first, Value second)
    {
        if (!first.Type.IsBuffer || !second.Type.IsBuffer)
        {
            return facts.Congruence.AreAlike(first, second);
        }

        bool isSame = facts.Graph.NodeOf(first) == facts.Graph.NodeOf(second);
        bool isVaried = facts.Depends(first) || facts.Depends(second);
        _isTrained |= isSame && isVaried;
        _differs |= !isSame;
        return isSame || !isVaried;
    }
}
