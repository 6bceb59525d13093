using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>
/// DIFF107: a literal instead of a term of the loss where a computed value is on one side of a limit, and the term is not that literal there. A
/// hinge, which comes down to its literal, is no such jump: the term is evaluated close to the limit, for several numbers in place of all else.
/// </summary>
internal sealed class DeadBranchRule : HazardRule
{
    private const double Near = 1e-6;
    private const double SmallestJump = 1e-3;
    private const int Samples = 6;

    /// <summary>Loops that are written out have as many choices as iterations, all alike.</summary>
    private const int Most = 64;

    /// <summary>Below that a limit guards against division by zero and the like.</summary>
    private const double SmallestLimit = 1e-2;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.DeadBranch;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Choice choice in Choice.All(facts).Where(choice => facts.Graph.NumberOf(choice.Other) is not null && LossPaths.IsSummand(facts, choice.Result)).Take(Most))
        {
            if (facts.Graph.NumberOf(choice.Other) is { } literal && facts.Graph.DefinitionOf(choice.Condition) is Let comparison && IsOrder(comparison.Primitive)
                && Enumerable.Range(0, 2).Any(i => IsJump(facts, choice, literal, comparison.Arguments[i], comparison.Arguments[1 - i])))
            {
                yield return new HazardFinding(choice.Op)
                {
                    Otherwise = "the choice", Arguments = [literal.ToString("R", System.Globalization.CultureInfo.InvariantCulture)],
                };
            }
        }
    }

    private static bool IsOrder(Primitive primitive) => primitive == Primitives.Less || primitive == Primitives.LessOrEqual
        || primitive == Primitives.Greater || primitive == Primitives.GreaterOrEqual;

    /// <summary>Whether the term is far from the literal where a value crosses a limit, whatever the rest is.</summary>
    private static bool IsJump(MethodFacts facts, Choice choice, double literal, Value asked, Value limit)
    {
        if (!asked.Type.IsFloatingScalar || !facts.Depends(asked) || facts.IsInput(asked) || facts.Depends(limit)
            || (facts.Graph.NumberOf(limit) is { } number && Math.Abs(number) < SmallestLimit))
        {
            return false;
        }

        int jumps = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double Suppose(Value value) => 0.3 + (((value.Id * 37) + (sample * 61)) % 101 / 60.0);
            if (new Evaluation(facts, asked, 0, Suppose).Of(limit) is not { } at
                || new Evaluation(facts, asked, at, Suppose).Of(choice.Kept) is not { } kept || double.IsNaN(kept) || double.IsInfinity(kept))
            {
                return false;
            }

            bool? below = Takes(at - (Near * (1 + Math.Abs(at))));
            bool? above = Takes(at + (Near * (1 + Math.Abs(at))));
            if (below is null || above is null || below == above || Math.Abs(kept - literal) <= SmallestJump * (1 + Math.Abs(literal)))
            {
                return false;
            }

            jumps++;
            bool? Takes(double x) => new Evaluation(facts, asked, x, Suppose).Of(choice.Condition) is { } truth ? truth != 0 : null;
        }

        return jumps == Samples;
    }
}

/// <summary>DIFF108: what is not a number is replaced behind the operation that makes it.</summary>
internal sealed class SweptNaNRule : HazardRule
{
    private const int Deepest = 6;

    /// <summary>Where the exponential of a double overflows.</summary>
    private const double LargestExponent = 709;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.SweptNaN;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Choice choice in Choice.All(facts).Where(choice => facts.ReachesLoss(choice.Result)))
        {
            Value? asked = AskedBy(facts, choice.Condition, Deepest).FirstOrDefault(v => facts.Depends(v)
                && (v == choice.Kept || facts.Guards.IsMadeOf(choice.Kept, v)));
            if (asked is not null)
            {
                string producer = ProducerOf(facts, asked);
                yield return new HazardFinding(choice.Op)
                {
                    Otherwise = "the choice",
                    Arguments =
                    [
                        facts.ZeroCotangentsStop ? "the gradient of such a sample is exactly 0 or not a number" : "on the way back 0 · NaN is not a number again",
                        producer.Length == 0 ? "the operation that makes it" : producer,
                    ],
                };
            }
        }
    }

    /// <summary>What a condition asks whether it is a number.</summary>
    private static IEnumerable<Value> AskedBy(MethodFacts facts, Value condition, int depth)
    {
        if (depth == 0)
        {
            return [];
        }

        switch (facts.Graph.DefinitionOf(condition))
        {
            case Let let when let.Primitive == Primitives.IsNaN || let.Primitive == Primitives.IsFinite || let.Primitive == Primitives.IsInfinity:
                return [let.Arguments[0]];
            case Let let when let.Primitive == Primitives.NotEqual || let.Primitive == Primitives.Equal:
                return let.Arguments[0].Type.IsFloatingScalar && let.Arguments[0] == let.Arguments[1] ? [let.Arguments[0]] : [];
            case Let let when let.Primitive == Primitives.Not || let.Primitive == Primitives.And || let.Primitive == Primitives.Or:
                return let.Arguments.SelectMany(a => AskedBy(facts, a, depth - 1));
            case If branch:
                int position = branch.Results.IndexOf(condition);
                return new[] { branch.Condition, branch.Then.Yields[position], branch.Else.Yields[position] }.SelectMany(v => AskedBy(facts, v, depth - 1));
            default:
                return [];
        }
    }

    /// <summary>The closest operation in front of a value that may make what is not finite, by the ranges of what it gets.</summary>
    private static string ProducerOf(MethodFacts facts, Value value)
    {
        HashSet<Value> seen = [value];
        Queue<Value> open = new(seen);
        while (open.Count > 0)
        {
            Value next = open.Dequeue();
            if (facts.Graph.LetOf(next) is { } let && NameOf(facts, let) is { } name)
            {
                return name;
            }

            foreach (FlowEdge edge in facts.Graph.To(next))
            {
                if (edge.IsDifferentiable && seen.Add(edge.From))
                {
                    open.Enqueue(edge.From);
                }
            }
        }

        return "";
    }

    private static string? NameOf(MethodFacts facts, Let let)
    {
        Primitive primitive = let.Primitive;
        Interval x = let.Arguments[0].Type.IsBuffer ? Interval.Positive : facts.Ranges.At(let.Arguments[0], let);
        bool isLog = primitive == Primitives.Log || primitive == Primitives.Log2 || primitive == Primitives.Log10;
        return isLog ? x.IsPositive ? null : "the logarithm, whose argument may be 0 or below"
            : primitive == Primitives.Sqrt ? x.IsNonNegative ? null : "the root, whose argument may be below 0"
            : primitive == Primitives.Divide ? facts.Ranges.At(let.Arguments[1], let).Contains(0) ? "the quotient, whose divisor may be 0" : null
            : primitive == Primitives.Exp ? x.High > LargestExponent ? "the exponential, which may overflow" : null
            : primitive == Primitives.Acos || primitive == Primitives.Asin
                ? x.Low < -1 || x.High > 1 ? "the inverse sine or cosine, whose argument may be outside of [-1, 1]" : null
            : primitive == Primitives.Pow && facts.Graph.NumberOf(let.Arguments[1]) is { } p && p % 1 != 0 && !x.IsNonNegative
                ? "the power, whose base may be below 0" : null;
    }
}

/// <summary>A branch or selection one side of which depends on an input.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Result">What it hands out.</param>
/// <param name="Condition">What decides.</param>
/// <param name="Kept">The side that depends on an input.</param>
/// <param name="Other">The side that does not.</param>
internal sealed record Choice(Op Op, Value Result, Value Condition, Value Kept, Value Other)
{
    /// <summary>The choices of a method.</summary>
    public static IEnumerable<Choice> All(MethodFacts facts) => facts.Graph.Ops.SelectMany(op => op switch
    {
        If branch => branch.Results.Select((r, i) => Of(facts, op, r, branch.Condition, branch.Then.Yields[i], branch.Else.Yields[i])).OfType<Choice>(),
        Let let when let.Primitive == Primitives.Select && Of(facts, op, let.Result, let.Arguments[0], let.Arguments[1], let.Arguments[2]) is { } choice => [choice],
        _ => Enumerable.Empty<Choice>(),
    });

    private static Choice? Of(MethodFacts facts, Op op, Value result, Value condition, Value then, Value otherwise) =>
        !result.Type.IsFloatingScalar || facts.Depends(then) == facts.Depends(otherwise) ? null
        : facts.Depends(then) ? new Choice(op, result, condition, then, otherwise) : new Choice(op, result, condition, otherwise, then);
}
