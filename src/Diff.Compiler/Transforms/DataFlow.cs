using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Compiler.Transforms;

/// <summary>
/// What depends on what, forwards from inputs and backwards from outputs, over values and over classes of memory. Conditions,
/// trip counts and indices carry no data. The engine below the activity analysis and the hazard rules.
/// </summary>
internal sealed class DataFlow
{
    private readonly Block _body;
    private readonly AliasClasses _classes;
    private readonly Func<Flow, bool> _passes;

    /// <param name="body">In SSA.</param>
    /// <param name="classes">The memory of the body.</param>
    /// <param name="passes">Which flows through a scalar operation to follow.</param>
    public DataFlow(Block body, AliasClasses classes, Func<Flow, bool> passes)
    {
        _body = body;
        _classes = classes;
        _passes = passes;
    }

    /// <summary>Follows only what has a derivative.</summary>
    public static bool Differentiable(Flow flow) => flow == Flow.Differentiable;

    /// <summary>Follows all data but what the source cuts on purpose.</summary>
    public static bool AnyData(Flow flow) => flow is Flow.Differentiable or Flow.Lossy;

    /// <summary>All that depends on the given values and classes (by their representatives).</summary>
    public HashSet<Value> Forward(IEnumerable<Value> seeds)
    {
        HashSet<Value> reached = [.. seeds.Select(Representative)];
        int before;
        do
        {
            before = reached.Count;
            Forward(_body, reached);
        }
        while (reached.Count != before);
        return reached;
    }

    /// <summary>All that the given values and classes depend on.</summary>
    public HashSet<Value> Backward(IEnumerable<Value> seeds)
    {
        HashSet<Value> reached = [.. seeds.Select(Representative)];
        int before;
        do
        {
            before = reached.Count;
            Backward(_body, reached);
        }
        while (reached.Count != before);
        return reached;
    }

    private Value Representative(Value value) => value.Type.IsBuffer ? _classes.ClassOf(value) : value;

    private bool Follows(Let let, int argument) => _passes(DerivativeTable.FlowOf(let, argument));

    private bool CarriesData(Value value) => _passes(Flow.Lossy) || value.Type.IsFloating;

    /// <summary>The arguments of a call that what it gives depends on.</summary>
    private IEnumerable<Value> SourcesOf(RuleCall call) => Enumerable.Range(0, call.Rule.Parameters.Count)
        .Where(i => call.Rule.Parameters[i].IsDifferentiated || _passes(Flow.Lossy))
        .Select(i => call.Arguments[call.Rule.PositionOf(i)]);

    private void Forward(Block block, HashSet<Value> reached)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case Let o:
                    for (int i = 0; i < o.Arguments.Count; i++)
                    {
                        if (reached.Contains(o.Arguments[i]) && Follows(o, i))
                        {
                            reached.Add(o.Result);
                        }
                    }

                    break;
                case Load o when reached.Contains(Representative(o.Buffer)) && CarriesData(o.Result):
                    reached.Add(o.Result);
                    break;
                case Store o when reached.Contains(o.Operand) && CarriesData(o.Operand):
                    reached.Add(Representative(o.Buffer));
                    break;
                case SpanCall o when o.Arguments.Any(a => reached.Contains(Representative(a))):
                    reached.Add(o.Result ?? Representative(o.Arguments[o.Arguments.Count - 1]));
                    break;
                case RuleCall o when SourcesOf(o).Any(a => reached.Contains(Representative(a))):
                    reached.UnionWith(o.Results.Where(CarriesData));
                    reached.UnionWith(o.Outputs.Select(Representative));
                    break;
                case Opaque { Result: { } result } o when _passes(Flow.Lossy) && o.Arguments.Any(a => reached.Contains(Representative(a))):
                    reached.Add(Representative(result));
                    break;
                case If o:
                    Forward(o.Then, reached);
                    Forward(o.Else, reached);
                    Merge(o.Results, o.Then.Yields, reached);
                    Merge(o.Results, o.Else.Yields, reached);
                    break;
                case For o:
                    ForwardLoop(o.Initial, o.Carried, o.Body, o.Results, reached);
                    break;
                case While o:
                    Merge(o.Carried, o.Initial, reached);
                    Forward(o.Header, reached);
                    ForwardLoop(o.Initial, o.Carried, o.Body, o.Results, reached);
                    break;
            }
        }
    }

    private void ForwardLoop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, Block body, EquatableArray<Value> results, HashSet<Value> reached)
    {
        Merge(carried, initial, reached);
        Forward(body, reached);
        Merge(carried, body.Yields, reached);
        Merge(results, carried, reached);
    }

    private static void Merge(EquatableArray<Value> targets, EquatableArray<Value> sources, HashSet<Value> reached)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            if (reached.Contains(sources[i]))
            {
                reached.Add(targets[i]);
            }
        }
    }

    private void Backward(Block block, HashSet<Value> reached)
    {
        for (int position = block.Ops.Count - 1; position >= 0; position--)
        {
            switch (block.Ops[position])
            {
                case Let o when reached.Contains(o.Result):
                    for (int i = 0; i < o.Arguments.Count; i++)
                    {
                        if (Follows(o, i))
                        {
                            reached.Add(o.Arguments[i]);
                        }
                    }

                    break;
                case Load o when reached.Contains(o.Result) && CarriesData(o.Result):
                    reached.Add(Representative(o.Buffer));
                    break;
                case Store o when reached.Contains(Representative(o.Buffer)) && CarriesData(o.Operand):
                    reached.Add(o.Operand);
                    break;
                case SpanCall o when reached.Contains(o.Result ?? Representative(o.Arguments[o.Arguments.Count - 1])):
                    reached.UnionWith(o.Arguments.Where(a => a.Type.IsFloating).Select(Representative));
                    break;
                case RuleCall o when o.Results.Any(reached.Contains) || o.Outputs.Any(v => reached.Contains(Representative(v))):
                    reached.UnionWith(SourcesOf(o).Select(Representative));
                    break;
                case Opaque { Result: { } result } o when _passes(Flow.Lossy) && reached.Contains(Representative(result)):
                    reached.UnionWith(o.Arguments.Select(Representative));
                    break;
                case If o:
                    Merge(o.Then.Yields, o.Results, reached);
                    Merge(o.Else.Yields, o.Results, reached);
                    Backward(o.Then, reached);
                    Backward(o.Else, reached);
                    break;
                case For o:
                    BackwardLoop(o.Initial, o.Carried, o.Body, o.Results, reached);
                    break;
                case While o:
                    BackwardLoop(o.Initial, o.Carried, o.Body, o.Results, reached);
                    Backward(o.Header, reached);
                    break;
            }
        }
    }

    private void BackwardLoop(
        EquatableArray<Value> initial, EquatableArray<Value> carried, Block body, EquatableArray<Value> results, HashSet<Value> reached)
    {
        Merge(carried, results, reached);
        Merge(body.Yields, carried, reached);
        Merge(body.Yields, results, reached);
        Backward(body, reached);
        Merge(body.Yields, carried, reached);
        Merge(initial, carried, reached);
        Merge(initial, results, reached);
    }
}
