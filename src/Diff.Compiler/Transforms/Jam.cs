using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Takes several groups of lanes at once in a kernel's loop: each statement for one group after the other, inner loops once for all. Sums have a
/// vector for each group, so that none waits for the one before, and what all add to the same place is loaded and stored once.
/// </summary>
internal sealed class Jam
{
    /// <summary>An iteration that costs no more than so many additions waits mostly for its sums.</summary>
    private const int CheapBody = 16;

    /// <summary>Two groups of a body with more operations than that do not fit into registers, and take the compiler long.</summary>
    private const int LargestBody = 400;

    private readonly For _loop;
    private readonly IdSource _ids;
    private readonly List<Dictionary<int, Value>> _maps = [];
    private readonly List<Renaming> _copies = [];
    private readonly HashSet<Value> _own = [];
    private readonly HashSet<Value> _alike = [];
    private readonly HashSet<Value> _chained = [];
    private readonly Dictionary<Value, Let> _laneSums = [];
    private readonly HashSet<Value> _summedUp = [];

    private Jam(For loop, IdSource ids)
    {
        _loop = loop;
        _ids = ids;
    }

    /// <summary>The loop for several groups, or null where one at a time is as good or all that is possible.</summary>
    /// <param name="loop">A loop over groups of lanes.</param>
    /// <param name="hasSharedSums">Whether it adds to places that all iterations share.</param>
    /// <param name="count">How many lanes there are.</param>
    /// <param name="ids">The function's ids.</param>
    public static For? Run(For loop, bool hasSharedSums, Value count, IdSource ids)
    {
        int groups = GroupsOf(loop, hasSharedSums);
        Jam jam = new(loop, ids);
        return groups > 1 && jam.Analyze() ? jam.Write(groups, count) : null;
    }

    private static int GroupsOf(For loop, bool hasSharedSums)
    {
        List<Op> ops = [.. loop.Body.Descendants()];
        bool hasLoops = ops.Exists(op => op is For or While);
        if (hasLoops && ops.Exists(op => op is Let let && let.Primitive == Primitives.LaneSum))
        {
            // Summed up over the lanes of all groups at once.
            return ops.Count <= LargestBody / 2 ? 4 : ops.Count <= LargestBody ? 2 : 1;
        }

        if (hasSharedSums && hasLoops)
        {
            return ops.Count <= LargestBody ? 2 : 1;
        }

        int cost = ops.OfType<Let>().Where(l => l.Result.Type.IsLanes).Sum(l => l.Primitive.Cost);
        return hasLoops || cost > CheapBody || (loop.Carried.Count == 0 && !hasSharedSums) ? 1 : loop.Carried.Count <= 2 ? 4 : 2;
    }

    /// <summary>Finds what is another value in each group; false where the body has something that cannot be taken for several at once.</summary>
    private bool Analyze()
    {
        _own.Add(_loop.Index);
        _own.UnionWith(_loop.Carried);
        foreach (Op op in _loop.Body.Descendants())
        {
            // Memory of an iteration that is not of vectors holds the same for all.
            if (op is Allocate allocate)
            {
                (allocate.Result.Type.Shape == Shape.Span ? _alike : _own).Add(allocate.Result);
            }
            else if (op is Slice slice && (_own.Contains(slice.Buffer) || _alike.Contains(slice.Buffer)))
            {
                (_alike.Contains(slice.Buffer) ? _alike : _own).Add(slice.Result);
            }
        }

        if (!FindChains(_loop.Body, _loop.Body.UseCounts()))
        {
            return false;
        }

        int before;
        do
        {
            before = _own.Count;
            Mark(_loop.Body);
        }
        while (_own.Count != before);
        return _loop.Body.Descendants().OfType<Store>().All(s =>
            _own.Contains(s.Buffer) || !(_own.Contains(s.Index) || (_alike.Contains(s.Buffer) && _own.Contains(s.Operand))));
    }

    /// <summary>Stores to memory that groups share: each must be an addition to an element.</summary>
    private bool FindChains(Block block, Dictionary<Value, int> uses)
    {
        Dictionary<Value, Op> definitions = [];
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case ConstantOp or Let or LengthOf or Allocate or Slice or Load or LanesLoad or LanesStore or Remark or Opaque { IsPure: true }:
                    break;
                case Store store when _own.Contains(store.Buffer) || _alike.Contains(store.Buffer):
                    break;
                case Store store:
                    if (!definitions.TryGetValue(store.Operand, out Op made) || made is not Let { Primitive: { } primitive } sum || primitive != Primitives.Add
                        || uses[store.Operand] != 1 || !definitions.TryGetValue(sum.Arguments[0], out Op loaded) || loaded is not Load load
                        || load.Buffer != store.Buffer || load.Index != store.Index || uses[load.Result] != 1)
                    {
                        return false;
                    }

                    _chained.Add(store.Operand);
                    if (definitions.TryGetValue(sum.Arguments[1], out Op shared) && shared is Let { Primitive: { } lanes } laneSum && lanes == Primitives.LaneSum
                        && uses[laneSum.Result] == 1)
                    {
                        _laneSums[store.Operand] = laneSum;
                        _summedUp.Add(laneSum.Result);
                    }

                    break;
                case If or For or While:
                    if (!op.Blocks().All(b => FindChains(b, uses)))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }

            foreach (Value value in op.Definitions())
            {
                definitions[value] = op;
            }
        }

        return true;
    }

    private void Mark(Block block)
    {
        foreach (Op op in block.Ops)
        {
            if (IsOwn(op))
            {
                _own.UnionWith(op.Definitions());
                continue;
            }

            foreach (Block inner in op.Blocks())
            {
                Mark(inner);
            }

            switch (op)
            {
                case If branch:
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        MarkIf(_own.Contains(branch.Then.Yields[i]) || _own.Contains(branch.Else.Yields[i]), branch.Results[i]);
                    }

                    break;
                case For loop:
                    MarkCarried(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
                    break;
                case While loop:
                    MarkCarried(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
                    break;
            }
        }
    }

    private void MarkCarried(EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            bool isOwn = _own.Contains(carried[i]) || _own.Contains(initial[i]) || _own.Contains(yields[i]);
            MarkIf(isOwn, carried[i]);
            MarkIf(isOwn, results[i]);
        }
    }

    private void MarkIf(bool isOwn, Value value)
    {
        if (isOwn)
        {
            _own.Add(value);
        }
    }

    /// <summary>Whether each group has a copy of an operation; a branch or loop is one for all where all take it alike.</summary>
    private bool IsOwn(Op op) => op switch
    {
        Let let => !_chained.Contains(let.Result) && let.Arguments.Any(_own.Contains),
        If branch => _own.Contains(branch.Condition),
        For loop => _own.Contains(loop.From) || _own.Contains(loop.To),
        While loop => _own.Contains(loop.Header.Yields[0]),
        Store store => _own.Contains(store.Buffer),
        Allocate allocate => _own.Contains(allocate.Result),
        LanesStore => true,
        _ => op.Uses().Any(_own.Contains),
    };

    private For Write(int groups, Value count)
    {
        Builder body = new(_ids) { Origin = _loop.Origin };
        for (int group = 0; group < groups; group++)
        {
            Value index = group == 0 ? _loop.Index
                : body.Let(Primitives.Add, _loop.Index, group == 1 ? count : body.Let(Primitives.Multiply, body.Int(group), count));
            index = body.Rename(index, _loop.Index.Name);
            _maps.Add(new Dictionary<int, Value> { [_loop.Index.Id] = index });
            _copies.Add(new Renaming(_ids, _maps[group]));
        }

        EquatableArray<Value> carried = Defined(_loop.Carried);
        WriteBlock(_loop.Body, body);
        return _loop with
        {
            Groups = groups,
            Initial = Read(_loop.Initial, _loop.Carried),
            Carried = carried,
            Body = body.ToBlock(Read(_loop.Body.Yields, _loop.Carried)),
            Results = Defined(_loop.Results, _loop.Carried),
        };
    }

    private void WriteBlock(Block block, Builder builder)
    {
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            if (op is Let part && _summedUp.Contains(part.Result))
            {
                // Taken over the lanes of all groups, below.
            }
            else if (op is Let whole && _laneSums.TryGetValue(whole.Result, out Let laneSum))
            {
                Value lanes = _copies.Select(c => c.Of(laneSum.Arguments[0])).Aggregate((a, b) => builder.Let(Primitives.Add, a, b));
                Value total = builder.Let(Primitives.LaneSum, laneSum.Result.Type, lanes);
                builder.Add(whole with { Arguments = EquatableArray<Value>.Of(whole.Arguments[0], total) });
            }
            else if (op is Let sum && _chained.Contains(sum.Result))
            {
                // One sum for all: each group adds its own to that of the groups before.
                Value before = sum.Arguments[0];
                for (int group = 0; group < _copies.Count - 1; group++)
                {
                    before = builder.Let(Primitives.Add, before, _copies[group].Of(sum.Arguments[1]));
                }

                builder.Add(sum with { Arguments = EquatableArray<Value>.Of(before, _copies[_copies.Count - 1].Of(sum.Arguments[1])) });
            }
            else if (IsOwn(op))
            {
                foreach (Renaming copy in _copies)
                {
                    builder.Add(copy.Copy(op, copy.Copy));
                }
            }
            else
            {
                builder.Add(Shared(op, builder));
            }
        }
    }

    /// <summary>An operation that is one for all groups.</summary>
    private Op Shared(Op op, Builder around)
    {
        switch (op)
        {
            case If branch:
                return branch with
                {
                    Then = Nested(branch.Then, branch.Results, around),
                    Else = Nested(branch.Else, branch.Results, around),
                    Results = Defined(branch.Results),
                };
            case For loop:
                return loop with
                {
                    Initial = Read(loop.Initial, loop.Carried),
                    Carried = Defined(loop.Carried),
                    Body = Nested(loop.Body, loop.Carried, around),
                    Results = Defined(loop.Results),
                };
            case While loop:
                return loop with
                {
                    Initial = Read(loop.Initial, loop.Carried),
                    Carried = Defined(loop.Carried),
                    Header = Nested(loop.Header, default, around) with { Yields = loop.Header.Yields },
                    Body = Nested(loop.Body, loop.Carried, around),
                    Results = Defined(loop.Results),
                };
            default:
                return op;
        }
    }

    private Block Nested(Block block, EquatableArray<Value> targets, Builder around)
    {
        Builder builder = around.Nested();
        WriteBlock(block, builder);
        return builder.ToBlock(targets.Count == 0 ? default : Read(block.Yields, targets));
    }

    /// <summary>New values for what each group has of its own.</summary>
    private EquatableArray<Value> Defined(EquatableArray<Value> values) => Defined(values, values);

    private EquatableArray<Value> Defined(EquatableArray<Value> values, EquatableArray<Value> targets)
    {
        List<Value> defined = [];
        for (int i = 0; i < values.Count; i++)
        {
            if (!_own.Contains(targets[i]))
            {
                defined.Add(values[i]);
                continue;
            }

            foreach (Dictionary<int, Value> map in _maps)
            {
                defined.Add(map[values[i].Id] = _ids.NewValue(values[i].Type, values[i].Name));
            }
        }

        return defined.ToEquatable();
    }

    /// <summary>What is handed to targets: to those that each group has, one for each.</summary>
    private EquatableArray<Value> Read(EquatableArray<Value> values, EquatableArray<Value> targets)
    {
        List<Value> read = [];
        for (int i = 0; i < values.Count; i++)
        {
            read.AddRange(_own.Contains(targets[i]) ? _copies.Select(c => c.Of(values[i])) : [values[i]]);
        }

        return read.ToEquatable();
    }
}
