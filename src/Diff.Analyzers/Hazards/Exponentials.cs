using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;

namespace Diff.Analyzers.Hazards;

/// <summary>Exponentials, sums of them and logistic functions, as they are found in a graph.</summary>
internal sealed class Exponentials(MethodFacts facts)
{
    private FactGraph Graph => facts.Graph;

    /// <summary>The largest argument of an exponential that does not overflow.</summary>
    public static double LimitOf(IrType type) => type.Kind == ScalarKind.Single ? 88.7 : 709.7;

    /// <summary>How far below the largest of its kind an exponent must lie to make its share round to zero.</summary>
    public static double GapOf(IrType type) => type.Kind == ScalarKind.Single ? 103 : 745;

    /// <summary>Where a logistic function rounds to 1.</summary>
    public static double OneOf(IrType type) => type.Kind == ScalarKind.Single ? 16.6 : 36.7;

    /// <summary>A number for a message.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The exponents of a value that is an exponential, or an element of memory that holds only exponentials; null for all else.</summary>
    public IReadOnlyList<Value>? ExponentsOf(Value value)
    {
        if (Graph.Applied(value, Primitives.Exp) is { } exp)
        {
            return [exp.Arguments[0]];
        }

        if (Graph.DefinitionOf(value) is not Load load || facts.IsInput(value))
        {
            return null;
        }

        Value memory = Graph.NodeOf(load.Buffer);
        List<Value> exponents = [];
        foreach (Op op in Graph.Ops)
        {
            if (op is Store store && Graph.NodeOf(store.Buffer) == memory)
            {
                // What is written over them later is something else, such as their quotients.
                if (Graph.Applied(store.Operand, Primitives.Exp) is { } stored)
                {
                    exponents.Add(stored.Arguments[0]);
                }
                else if (Graph.Applied(store.Operand, Primitives.Divide) is not { } quotient
                    || Graph.DefinitionOf(quotient.Arguments[0]) is not Load own || Graph.NodeOf(own.Buffer) != memory)
                {
                    return null;
                }
            }
            else if (op is SpanCall call && call.Function.WritesLast && Graph.NodeOf(call.Arguments[call.Arguments.Count - 1]) == memory)
            {
                return null;
            }
        }

        return exponents.Count > 0 ? exponents : null;
    }

    /// <summary>The exponents of a sum of at least two exponentials; null for all else.</summary>
    public IReadOnlyList<Value>? ExponentsOfSum(Value sum)
    {
        if (Graph.DefinitionOf(sum) is Let { Primitive.IsTensor: true } tensor)
        {
            return tensor.Primitive == TensorPrimitives.Sum || tensor.Primitive == TensorPrimitives.SumAlong ? ExponentsOf(tensor.Arguments[0])
                : tensor.Primitive == TensorPrimitives.View ? ExponentsOfSum(tensor.Arguments[0])
                : null;
        }

        IReadOnlyList<Value> terms = facts.Sums.TermsOf(sum, out bool isLoop);
        if (terms.Count < 2 && !isLoop)
        {
            return null;
        }

        List<Value> exponents = [];
        foreach (Value term in terms)
        {
            if (ExponentsOf(term) is not { } found)
            {
                return null;
            }

            exponents.AddRange(found);
        }

        return exponents;
    }

    /// <summary>
    /// Whether an exponential cannot overflow for all that is known: its exponent is bounded, or something that varies is subtracted from it,
    /// as a maximum would be.
    /// </summary>
    public bool IsSafe(Value exponent)
    {
        double limit = LimitOf(exponent.Type);
        if (facts.Ranges.Of(exponent).High <= limit)
        {
            return true;
        }

        return Graph.LetOf(exponent) switch
        {
            { } let when let.Primitive == Primitives.Subtract => Graph.NumberOf(let.Arguments[1]) is null,
            { } let when let.Primitive == Primitives.Divide || let.Primitive == Primitives.Multiply => let.Arguments.Any(IsSafeShift),
            { } let when let.Primitive == Primitives.Negate => IsSafeShift(let.Arguments[0]),
            { } => false,
            null => Graph.DefinitionOf(exponent) is not Load load || facts.IsInput(exponent) ? false : StoresOf(load).Any(IsSafeShift),
        };
    }

    private bool IsSafeShift(Value value) => Graph.LetOf(value) is { } let && let.Primitive == Primitives.Subtract && Graph.NumberOf(let.Arguments[1]) is null;

    private IEnumerable<Value> StoresOf(Load load) =>
        Graph.Ops.OfType<Store>().Where(s => Graph.NodeOf(s.Buffer) == Graph.NodeOf(load.Buffer)).Select(s => s.Operand);

    /// <summary>The argument of a logistic function, or null. Written by hand, 1 / (1 + exp(−u)), it is −(−u).</summary>
    /// <param name="value">What may be one.</param>
    /// <param name="isNegated">Whether the argument is the negative of the value that is handed back.</param>
    public Value? LogisticOf(Value value, out bool isNegated)
    {
        isNegated = false;
        Op? op = Graph.DefinitionOf(value);
        if (op is Let { Primitive: var sigmoid } let && sigmoid == Primitives.Sigmoid)
        {
            return let.Arguments[0];
        }

        if (op is Let { Primitive: var ratio } exponential && ratio == Primitives.LogisticRatio)
        {
            return exponential.Arguments[0];
        }

        if (op is Let { Primitive: var quotient } logistic && quotient == Primitives.LogisticQuotient && Graph.NumberOf(logistic.Arguments[0]) == 1)
        {
            isNegated = true;
            return logistic.Arguments[1];
        }

        return null;
    }

    /// <summary>A value in front of guards: small numbers added to it, bounds around it.</summary>
    /// <param name="value">A value that may be guarded.</param>
    /// <param name="guards">Receives the operations of the guards.</param>
    public Value Unguarded(Value value, List<Op> guards)
    {
        while (Graph.DefinitionOf(value) is Let let)
        {
            Primitive primitive = let.Primitive;
            bool isGuard = primitive == Primitives.Add || primitive == Primitives.Max || primitive == Primitives.Min;
            if (primitive == Primitives.Clamp)
            {
                guards.Add(let);
                value = let.Arguments[0];
            }
            else if (isGuard && GuardedBy(let, primitive == Primitives.Add) is { } inner)
            {
                guards.Add(let);
                value = inner;
            }
            else if (primitive == Primitives.Copy || primitive == Primitives.Convert || primitive == TensorPrimitives.View)
            {
                value = let.Arguments[0];
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private Value? GuardedBy(Let let, bool isSum)
    {
        for (int i = 0; i < 2; i++)
        {
            // A constant that is not small makes another function of it.
            if (Graph.NumberOf(let.Arguments[i]) is { } number && (!isSum || Math.Abs(number) < 1e-2))
            {
                return let.Arguments[1 - i];
            }
        }

        return null;
    }
}
