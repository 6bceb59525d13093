using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>
/// range(v): between which numbers a value lies, and whether it reaches the ends. Inputs may be anything; what loops carry is
/// judged by induction, memory of the method's own by all that is stored in it.
/// </summary>
internal sealed class Ranges(MethodFacts facts)
{
    private const int Deepest = 200;

    private readonly Dictionary<Value, Interval> _known = [];
    private readonly HashSet<Value> _open = [];

    private FactGraph Graph => facts.Graph;

    /// <summary>Where a value lies.</summary>
    public Interval Of(Value value)
    {
        if (_known.TryGetValue(value, out Interval known))
        {
            return known;
        }

        if (value.Type.IsBuffer || _open.Count > Deepest || !_open.Add(value))
        {
            return Interval.All;
        }

        Interval interval = Compute(value);
        _open.Remove(value);
        _known[value] = interval;
        return interval;
    }

    /// <summary>Where a value lies while an operation runs: branches around it that compare the value count.</summary>
    public Interval At(Value value, Op op) => facts.Guards.Refine(value, op, Of(value));

    private Interval Compute(Value value)
    {
        if (Graph.NumberOf(value) is { } number)
        {
            return Interval.Of(number);
        }

        if (Graph.LoopOf(value) is { } loop)
        {
            return OfCarried(value, loop.Loop, loop.Position);
        }

        if (Graph.CounterOf(value) is { } counter)
        {
            Interval from = Of(counter.From);
            Interval to = Of(counter.To);
            return counter.Step > 0 ? new Interval(from.Low, Math.Max(from.High, to.High)) : new Interval(Math.Min(from.Low, to.Low), from.High);
        }

        return Graph.DefinitionOf(value) switch
        {
            Let let => ElementRanges.Of(let, facts, Of),
            LengthOf => Interval.NonNegative,
            Load load => OfElement(load),
            SpanCall call => OfCall(call),
            If branch => OfBranch(branch, value),
            For o => Of(o.Initial[o.Results.IndexOf(value)]).Hull(Of(o.Carried[o.Results.IndexOf(value)])),
            While o => Of(o.Initial[o.Results.IndexOf(value)]).Hull(Of(o.Carried[o.Results.IndexOf(value)])),
            _ => OfType(value.Type),
        };
    }

    /// <summary>What a type can hold.</summary>
    public static Interval OfType(IrType type) => type.Kind switch
    {
        ScalarKind.Byte => new Interval(0, byte.MaxValue),
        ScalarKind.SByte => new Interval(sbyte.MinValue, sbyte.MaxValue),
        ScalarKind.UInt16 or ScalarKind.Char => new Interval(0, ushort.MaxValue),
        ScalarKind.UInt32 or ScalarKind.UInt64 => Interval.NonNegative,
        _ => Interval.All,
    };

    private Interval OfBranch(If branch, Value value)
    {
        int position = branch.Results.IndexOf(value);
        Value then = branch.Then.Yields[position];
        Value otherwise = branch.Else.Yields[position];
        return facts.Guards.Refine(then, branch.Condition, true, Of(then)).Hull(facts.Guards.Refine(otherwise, branch.Condition, false, Of(otherwise)));
    }

    /// <summary>A guess that holds at the start and is kept by an iteration holds.</summary>
    private Interval OfCarried(Value carried, Op loop, int position)
    {
        (Value first, Value next) = loop switch
        {
            For o => (o.Initial[position], o.Body.Yields[position]),
            While o => (o.Initial[position], o.Body.Yields[position]),
            _ => (carried, carried),
        };
        Interval start = Of(first);
        foreach (Interval guess in Guesses(start))
        {
            // What is computed under a guess is forgotten where the guess does not hold.
            HashSet<Value> before = [.. _known.Keys];
            _known[carried] = guess;
            Interval after = Of(next);
            if (guess.Hull(after) == guess)
            {
                return guess;
            }

            foreach (Value value in _known.Keys.Where(v => !before.Contains(v)).ToList())
            {
                _known.Remove(value);
            }
        }

        return Interval.All;
    }

    private static IEnumerable<Interval> Guesses(Interval start)
    {
        yield return start;
        yield return start with { High = double.PositiveInfinity, IsHighOpen = true };
        yield return start with { Low = double.NegativeInfinity, IsLowOpen = true };
        if (start.IsNonNegative)
        {
            yield return Interval.NonNegative;
        }

        if (start.Low >= -1 && start.High <= 1)
        {
            yield return new Interval(-1, 1);
        }
    }

    /// <summary>Memory of the method's own holds what it held at first and what is stored.</summary>
    private Interval OfElement(Load load)
    {
        Value memory = Graph.NodeOf(load.Buffer);
        Interval? interval = null;
        foreach (Op op in Graph.Ops)
        {
            Interval? part = op switch
            {
                Allocate o when Graph.NodeOf(o.Result) == memory => o.Kind == AllocationKind.Zeroed ? Interval.Of(0) : null,
                Store o when Graph.NodeOf(o.Buffer) == memory => Of(o.Operand),
                SpanCall o when o.Function.WritesLast && Graph.NodeOf(o.Arguments[o.Arguments.Count - 1]) == memory => OfCall(o),
                RuleCall o when o.Outputs.Any(output => Graph.NodeOf(output) == memory) => Interval.All,
                _ => null,
            };
            interval = part is null ? interval : interval?.Hull(part.Value) ?? part;
        }

        bool isOwn = Graph.Ops.Any(op => op is Allocate o && Graph.NodeOf(o.Result) == memory) && !facts.IsInput(load.Buffer);
        return isOwn && interval is { } found ? found : OfType(load.Result.Type);
    }

    private Interval OfCall(SpanCall call)
    {
        SpanFunction function = call.Function;
        return function == SpanFunction.Norm || function == SpanFunction.SoftmaxCrossEntropy
                || (function == SpanFunction.Dot && call.Arguments[0] == call.Arguments[1]) ? Interval.NonNegative
            : function == SpanFunction.Softmax ? new Interval(0, 1)
            : function == SpanFunction.LogSoftmax ? new Interval(double.NegativeInfinity, 0, true)
            : Interval.All;
    }
}
