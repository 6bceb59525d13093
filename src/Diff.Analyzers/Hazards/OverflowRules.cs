using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF413: log(1 + exp(u)) where u may be large.</summary>
internal sealed class NaiveSoftplusRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.NaiveSoftplus;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        FactGraph graph = facts.Graph;
        foreach (Let let in graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result)))
        {
            Value? exponent = let.Primitive == Primitives.LogOnePlusExp ? let.Arguments[0]
                : let.Primitive == Primitives.LogP1 ? graph.Applied(let.Arguments[0], Primitives.Exp)?.Arguments[0]
                : null;
            if (exponent is null || !facts.Depends(exponent) || facts.Ranges.At(exponent, let).High <= Exponentials.LimitOf(exponent.Type))
            {
                continue;
            }

            // The logarithm as it is written stands in front of what was recognised.
            Op written = let.Primitive == Primitives.LogOnePlusExp && graph.DefinitionOf(let.Arguments[1]) is { } log ? log : let;
            yield return new HazardFinding(written)
            {
                Also = [let],
                Otherwise = "the logarithm",
                Arguments = [Exponentials.Text(Exponentials.LimitOf(exponent.Type))],
                Remedy = DiagnosticProperties.UseSoftplus,
            };
        }
    }
}

/// <summary>DIFF411: log Σ exp(uᵢ) without a shift.</summary>
internal sealed class NaiveLogSumExpRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.NaiveLogSumExp;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let log in facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == Primitives.Log && facts.IsActive(let.Result)))
        {
            List<Op> guards = [];
            Value sum = exponentials.Unguarded(log.Arguments[0], guards);
            if (exponentials.ExponentsOfSum(sum) is { } exponents && exponents.Any(u => facts.Depends(u) && !exponentials.IsSafe(u)))
            {
                yield return new HazardFinding(log)
                {
                    Otherwise = "the logarithm",
                    Arguments = [Exponentials.Text(Exponentials.LimitOf(log.Result.Type))],
                };
            }
        }
    }
}

/// <summary>DIFF303: exp(uᵢ) / Σ exp(uⱼ) without a shift.</summary>
internal sealed class UnshiftedSoftmaxRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.UnshiftedSoftmax;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let quotient in facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == Primitives.Divide && facts.IsActive(let.Result)))
        {
            List<Op> guards = [];
            Value sum = exponentials.Unguarded(quotient.Arguments[1], guards);
            if (exponentials.ExponentsOf(quotient.Arguments[0]) is { } numerator && exponentials.ExponentsOfSum(sum) is { } exponents
                && numerator.Any(u => !exponentials.IsSafe(u)) && exponents.Any(u => facts.Depends(u) && !exponentials.IsSafe(u)))
            {
                yield return new HazardFinding(quotient)
                {
                    Otherwise = "the quotient",
                    Arguments = [Exponentials.Text(Exponentials.LimitOf(quotient.Result.Type))],
                };
            }
        }
    }
}
