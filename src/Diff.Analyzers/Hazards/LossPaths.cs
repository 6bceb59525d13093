using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Hazards;

/// <summary>Ways from a term to the loss.</summary>
internal static class LossPaths
{
    /// <summary>Whether a value is the loss, or is added up to it, scaled by what does not depend on an input.</summary>
    public static bool IsSummand(MethodFacts facts, Value value)
    {
        if (facts.Loss is null)
        {
            return false;
        }

        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in facts.Graph.From(open.Pop()))
            {
                bool isSum = edge.IsDifferentiable && edge.Op switch
                {
                    Let let when let.Primitive == Primitives.Add => true,
                    Let let when let.Primitive == Primitives.Multiply || let.Primitive == Primitives.Divide => let.Arguments.Count(facts.Depends) == 1,
                    Let let => let.Primitive == Primitives.Convert || TensorPrimitives.IsLinear(let.Primitive) || Primitives.IsIdentity(let.Primitive, out _),
                    For or While or If => true,
                    _ => false,
                };
                if (isSum && seen.Add(edge.To))
                {
                    open.Push(edge.To);
                }
            }
        }

        return seen.Contains(facts.Loss);
    }
}
