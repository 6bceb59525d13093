using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF203: the squared error of a logistic function.</summary>
internal sealed class SquaredErrorOfSigmoidRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.SquaredErrorOfSigmoid;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let difference in Singularities.Active(facts, Primitives.Subtract))
        {
            int position = facts.Depends(difference.Arguments[0]) ? 0 : 1;
            bool isError = !facts.Depends(difference.Arguments[1 - position]) && facts.Graph.NumberOf(difference.Arguments[1 - position]) is null
                && IsSaturating(facts, exponentials, difference.Arguments[position]);
            if (isError && facts.Graph.From(difference.Result).Any(use => use.Op is Let let && IsSquare(facts, let)
                && LossPaths.IsSummand(facts, let.Result)))
            {
                yield return new HazardFinding(difference) { Otherwise = "the error" };
            }
        }
    }

    /// <summary>A logistic function, or a softmax, which is one for each class.</summary>
    private static bool IsSaturating(MethodFacts facts, Exponentials exponentials, Value value)
    {
        while (facts.Graph.DefinitionOf(value) is Let { Primitive: var view } let && view == TensorPrimitives.View)
        {
            value = let.Arguments[0];
        }

        return exponentials.LogisticOf(value, out _) is not null || facts.Graph.Applied(value, TensorPrimitives.Softmax) is not null;
    }

    /// <summary>d · d, (k · d) · d or d to the power 2.</summary>
    private static bool IsSquare(MethodFacts facts, Let let) => let.Primitive == Primitives.Pow
        ? facts.Graph.NumberOf(let.Arguments[1]) == 2
        : let.Primitive == Primitives.Multiply && (facts.Congruence.AreAlike(let.Arguments[0], let.Arguments[1])
            || (facts.Graph.Applied(let.Arguments[0], Primitives.Multiply) is { } scaled
                && scaled.Arguments.Any(a => facts.Graph.NumberOf(a) is not null) && scaled.Arguments.Any(a => facts.Congruence.AreAlike(a, let.Arguments[1]))));
}

/// <summary>DIFF207: σ(k · u) with a large constant k.</summary>
internal sealed class SteepSigmoidRule : HazardRule
{
    private const double Steep = 20;

    /// <summary>Beyond k · |u| = 9 the slope is below a thousandth of its largest.</summary>
    private const double Window = 9;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.SteepSigmoid;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result)))
        {
            if (exponentials.LogisticOf(let.Result, out _) is { } argument && SlopeOf(facts, argument) is { } slope && Math.Abs(slope) >= Steep)
            {
                // What is recognised stands behind what is written.
                Op written = let.Primitive == Primitives.Sigmoid || facts.Graph.DefinitionOf(let.Arguments[let.Arguments.Count - 1]) is not { } quotient ? let : quotient;
                yield return new HazardFinding(written)
                {
                    Also = [let],
                    Otherwise = "the logistic function",
                    Arguments = [(Window / Math.Abs(slope)).ToString("0.###", CultureInfo.InvariantCulture)],
                };
            }
        }
    }

    private static double? SlopeOf(MethodFacts facts, Value argument)
    {
        if (facts.Graph.LetOf(argument) is not { } let)
        {
            return null;
        }

        return let.Primitive == Primitives.Negate ? SlopeOf(facts, let.Arguments[0])
            : let.Primitive == Primitives.Multiply ? facts.Graph.NumberOf(let.Arguments[0]) ?? facts.Graph.NumberOf(let.Arguments[1])
            : let.Primitive == Primitives.Divide && facts.Graph.NumberOf(let.Arguments[1]) is { } divisor ? 1 / divisor
            : null;
    }
}
