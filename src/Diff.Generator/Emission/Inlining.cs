using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>
/// Which values are written inside the expression that uses them, and which get a local of their own: a value with a name in
/// the source keeps it, a temporary used once does not, and nothing that reads memory moves behind a write.
/// </summary>
internal sealed class Inlining
{
    private const int LargestExpression = 14;
    private const int LargestBranch = 12;

    private readonly Dictionary<Value, int> _uses;
    private readonly Dictionary<Value, Op> _inlined = [];
    private readonly Dictionary<Value, int> _sizes = [];
    private readonly Dictionary<Value, HashSet<Value>> _reads = [];
    private readonly AliasClasses _classes;

    public Inlining(Block body)
    {
        _classes = new AliasClasses(body);
        _uses = body.UseCounts();
        Analyze(body, isHeader: false);
    }

    /// <summary>The operation to write where a value is used, or null where the value has a local.</summary>
    public Op? ExpressionOf(Value value) => _inlined.TryGetValue(value, out Op op) ? op : null;

    /// <summary>Whether a branch is written as <c>c ? a : b</c> into a local: its blocks hold nothing but expressions.</summary>
    public bool IsExpression(If branch) => branch.Results.Count == 1 && IsPure(branch.Then) && IsPure(branch.Else) && SizeOf(branch) <= LargestBranch;

    /// <summary>The values with locals that an expression reads.</summary>
    public IEnumerable<Value> Leaves(Value value)
    {
        if (!_inlined.TryGetValue(value, out Op op))
        {
            return [value];
        }

        return op switch
        {
            ConstantOp => [],
            If branch => Leaves(branch.Condition).Concat(Leaves(branch.Then.Yields[0])).Concat(Leaves(branch.Else.Yields[0])),
            _ => op.Uses().SelectMany(Leaves),
        };
    }

    /// <summary>The values with locals that an operation reads where it is written.</summary>
    public IEnumerable<Value> Leaves(Op op) => op is If branch && IsExpression(branch)
        ? Leaves(branch.Condition).Concat(Leaves(branch.Then.Yields[0])).Concat(Leaves(branch.Else.Yields[0]))
        : op.Uses().SelectMany(Leaves);

    private void Analyze(Block block, bool isHeader)
    {
        foreach (Op op in block.Ops)
        {
            bool first = true;
            foreach (Block inner in op.Blocks())
            {
                Analyze(inner, op is While && first);
                first = false;
            }
        }

        Dictionary<Value, int> positions = [];
        Dictionary<Value, int> lastUse = LastUses(block);
        int[] emitted = new int[block.Ops.Count];
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            emitted[i] = i;
            Op op = block.Ops[i];
            if (ResultOf(op) is not { } result || !_uses.TryGetValue(result, out int uses))
            {
                continue;
            }

            if (op is ConstantOp or LengthOf)
            {
                _inlined[result] = op;
                continue;
            }

            bool mayMove = op is Let or Load || (op is If branch && IsExpression(branch));
            if (!mayMove || uses != 1 || (result.Name.Length > 0 && !isHeader) || !lastUse.TryGetValue(result, out int use))
            {
                continue;
            }

            // Where the expression is finally written: the user may itself be inlined further down.
            int target = use == block.Ops.Count ? use : emitted[use];
            HashSet<Value> reads = ReadsOf(op);
            if ((reads.Count > 0 || op is Let { Primitive.MayThrow: true }) && WritesBetween(block, i, target, reads))
            {
                continue;
            }

            _inlined[result] = op;
            emitted[i] = target;
            positions[result] = i;
        }

        Limit(block);
    }

    private static Value? ResultOf(Op op) => op switch
    {
        If branch => branch.Results.Count == 1 ? branch.Results[0] : null,
        ConstantOp or LengthOf or Let or Load => op.Definitions().First(),
        _ => null,
    };

    /// <summary>Where in this block each value is used directly; the end of the block for what it yields.</summary>
    private static Dictionary<Value, int> LastUses(Block block)
    {
        Dictionary<Value, int> uses = [];
        for (int i = 0; i < block.Ops.Count; i++)
        {
            // A loop reads its bounds again and again: only literals and lengths go there.
            IEnumerable<Value> direct = block.Ops[i] is For loop ? loop.Initial : block.Ops[i].Uses();
            foreach (Value value in direct)
            {
                uses[value] = i;
            }
        }

        foreach (Value value in block.Yields)
        {
            uses[value] = block.Ops.Count;
        }

        return uses;
    }

    /// <summary>The memory that an expression reads.</summary>
    private HashSet<Value> ReadsOf(Op op)
    {
        HashSet<Value> reads = [];
        Add(op);
        foreach (Op inner in op.Blocks().SelectMany(b => b.Descendants()))
        {
            Add(inner);
        }

        if (reads.Count > 0 && ResultOf(op) is { } result)
        {
            _reads[result] = reads;
        }

        return reads;

        void Add(Op part)
        {
            if (part is Load load)
            {
                reads.Add(_classes.ClassOf(load.Buffer));
            }

            // Users are looked at before what they use: what is inlined later moves with them and is checked itself.
            foreach (Value use in part.Uses())
            {
                if (_reads.TryGetValue(use, out HashSet<Value> known))
                {
                    reads.UnionWith(known);
                }
            }
        }
    }

    private bool WritesBetween(Block block, int from, int to, HashSet<Value> reads)
    {
        for (int i = from + 1; i < to && i < block.Ops.Count; i++)
        {
            if (Writes(block.Ops[i], reads))
            {
                return true;
            }
        }

        // A construct with blocks of its own evaluates its condition and initial values before them.
        return false;
    }

    /// <summary>Whether an operation writes memory that is read, or must not be passed by what may throw.</summary>
    private bool Writes(Op op, HashSet<Value> reads) => op switch
    {
        Store store => reads.Count == 0 || reads.Contains(_classes.ClassOf(store.Buffer)),
        LanesStore store => reads.Count == 0 || reads.Contains(_classes.ClassOf(store.Buffer)),
        SpanCall or SpanPullback or RuleCall or RulePullback or Opaque or Throw => true,
        _ => op.Blocks().Any(b => b.Descendants().Any(d => Writes(d, reads))),
    };

    private bool IsPure(Block block) => block.Ops.All(op => ResultOf(op) is { } result && _inlined.ContainsKey(result));

    private int SizeOf(If branch) => 1 + SizeOf(branch.Condition) + SizeOf(branch.Then.Yields[0]) + SizeOf(branch.Else.Yields[0]);

    private int SizeOf(Value value)
    {
        if (!_inlined.TryGetValue(value, out Op op) || op is ConstantOp or LengthOf)
        {
            return 1;
        }

        if (!_sizes.TryGetValue(value, out int size))
        {
            size = op is If branch ? SizeOf(branch) : 1 + op.Uses().Sum(SizeOf);
            _sizes[value] = size;
        }

        return size;
    }

    /// <summary>Gives locals to parts of expressions that would grow too long.</summary>
    private void Limit(Block block)
    {
        foreach (Op op in block.Ops)
        {
            if (ResultOf(op) is { } result && _inlined.TryGetValue(result, out Op inlined) && inlined is Let or Load && SizeOf(result) > LargestExpression)
            {
                _inlined.Remove(result);
                _sizes.Clear();
            }
        }
    }
}
