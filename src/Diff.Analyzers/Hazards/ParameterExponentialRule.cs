using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF416: the exponential of what is trained and not bounded, for itself: not normalised, and not under a logarithm.</summary>
internal sealed class ParameterExponentialRule : HazardRule
{
    private const double Limit = 700;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ParameterExponential;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => Singularities.Active(facts, Primitives.Exp)
        .Where(exp => facts.Ranges.At(exp.Arguments[0], exp).High > Limit && !IsBoundedBehind(facts, exp.Result))
        .Select(exp => new HazardFinding(exp) { Otherwise = "the exponential" });

    /// <summary>Whether an exponential goes into a sum that is divided by, or under a logarithm: softmax, logistic function, softplus.</summary>
    private static bool IsBoundedBehind(MethodFacts facts, Value value)
    {
        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value next = open.Pop();
            foreach (FlowEdge edge in facts.Graph.From(next).Where(edge => edge.IsDifferentiable))
            {
                bool isSum = edge.Op switch
                {
                    Let let when let.Primitive == Primitives.Log || let.Primitive == Primitives.LogP1 => false,
                    Let let when let.Primitive == Primitives.Divide => let.Arguments[1] != next && !facts.Depends(let.Arguments[1]),
                    Let let => let.Primitive == Primitives.Add || TensorPrimitives.IsLinear(let.Primitive) || Primitives.IsIdentity(let.Primitive, out _),
                    _ => true,
                };
                if (edge.Op is Let { Primitive: var primitive } && !isSum && (primitive == Primitives.Log || primitive == Primitives.LogP1 || primitive == Primitives.Divide))
                {
                    return true;
                }

                if (isSum && seen.Add(edge.To))
                {
                    open.Push(edge.To);
                }
            }
        }

        return false;
    }
}
