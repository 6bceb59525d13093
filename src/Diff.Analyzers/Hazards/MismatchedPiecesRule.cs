using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>
/// DIFF112: a loss that is written in pieces over an error, with constant thresholds, whose pieces do not meet or leave out a side. The loss is
/// evaluated on both sides of each joint: it must be a function of that error and of literals alone.
/// </summary>
internal sealed class MismatchedPiecesRule : HazardRule
{
    /// <summary>Loops that are written out have as many errors as iterations, all alike.</summary>
    private const int MostErrors = 32;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.MismatchedPieces;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        if (facts.Loss is null)
        {
            yield break;
        }

        List<Comparison> comparisons = [.. Comparison.All(facts)];
        HashSet<Value> done = [];
        foreach (Comparison first in comparisons)
        {
            if (done.Count == MostErrors || done.Any(e => facts.Congruence.AreAlike(e, first.Error)))
            {
                continue;
            }

            done.Add(first.Error);
            List<Comparison> own = [.. comparisons.Where(c => facts.Congruence.AreAlike(c.Error, first.Error))];
            foreach (Value loss in PiecewiseLoss.TermsOf(facts, first.Error))
            {
                if (new PiecewiseLoss(facts, first.Error, loss, own).Judge() is { } text)
                {
                    List<Op> choices = [.. facts.Graph.Ops.Where(op => IsChoice(op) && facts.Graph.From(first.Error).Count > 0
                        && op.Definitions().Any(v => v == loss || facts.Guards.IsMadeOf(loss, v))
                        && own.Any(c => facts.Guards.IsMadeOf(ConditionOf(op), c.Op.Result)))];
                    Op place = choices.Count > 0 ? choices[0] : own[0].Op;
                    yield return new HazardFinding(place) { Also = [.. choices, .. own.Select(c => c.Op)], Otherwise = "this loss", Arguments = [text] };
                    break;
                }
            }
        }
    }

    private static bool IsChoice(Op op) => op is If || (op is Let let && let.Primitive == Primitives.Select);

    private static Value ConditionOf(Op op) => op is If branch ? branch.Condition : ((Let)op).Arguments[0];
}

/// <summary>A comparison of an error with a literal.</summary>
/// <param name="Op">The comparison.</param>
/// <param name="Asked">What is compared: the error, or its magnitude or square.</param>
/// <param name="Error">The error.</param>
/// <param name="Limit">The literal.</param>
internal sealed record Comparison(Let Op, Value Asked, Value Error, double Limit)
{
    /// <summary>The comparisons of a method that ask errors.</summary>
    public static IEnumerable<Comparison> All(MethodFacts facts)
    {
        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => IsOrder(let.Primitive)))
        {
            for (int i = 0; i < 2; i++)
            {
                Value asked = let.Arguments[i];
                if (asked.Type.IsFloatingScalar && facts.Depends(asked) && facts.Graph.NumberOf(let.Arguments[1 - i]) is { } limit
                    && ErrorOf(facts, asked) is var error && IsResidual(facts, error))
                {
                    yield return new Comparison(let, asked, error, limit);
                }
            }
        }
    }

    private static bool IsOrder(Primitive primitive) => primitive == Primitives.Less || primitive == Primitives.LessOrEqual
        || primitive == Primitives.Greater || primitive == Primitives.GreaterOrEqual;

    private static bool IsResidual(MethodFacts facts, Value value) => facts.Graph.LetOf(value) is { } let && let.Primitive == Primitives.Subtract
        && let.Arguments.Any(facts.Depends) && let.Arguments.All(a => facts.Graph.NumberOf(a) is null);

    /// <summary>What a comparison asks, without magnitude, square and sign.</summary>
    private static Value ErrorOf(MethodFacts facts, Value value)
    {
        while (facts.Graph.LetOf(value) is { } let)
        {
            bool isSquare = let.Primitive == Primitives.Multiply && facts.Congruence.AreAlike(let.Arguments[0], let.Arguments[1]);
            if (!isSquare && let.Primitive != Primitives.Abs && let.Primitive != Primitives.Negate && let.Primitive != TensorPrimitives.View)
            {
                break;
            }

            value = let.Arguments[0];
        }

        return value;
    }
}

/// <summary>A term of the loss as a function of one error.</summary>
internal sealed class PiecewiseLoss
{
    private const double Near = 1e-7;
    private const double Negligible = 5e-3;

    private readonly MethodFacts _facts;
    private readonly Value _error;
    private readonly Value _loss;
    private readonly List<Comparison> _comparisons;
    private readonly List<double> _joints;
    private readonly double _far;

    public PiecewiseLoss(MethodFacts facts, Value error, Value loss, List<Comparison> comparisons)
    {
        _facts = facts;
        _error = error;
        _loss = loss;
        _comparisons = comparisons;
        _joints = [.. comparisons.SelectMany(JointsOf).Distinct().OrderBy(j => Math.Abs(j)).ThenByDescending(j => j)];
        _far = _joints.Count == 0 ? 1 : 2 * (1 + _joints.Max(Math.Abs));
    }

    /// <summary>The largest values that are functions of an error and literals alone, and terms of the loss.</summary>
    public static IEnumerable<Value> TermsOf(MethodFacts facts, Value error)
    {
        Evaluation evaluation = new(facts, error, 0.37);
        HashSet<Value> functions = [.. facts.Graph.Definitions.Where(v => v.Type.IsFloatingScalar && facts.Depends(v) && v != error
            && facts.ReachesLoss(v) && evaluation.Of(v) is not null && facts.Guards.IsMadeOf(v, error))];
        return functions.Where(v => !facts.Graph.From(v).Any(edge => functions.Contains(edge.To)) && LossPaths.IsSummand(facts, v));
    }

    /// <summary>What is wrong with the pieces, or null.</summary>
    public string? Judge()
    {
        if (_joints.Count == 0)
        {
            return null;
        }

        bool isFlatBelow = IsFlat(-1);
        bool isFlatAbove = IsFlat(1);
        if (isFlatBelow && isFlatAbove)
        {
            // Large errors are left out on purpose.
            return null;
        }

        foreach (double joint in _joints)
        {
            if (JumpAt(joint) is not { } jump)
            {
                continue;
            }

            if (!isFlatBelow && !isFlatAbove)
            {
                return $"do not meet: at an error of {Text(joint)} they are {Text(jump.Below)} and {Text(jump.Above)}";
            }

            // A side is missing where the other side has its piece; a threshold on one side alone is meant.
            bool isMissing = isFlatBelow ? joint < 0 : joint > 0;
            if (isMissing && _joints.Contains(-joint))
            {
                string side = isFlatBelow ? "below" : "above";
                return $"leave out errors {side} {Text(joint)}: from {Text(isFlatBelow ? jump.Above : jump.Below)} the loss jumps to {Text(isFlatBelow ? jump.Below : jump.Above)}, where the gradient is exactly 0";
            }
        }

        return LostMagnitude();
    }

    /// <summary>d·|e| − … above a threshold and e² everywhere else: below zero nothing is bounded.</summary>
    private string? LostMagnitude()
    {
        if (_joints.Count != 1 || _comparisons.Any(c => c.Asked != c.Error))
        {
            return null;
        }

        double joint = _joints[0];
        bool isAbove = joint > 0;
        double sign = isAbove ? 1 : -1;
        bool hasMagnitude = joint != 0 && _facts.Graph.Ops.Any(op => op is Let let && let.Primitive == Primitives.Abs
            && _facts.Congruence.AreAlike(let.Arguments[0], _error) && _facts.Guards.IsMadeOf(_loss, let.Result));
        if (!hasMagnitude || SlopeAt(sign * _far) is not { } bounded || SlopeAt(sign * 10 * _far) is not { } same || SlopeAt(-sign * _far) is not { } steep
            || SlopeAt(-sign * 10 * _far) is not { } steeper)
        {
            return null;
        }

        bool isLost = bounded != 0 && Math.Abs(bounded - same) < 1e-4 * Math.Abs(bounded) && Math.Abs(steeper) > 5 * Math.Abs(steep) && Math.Abs(steep) > 0.1 * Math.Abs(bounded);
        return isLost
            ? $"bound the gradient {(isAbove ? "above" : "below")} {Text(joint)} alone: at an error of {Text(-sign * 10 * _far)} it is {Text(steeper)}, because the condition lacks the magnitude"
            : null;
    }

    private double? At(double error) => new Evaluation(_facts, _error, error).Of(_loss) is { } value && !double.IsNaN(value) && !double.IsInfinity(value) ? value : null;

    private double? SlopeAt(double error)
    {
        double step = 1e-4 * Math.Abs(error);
        return At(error + step) is { } above && At(error - step) is { } below ? (above - below) / (2 * step) : null;
    }

    /// <summary>Whether the loss is constant far out on a side.</summary>
    private bool IsFlat(int sign) => At(sign * _far) is { } near && At(sign * 3 * _far) is { } middle && At(sign * 10 * _far) is { } far
        && near == middle && middle == far;

    private (double Below, double Above)? JumpAt(double joint)
    {
        double step = Near * (1 + Math.Abs(joint));
        if (At(joint - step) is not { } below || At(joint + step) is not { } above || At(joint - (2 * step)) is not { } before || At(joint + (2 * step)) is not { } after)
        {
            return null;
        }

        double jump = Math.Abs(above - below);
        bool isJump = jump > Negligible * Math.Max(Math.Abs(above), Math.Abs(below))
            && Math.Abs(below - before) < jump / 10 && Math.Abs(after - above) < jump / 10 && jump > 100 * step;
        return isJump ? (below, above) : null;
    }

    /// <summary>Where a comparison changes.</summary>
    private IEnumerable<double> JointsOf(Comparison comparison)
    {
        double root = Math.Sqrt(Math.Abs(comparison.Limit));
        foreach (double candidate in new[] { comparison.Limit, -comparison.Limit, root, -root }.Distinct())
        {
            if (new Evaluation(_facts, _error, candidate).Of(comparison.Asked) is { } asked
                && Math.Abs(asked - comparison.Limit) <= 1e-9 * (1 + Math.Abs(comparison.Limit)))
            {
                yield return candidate + 0.0;
            }
        }
    }

    private static string Text(double number) => Math.Round(number, 6).ToString("0.####", CultureInfo.InvariantCulture);
}
