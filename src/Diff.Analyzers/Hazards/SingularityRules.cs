using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>Whether a value provably reaches zero where an operation reads it.</summary>
internal static class Singularities
{
    /// <summary>A value that is never negative, zero for some input, and not kept from it by a branch around the operation.</summary>
    public static bool ReachesZero(MethodFacts facts, Value value, Op op) => facts.Depends(value)
        && facts.Ranges.Of(value).StartsAtZero && facts.Ranges.At(value, op).StartsAtZero && facts.Zeros.Reaches(value) && !facts.Guards.MayProtect(value, op);

    /// <summary>The applications of a primitive whose result gets a cotangent.</summary>
    public static IEnumerable<Let> Active(MethodFacts facts, Primitive primitive) =>
        facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == primitive && facts.IsActive(let.Result));

    /// <summary>
    /// Whether a root has its infinite derivative multiplied by something: not where it is squared again, nor where all its uses lie in branches
    /// that zero does not come to.
    /// </summary>
    public static bool IsHazard(MethodFacts facts, Let root) =>
        ReachesZero(facts, root.Arguments[0], root) && !(facts.ZeroCotangentsStop && IsHarmless(facts, root));

    private static bool IsHarmless(MethodFacts facts, Let root)
    {
        List<FlowEdge> uses = [.. facts.Graph.From(root.Result).Where(use => use.IsDifferentiable)];
        return uses.Count > 0 && root.Result != facts.Loss && uses.All(use => use.Op is Let let && (IsSquare(facts, let)
            || facts.Ranges.At(root.Result, let).IsPositive || facts.Ranges.At(root.Arguments[0], let).IsPositive
            || facts.Guards.MayProtect(root.Result, let)
            || (let.Primitive == Primitives.Add && facts.Ranges.Of(let.Result).IsPositive && IsUnit(facts, let, root.Arguments[0]))));
    }

    /// <summary>In x / (|x| + ε) the numerator is zero where the root is, and so is what comes back to the root.</summary>
    private static bool IsUnit(MethodFacts facts, Let sum, Value squares)
    {
        IReadOnlyList<FlowEdge> uses = facts.Graph.From(sum.Result);
        return uses.Count > 0 && sum.Result != facts.Loss && uses.All(use => use.Op is Let let && let.Primitive == Primitives.Divide
            && let.Arguments[1] == sum.Result && Factors(facts, let.Arguments[0]).Any(factor => facts.Guards.IsMadeOf(squares, factor)));
    }

    private static IEnumerable<Value> Factors(MethodFacts facts, Value value) =>
        facts.Graph.Applied(value, Primitives.Multiply) is { } product ? product.Arguments.Append(value) : [value];

    private static bool IsSquare(MethodFacts facts, Let let) =>
        (let.Primitive == Primitives.Multiply && let.Arguments[0] == let.Arguments[1])
        || (let.Primitive == Primitives.Pow && facts.Graph.NumberOf(let.Arguments[1]) is >= 2);
}

/// <summary>DIFF410: √v + ε, where v reaches zero.</summary>
internal sealed class EpsilonOutsideRootRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.EpsilonOutsideRoot;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Let root in Singularities.Active(facts, Primitives.Sqrt).Where(root => Singularities.IsHazard(facts, root)))
        {
            foreach (FlowEdge use in facts.Graph.From(root.Result))
            {
                // A maximum hands the root no cotangent where it is below the bound; only where 0 · ∞ is formed does that matter.
                if (use.Op is Let let && (let.Primitive == Primitives.Add || (let.Primitive == Primitives.Max && !facts.ZeroCotangentsStop))
                    && Other(let, root.Result) is { } epsilon && !facts.Depends(epsilon) && facts.Ranges.Of(epsilon) is { IsPositive: true, High: < 0.1 })
                {
                    yield return new HazardFinding(let)
                    {
                        Also = [root], Otherwise = "the epsilon behind the root", Remedy = let.Primitive == Primitives.Add ? DiagnosticProperties.MoveEpsilon : null,
                    };
                    break;
                }
            }
        }
    }

    private static Value? Other(Let let, Value value) => let.Arguments[0] == value ? let.Arguments[1] : let.Arguments[0];
}

/// <summary>DIFF403: √v, where v reaches zero.</summary>
internal sealed class RootAtZeroRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.RootAtZero;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => Singularities.Active(facts, Primitives.Sqrt)
        .Where(root => Singularities.IsHazard(facts, root) && !IsStopped(facts, root))
        .Select(root => new HazardFinding(root) { Otherwise = "the root", Remedy = DiagnosticProperties.AddEpsilon, Also = Divisions(facts, root) });

    /// <summary>Whether every use is a maximum with a positive number: below it no cotangent comes back.</summary>
    private static bool IsStopped(MethodFacts facts, Let root) => facts.ZeroCotangentsStop && root.Result != facts.Loss
        && facts.Graph.From(root.Result) is { Count: > 0 } uses && uses.All(use =>
        use.Op is Let let && let.Primitive == Primitives.Max && let.Arguments.Any(a => !facts.Depends(a) && facts.Ranges.Of(a).IsPositive));

    /// <summary>What divides by the root is mended with it.</summary>
    private static List<Op> Divisions(MethodFacts facts, Let root) => [.. facts.Graph.From(root.Result)
        .Where(use => use.Op is Let let && let.Primitive == Primitives.Divide && let.Arguments[1] == root.Result).Select(use => use.Op)];
}

/// <summary>DIFF404: n / d, where d is a norm or a sum of squares that reaches zero.</summary>
internal sealed class DivisionByZeroRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.DivisionByZero;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => Singularities.Active(facts, Primitives.Divide)
        .Where(quotient => Singularities.ReachesZero(facts, quotient.Arguments[1], quotient))
        .Select(quotient => new HazardFinding(quotient) { Otherwise = "the quotient", Remedy = DiagnosticProperties.AddEpsilon });
}

/// <summary>DIFF409: log v, where v reaches zero.</summary>
internal sealed class UnprotectedLogRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.UnprotectedLog;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => new[] { Primitives.Log, Primitives.Log2, Primitives.Log10 }
        .SelectMany(primitive => Singularities.Active(facts, primitive))
        .Where(log => Singularities.ReachesZero(facts, log.Arguments[0], log))
        .Select(log => new HazardFinding(log) { Otherwise = "the logarithm", Remedy = DiagnosticProperties.AddEpsilon });
}
