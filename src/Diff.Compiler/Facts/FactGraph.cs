using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;
using Diff.Compiler.Transforms;

namespace Diff.Compiler.Facts;

/// <summary>One way that data takes: from what an operation reads to what it defines.</summary>
/// <param name="From">A scalar, or the representative of a class of memory.</param>
/// <param name="To">Likewise.</param>
/// <param name="Op">The operation.</param>
/// <param name="Flow">What happens to the derivative on the way.</param>
/// <param name="Side">For what a branch hands out: 0 the first side, 1 the second; −1 for all else.</param>
internal sealed record FlowEdge(Value From, Value To, Op Op, Flow Flow, int Side = -1)
{
    /// <summary>Whether a cotangent comes back this way.</summary>
    public bool IsDifferentiable => Flow == Flow.Differentiable;
}

/// <summary>
/// A method in SSA as a graph of data: the ground that hazard rules stand on. Memory is coarse, one node per class of
/// buffers that may be the same, so that what is found on every way through it is found on every way through the program.
/// </summary>
internal sealed class FactGraph
{
    private static readonly List<FlowEdge> s_none = [];

    private readonly AliasClasses _classes;
    private readonly Dictionary<Value, List<FlowEdge>> _outgoing = [];
    private readonly Dictionary<Value, List<FlowEdge>> _incoming = [];
    private readonly Dictionary<Value, Op> _definitions = [];
    private readonly Dictionary<Value, Constant> _constants = [];
    private readonly Dictionary<Op, List<(If Branch, int Side)>> _branches = new(ReferenceComparer.Instance);
    private readonly List<(If Branch, int Side)> _open = [];
    private readonly Dictionary<Value, (Op Loop, int Position)> _carried = [];
    private readonly Dictionary<Value, For> _counters = [];
    private readonly List<Op> _ops = [];
    private readonly Dictionary<Op, List<Op>> _loops = new(ReferenceComparer.Instance);
    private readonly List<Op> _openLoops = [];

    public FactGraph(Function function, AliasClasses classes)
    {
        _classes = classes;
        Add(function.Body);
    }

    /// <summary>What a value is in the graph: itself, or for a buffer its class of memory.</summary>
    public Value NodeOf(Value value) => value.Type.IsBuffer ? _classes.ClassOf(value) : value;

    /// <summary>The ways out of a node.</summary>
    public IReadOnlyList<FlowEdge> From(Value node) => _outgoing.TryGetValue(node, out List<FlowEdge> edges) ? edges : s_none;

    /// <summary>The ways into a node.</summary>
    public IReadOnlyList<FlowEdge> To(Value node) => _incoming.TryGetValue(node, out List<FlowEdge> edges) ? edges : s_none;

    /// <summary>The operation that defines a value; null for parameters of the method and of loops.</summary>
    public Op? DefinitionOf(Value value) => _definitions.TryGetValue(value, out Op op) ? op : null;

    /// <summary>The literal that a value is, or null.</summary>
    public Constant? ConstantOf(Value value) => _constants.TryGetValue(value, out Constant constant) ? constant : null;

    /// <summary>The values that operations define, in the order of the program.</summary>
    public IEnumerable<Value> Definitions => _definitions.Keys;

    /// <summary>All operations, in the order of the program.</summary>
    public IReadOnlyList<Op> Ops => _ops;

    /// <summary>The loop that carries a value from iteration to iteration, and its position there; null for all else.</summary>
    public (Op Loop, int Position)? LoopOf(Value carried) => _carried.TryGetValue(carried, out (Op, int) loop) ? loop : null;

    /// <summary>The loop whose index a value is, or null.</summary>
    public For? CounterOf(Value value) => _counters.TryGetValue(value, out For loop) ? loop : null;

    /// <summary>The application of a primitive that a value is, or null; the value of a recognised idiom is what was written.</summary>
    public Let? Applied(Value value, Primitive primitive) => LetOf(value) is { } let && let.Primitive == primitive ? let : null;

    /// <summary>The application of a primitive that a value is, seen through copies and recognised idioms; null for all else.</summary>
    public Let? LetOf(Value value)
    {
        Let? let = DefinitionOf(value) as Let;
        while (let is not null && let.Primitive.Notation == Notation.Copy && Primitives.IsIdentity(let.Primitive, out int argument))
        {
            let = DefinitionOf(let.Arguments[argument]) as Let;
        }

        return let;
    }

    /// <summary>The floating-point or integer literal that a value is, or null.</summary>
    public double? NumberOf(Value value) =>
        ConstantOf(value) is { } constant ? constant.Type.IsFloatingScalar ? constant.Real : constant.Type.IsInteger ? constant.Bits : null : null;

    /// <summary>
    /// The branches around an operation and the side on which it stands. What stands behind a branch that throws stands on its other side.
    /// </summary>
    public IReadOnlyList<(If Branch, int Side)> BranchesAround(Op op) => _branches.TryGetValue(op, out List<(If, int)> around) ? around : [];

    /// <summary>The loops around an operation, the outermost first.</summary>
    public IReadOnlyList<Op> LoopsAround(Op op) => _loops.TryGetValue(op, out List<Op> around) ? around : [];

    private void Add(Block block)
    {
        int around = _open.Count;
        foreach (Op op in block.Ops)
        {
            _ops.Add(op);
            if (_open.Count > 0)
            {
                _branches[op] = [.. _open];
            }

            if (_openLoops.Count > 0)
            {
                _loops[op] = [.. _openLoops];
            }

            foreach (Value value in op.Definitions())
            {
                _definitions[value] = op;
            }

            AddEdges(op);
            if (op is If branch)
            {
                AddSide(branch, branch.Then, 0);
                AddSide(branch, branch.Else, 1);
                if (Throws(branch.Then) != Throws(branch.Else))
                {
                    _open.Add((branch, Throws(branch.Then) ? 1 : 0));
                }
            }
            else
            {
                bool isLoop = op is For or While;
                if (isLoop)
                {
                    _openLoops.Add(op);
                }

                foreach (Block inner in op.Blocks())
                {
                    Add(inner);
                }

                if (isLoop)
                {
                    _openLoops.RemoveAt(_openLoops.Count - 1);
                }
            }
        }

        _open.RemoveRange(around, _open.Count - around);
    }

    private static bool Throws(Block block) => block.Ops.Count > 0 && block.Ops[block.Ops.Count - 1] is Throw;

    private void AddSide(If branch, Block side, int number)
    {
        _open.Add((branch, number));
        Add(side);
        _open.RemoveAt(_open.Count - 1);
        for (int i = 0; i < branch.Results.Count; i++)
        {
            Merge(side.Yields[i], branch.Results[i], branch, number);
        }
    }

    private void AddEdges(Op op)
    {
        switch (op)
        {
            case ConstantOp o:
                _constants[o.Result] = o.Constant;
                break;
            case Let o:
                for (int i = 0; i < o.Arguments.Count; i++)
                {
                    Connect(o.Arguments[i], o.Result, o, DerivativeTable.FlowOf(o, i));
                }

                break;
            case Load o:
                Merge(o.Buffer, o.Result, o);
                break;
            case Store o:
                Merge(o.Operand, o.Buffer, o);
                break;
            case SpanCall o:
                Value result = o.Result ?? o.Arguments[o.Arguments.Count - 1];
                foreach (Value argument in o.Arguments.Where(a => a != result))
                {
                    Merge(argument, result, o);
                }

                break;
            case RuleCall o:
                foreach (Value target in o.Results.Concat(o.Outputs))
                {
                    for (int i = 0; i < o.Rule.Parameters.Count; i++)
                    {
                        Connect(
                            o.Arguments[o.Rule.PositionOf(i)], target, o,
                            o.Rule.Parameters[i].IsDifferentiated && target.Type.IsFloating ? Flow.Differentiable : Flow.Lossy);
                    }
                }

                break;
            case Opaque { Result: { } value } o:
                foreach (Value argument in o.Arguments)
                {
                    Connect(argument, value, o, Flow.Lossy);
                }

                break;
            case For o:
                _counters[o.Index] = o;
                AddLoop(o, o.Initial, o.Carried, o.Body.Yields, o.Results);
                break;
            case While o:
                AddLoop(o, o.Initial, o.Carried, o.Body.Yields, o.Results);
                break;
        }
    }

    private void AddLoop(
        Op op, EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            _carried[carried[i]] = (op, i);
            Merge(initial[i], carried[i], op);
            Merge(yields[i], carried[i], op);
            Merge(carried[i], results[i], op);
        }
    }

    /// <summary>The value passes on as it is.</summary>
    private void Merge(Value from, Value to, Op op, int side = -1) =>
        Connect(from, to, op, to.Type.IsFloating && from.Type.IsFloating ? Flow.Differentiable : Flow.Lossy, side);

    private void Connect(Value from, Value to, Op op, Flow flow, int side = -1)
    {
        FlowEdge edge = new(NodeOf(from), NodeOf(to), op, flow, side);
        Of(_outgoing, edge.From).Add(edge);
        Of(_incoming, edge.To).Add(edge);
    }

    private static List<FlowEdge> Of(Dictionary<Value, List<FlowEdge>> edges, Value node)
    {
        if (!edges.TryGetValue(node, out List<FlowEdge> list))
        {
            list = [];
            edges.Add(node, list);
        }

        return list;
    }

    /// <summary>Two equal operations are two places in the program.</summary>
    internal sealed class ReferenceComparer : IEqualityComparer<Op>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Op? x, Op? y) => ReferenceEquals(x, y);

        public int GetHashCode(Op op) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(op);
    }
}
