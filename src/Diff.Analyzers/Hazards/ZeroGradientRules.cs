using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF104: a rounding that a value passes on its only way to the loss.</summary>
internal sealed class RoundingRule : HazardRule
{
    private static readonly Primitive[] s_roundings =
    [
        Primitives.Round, Primitives.RoundDigits, Primitives.RoundMode, Primitives.RoundDigitsMode, Primitives.Floor, Primitives.Ceiling, Primitives.Truncate,
    ];

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.Rounding;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Graph.Ops.OfType<Let>()
        .Where(let => s_roundings.Contains(let.Primitive) && let.Arguments[0].Type.IsFloatingScalar && DeadEnds.IsOnlyWay(facts, let.Arguments[0], let.Result))
        .Select(let => new HazardFinding(let) { Otherwise = "the rounding" });
}

/// <summary>DIFF105: a choice between constants, or a sign, that a value decides on its only way to the loss.</summary>
internal sealed class PiecewiseConstantRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.PiecewiseConstant;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Op op in facts.Graph.Ops)
        {
            if (op is Let sign && sign.Primitive == Primitives.Sign && sign.Arguments[0].Type.IsFloatingScalar
                && !facts.ReachesResult(sign.Arguments[0]) && facts.Depends(sign.Arguments[0]) && IsUsedAsNumber(facts, sign.Result))
            {
                yield return new HazardFinding(sign) { Otherwise = "the sign" };
            }
            else if (op is Let { Result.Type: var truth } comparison && truth == IrType.Bool && IsStepOf(facts, comparison) && IsConverted(facts, comparison.Result))
            {
                yield return new HazardFinding(comparison) { Otherwise = "the comparison" };
            }
            else if (op is Let select && select.Primitive == Primitives.Select && IsOfNumbers(facts, select) && DeadEnds.ReachesUnstopped(facts, select.Result)
                && facts.Graph.DefinitionOf(select.Arguments[0]) is Let asked && IsStepOf(facts, asked))
            {
                yield return new HazardFinding(select) { Otherwise = "the choice" };
            }
            else if (op is If branch && Decides(facts, branch))
            {
                yield return new HazardFinding(branch) { Otherwise = "the choice" };
            }
        }
    }

    /// <summary>Whether a branch hands out different constants for a condition on a value that reaches the loss on no other way.</summary>
    private static bool Decides(MethodFacts facts, If branch)
    {
        bool isStep = false;
        for (int i = 0; i < branch.Results.Count; i++)
        {
            isStep |= branch.Results[i].Type.IsFloatingScalar
                && facts.Graph.NumberOf(branch.Then.Yields[i]) is { } then && facts.Graph.NumberOf(branch.Else.Yields[i]) is { } otherwise && then != otherwise
                && DeadEnds.ReachesUnstopped(facts, branch.Results[i]);
        }

        return isStep && facts.Graph.DefinitionOf(branch.Condition) is Let comparison && IsStepOf(facts, comparison);
    }

    /// <summary>
    /// Whether a comparison asks a value that reaches the result on no other way; with another way it is a mask or a kink. What is compared may
    /// itself be rounded or a sign.
    /// </summary>
    private static bool IsStepOf(MethodFacts facts, Let comparison)
    {
        List<Value> asked = [.. comparison.Arguments.Select(a => BehindSteps(facts, a))];
        return asked.Any(facts.Depends) && asked.All(a => !facts.Depends(a) || (a.Type.IsFloatingScalar && !facts.ReachesResult(a)))
            && (!asked.Any(facts.IsInput) || IsThreshold(facts, comparison));
    }

    /// <summary>
    /// An input that is compared with a literal, or for equality, is a label that nobody has marked as data. One that is compared with another
    /// value is a threshold; and so is each where the loss depends on nothing else.
    /// </summary>
    private static bool IsThreshold(MethodFacts facts, Let comparison) => (facts.Loss is { } loss && !facts.Depends(loss))
        || (comparison.Primitive != Primitives.Equal && comparison.Primitive != Primitives.NotEqual
            && comparison.Arguments.All(a => facts.Graph.NumberOf(a) is null));

    private static Value BehindSteps(MethodFacts facts, Value value)
    {
        while (!facts.Depends(value) && facts.Graph.DefinitionOf(value) is Let let
            && (let.Primitive == Primitives.Sign || let.Primitive == Primitives.Convert || let.Primitive == Primitives.Round || let.Primitive == Primitives.Floor
                || let.Primitive == Primitives.Ceiling || let.Primitive == Primitives.Truncate))
        {
            value = let.Arguments[0];
        }

        return value;
    }

    /// <summary>Whether a choice is between two different numbers.</summary>
    private static bool IsOfNumbers(MethodFacts facts, Let select) => facts.Graph.NumberOf(select.Arguments[1]) is { } then
        && facts.Graph.NumberOf(select.Arguments[2]) is { } otherwise && then != otherwise;

    /// <summary>Whether a sign comes to the loss, itself or as a floating-point number.</summary>
    private static bool IsUsedAsNumber(MethodFacts facts, Value sign) => sign.Type.IsFloatingScalar
        ? DeadEnds.ReachesUnstopped(facts, sign) : IsConverted(facts, sign);

    private static bool IsConverted(MethodFacts facts, Value value) => facts.Graph.From(value).Any(use =>
        use.Op is Let { Primitive: var convert } converted && convert == Primitives.Convert && converted.Result.Type.IsFloatingScalar
        && DeadEnds.ReachesUnstopped(facts, converted.Result));
}

/// <summary>Ways that end.</summary>
internal static class DeadEnds
{
    /// <summary>Whether a value depends on an input and reaches the loss through another value without a derivative, and on no way with one.</summary>
    public static bool IsOnlyWay(MethodFacts facts, Value value, Value result) =>
        facts.Depends(value) && !facts.ReachesResult(value) && ReachesUnstopped(facts, result);

    /// <summary>Whether a value reaches the loss, and nobody has said with Gradient.Stop that its derivative is not wanted.</summary>
    public static bool ReachesUnstopped(MethodFacts facts, Value value) => facts.Loss is not null && facts.ReachesLoss(value);
}

/// <summary>DIFF106: an expression whose value is the same for every input.</summary>
internal sealed class ConstantExpressionRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.ConstantExpression;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => facts.Graph.Ops.OfType<Let>()
        .Where(let => IsAsWritten(facts) && let.Result.Type.IsFloatingScalar && facts.IsActive(let.Result) && ValueOf(facts, let) is not null)
        .Select(let => new HazardFinding(let) { Otherwise = "the expression", Arguments = [ValueOf(facts, let)!] });

    /// <summary>In the first iteration of a loop that is written out much is constant that is not constant in the source.</summary>
    public static bool IsAsWritten(MethodFacts facts) => facts.Function.Unrolled.Count == 0;

    private static string? ValueOf(MethodFacts facts, Let let)
    {
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Subtract || primitive == Primitives.Divide)
        {
            // Loads of the same element may have a store between them.
            bool isSame = let.Arguments[0] == let.Arguments[1] && facts.Depends(let.Arguments[0]);
            return isSame ? primitive == Primitives.Subtract ? "0" : "1" : null;
        }

        return primitive == Primitives.Pow && facts.Depends(let.Arguments[0]) && facts.Graph.NumberOf(let.Arguments[1]) == 0 ? "1" : null;
    }
}

/// <summary>DIFF110: a rectifier whose argument is never positive.</summary>
internal sealed class DeadReluRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.DeadRelu;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => facts.ReachesResult(let.Result)))
        {
            Value? argument = let.Primitive == Primitives.Relu ? let.Arguments[0]
                : let.Primitive == Primitives.Max && facts.Graph.NumberOf(let.Arguments[0]) == 0 ? let.Arguments[1]
                : let.Primitive == Primitives.Max && facts.Graph.NumberOf(let.Arguments[1]) == 0 ? let.Arguments[0]
                : null;
            if (argument is not null && ConstantExpressionRule.IsAsWritten(facts) && facts.Depends(argument) && facts.Ranges.At(argument, let).IsNonPositive)
            {
                yield return new HazardFinding(let) { Otherwise = "the rectifier" };
            }
        }
    }
}
