using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Tensors;

/// <summary>DIFF307, DIFF415 and DIFF603: what a loss is scaled by, and what it does twice.</summary>
internal static class ScaleRules
{
    /// <summary>The findings at one operation.</summary>
    public static IEnumerable<TensorFinding> Run(MethodFacts facts, Let let)
    {
        if (IsDividedBySpread(facts, let))
        {
            yield return new TensorFinding(TensorDescriptors.DeviationOfConstant, let, TensorFinding.Quote);
        }

        if (let.Primitive == TensorPrimitives.CrossEntropy && IsLogSoftmax(facts, let.Arguments[0]))
        {
            yield return new TensorFinding(TensorDescriptors.RedundantLogSoftmax, let, TensorFinding.Quote);
        }

        if (let.Primitive == TensorPrimitives.Sum && IsWholeLoss(facts, let.Result) && IsMeasure(facts, let.Arguments[0]))
        {
            yield return new TensorFinding(TensorDescriptors.SumReduction, let, TensorFinding.Quote);
        }
    }

    /// <summary>DIFF415: x / std(x), or x / √var(x) with an epsilon at most behind the root.</summary>
    private static bool IsDividedBySpread(MethodFacts facts, Let let)
    {
        if (let.Primitive != Primitives.Divide)
        {
            return false;
        }

        Value divisor = Unviewed(facts, let.Arguments[1]);
        Value inner = divisor;
        if (facts.Graph.Applied(divisor, Primitives.Add) is { } sum && sum.Arguments.Any(a => !facts.Depends(a)))
        {
            inner = Unviewed(facts, sum.Arguments.First(a => facts.Depends(a)));
        }

        // The libraries set the derivative of a deviation of 0 to 0, that of the root of a variance they do not.
        return (facts.Graph.Applied(divisor, TensorPrimitives.Deviation) is { } deviation && facts.Depends(deviation.Arguments[0]))
            || (facts.Graph.Applied(inner, Primitives.Sqrt) is { } root && facts.Graph.Applied(Unviewed(facts, root.Arguments[0]), TensorPrimitives.Variance) is { } variance
                && facts.Depends(variance.Arguments[0]));
    }

    private static bool IsLogSoftmax(MethodFacts facts, Value value) => facts.Graph.Applied(Unviewed(facts, value), TensorPrimitives.LogSoftmax) is not null;

    /// <summary>Whether a sum is the loss as it stands: nothing divides or weights it.</summary>
    private static bool IsWholeLoss(MethodFacts facts, Value value)
    {
        HashSet<Value> seen = [value];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in facts.Graph.From(open.Pop()).Where(edge => edge.IsDifferentiable && edge.Op is Let let
                && (let.Primitive == Primitives.Add || let.Primitive == TensorPrimitives.View || Primitives.IsIdentity(let.Primitive, out _))))
            {
                if (seen.Add(edge.To))
                {
                    open.Push(edge.To);
                }
            }
        }

        return facts.Loss is { } loss && seen.Contains(loss);
    }

    /// <summary>Squares, magnitudes and Huber losses of errors; a likelihood is a sum by its nature.</summary>
    private static bool IsMeasure(MethodFacts facts, Value value) => facts.Graph.LetOf(Unviewed(facts, value)) is { } let
        && (let.Primitive == Primitives.Huber || let.Primitive == Primitives.Abs || (let.Primitive == Primitives.Pow && facts.Graph.NumberOf(let.Arguments[1]) == 2)
            || (let.Primitive == Primitives.Multiply && facts.Congruence.AreAlike(let.Arguments[0], let.Arguments[1])))
        && facts.Graph.Applied(let.Arguments[0], Primitives.Subtract) is { } error && error.Arguments.Count(facts.Depends) == 1;

    private static Value Unviewed(MethodFacts facts, Value value)
    {
        while (facts.Graph.Applied(value, TensorPrimitives.View) is { } view)
        {
            value = view.Arguments[0];
        }

        return value;
    }
}
