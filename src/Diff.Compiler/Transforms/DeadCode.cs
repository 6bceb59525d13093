using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Drops what nobody reads. What the primal may throw on stays: an index out of range throws in the derivative as it does
/// in the primal.
/// </summary>
internal sealed class DeadCode
{
    private readonly HashSet<Value> _live = [];
    private readonly HashSet<Value> _nonZero = [];
    private readonly HashSet<Value> _lengths = [];
    private readonly HashSet<Value> _read = [];
    private readonly HashSet<Value> _own = [];
    private AliasClasses? _classes;
    private int _firstDerivative = int.MaxValue;
    private bool _mayDropRemarks;

    /// <param name="body">In SSA.</param>
    /// <param name="mayDropRemarks">Whether a remark with nothing behind it goes too: it marks where a sweep starts until storage is done.</param>
    /// <param name="firstDerivative">
    /// Local memory from this id on is the derivative's: where nothing but itself is made of what it holds, it goes, with all that is stored there.
    /// </param>
    public static Block Run(Block body, bool mayDropRemarks = false, int firstDerivative = int.MaxValue)
    {
        DeadCode pass = new() { _mayDropRemarks = mayDropRemarks };
        if (firstDerivative != int.MaxValue)
        {
            pass.FindOwn(body, firstDerivative);
        }

        foreach (Op op in body.Descendants())
        {
            if (op is ConstantOp { Constant: { Bits: not 0, Type.IsInteger: true } } constant)
            {
                pass._nonZero.Add(constant.Result);
            }

            if (op is LengthOf or ConstantOp { Constant: { Bits: >= 0, Type.IsInteger: true } })
            {
                pass._lengths.UnionWith(op.Definitions());
            }
        }

        pass.MarkAll(body.Yields);

        // Loops carry values to themselves, so liveness is a fixed point.
        int before;
        do
        {
            before = pass._live.Count + pass._read.Count;
            pass.Mark(body);
        }
        while (pass._live.Count + pass._read.Count != before);
        return pass.Sweep(body);
    }

    private void FindOwn(Block body, int firstDerivative)
    {
        _firstDerivative = firstDerivative;
        _classes = new AliasClasses(body);
        Dictionary<Value, Op> definitions = body.DefinitionsInside();
        _own.UnionWith(body.Descendants().OfType<Allocate>().Select(a => _classes.ClassOf(a.Result))
            .Where(c => _classes.IsMadeBy(c, definitions) && _classes.MembersOf(c).All(m => m.Id >= firstDerivative)));
    }

    /// <summary>Whether a buffer is memory of the derivative that nothing needs, as far as is known.</summary>
    private bool IsUnread(Value buffer) => _classes is not null && _classes.ClassOf(buffer) is { } memory && _own.Contains(memory) && !_read.Contains(memory);

    /// <summary>Whether a buffer is memory of the derivative that its own code reads and writes, in places that the primal checks too.</summary>
    private bool IsOwn(Value buffer) => _classes is not null && _own.Contains(_classes.ClassOf(buffer));

    private void MarkAll(IEnumerable<Value> values) => _live.UnionWith(values);

    private void Mark(Block block)
    {
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            Op op = block.Ops[i];
            switch (op)
            {
                case If o:
                    MarkYields(o.Results, o.Then.Yields);
                    MarkYields(o.Results, o.Else.Yields);
                    Mark(o.Then);
                    Mark(o.Else);
                    if (IsNeeded(o))
                    {
                        _live.Add(o.Condition);
                    }

                    break;
                case For o:
                    MarkLoop(o.Initial, o.Carried, o.Body, o.Results);
                    if (IsNeeded(o))
                    {
                        _live.Add(o.From);
                        _live.Add(o.To);
                    }

                    break;
                case While o:
                    MarkAll(o.Header.Yields);
                    Mark(o.Header);
                    MarkLoop(o.Initial, o.Carried, o.Body, o.Results);
                    break;
                default:
                    if (HasEffect(op) || op.Definitions().Any(_live.Contains))
                    {
                        MarkAll(op.Uses());
                        if (_classes is not null)
                        {
                            _read.UnionWith(MemoryUse.Reads(op).Select(_classes.ClassOf));
                        }
                    }

                    break;
            }
        }
    }

    private void MarkYields(EquatableArray<Value> results, EquatableArray<Value> yields)
    {
        for (int i = 0; i < results.Count; i++)
        {
            if (_live.Contains(results[i]))
            {
                _live.Add(yields[i]);
            }
        }
    }

    private void MarkLoop(EquatableArray<Value> initial, EquatableArray<Value> carried, Block body, EquatableArray<Value> results)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            if (_live.Contains(results[i]) || _live.Contains(carried[i]))
            {
                _live.Add(carried[i]);
                _live.Add(results[i]);
                _live.Add(initial[i]);
                _live.Add(body.Yields[i]);
            }
        }

        Mark(body);
        for (int i = 0; i < carried.Count; i++)
        {
            if (_live.Contains(carried[i]))
            {
                _live.Add(body.Yields[i]);
            }
        }
    }

    private bool HasEffect(Op op) => op switch
    {
        Store store when IsUnread(store.Buffer) => false,
        RestoreMark mark when IsUnread(mark.Store.Buffer) => false,
        Load load when IsOwn(load.Buffer) || (load.Result.Id >= _firstDerivative && !load.Origin.IsKnown) => false,
        Slice slice when IsOwn(slice.Buffer) => false,
        Store or CopyElements or Throw or RuleCall or RulePullback or SpanPullback or TapePush or TapePop or TapePushBuffer or TapePopBuffer or Remark or RestoreMark or LanesStore or LeaveUnless or KernelCall or MultiplyMatrices => true,

        // A load of the primal throws where the index is out of range; the sweeps' own loads are dropped by the caller's marks.
        Load or Slice => true,

        // So does a local array of the source whose length may be negative.
        Allocate o => o.Origin.IsKnown && !_lengths.Contains(o.Length),
        SpanCall { Result: null } or SpanCall { Number: > 0 } => true,

        // Lengths that differ, or a label that is none, throw also where the result is not needed.
        SpanCall call => call.Function != SpanFunction.Norm && call.Function != SpanFunction.LogSumExp,
        Opaque o => !o.IsPure,
        Let o => o.Primitive.MayThrow
            || (o.Primitive == Primitives.Abs && o.Result.Type.IsInteger)
            || ((o.Primitive == Primitives.Divide || o.Primitive == Primitives.Remainder) && o.Result.Type.IsInteger && !_nonZero.Contains(o.Arguments[1])),
        _ => false,
    };

    private bool IsNeeded(Op op) =>
        op.Definitions().Any(_live.Contains) || op.Blocks().Any(b => b.Descendants().Any(HasEffectInside));

    private bool HasEffectInside(Op op) => op is While || HasEffect(op);

    private Block Sweep(Block block)
    {
        List<Op> ops = [];
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case If o:
                    If branch = SweepIf(o);
                    if (branch.Results.Count > 0 || branch.Then.Ops.Any(IsWork) || branch.Else.Ops.Any(IsWork))
                    {
                        ops.Add(branch);
                    }

                    break;
                case For o:
                    List<int> kept = Kept(o.Carried);
                    For loop = o with
                    {
                        Initial = Pick(o.Initial, kept),
                        Carried = Pick(o.Carried, kept),
                        Results = Pick(o.Results, kept),
                        Body = Sweep(o.Body) with { Yields = Pick(o.Body.Yields, kept) },
                    };
                    if (kept.Count > 0 || loop.Body.Ops.Any(IsWork) || loop.Lanes is not null)
                    {
                        ops.Add(loop);
                    }

                    break;
                case While o:
                    List<int> needed = Kept(o.Carried);
                    ops.Add(o with
                    {
                        Initial = Pick(o.Initial, needed),
                        Carried = Pick(o.Carried, needed),
                        Results = Pick(o.Results, needed),
                        Header = Sweep(o.Header),
                        Body = Sweep(o.Body) with { Yields = Pick(o.Body.Yields, needed) },
                    });
                    break;
                default:
                    if (HasEffect(op) || op.Definitions().Any(_live.Contains))
                    {
                        ops.Add(op);
                    }

                    break;
            }
        }

        // The head of a part in which nothing is left.
        while (ops.Count > 0 && ops[ops.Count - 1] is Remark && _mayDropRemarks)
        {
            ops.RemoveAt(ops.Count - 1);
        }

        return new Block(ops.ToEquatable(), block.Yields);
    }

    private static bool IsWork(Op op) => op is not ConstantOp;

    private If SweepIf(If branch)
    {
        List<int> kept = Enumerable.Range(0, branch.Results.Count).Where(i => _live.Contains(branch.Results[i])).ToList();
        return branch with
        {
            Then = Sweep(branch.Then) with { Yields = Pick(branch.Then.Yields, kept) },
            Else = Sweep(branch.Else) with { Yields = Pick(branch.Else.Yields, kept) },
            Results = Pick(branch.Results, kept),
        };
    }

    private List<int> Kept(EquatableArray<Value> carried) =>
        Enumerable.Range(0, carried.Count).Where(i => _live.Contains(carried[i])).ToList();

    private static EquatableArray<Value> Pick(EquatableArray<Value> values, List<int> kept) => kept.Select(i => values[i]).ToEquatable();
}
