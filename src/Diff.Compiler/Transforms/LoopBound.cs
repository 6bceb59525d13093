using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// A loop's test solved for its index: <c>i + k &lt;= n</c> is <c>i &lt;= n - k</c>. The two differ only where a sum of integers leaves their range;
/// then the difference throws.
/// </summary>
internal sealed class LoopBound
{
    private readonly Value _other;
    private readonly List<(Value Term, bool IsNegative)> _terms;
    private readonly bool _isNegative;

    private LoopBound(Value index, LoopTest test, IReadOnlyList<Op> varying, Value other, List<(Value Term, bool IsNegative)> terms, bool isNegative)
    {
        Index = index;
        Test = test;
        Varying = varying;
        _other = other;
        _terms = terms;
        _isNegative = isNegative;
    }

    /// <summary>What the loop carries and compares.</summary>
    public Value Index { get; }

    /// <summary>How it is compared with the bound.</summary>
    public LoopTest Test { get; }

    /// <summary>What the header computes of the index, though the body may read it, too.</summary>
    public IReadOnlyList<Op> Varying { get; }

    /// <summary>The test of a loop; null where it is no comparison of one index with what the loop does not change.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="test">The comparison that its header ends with.</param>
    /// <param name="kind">Which one.</param>
    public static LoopBound? Of(While loop, Let test, LoopTest kind)
    {
        HashSet<Value> carried = [.. loop.Carried];
        HashSet<Value> varying = [.. loop.Carried];
        List<Op> ops = [];
        foreach (Op op in loop.Header.Ops.Take(loop.Header.Ops.Count - 1))
        {
            if (op is not (ConstantOp or Let or LengthOf) && !(op is Load load && IsKept(load, loop)))
            {
                return null;
            }

            if (op.Uses().Any(varying.Contains))
            {
                ops.Add(op);
                varying.UnionWith(op.Definitions());
            }
        }

        bool isMirrored = !varying.Contains(test.Arguments[0]);
        Value side = test.Arguments[isMirrored ? 1 : 0];
        Value other = test.Arguments[isMirrored ? 0 : 1];
        if (!varying.Contains(side) || varying.Contains(other))
        {
            return null;
        }

        // Down the sum to the index, the rest goes to the other side.
        List<(Value, bool)> terms = [];
        bool isNegative = false;
        while (!carried.Contains(side))
        {
            if (ops.Find(op => op.Definitions().Contains(side)) is not Let { Arguments: { Count: 2 } arguments } sum || sum.Result.Type != IrType.Int
                || (sum.Primitive != Primitives.Add && sum.Primitive != Primitives.Subtract) || arguments.All(varying.Contains))
            {
                return null;
            }

            bool isSecond = varying.Contains(arguments[1]);
            bool isDifference = sum.Primitive == Primitives.Subtract;
            terms.Add((arguments[isSecond ? 0 : 1], isNegative != (isDifference && !isSecond)));
            isNegative ^= isDifference && isSecond;
            side = arguments[isSecond ? 1 : 0];
        }

        return new LoopBound(side, isMirrored != isNegative ? Mirrored(kind) : kind, ops, other, terms, isNegative);
    }

    /// <summary>Computes the bound.</summary>
    /// <param name="builder">In front of the loop.</param>
    /// <param name="isNotNegative">Whether a value is certainly at least 0.</param>
    public Value Emit(Builder builder, Func<Value, bool> isNotNegative)
    {
        // i + a < b is i < b - a, and a - i < b is i > a - b.
        Value? bound = _isNegative ? null : _other;
        foreach ((Value term, bool isNegative) in _terms)
        {
            bound = bound is null && !isNegative ? term
                : Sum(builder, bound ?? builder.Int(0), term, isNegative != _isNegative ? Primitives.AddChecked : Primitives.SubtractChecked, isNotNegative);
        }

        return _isNegative ? Sum(builder, bound ?? builder.Int(0), _other, Primitives.SubtractChecked, isNotNegative) : bound!;
    }

    /// <summary>A difference of what is not negative is an integer; all else might not be.</summary>
    private static Value Sum(Builder builder, Value left, Value right, Primitive primitive, Func<Value, bool> isNotNegative) =>
        builder.Let(primitive == Primitives.SubtractChecked && isNotNegative(left) && isNotNegative(right) ? Primitives.Subtract : primitive, left, right);

    /// <summary>Whether an integer in memory is the same in every iteration: nothing in the loop writes memory of such integers.</summary>
    private static bool IsKept(Load load, While loop) => load.Result.Type.IsInteger && !loop.Header.Descendants().Concat(loop.Body.Descendants())
        .SelectMany(MemoryUse.Writes).Any(b => b.Type.Kind == load.Buffer.Type.Kind || b.Type.Kind == ScalarKind.Object);

    private static LoopTest Mirrored(LoopTest test) => test switch
    {
        LoopTest.Less => LoopTest.Greater,
        LoopTest.LessOrEqual => LoopTest.GreaterOrEqual,
        LoopTest.Greater => LoopTest.Less,
        _ => LoopTest.LessOrEqual,
    };
}
