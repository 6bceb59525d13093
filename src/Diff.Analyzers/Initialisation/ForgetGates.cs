using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Analyzers.Hazards;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;

namespace Diff.Analyzers.Initialisation;

/// <summary>DIFF210: c = σ(W·x + b) · c + σ(…) · g, with a bias b that starts at 0.</summary>
internal sealed class ForgetGates
{
    private readonly MethodFacts _facts;
    private readonly Exponentials _exponentials;
    private readonly List<(Let Gate, WeightedSum Sum)> _gates = [];

    public ForgetGates(MethodFacts facts)
    {
        _facts = facts;
        _exponentials = new Exponentials(facts);
        foreach (Let sum in facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == Primitives.Add && facts.IsActive(let.Result)))
        {
            for (int i = 0; i < 2; i++)
            {
                if (GateOf(sum, i) is { } gate && _exponentials.LogisticOf(gate.Result, out _) is { } argument)
                {
                    _gates.Add((gate, WeightedSums.Of(facts, argument)));
                }
            }
        }
    }

    /// <summary>Whether there is a gate to ask for.</summary>
    public bool Any => _gates.Count > 0;

    /// <summary>The gates whose bias is zero at a call.</summary>
    public IEnumerable<InitialisationFinding> Run(CallSite site)
    {
        foreach ((Let gate, WeightedSum sum) in _gates)
        {
            List<ArrayContent?> biases = [.. sum.Others.Where(IsElement).Select(o => site.ContentOf(_facts.Graph.NodeOf(((Load)_facts.Graph.DefinitionOf(o)!).Buffer)))];
            if (biases.Count > 0 && biases.Count == sum.Others.Count && sum.Terms.Count > 0
                && biases.All(b => b?.Content is { IsConstant: true, Mean: 0 }))
            {
                yield return new InitialisationFinding(HazardDescriptors.ForgetBias, gate, biases[0]!.Place, IsStatistical: true, []);
            }
        }
    }

    private bool IsElement(Value value) => _facts.Graph.DefinitionOf(value) is Load load && _facts.IsInput(load.Buffer) && _facts.Depends(load.Buffer);

    /// <summary>The gate of what a sum keeps, if it is that of a cell: kept · gate + another gate · something.</summary>
    private Let? GateOf(Let sum, int side)
    {
        if (_facts.Graph.Applied(sum.Arguments[side], Primitives.Multiply) is not { } kept
            || _facts.Graph.Applied(sum.Arguments[1 - side], Primitives.Multiply) is not { } added)
        {
            return null;
        }

        for (int i = 0; i < 2; i++)
        {
            if (IsGate(kept.Arguments[i]) && IsKept(kept.Arguments[1 - i], sum) && added.Arguments.Any(a => a != kept.Arguments[i] && IsGate(a)))
            {
                return (Let)_facts.Graph.DefinitionOf(kept.Arguments[i])!;
            }
        }

        return null;
    }

    private bool IsGate(Value value) => _facts.Graph.DefinitionOf(value) is Let && _exponentials.LogisticOf(value, out _) is not null;

    /// <summary>Whether a value is what the sum was in the iteration before, in a variable or in memory.</summary>
    private bool IsKept(Value value, Let sum)
    {
        if (_facts.Graph.LoopOf(value) is { } carried)
        {
            Value next = carried.Loop switch
            {
                For o => o.Body.Yields[carried.Position],
                While o => o.Body.Yields[carried.Position],
                _ => value,
            };
            return next == sum.Result;
        }

        return _facts.Graph.DefinitionOf(value) is Load load && _facts.Graph.Ops.OfType<Store>()
            .Any(s => s.Operand == sum.Result && _facts.Graph.NodeOf(s.Buffer) == _facts.Graph.NodeOf(load.Buffer));
    }
}
