using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF412: E[x²] − E[x]² under a root, a logarithm or a fraction bar.</summary>
internal sealed class VarianceBySubtractionRule : HazardRule
{
    private const int Deepest = 4;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.VarianceBySubtraction;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Let difference in Singularities.Active(facts, Primitives.Subtract))
        {
            if (SquaresOf(facts, difference.Arguments[0]) is { } squared && BaseOf(facts, difference.Arguments[1]) is { } mean
                && TermOf(facts, mean) is { } term && facts.Congruence.AreAlike(squared, term)
                && Feeds(facts, difference.Result, Deepest, false) is { } isCertain)
            {
                yield return new HazardFinding(difference) { Otherwise = "the variance", IsStatistical = !isCertain };
            }
        }
    }

    /// <summary>What is squared in a mean or sum of squares over a loop.</summary>
    private static Value? SquaresOf(MethodFacts facts, Value value) =>
        TermOf(facts, value) is { } term ? RootOf(facts, term) : null;

    /// <summary>What is squared: in v · v, or v to the power 2.</summary>
    private static Value? RootOf(MethodFacts facts, Value value) => facts.Graph.LetOf(value) is not { } let ? null
        : let.Primitive == Primitives.Pow ? facts.Graph.NumberOf(let.Arguments[1]) == 2 ? let.Arguments[0] : null
        : let.Primitive == Primitives.Multiply && facts.Congruence.AreAlike(Unscaled(facts, let.Arguments[0]), Unscaled(facts, let.Arguments[1])) ? let.Arguments[0]
        : null;

    /// <summary>The one term of a sum over a loop, or of a mean.</summary>
    private static Value? TermOf(MethodFacts facts, Value value)
    {
        value = Unscaled(facts, value);
        if (facts.Graph.DefinitionOf(value) is Let { Primitive: var reduction } reduced && (reduction == TensorPrimitives.Mean || reduction == TensorPrimitives.MeanAlong
            || reduction == TensorPrimitives.Sum || reduction == TensorPrimitives.SumAlong))
        {
            return reduced.Arguments[0];
        }

        IReadOnlyList<Value> terms = facts.Sums.TermsOf(value, out bool isLoop);
        return isLoop && terms.Count == 1 ? terms[0] : null;
    }

    /// <summary>The mean or sum in its square: m · m, s · s / n or s · (s / n).</summary>
    private static Value? BaseOf(MethodFacts facts, Value value)
    {
        return RootOf(facts, Unscaled(facts, value));
    }

    private static Value Unscaled(MethodFacts facts, Value value)
    {
        while (facts.Graph.LetOf(value) is { } let)
        {
            if (let.Primitive == Primitives.Divide && !facts.Depends(let.Arguments[1]))
            {
                value = let.Arguments[0];
            }
            else if (let.Primitive == Primitives.Multiply && let.Arguments.Count(facts.Depends) == 1)
            {
                value = let.Arguments[facts.Depends(let.Arguments[0]) ? 0 : 1];
            }
            else
            {
                break;
            }
        }

        return value;
    }

    /// <summary>Whether a value comes under a root or logarithm, then true, or a fraction bar or a guard first, then false; null for neither.</summary>
    private static bool? Feeds(MethodFacts facts, Value value, int depth, bool isGuarded)
    {
        bool? found = null;
        foreach (FlowEdge use in facts.Graph.From(value))
        {
            if (depth == 0 || use.Op is not Let let)
            {
                continue;
            }

            Primitive primitive = let.Primitive;
            bool? here = null;
            if (primitive == Primitives.Sqrt || primitive == Primitives.Log)
            {
                here = !isGuarded;
            }
            else if (primitive == Primitives.Divide && let.Arguments[1] == value)
            {
                here = isGuarded ? null : false;
            }
            else if (primitive == Primitives.Add || primitive == Primitives.Divide || primitive == Primitives.Multiply || primitive == Primitives.Max
                || primitive == Primitives.Clamp || primitive == Primitives.Abs || primitive == Primitives.Relu)
            {
                bool isScale = let.Arguments.Count(facts.Depends) == 1;
                bool guards = primitive != Primitives.Divide && primitive != Primitives.Multiply;
                here = isScale ? Feeds(facts, let.Result, depth - 1, isGuarded || guards) : null;
            }

            found = here == true || found == true ? true : here ?? found;
        }

        return found;
    }
}
