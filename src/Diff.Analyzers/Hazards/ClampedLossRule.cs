using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF102: an upper bound on a value that measures errors already, on its only way to the loss.</summary>
internal sealed class ClampedLossRule : HazardRule
{
    private const int Deepest = 12;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ClampedLoss;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            return [];
        }

        return facts.Clamps
            .Where(clamp => clamp.High is { Number: not 0 } && facts.ReachesLoss(clamp.Result) && IsMeasure(facts, clamp.Subject, Deepest) && LossPaths.IsSummand(facts, clamp.Result)
                && facts.OnlyThrough([.. facts.Graph.Definitions.Where(v => facts.Congruence.AreAlike(v, clamp.Subject))], [.. facts.Clamps.Where(
                    c => facts.Congruence.AreAlike(c.Subject, clamp.Subject)).Select(c => c.Result)], edge => facts.IsOpenBeside(clamp.Ops[0], edge)))
            .Select(clamp => new HazardFinding(clamp.Ops[0]) { Clamp = clamp, Also = clamp.Ops, Otherwise = "the loss" });
    }

    /// <summary>A square or magnitude of a difference, a negative logarithm, a loss of the library, a sum or mean of these, or a root of it.</summary>
    private static bool IsMeasure(MethodFacts facts, Value value, int depth)
    {
        FactGraph graph = facts.Graph;
        IReadOnlyList<Value> terms = facts.Sums.TermsOf(value, out bool isLoop);
        if (terms.Count > 1 || isLoop)
        {
            return depth > 0 && terms.Any(t => IsMeasure(facts, t, depth - 1)) && terms.All(t => !facts.Depends(t) || facts.Ranges.Of(t).IsNonNegative || IsMeasure(facts, t, depth - 1));
        }

        if (graph.DefinitionOf(value) is SpanCall call)
        {
            return call.Function == SpanFunction.SoftmaxCrossEntropy;
        }

        if (depth == 0 || graph.LetOf(value) is not { } let)
        {
            return false;
        }

        Primitive primitive = let.Primitive;
        Value first = let.Arguments[0];
        // What is summed over all elements and added to the loss is a term of it, whatever it measures.
        if (primitive == Primitives.Huber || TensorPrimitives.IsFullReduction(primitive))
        {
            return true;
        }

        if (TensorPrimitives.IsLinear(primitive))
        {
            return IsMeasure(facts, first, depth - 1);
        }

        if (primitive == Primitives.Abs || (primitive == Primitives.Pow && graph.NumberOf(let.Arguments[1]) is > 0 and { } p && p % 2 == 0))
        {
            return IsResidual(facts, first);
        }

        if (primitive == Primitives.Multiply && facts.Congruence.AreAlike(first, let.Arguments[1]))
        {
            return IsResidual(facts, first);
        }

        if (primitive == Primitives.Negate)
        {
            return graph.Applied(first, Primitives.Log) is not null;
        }

        return primitive == Primitives.Sqrt ? IsMeasure(facts, first, depth - 1)
            : primitive == Primitives.Divide ? !facts.Depends(let.Arguments[1]) && IsMeasure(facts, first, depth - 1)
            : primitive == Primitives.Multiply && let.Arguments.Count(facts.Depends) == 1
                && IsMeasure(facts, let.Arguments[facts.Depends(first) ? 0 : 1], depth - 1);
    }

    /// <summary>A difference of a prediction and something that is handed in.</summary>
    private static bool IsResidual(MethodFacts facts, Value value) => facts.Graph.LetOf(value) is { } let
        && ((let.Primitive == Primitives.Subtract
                && (let.Arguments.Count(facts.Depends) == 1 || (let.Arguments.All(facts.Depends) && let.Arguments.Any(facts.IsInput))))
            || (let.Primitive == Primitives.Abs && IsResidual(facts, let.Arguments[0])));
}
