using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF401: the logarithm of a softmax, of the library or written as a quotient of exponentials.</summary>
internal sealed class LogOfSoftmaxRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.LogOfSoftmax;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let log in facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == Primitives.Log && facts.IsActive(let.Result)))
        {
            List<Op> guards = [];
            Value probability = exponentials.Unguarded(log.Arguments[0], guards);
            if (facts.Depends(probability) && Source(probability, facts, exponentials) is { } source)
            {
                yield return new HazardFinding(log)
                {
                    Also = [.. guards, .. source],
                    Otherwise = "the logarithm",
                    Arguments = [Exponentials.Text(Exponentials.GapOf(log.Result.Type)), guards.Count > 0 ? ", or cut to 0 by the guard" : ""],
                    IsStatistical = guards.Count > 0,
                };
            }
        }
    }

    /// <summary>The operations that make a softmax, or null.</summary>
    private static List<Op>? Source(Value probability, MethodFacts facts, Exponentials exponentials, int depth = 4)
    {
        FactGraph graph = facts.Graph;
        if (graph.Applied(probability, Primitives.Divide) is { } quotient)
        {
            bool isSoftmax = exponentials.ExponentsOf(quotient.Arguments[0]) is not null && exponentials.ExponentsOfSum(quotient.Arguments[1]) is not null;
            return isSoftmax ? [quotient] : null;
        }

        if (depth == 0 || graph.DefinitionOf(probability) is not Load load || facts.IsInput(probability))
        {
            return null;
        }

        List<Op> sources = [];
        Value memory = graph.NodeOf(load.Buffer);
        foreach (Op op in graph.Ops)
        {
            switch (op)
            {
                case SpanCall call when call.Function.WritesLast && graph.NodeOf(call.Arguments[call.Arguments.Count - 1]) == memory:
                    if (call.Function != SpanFunction.Softmax)
                    {
                        return null;
                    }

                    sources.Add(call);
                    break;
                case Store store when graph.NodeOf(store.Buffer) == memory:
                    if (graph.Applied(store.Operand, Primitives.Divide) is { } stored && exponentials.ExponentsOf(stored.Arguments[0]) is not null
                        && exponentials.ExponentsOfSum(stored.Arguments[1]) is not null)
                    {
                        sources.Add(stored);
                    }
                    else if (graph.DefinitionOf(store.Operand) is Load copied && graph.NodeOf(copied.Buffer) != memory
                        && Source(store.Operand, facts, exponentials, depth - 1) is { } copies)
                    {
                        sources.AddRange(copies);
                    }
                    else if (graph.Applied(store.Operand, Primitives.Exp) is null)
                    {
                        return null;
                    }

                    break;
            }
        }

        return sources.Count > 0 ? sources : null;
    }
}
