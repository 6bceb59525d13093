using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Folds constants, removes common subexpressions, decides branches whose condition is known and drops what loops carry
/// for nothing. Values of the primal keep their bits; only what derivatives are made of is rewritten algebraically.
/// </summary>
internal sealed class Simplify
{
    private readonly IdSource _ids;
    private readonly int _firstDerivative;
    private readonly bool _isEnabled;
    private readonly Dictionary<Value, Value> _replacements = [];
    private readonly Dictionary<Value, Constant> _constants = [];
    private readonly Dictionary<Value, Op> _definitions = [];
    private readonly Dictionary<Value, Value> _lengths = [];
    private readonly Stack<Dictionary<Op, Value>> _available = new();

    private Simplify(IdSource ids, int firstDerivative, bool isEnabled)
    {
        _ids = ids;
        _firstDerivative = firstDerivative;
        _isEnabled = isEnabled;
    }

    /// <summary>Simplifies a body.</summary>
    /// <param name="body">In SSA.</param>
    /// <param name="ids">The function's ids.</param>
    /// <param name="firstDerivative">Values from this id on belong to the derivative and may be rewritten algebraically.</param>
    /// <param name="isEnabled">False to do only what later passes need: copies and branches that are decided.</param>
    public static Block Run(Block body, IdSource ids, int firstDerivative = int.MaxValue, bool isEnabled = true)
    {
        for (int round = 0; round < 4; round++)
        {
            Simplify pass = new(ids, firstDerivative, isEnabled);
            Block next = DeadCode.Run(pass.Rewrite(body));
            if (next.Equals(body))
            {
                break;
            }

            body = next;
        }

        return body;
    }

    private Value Resolve(Value value)
    {
        while (_replacements.TryGetValue(value, out Value next))
        {
            value = next;
        }

        return value;
    }

    private Block Rewrite(Block block)
    {
        _available.Push([]);
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            RewriteOp(op, builder);
        }

        Block result = builder.ToBlock(block.Yields.Select(Resolve));
        _available.Pop();
        return result;
    }

    private void RewriteOp(Op op, Builder builder)
    {
        builder.Origin = op.Origin;
        switch (op)
        {
            case If branch:
                RewriteIf(branch, builder);
                return;
            case For loop:
                RewriteFor(loop, builder);
                return;
            case While loop:
                RewriteWhile(loop, builder);
                return;
        }

        op = op.Map(Resolve, v => v, b => b);
        if (op is Let let && (TryCopy(let) || (_isEnabled && TryFold(let, builder))))
        {
            return;
        }

        if (_isEnabled && op is Slice slice && IsConstant(slice.Start, 0) && LengthValue(slice.Buffer) == slice.Length)
        {
            _replacements[slice.Result] = slice.Buffer;
            return;
        }

        if (_isEnabled && op is LengthOf known && LengthValue(known.Buffer) is { } count)
        {
            _replacements[known.Result] = count;
            return;
        }

        if (op is ConstantOp constant)
        {
            _constants[constant.Result] = constant.Constant;
        }

        if (_isEnabled && TryReuse(op))
        {
            return;
        }

        foreach (Value value in op.Definitions())
        {
            _definitions[value] = op;
        }

        // A parameter's length, once read in the method's own block, is known everywhere behind.
        if (op is LengthOf length && _available.Count == 1)
        {
            _lengths[length.Buffer] = length.Result;
        }

        builder.Add(op);
    }

    private bool TryCopy(Let let)
    {
        if (let.Primitive == Primitives.Copy || (let.Primitive == Primitives.Convert && let.Arguments[0].Type == let.Result.Type))
        {
            _replacements[let.Result] = let.Arguments[0];
            return true;
        }

        // Behind the backward pass an idiom has done its work and is just the value as written.
        if (_firstDerivative != int.MaxValue && let.Primitive.Notation == Notation.Copy && Primitives.IsIdentity(let.Primitive, out int argument))
        {
            _replacements[let.Result] = let.Arguments[argument];
            return true;
        }

        return false;
    }

    /// <summary>The same pure operation was computed in this block or around it.</summary>
    private bool TryReuse(Op op)
    {
        Value? result = op switch
        {
            // Each clip clamps the cotangent of its own result: two equal ones are two clamps.
            Let o => o.Primitive == Primitives.Clip ? null : o.Result,
            ConstantOp o => o.Result,
            LengthOf o => o.Result,
            Slice o => o.Result,
            SelectBuffer o => o.Result,
            _ => null,
        };
        if (result is null)
        {
            return false;
        }

        Op key = op.Map(v => v, v => new Value(-1, v.Type, ""), b => b) with { Origin = default };
        foreach (Dictionary<Op, Value> scope in _available)
        {
            if (scope.TryGetValue(key, out Value known))
            {
                _replacements[result] = known;
                return true;
            }
        }

        _available.Peek().Add(key, result);
        return false;
    }

    private bool TryFold(Let let, Builder builder)
    {
        if (ConstantFolding.Fold(let, v => _constants.TryGetValue(v, out Constant c) ? c : null) is { } folded)
        {
            ConstantOp constant = new(let.Result, folded);
            _constants[let.Result] = folded;
            if (!TryReuse(constant))
            {
                builder.Add(constant);
            }

            return true;
        }

        if (let.Primitive.MayThrow)
        {
            return false;
        }

        Algebra algebra = new(
            v => _constants.TryGetValue(v, out Constant c) ? c : null,
            v => _definitions.TryGetValue(v, out Op op) ? op as Let : null,
            v => _definitions.TryGetValue(v, out Op op) && op is LengthOf,
            let.Result.Id >= _firstDerivative);
        switch (algebra.Rewrite(let, builder))
        {
            case Value replacement:
                _replacements[let.Result] = replacement;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value that a buffer's length is, where one is known.</summary>
    private Value? LengthValue(Value buffer)
    {
        if (_lengths.TryGetValue(buffer, out Value known))
        {
            return known;
        }

        switch (_definitions.TryGetValue(buffer, out Op op) ? op : null)
        {
            case Allocate allocate:
                return allocate.Length;
            case Slice slice:
                return slice.Length;
            case SelectBuffer select:
                Value? first = LengthValue(select.Buffers[0]);
                return first is not null && select.Buffers.All(b => LengthValue(b) == first) ? first : null;
            default:
                return null;
        }
    }

    private void RewriteIf(If branch, Builder builder)
    {
        Value condition = Resolve(branch.Condition);
        bool isInverted = false;
        while (_definitions.TryGetValue(condition, out Op op) && op is Let { Arguments: { } arguments } let && let.Primitive == Primitives.Not)
        {
            condition = arguments[0];
            isInverted = !isInverted;
        }

        if (isInverted)
        {
            branch = branch with { Then = branch.Else, Else = branch.Then };
        }

        if (_constants.TryGetValue(condition, out Constant known))
        {
            Block taken = known.Bits != 0 ? branch.Then : branch.Else;
            foreach (Op inner in taken.Ops)
            {
                RewriteOp(inner, builder);
            }

            for (int i = 0; i < branch.Results.Count; i++)
            {
                _replacements[branch.Results[i]] = Resolve(taken.Yields[i]);
            }

            return;
        }

        Block whenTrue = Rewrite(Assuming(branch.Then, condition, true));
        Block whenFalse = Rewrite(Assuming(branch.Else, condition, false));
        List<int> kept = [];
        for (int i = 0; i < branch.Results.Count; i++)
        {
            if (whenTrue.Yields[i] == whenFalse.Yields[i])
            {
                _replacements[branch.Results[i]] = whenTrue.Yields[i];
            }
            else if (branch.Results[i].Type == IrType.Bool && IsConstant(whenTrue.Yields[i], 1) && IsConstant(whenFalse.Yields[i], 0))
            {
                _replacements[branch.Results[i]] = condition;
            }
            else
            {
                kept.Add(i);
            }
        }

        builder.Add(branch with
        {
            Condition = condition,
            Then = whenTrue with { Yields = kept.Select(i => whenTrue.Yields[i]).ToEquatable() },
            Else = whenFalse with { Yields = kept.Select(i => whenFalse.Yields[i]).ToEquatable() },
            Results = kept.Select(i => branch.Results[i]).ToEquatable(),
        });
    }

    /// <summary>A side of a branch, in which the condition is known.</summary>
    private Block Assuming(Block side, Value condition, bool holds)
    {
        bool isRead = side.Yields.Any(IsCondition) || side.Descendants().Any(op =>
            op.Uses().Any(IsCondition) || op.Blocks().Any(b => b.Yields.Any(IsCondition)));
        if (!isRead)
        {
            return side;
        }

        Value known = _ids.NewValue(IrType.Bool);
        Block mapped = side.MapUses(v => IsCondition(v) ? known : v);
        return mapped with { Ops = new Op[] { new ConstantOp(known, Constant.Of(holds)) }.Concat(mapped.Ops).ToEquatable() };

        bool IsCondition(Value value) => Resolve(value) == condition;
    }

    private bool IsConstant(Value value, long bits) => _constants.TryGetValue(value, out Constant constant) && constant.Bits == bits;

    private void RewriteFor(For loop, Builder builder)
    {
        List<int> kept = Carried(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
        Block body = Rewrite(loop.Body);
        builder.Add(loop with
        {
            From = Resolve(loop.From),
            To = Resolve(loop.To),
            Initial = kept.Select(i => Resolve(loop.Initial[i])).ToEquatable(),
            Carried = kept.Select(i => loop.Carried[i]).ToEquatable(),
            Body = body with { Yields = kept.Select(i => body.Yields[i]).ToEquatable() },
            Results = kept.Select(i => loop.Results[i]).ToEquatable(),
        });
    }

    private void RewriteWhile(While loop, Builder builder)
    {
        List<int> kept = Carried(loop.Initial, loop.Carried, loop.Body.Yields, loop.Results);
        Block header = Rewrite(loop.Header);
        Block body = Rewrite(loop.Body);
        builder.Add(loop with
        {
            Initial = kept.Select(i => Resolve(loop.Initial[i])).ToEquatable(),
            Carried = kept.Select(i => loop.Carried[i]).ToEquatable(),
            Header = header,
            Body = body with { Yields = kept.Select(i => body.Yields[i]).ToEquatable() },
            Results = kept.Select(i => loop.Results[i]).ToEquatable(),
        });
    }

    /// <summary>
    /// Positions of carried values that change; the others are what they start as. Values that start alike and only change places, as the
    /// lengths of two swapped arrays do, do not change.
    /// </summary>
    private List<int> Carried(
        EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> results)
    {
        Dictionary<Value, Value> constant = [];
        for (int i = 0; i < carried.Count; i++)
        {
            constant.Add(carried[i], Resolve(initial[i]));
        }

        for (int i = 0; i < carried.Count; i++)
        {
            Value next = Resolve(yields[i]);
            if (constant.TryGetValue(carried[i], out Value start) && next != start && !(constant.TryGetValue(next, out Value same) && same == start))
            {
                // It changes, and so may what was taken to be the same before.
                constant.Remove(carried[i]);
                i = -1;
            }
        }

        List<int> kept = [];
        for (int i = 0; i < carried.Count; i++)
        {
            if (constant.TryGetValue(carried[i], out Value start))
            {
                _replacements[carried[i]] = start;
                _replacements[results[i]] = start;
            }
            else
            {
                kept.Add(i);
            }
        }

        return kept;
    }
}
