using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Hazards;

/// <summary>Whether a value is measured as an error: squared, taken in magnitude or weighted, and then summed into the loss.</summary>
internal sealed class LossTerms
{
    private readonly MethodFacts _facts;
    private readonly FactGraph _graph;

    /// <summary>What the value reaches while it is still the error.</summary>
    private readonly HashSet<Value> _error = [];

    /// <summary>What it reaches once it was measured.</summary>
    private readonly HashSet<Value> _measured = [];

    /// <summary>What it reaches once it was weighted with data; only sums lead on from there.</summary>
    private readonly HashSet<Value> _weighted = [];

    public LossTerms(MethodFacts facts)
    {
        _facts = facts;
        _graph = facts.Graph;
    }

    /// <summary>Whether a value is measured on a way to the loss.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isRatio">Whether it is a ratio: those are weighted, not squared.</param>
    public bool IsMeasured(Value value, bool isRatio)
    {
        _error.Add(value);
        int before;
        do
        {
            before = _error.Count + _measured.Count + _weighted.Count;
            foreach (Value node in _error.ToList())
            {
                FollowError(node);
            }

            Follow(_measured, IsSummed);
            Follow(_weighted, (let, node) => IsSummed(let, node) && !IsCurved(let));
        }
        while (_error.Count + _measured.Count + _weighted.Count != before);
        Value loss = _facts.Loss!;
        return _weighted.Contains(loss) || (!isRatio && _measured.Contains(loss));
    }

    private void FollowError(Value node)
    {
        foreach (FlowEdge edge in _graph.From(node))
        {
            if (!edge.IsDifferentiable)
            {
                continue;
            }

            switch (edge.Op)
            {
                case Let let:
                    FollowError(let, node);
                    break;
                case SpanCall call:
                    if (call.Result is { } measure && call.Function != SpanFunction.LogSumExp && call.Function != SpanFunction.SoftmaxCrossEntropy
                        && call.Arguments.All(a => _error.Contains(_graph.NodeOf(a))))
                    {
                        _measured.Add(measure);
                    }

                    break;
                case RuleCall:
                    // What it makes of the error is not known here.
                    break;
                default:
                    _error.Add(edge.To);
                    break;
            }
        }
    }

    private void FollowError(Let let, Value node)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Abs || primitive == Primitives.Huber || (primitive == Primitives.Pow && let.Arguments[0] == node))
        {
            _measured.Add(let.Result);
        }
        else if (primitive == Primitives.Multiply || primitive == Primitives.FusedMultiplyAdd)
        {
            Value other = let.Arguments[let.Arguments[0] == node ? 1 : 0];
            if (_error.Contains(let.Arguments[0]) && _error.Contains(let.Arguments[1]))
            {
                _measured.Add(let.Result);
            }
            else if (!_facts.Depends(other) && primitive == Primitives.Multiply)
            {
                _error.Add(let.Result);
                if (_graph.ConstantOf(other) is null && other.Type.IsFloatingScalar && !IsCount(other))
                {
                    _weighted.Add(let.Result);
                }
            }
        }
        else if (IsCarriedOn(let, node))
        {
            _error.Add(let.Result);
        }
    }

    /// <summary>Still the error: copied, turned, or moved by data. A sum with another dependent value is something else.</summary>
    private bool IsCarriedOn(Let let, Value node)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Add || primitive == Primitives.Subtract)
        {
            return let.Arguments.All(a => a == node || !_facts.Depends(a));
        }

        return (primitive == Primitives.Divide && let.Arguments[0] == node && !_facts.Depends(let.Arguments[1]))
            || Primitives.IsIdentity(primitive, out _) || primitive == Primitives.Convert || primitive == Primitives.Negate
            || (primitive == Primitives.CopySign && let.Arguments[0] == node) || TensorPrimitives.IsLinear(primitive);
    }

    private delegate bool Leads(Let let, Value node);

    private void Follow(HashSet<Value> reached, Leads leads)
    {
        Stack<Value> open = new(reached);
        while (open.Count > 0)
        {
            Value node = open.Pop();
            foreach (FlowEdge edge in _graph.From(node))
            {
                bool follows = edge.IsDifferentiable && edge.Op switch
                {
                    Let let => leads(let, node),
                    SpanCall or RuleCall => false,
                    _ => true,
                };
                if (follows && reached.Add(edge.To))
                {
                    open.Push(edge.To);
                }
            }
        }
    }

    /// <summary>
    /// A term on its way to the loss: summed, scaled by data, or under a root or logarithm. A product with a trained value is
    /// a layer, one with the error itself a higher power of it; a choice of the worse of two terms is deliberate and has a second way.
    /// </summary>
    private bool IsSummed(Let let, Value node)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Multiply || primitive == Primitives.Divide || primitive == Primitives.Min || primitive == Primitives.Max)
        {
            return let.Arguments.All(a => a == node || _error.Contains(a) || !_facts.Depends(a));
        }

        return primitive == Primitives.Add || primitive == Primitives.Subtract || primitive == Primitives.Negate
            || primitive == Primitives.FusedMultiplyAdd || primitive == Primitives.Convert || Primitives.IsIdentity(primitive, out _)
            || primitive == Primitives.Sqrt || primitive == Primitives.Log || primitive == Primitives.Pow || TensorPrimitives.IsLinear(primitive);
    }

    private static bool IsCurved(Let let) =>
        let.Primitive == Primitives.Sqrt || let.Primitive == Primitives.Log || let.Primitive == Primitives.Pow;

    /// <summary>Whether a factor is a number of elements: a mean is not a weighting.</summary>
    private bool IsCount(Value value) => _graph.DefinitionOf(value) is Let let
        && ((let.Primitive == Primitives.Convert && let.Arguments[0].Type.IsInteger)
            || (let.Primitive == Primitives.Divide && let.Arguments.All(a => IsCount(a) || _graph.ConstantOf(a) is not null)));
}
