using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;

namespace Diff.Compiler.Facts;

/// <summary>
/// What hazard rules ask of an annotated method: what depends on a differentiated input, what reaches the loss, and
/// whether it reaches the loss on one way only.
/// </summary>
internal sealed class MethodFacts
{
    private readonly Activity _activity;
    private readonly HashSet<Value> _inputs;
    private readonly HashSet<Value> _reaching;
    private readonly Lazy<List<Clamp>> _clamps;
    private readonly Lazy<List<Recurrence>> _recurrences;
    private readonly Lazy<List<MemoryRecurrence>> _memoryRecurrences;

    /// <param name="function">The method, linked and in SSA.</param>
    /// <param name="activity">What varies in it.</param>
    public MethodFacts(Function function, Activity activity)
    {
        _activity = activity;
        Function = function;
        Graph = new FactGraph(function, activity.Classes);
        Congruence = new Congruence(Graph);
        Ranges = new Ranges(this);
        Zeros = new Zeros(this);
        Guards = new Guards(this);
        Sums = new SumTerms(this);
        _clamps = new Lazy<List<Clamp>>(() => ClampRecognition.Run(this));
        _recurrences = new Lazy<List<Recurrence>>(() => [.. new Recurrences(this).All()]);
        _memoryRecurrences = new Lazy<List<MemoryRecurrence>>(() => [.. new MemoryRecurrences(this).All()]);
        _inputs = [.. function.Parameters.Select(p => Graph.NodeOf(p.Value))];
        Loss = function.ReturnTypes.Count == 1 && function.ReturnTypes[0].IsFloatingScalar && function.Body.Yields.Count > 0 ? function.Body.Yields[0] : null;
        _reaching = Loss is null ? [] : Reach([Loss], Graph.To, e => e.From, _ => true);
    }

    /// <summary>The method.</summary>
    public Function Function { get; }

    /// <summary>Its data.</summary>
    public FactGraph Graph { get; }

    /// <summary>Which of its values are equal.</summary>
    public Congruence Congruence { get; }

    /// <summary>Between which numbers its values lie.</summary>
    public Ranges Ranges { get; }

    /// <summary>Which of its values are zero for some input.</summary>
    public Zeros Zeros { get; }

    /// <summary>What is known where an operation runs.</summary>
    public Guards Guards { get; }

    /// <summary>Which of its values are sums.</summary>
    public SumTerms Sums { get; }

    /// <summary>Its clamps.</summary>
    public IReadOnlyList<Clamp> Clamps => _clamps.Value;

    /// <summary>What its loops carry with a gain.</summary>
    public IReadOnlyList<Recurrence> Recurrences => _recurrences.Value;

    /// <summary>What its loops carry in memory with trained weights.</summary>
    public IReadOnlyList<MemoryRecurrence> MemoryRecurrences => _memoryRecurrences.Value;

    /// <summary>
    /// Whether a cotangent of zero stays zero where a derivative is infinite, as in what Diff generates. Tensor libraries multiply: 0 · ∞ is not
    /// a number.
    /// </summary>
    public bool ZeroCotangentsStop { get; init; } = true;

    /// <summary>The scalar that it returns; null for a method whose result is a buffer.</summary>
    public Value? Loss { get; }

    /// <summary>dep(v): whether a value depends on a differentiated input by a way that has a derivative.</summary>
    public bool Depends(Value value) => _activity.IsVaried(value);

    /// <summary>Whether a value reaches the loss by a way that has a derivative.</summary>
    public bool ReachesLoss(Value value) => _reaching.Contains(Graph.NodeOf(value));

    /// <summary>Whether a value gets a cotangent: it depends on a differentiated input and reaches a result.</summary>
    public bool IsActive(Value value) => _activity.IsActive(value);

    /// <summary>Whether a value reaches a result, a scalar or a buffer, by a way that has a derivative.</summary>
    public bool ReachesResult(Value value) => _activity.IsUseful(value);

    /// <summary>Whether a value is handed in: a parameter, or an element of one.</summary>
    public bool IsInput(Value value) =>
        _inputs.Contains(Graph.NodeOf(value)) || (Graph.DefinitionOf(value) is Load load && _inputs.Contains(Graph.NodeOf(load.Buffer)));

    /// <summary>How often a loop runs, where that is a constant.</summary>
    public double? TripsOf(Op loop) => loop is For o ? new WeightedSums(this).TripsOf(o, _ => null, _ => null) : null;

    /// <summary>
    /// only_through(v, n, loss): whether every differentiable way from the sources to the loss passes a cut. The same as
    /// dominance in the graph of what is reachable: without the cuts the loss is not reached.
    /// </summary>
    /// <param name="sources">Where the ways start.</param>
    /// <param name="cuts">What each must pass.</param>
    /// <param name="isOpen">Ways that count; a branch on a setting is judged with the setting as it must be.</param>
    public bool OnlyThrough(IEnumerable<Value> sources, HashSet<Value> cuts, Func<FlowEdge, bool> isOpen) =>
        Loss is not null && !Reach(sources, Graph.From, e => e.To, e => isOpen(e) && !cuts.Contains(e.To)).Contains(Loss);

    /// <summary>Whether a value reaches another in the same iteration of a loop by a way that has a derivative and passes no cut.</summary>
    public bool Bypasses(Value from, HashSet<Value> cuts, Value to, Op loop) =>
        !cuts.Contains(to) && Reach([from], Graph.From, e => e.To, e => !ReferenceEquals(e.Op, loop) && !cuts.Contains(e.To)).Contains(to);

    /// <summary>
    /// Whether a way is open while an operation runs: the other sides of branches around it are closed where the branch
    /// asks a setting. A branch that asks a value that depends on an input has both sides open: the samples take both.
    /// </summary>
    public bool IsOpenBeside(Op op, FlowEdge edge)
    {
        if (edge.Side < 0)
        {
            return true;
        }

        foreach ((If branch, int side) in Graph.BranchesAround(op))
        {
            if (ReferenceEquals(branch, edge.Op) && side != edge.Side && IsSetting(branch.Condition))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>All nodes that are reached over differentiable edges.</summary>
    private static HashSet<Value> Reach(
        IEnumerable<Value> start, Func<Value, IReadOnlyList<FlowEdge>> edges, Func<FlowEdge, Value> next, Func<FlowEdge, bool> follows)
    {
        HashSet<Value> reached = [.. start];
        Stack<Value> open = new(reached);
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in edges(open.Pop()))
            {
                if (edge.IsDifferentiable && follows(edge) && reached.Add(next(edge)))
                {
                    open.Push(next(edge));
                }
            }
        }

        return reached;
    }

    /// <summary>Whether a condition asks nothing that depends on an input, not even through a comparison.</summary>
    private bool IsSetting(Value condition)
    {
        HashSet<Value> seen = [condition];
        Stack<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (Depends(value))
            {
                return false;
            }

            foreach (FlowEdge edge in Graph.To(value))
            {
                if (seen.Add(edge.From))
                {
                    open.Push(edge.From);
                }
            }

            if (Graph.DefinitionOf(value) is If branch && seen.Add(branch.Condition))
            {
                open.Push(branch.Condition);
            }
        }

        return true;
    }
}
