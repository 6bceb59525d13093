using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
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

    /// <summary>A softmax of a library, seen through shapes and through the choice of an element by a sum with weights.</summary>
    private static List<Op>? OfTensor(Let tensor, MethodFacts facts, Exponentials exponentials)
    {
        if (tensor.Primitive == TensorPrimitives.Softmax)
        {
            return [tensor];
        }

        Value inner = tensor.Arguments[0];
        if (tensor.Primitive == TensorPrimitives.SumAlong && facts.Graph.Applied(inner, Primitives.Multiply) is { } weighted
            && weighted.Arguments.Count(facts.Depends) == 1)
        {
            return Source(weighted.Arguments.First(facts.Depends), facts, exponentials);
        }

        return tensor.Primitive == TensorPrimitives.View ? Source(inner, facts, exponentials) : null;
    }

    /// <summary>The operations that make a softmax, or null.</summary>
    private static List<Op>? Source(Value probability, MethodFacts facts, Exponentials exponentials, int depth = 4)
    {
        FactGraph graph = facts.Graph;
        if (graph.DefinitionOf(probability) is Let { Primitive.IsTensor: true } tensor)
        {
            return OfTensor(tensor, facts, exponentials);
        }

        if (graph.DefinitionOf(probability) is If branch && depth > 0)
        {
            // On both ways: what is a softmax only where the model does not train is none in training.
            int position = branch.Results.IndexOf(probability);
            return Source(branch.Then.Yields[position], facts, exponentials, depth - 1) is { } then
                && Source(branch.Else.Yields[position], facts, exponentials, depth - 1) is { } otherwise ? [.. then, .. otherwise] : null;
        }

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
