using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Hazards;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;

namespace Diff.Analyzers.Initialisation;

/// <summary>
/// DIFF208: a hidden layer whose weights all start with one value. Its units differ only by what follows; where that is constant too they never
/// differ.
/// </summary>
internal sealed class SymmetricLayers
{
    private readonly MethodFacts _facts;
    private readonly List<(Let Function, WeightedSum Sum)> _hidden = [];
    private readonly List<(Value Weights, Value Input)> _products = [];

    public SymmetricLayers(MethodFacts facts)
    {
        _facts = facts;
        Exponentials exponentials = new(facts);
        foreach (Op op in facts.Graph.Ops)
        {
            AddProduct(op);
        }

        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result) && let.Result.Type.IsFloatingScalar))
        {
            if (ArgumentOf(let, exponentials) is { } argument && WeightedSums.Of(facts, argument) is { Terms.Count: > 0 } sum
                && sum.Others.All(IsBias) && Following(let).Any())
            {
                _hidden.Add((let, sum));
            }
        }
    }

    /// <summary>Whether there is a layer to ask for.</summary>
    public bool Any => _hidden.Count > 0;

    /// <summary>The layers whose weights are constant at a call.</summary>
    public IEnumerable<InitialisationFinding> Run(CallSite site)
    {
        foreach ((Let function, WeightedSum sum) in _hidden)
        {
            List<ArrayContent?> weights = [.. sum.Terms.Select(t => t.Weights).Distinct().Select(site.ContentOf)];
            if (weights.Any(w => w?.Content is not { IsConstant: true }) || !HasUnits(function, sum))
            {
                continue;
            }

            bool isKept = Following(function).All(w => site.ContentOf(w)?.Content is { IsConstant: true });
            yield return new InitialisationFinding(
                HazardDescriptors.SymmetricInitialisation, function, weights[0]!.Place, !isKept,
                [Consequence(isKept)]);
        }
    }

    /// <summary>What becomes of the units.</summary>
    public static string Consequence(bool isKept) =>
        isKept ? "get the same gradient and stay alike" : "and their gradients differ only by the weights that follow, in one direction";

    private Value? ArgumentOf(Let let, Exponentials exponentials)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Tanh || primitive == Primitives.TanhQuotient || primitive == Primitives.Relu || primitive == Primitives.Gelu
            || primitive == Primitives.Silu || primitive == Primitives.Softplus)
        {
            return let.Arguments[0];
        }

        return primitive == Primitives.Max && let.Arguments.Any(a => _facts.Graph.NumberOf(a) == 0)
            ? let.Arguments[_facts.Graph.NumberOf(let.Arguments[0]) == 0 ? 1 : 0]
            : exponentials.LogisticOf(let.Result, out _);
    }

    /// <summary>A bias, or a number: anything else, such as a way around the layer, makes the units differ.</summary>
    private bool IsBias(Value value) => _facts.Graph.NumberOf(value) is not null
        || (_facts.Graph.DefinitionOf(value) is Load load && _facts.IsInput(load.Buffer) && _facts.Depends(load.Buffer));

    private void AddProduct(Op op)
    {
        switch (op)
        {
            case Let let when let.Primitive == Primitives.Multiply:
                for (int i = 0; i < 2; i++)
                {
                    if (WeightsOf(let.Arguments[i]) is { } weights)
                    {
                        _products.Add((weights, let.Arguments[1 - i]));
                    }
                }

                break;
            case SpanCall call when call.Function == SpanFunction.Dot:
                for (int i = 0; i < 2; i++)
                {
                    if (_facts.IsInput(call.Arguments[i]) && _facts.Depends(call.Arguments[i]))
                    {
                        _products.Add((_facts.Graph.NodeOf(call.Arguments[i]), _facts.Graph.NodeOf(call.Arguments[1 - i])));
                    }
                }

                break;
        }
    }

    private Value? WeightsOf(Value value) => _facts.Graph.DefinitionOf(value) is Load load && _facts.IsInput(load.Buffer) && _facts.Depends(load.Buffer)
        ? _facts.Graph.NodeOf(load.Buffer) : null;

    /// <summary>The weights that what a function gives is multiplied by.</summary>
    private IEnumerable<Value> Following(Let function) => _products
        .Where(p => p.Input == function.Result || _facts.Guards.IsMadeOf(p.Input, function.Result)).Select(p => p.Weights).Distinct();

    /// <summary>Whether a layer has several units: a loop over them, or as many functions side by side.</summary>
    private bool HasUnits(Let function, WeightedSum sum)
    {
        bool isLooped = _facts.Graph.LoopsAround(function).OfType<For>().Any(loop => sum.Terms.Any(t => t.Index is { } index
            && loop.Carried.Append(loop.Index).Any(c => index == c || _facts.Guards.IsMadeOf(index, c))));
        return isLooped || _hidden.Any(other => other.Function != function && other.Sum.Terms.Any(t => t.Weights == sum.Terms[0].Weights)
            && !_facts.Guards.IsMadeOf(other.Function.Result, function.Result) && !_facts.Guards.IsMadeOf(function.Result, other.Function.Result));
    }
}
