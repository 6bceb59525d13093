using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Tensors;

/// <summary>The rules that speak of operations of tensor libraries.</summary>
internal sealed class TensorRules
{
    private const int Deepest = 24;

    private readonly MethodFacts _facts;
    private readonly FactGraph _graph;
    private readonly IReadOnlyCollection<Value> _singleUnits;

    private TensorRules(MethodFacts facts, TensorMethod method)
    {
        _facts = facts;
        _singleUnits = method.SingleUnits;
        _graph = facts.Graph;
    }

    /// <summary>What the rules say of a method.</summary>
    public static IEnumerable<TensorFinding> Run(MethodFacts facts, TensorMethod method)
    {
        TensorRules rules = new(facts, method);
        List<TensorFinding> findings = [.. rules.Structure()];
        foreach (Value value in facts.Graph.Definitions)
        {
            if (facts.Graph.DefinitionOf(value) is Let let && facts.Depends(value) && facts.ReachesLoss(value))
            {
                findings.AddRange(new[] { rules.DoubleActivation(let), rules.ReluOnOutput(let), rules.SameOperands(let) }.OfType<TensorFinding>());
                findings.AddRange(ScaleRules.Run(facts, let));
            }
        }

        if (method.HasLoss && facts.Loss is { } loss && !rules.DependsBesideNewLeaves(loss))
        {
            findings.AddRange(rules.CutGraph(loss) is { } cut ? [cut] : rules.DataOnly(method));
        }

        return findings;
    }

    /// <summary>What the rules say of a model, whatever it is trained by.</summary>
    public static IEnumerable<TensorFinding> OfModel(MethodFacts facts, TensorMethod method) => new TensorRules(facts, method).Structure();

    private IEnumerable<TensorFinding> Structure()
    {
        foreach (Value value in _graph.Definitions)
        {
            if (_graph.DefinitionOf(value) is Let let && _facts.Depends(value) && _facts.ReachesLoss(value))
            {
                foreach (TensorFinding finding in new[] { UnscaledDotProduct(let), SingleSoftmax(let) }.OfType<TensorFinding>().Concat(UnsafeWhereRule.Run(_facts, let)))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>DIFF106: the softmax of a layer with one unit is 1.</summary>
    private TensorFinding? SingleSoftmax(Let let)
    {
        if (let.Primitive != TensorPrimitives.Softmax && let.Primitive != TensorPrimitives.LogSoftmax)
        {
            return null;
        }

        Value value = let.Arguments[0];
        while (_graph.DefinitionOf(value) is Let view && view.Primitive == TensorPrimitives.View)
        {
            value = view.Arguments[0];
        }

        return _graph.DefinitionOf(value) is Let layer && layer.Primitive == TensorPrimitives.Layer && _singleUnits.Contains(layer.Arguments[0])
            ? new TensorFinding(HazardDescriptors.ConstantExpression, let, TensorFinding.Quote, let.Primitive == TensorPrimitives.Softmax ? "1" : "0") : null;
    }

    /// <summary>DIFF204: whatever way is taken, the loss gets what went through the activation that it applies itself.</summary>
    private TensorFinding? DoubleActivation(Let let)
    {
        (Primitive Activation, string Loss, string Name)? kind =
            let.Primitive == TensorPrimitives.CrossEntropy ? (TensorPrimitives.Softmax, "cross_entropy", "softmax")
            : let.Primitive == TensorPrimitives.BinaryEntropyOfLogits ? (Primitives.Sigmoid, "binary_cross_entropy_with_logits", "sigmoid")
            : null;
        return kind is { } found && IsAlways(let.Arguments[0], found.Activation, Deepest)
            ? new TensorFinding(TensorDescriptors.DoubleActivation, let, found.Loss, found.Name) : null;
    }

    private bool IsAlways(Value value, Primitive primitive, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        switch (_graph.DefinitionOf(value))
        {
            case Let let when let.Primitive == primitive:
                return true;
            case Let let when let.Primitive == TensorPrimitives.View || let.Primitive == Primitives.Clamp:
                return IsAlways(let.Arguments[0], primitive, depth - 1);
            case If branch:
                int position = branch.Results.IndexOf(value);
                return IsAlways(branch.Then.Yields[position], primitive, depth - 1) && IsAlways(branch.Else.Yields[position], primitive, depth - 1);
            default:
                return false;
        }
    }

    /// <summary>DIFF206: softmax(q · kᵀ) with nothing but shapes and masks in between.</summary>
    private TensorFinding? UnscaledDotProduct(Let let)
    {
        if (let.Primitive != TensorPrimitives.Softmax)
        {
            return null;
        }

        Value value = let.Arguments[0];
        for (int i = 0; i < Deepest; i++)
        {
            if (_graph.DefinitionOf(value) is not Let inner)
            {
                return null;
            }

            if (inner.Primitive == TensorPrimitives.MatMul)
            {
                return Projection(inner.Arguments[0]) is not null && Projection(inner.Arguments[1]) is true
                    ? new TensorFinding(TensorDescriptors.UnscaledDotProduct, let) : null;
            }

            Value? next = inner.Primitive == TensorPrimitives.View ? inner.Arguments[0]
                : inner.Primitive == Primitives.Add ? OnlyDependent(inner.Arguments)
                : inner.Primitive == Primitives.Select ? OnlyDependent(inner.Arguments.Skip(1))
                : null;
            if (next is null)
            {
                return null;
            }

            value = next;
        }

        return null;
    }

    private Value? OnlyDependent(IEnumerable<Value> values) => values.Count(_facts.Depends) == 1 ? values.First(_facts.Depends) : null;

    /// <summary>Whether a value is a trained projection, and transposed; null where it is something else, a scaled one for example.</summary>
    private bool? Projection(Value value)
    {
        bool isTransposed = false;
        for (int i = 0; i < Deepest && _graph.DefinitionOf(value) is Let let; i++)
        {
            if (let.Primitive == TensorPrimitives.Layer)
            {
                return isTransposed;
            }

            if (let.Primitive != TensorPrimitives.View && let.Primitive != TensorPrimitives.Transpose)
            {
                return null;
            }

            isTransposed |= let.Primitive == TensorPrimitives.Transpose;
            value = let.Arguments[0];
        }

        return null;
    }

    /// <summary>DIFF111: relu(layer(x)) is compared with a target.</summary>
    private TensorFinding? ReluOnOutput(Let let)
    {
        bool isResidual = let.Primitive == Primitives.Subtract && let.Arguments.Count(_facts.Depends) == 1
            && let.Arguments.Any(a => !_facts.Depends(a) && _graph.ConstantOf(a) is null);
        if (!isResidual && let.Primitive != TensorPrimitives.CrossEntropy && let.Primitive != TensorPrimitives.BinaryEntropyOfLogits)
        {
            return null;
        }

        Value output = isResidual ? let.Arguments.First(_facts.Depends) : let.Arguments[0];
        while (_graph.DefinitionOf(output) is Let view && view.Primitive == TensorPrimitives.View)
        {
            output = view.Arguments[0];
        }

        return _graph.DefinitionOf(output) is Let relu && relu.Primitive == Primitives.Relu
            && _graph.DefinitionOf(relu.Arguments[0]) is Let layer && layer.Primitive == TensorPrimitives.Layer
            ? new TensorFinding(TensorDescriptors.ReluOnOutput, let, TensorFinding.Quote) : null;
    }

    /// <summary>DIFF512: a value is compared with itself.</summary>
    private TensorFinding? SameOperands(Let let) =>
        (let.Primitive == Primitives.Subtract || TensorPrimitives.IsLoss(let.Primitive)) && let.Arguments[0] == let.Arguments[1]
            ? new TensorFinding(TensorDescriptors.LossWithoutPrediction, let, TensorFinding.Quote, "the same value") { Also = let } : null;

    /// <summary>DIFF512: the loss does not depend on the model, and two tensors that are handed in are compared on the way to it.</summary>
    private IEnumerable<TensorFinding> DataOnly(TensorMethod method)
    {
        if (!method.RunsModel)
        {
            yield break;
        }

        foreach (Value value in _graph.Definitions)
        {
            if (_graph.DefinitionOf(value) is Let let && (let.Primitive == Primitives.Subtract || TensorPrimitives.IsLoss(let.Primitive))
                && let.Arguments.All(a => IsHandedIn(a)) && _facts.ReachesLoss(value))
            {
                yield return new TensorFinding(TensorDescriptors.LossWithoutPrediction, let, TensorFinding.Quote, "data");
                yield break;
            }
        }
    }

    private bool IsHandedIn(Value value)
    {
        while (_graph.DefinitionOf(value) is Let let && let.Primitive == TensorPrimitives.View)
        {
            value = let.Arguments[0];
        }

        return _facts.IsInput(value) && !_facts.Depends(value);
    }

    /// <summary>Whether a loss depends on what is trained in another way than through a new tensor that is made of a number.</summary>
    private bool DependsBesideNewLeaves(Value loss)
    {
        HashSet<Value> reached = [loss];
        Stack<Value> open = new(reached);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (_facts.IsInput(value) && _facts.Depends(value))
            {
                return true;
            }

            bool isLeaf = IsNewLeaf(value);
            foreach (FlowEdge edge in _graph.To(value))
            {
                if (edge.IsDifferentiable && !isLeaf && reached.Add(edge.From))
                {
                    open.Push(edge.From);
                }
            }
        }

        return false;
    }

    /// <summary>tensor(number, requires_grad: true), with a number that is read out of a model.</summary>
    private bool IsNewLeaf(Value value)
    {
        if (_graph.DefinitionOf(value) is not Let join || join.Primitive != TensorPrimitives.Join
            || _graph.DefinitionOf(join.Arguments[0]) is not Let { Primitive.IsCut: true } read)
        {
            return false;
        }

        HashSet<Value> seen = [read.Result];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in _graph.To(open.Pop()))
            {
                if (_facts.Depends(edge.From))
                {
                    return true;
                }

                if (seen.Add(edge.From))
                {
                    open.Push(edge.From);
                }
            }
        }

        return false;
    }

    /// <summary>DIFF501: what the loss is made of comes from the model, through cuts only.</summary>
    private TensorFinding? CutGraph(Value loss)
    {
        HashSet<Value> made = [loss];
        Stack<Value> open = new(made);
        Let? cut = null;
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in _graph.To(open.Pop()))
            {
                if (edge.Op is Let let && (let.Primitive == Primitives.Stop || let.Primitive.IsCut) && _facts.Depends(edge.From))
                {
                    cut = cut is null || let.Origin.Start < cut.Origin.Start ? let : cut;
                }
                else if (made.Add(edge.From))
                {
                    open.Push(edge.From);
                }
            }
        }

        return cut is null ? null : new TensorFinding(TensorDescriptors.CutGraph, cut, NameOf(cut));
    }

    private static string NameOf(Let cut) => cut.Origin.Quote is { Length: > 0 } text ? text : "detach";
}
