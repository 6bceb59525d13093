using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>
/// Checks that a body is in SSA: each value is defined once and before it is read, in a block that is visible there, and
/// what constructs yield and carry has the number and the types of what receives it.
/// </summary>
internal static class Verifier
{
    /// <summary>Checks in debug builds.</summary>
    [Conditional("DEBUG")]
    public static void Check(Function function)
    {
        Check(function.Body, function.Parameters.Select(p => p.Value));
    }

    /// <summary>Checks a body, always.</summary>
    /// <exception cref="InvalidOperationException">It is not in SSA; the message says what is wrong.</exception>
    public static void Check(Block body, IEnumerable<Value> parameters)
    {
        HashSet<Value> visible = [];
        HashSet<int> defined = [];
        foreach (Value parameter in parameters)
        {
            Define(parameter, visible, defined);
        }

        CheckBlock(body, visible, defined);
    }

    private static void CheckBlock(Block block, HashSet<Value> visible, HashSet<int> defined)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Value value in op.Uses())
            {
                Require(visible, value, op);
            }

            HashSet<Value> inner = [.. visible];
            foreach (Value value in op.BlockParameters())
            {
                Define(value, inner, defined);
            }

            foreach (Block child in op.Blocks())
            {
                // Blocks do not see into one another: a loop's body does not read what its header computes.
                CheckBlock(child, [.. inner], defined);
            }

            CheckShape(op);
            foreach (Value value in op.Definitions())
            {
                Define(value, visible, defined);
            }
        }

        foreach (Value value in block.Yields)
        {
            if (!visible.Contains(value))
            {
                throw new InvalidOperationException($"{value} is yielded but not visible.");
            }
        }
    }

    private static void CheckShape(Op op)
    {
        bool isRight = op switch
        {
            If o => o.Condition.Type == IrType.Bool && IsAlike(o.Then.Yields, o.Results) && IsAlike(o.Else.Yields, o.Results),
            For o => o.Step != 0 && IsAlike(o.Initial, o.Carried) && IsAlike(o.Body.Yields, o.Carried) && IsAlike(o.Results, o.Carried),
            While o => o.Header.Yields.Count == 1 && o.Header.Yields[0].Type == IrType.Bool && IsAlike(o.Initial, o.Carried)
                && IsAlike(o.Body.Yields, o.Carried) && IsAlike(o.Results, o.Carried),
            ConstantOp o => o.Result.Type == o.Constant.Type,
            Let o => o.Arguments.Count == o.Primitive.Arity,
            Load o => o.Buffer.Type.IsBuffer && o.Result.Type == o.Buffer.Type.Element,
            Store o => o.Buffer.Type.Shape == Shape.Span && o.Operand.Type == o.Buffer.Type.Element,
            Loop or Break or Continue or Return or Breakable or SourceCall => false,
            _ => true,
        };
        if (!isRight)
        {
            throw new InvalidOperationException($"A malformed operation: {op.GetType().Name}.");
        }
    }

    /// <summary>As many values of the same types; a view may be read-only on one side.</summary>
    private static bool IsAlike(EquatableArray<Value> left, EquatableArray<Value> right) =>
        left.Count == right.Count && left.Zip(right, (l, r) => l.Type.Element == r.Type.Element && l.Type.IsBuffer == r.Type.IsBuffer).All(b => b);

    private static void Require(HashSet<Value> visible, Value value, Op op)
    {
        if (!visible.Contains(value))
        {
            throw new InvalidOperationException($"{value} is read by {op.GetType().Name} but not visible there.");
        }
    }

    private static void Define(Value value, HashSet<Value> visible, HashSet<int> defined)
    {
        if (!defined.Add(value.Id))
        {
            throw new InvalidOperationException($"{value} is defined twice.");
        }

        visible.Add(value);
    }
}
