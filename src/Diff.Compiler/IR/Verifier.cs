using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Diff.Compiler.IR;

/// <summary>Checks that a body is in SSA: each value is defined once and before it is read, in a block that is visible there.</summary>
internal static class Verifier
{
    /// <summary>Checks in debug builds.</summary>
    [Conditional("DEBUG")]
    public static void Check(Function function)
    {
        HashSet<Value> parameters = [];
        foreach (Parameter parameter in function.Parameters)
        {
            parameters.Add(parameter.Value);
        }

        Check(function.Body, parameters);
    }

    /// <summary>Checks a body, always.</summary>
    /// <exception cref="InvalidOperationException">It is not in SSA; the message says what is wrong.</exception>
    public static void Check(Block body, IEnumerable<Value> parameters)
    {
        HashSet<Value> visible = [.. parameters];
        HashSet<int> defined = [];
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

            bool isFirst = true;
            foreach (Block child in op.Blocks())
            {
                HashSet<Value> scope = [.. inner];
                if (op is While && isFirst)
                {
                    scope = inner;
                }

                CheckBlock(child, [.. scope], defined);
                isFirst = false;
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
            If o => o.Then.Yields.Count == o.Results.Count && o.Else.Yields.Count == o.Results.Count,
            For o => o.Initial.Count == o.Carried.Count && o.Body.Yields.Count == o.Carried.Count && o.Results.Count == o.Carried.Count,
            While o => o.Header.Yields.Count == 1 && o.Initial.Count == o.Carried.Count && o.Body.Yields.Count == o.Carried.Count
                && o.Results.Count == o.Carried.Count,
            Let o => o.Arguments.Count == o.Primitive.Arity,
            Loop or Break or Continue or Return or Breakable or SourceCall => false,
            _ => true,
        };
        if (!isRight)
        {
            throw new InvalidOperationException($"A malformed operation: {op.GetType().Name}.");
        }
    }

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
