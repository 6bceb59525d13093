using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF103: a prediction is clamped to two literals, compared with a target behind them, and reaches the loss on no other way.</summary>
internal sealed class ClampedPredictionRule : HazardRule
{
    private const double Margin = 0.01;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ClampedPrediction;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            yield break;
        }

        ResidualClamps residuals = new(facts);
        foreach (Clamp clamp in facts.Clamps.Where(clamp => clamp is { Low.Number: { }, High.Number: { } } && facts.ReachesLoss(clamp.Result)))
        {
            if (IsInside(facts, clamp) || residuals.HasResidual(clamp) || !ErrorsOf(facts, clamp.Result).Any(error => new LossTerms(facts).IsMeasured(error, isRatio: false)))
            {
                continue;
            }

            HashSet<Value> cuts = [.. facts.Clamps.Where(other => facts.Congruence.AreAlike(other.Subject, clamp.Subject)).Select(other => other.Result)];
            HashSet<Value> subjects = [.. facts.Graph.Definitions.Where(v => facts.Congruence.AreAlike(v, clamp.Subject)), clamp.Subject];
            if (facts.OnlyThrough(subjects, cuts, edge => facts.IsOpenBeside(clamp.Ops[0], edge)))
            {
                yield return new HazardFinding(clamp.Ops[0])
                {
                    Clamp = clamp,
                    Also = clamp.Ops,
                    Otherwise = "the prediction",
                    IsStatistical = !facts.OnlyThrough(InputsOf(facts), cuts, _ => true),
                };
            }
        }
    }

    /// <summary>Whether the prediction cannot leave the bounds, or so little that they only keep it from the ends of its range.</summary>
    private static bool IsInside(MethodFacts facts, Clamp clamp)
    {
        Interval range = facts.Ranges.At(clamp.Subject, clamp.Ops[0]);
        double margin = Margin * (range.High - range.Low);
        return range.Low >= clamp.Low!.Number - margin && range.High <= clamp.High!.Number + margin && !double.IsInfinity(margin);
    }

    private static IEnumerable<Value> InputsOf(MethodFacts facts) =>
        facts.Function.Parameters.Select(p => facts.Graph.NodeOf(p.Value)).Where(facts.Depends).Distinct();

    /// <summary>The differences of a value, at most scaled by literals, and a target.</summary>
    private static List<Value> ErrorsOf(MethodFacts facts, Value prediction)
    {
        List<Value> errors = [];
        HashSet<Value> seen = [prediction];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            foreach (FlowEdge edge in facts.Graph.From(value).Where(edge => edge.IsDifferentiable && edge.Op is Let))
            {
                Let let = (Let)edge.Op;
                Value? other = let.Arguments.Count == 2 ? let.Arguments[let.Arguments[0] == value ? 1 : 0] : null;
                bool isLiteral = other is not null && facts.Graph.NumberOf(other) is not null;
                if (let.Primitive == Primitives.Subtract && !isLiteral && (!facts.Depends(other!) || facts.IsInput(other!)))
                {
                    errors.Add(let.Result);
                }
                else if ((Primitives.IsIdentity(let.Primitive, out _) || let.Primitive == TensorPrimitives.View || let.Primitive == Primitives.Convert
                    || (isLiteral && (let.Primitive == Primitives.Add || let.Primitive == Primitives.Subtract || let.Primitive == Primitives.Multiply
                        || (let.Primitive == Primitives.Divide && let.Arguments[0] == value)))) && seen.Add(let.Result))
                {
                    open.Push(let.Result);
                }
            }
        }

        return errors;
    }
}
