using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF601: Pow(x, 2), which is x · x. Tensor libraries have a form of their own for it.</summary>
internal sealed class PowForSquareRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.PowForSquare;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => !facts.ZeroCotangentsStop ? [] : Singularities.Active(facts, Primitives.Pow)
        .Where(let => facts.Graph.NumberOf(let.Arguments[1]) == 2)
        .Select(let => new HazardFinding(let) { Otherwise = "the power", Remedy = DiagnosticProperties.UseProduct });
}

/// <summary>DIFF602: a Huber loss, softplus or log-sum-exp that is written out, and right. Found by its values, so in any spelling.</summary>
internal sealed class HandWrittenStableRule : HazardRule
{
    private static readonly double[] s_samples = [-30, -7.25, -1.5, -0.9, -0.3, 0.2, 0.75, 1.25, 4.5, 26];

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.HandWrittenStable;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) =>
        !facts.ZeroCotangentsStop ? [] : HuberLosses(facts).Concat(Softplus(facts)).Concat(LogSumExp(facts));

    private static IEnumerable<HazardFinding> HuberLosses(MethodFacts facts)
    {
        List<Comparison> comparisons = [.. Comparison.All(facts)];
        foreach (Choice choice in facts.Graph.Ops.OfType<If>().SelectMany(branch => branch.Results.Select((r, i) =>
            new Choice(branch, r, branch.Condition, branch.Then.Yields[i], branch.Else.Yields[i]))).Where(c => c.Result.Type.IsFloatingScalar && facts.IsActive(c.Result)))
        {
            Comparison? comparison = comparisons.FirstOrDefault(c => c.Limit > 0 && facts.Guards.IsMadeOf(choice.Condition, c.Op.Result));
            if (comparison is not null && IsMultiple(facts, comparison.Error, choice.Result, x => Huber(x, comparison.Limit), comparison.Limit) is { } factor)
            {
                yield return new HazardFinding(choice.Op)
                {
                    Otherwise = "this", Arguments = ["Functions.Huber"], Remedy = Math.Abs(factor - 1) < 1e-12 ? DiagnosticProperties.UseHuber : null,
                };
            }
        }
    }

    private static IEnumerable<HazardFinding> Softplus(MethodFacts facts)
    {
        // What is recognised as a whole has its derivative by the exponent, and the exponential none.
        foreach (Let exp in facts.Graph.Ops.OfType<Let>().Where(let => let.Primitive == Primitives.Exp && facts.Depends(let.Arguments[0])))
        {
            Value argument = exp.Arguments[0];
            while (facts.Graph.LetOf(argument) is { } let && (let.Primitive == Primitives.Negate || let.Primitive == Primitives.Abs))
            {
                argument = let.Arguments[0];
            }

            foreach (Let sum in Singularities.Active(facts, Primitives.Add).Where(sum => sum.Arguments.Any(a => facts.Graph.Applied(a, Primitives.Log) is not null)
                && facts.Guards.IsMadeOf(sum.Result, exp.Result)))
            {
                if (IsMultiple(facts, argument, sum.Result, x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), 1) is { } factor && Math.Abs(factor - 1) < 1e-9)
                {
                    yield return new HazardFinding(sum) { Otherwise = "this", Arguments = ["Functions.Softplus"] };
                }
            }
        }
    }

    /// <summary>m + log Σ exp(u − m), with the same m.</summary>
    private static IEnumerable<HazardFinding> LogSumExp(MethodFacts facts)
    {
        foreach (Let sum in Singularities.Active(facts, Primitives.Add))
        {
            for (int i = 0; i < 2; i++)
            {
                if (facts.Graph.Applied(sum.Arguments[i], Primitives.Log) is not { } log)
                {
                    continue;
                }

                IReadOnlyList<Value> terms = facts.Sums.TermsOf(log.Arguments[0], out bool isLoop);
                if (isLoop && terms.Count == 1 && facts.Graph.Applied(terms[0], Primitives.Exp) is { } exp
                    && facts.Graph.Applied(exp.Arguments[0], Primitives.Subtract) is { } shift && facts.Congruence.AreAlike(shift.Arguments[1], sum.Arguments[1 - i]))
                {
                    yield return new HazardFinding(sum) { Otherwise = "this", Arguments = ["Functions.LogSumExp"] };
                }
            }
        }
    }

    private static double Huber(double x, double d) => Math.Abs(x) <= d ? 0.5 * x * x : d * (Math.Abs(x) - (0.5 * d));

    /// <summary>The factor by which a value is a function of another, or null.</summary>
    private static double? IsMultiple(MethodFacts facts, Value argument, Value value, Func<double, double> function, double scale)
    {
        double? factor = null;
        foreach (double sample in s_samples)
        {
            double x = sample * scale;
            double expected = function(x);
            if (new Evaluation(facts, argument, x).Of(value) is not { } actual || double.IsNaN(actual) || double.IsInfinity(actual))
            {
                return null;
            }

            factor ??= actual / expected;
            if (Math.Abs(actual - (factor.Value * expected)) > 1e-9 * Math.Max(1e-3, Math.Abs(actual)))
            {
                return null;
            }
        }

        return factor is > 0 ? factor : null;
    }
}

/// <summary>DIFF605: a magnitude of an error that is brought to zero.</summary>
internal sealed class KinkAtSolutionRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.KinkAtSolution;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => Singularities.Active(facts, Primitives.Abs)
        .Where(let => facts.Graph.Applied(let.Arguments[0], Primitives.Subtract) is { } error && error.Arguments.Count(facts.Depends) == 1
            && error.Arguments.All(a => facts.Graph.NumberOf(a) is null) && LossPaths.IsSummand(facts, let.Result))
        .Select(let => new HazardFinding(let) { Otherwise = "the magnitude" });
}

/// <summary>DIFF606: a mean of means over parts of different lengths.</summary>
internal sealed class NestedMeanRule : HazardRule
{
    private const int Deepest = 8;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.NestedMean;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Let mean in Singularities.Active(facts, Primitives.Divide).Where(let => CountOf(facts, let) is not null && LossPaths.IsSummand(facts, let.Result)))
        {
            if (facts.Graph.DefinitionOf(mean.Arguments[0]) is For outer && outer.Results.IndexOf(mean.Arguments[0]) is var i and >= 0
                && facts.Sums.TermOf(outer.Body.Yields[i], outer.Carried[i]) is { } term && facts.Graph.Applied(term, Primitives.Divide) is { } inner
                && CountOf(facts, inner) is { } count && VariesWith(facts, count, outer.Index, Deepest) && facts.Graph.DefinitionOf(inner.Arguments[0]) is For)
            {
                yield return new HazardFinding(inner) { Otherwise = "the inner mean" };
            }
        }
    }

    /// <summary>Whether a number is computed from an index, or read at a place that is.</summary>
    private static bool VariesWith(MethodFacts facts, Value value, Value index, int depth) => value == index || (depth > 0 && facts.Graph.DefinitionOf(value) switch
    {
        Load load => VariesWith(facts, load.Index, index, depth - 1),
        Let let => let.Arguments.Any(a => VariesWith(facts, a, index, depth - 1)),
        _ => false,
    });

    /// <summary>The number of elements that a sum is divided by.</summary>
    private static Value? CountOf(MethodFacts facts, Let quotient) =>
        facts.Graph.Applied(quotient.Arguments[1], Primitives.Convert) is { } count && count.Arguments[0].Type.IsInteger ? count.Arguments[0] : null;
}

/// <summary>DIFF607: log(1 + x) and exp(x) − 1, which lose digits where x is small.</summary>
internal sealed class CancellationNearZeroRule : HazardRule
{
    private const double Small = 0.1;

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.CancellationNearZero;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Let log in Singularities.Active(facts, Primitives.Log))
        {
            if (facts.Graph.LetOf(log.Arguments[0]) is { } sum && OtherThanOne(facts, sum) is { } x && IsSmall(facts, x, log))
            {
                yield return new HazardFinding(log) { Otherwise = "the logarithm", Arguments = ["log(1 + x)", facts.ZeroCotangentsStop ? "x - x²/2 + x³/3" : "log1p"] };
            }
        }

        foreach (Let difference in Singularities.Active(facts, Primitives.Subtract))
        {
            if (facts.Graph.NumberOf(difference.Arguments[1]) == 1 && facts.Graph.Applied(difference.Arguments[0], Primitives.Exp) is { } exp && IsSmall(facts, exp.Arguments[0], difference))
            {
                yield return new HazardFinding(difference) { Otherwise = "the difference", Arguments = ["exp(x) - 1", facts.ZeroCotangentsStop ? "x + x²/2 + x³/6" : "expm1"] };
            }
        }
    }

    private static Value? OtherThanOne(MethodFacts facts, Let sum) =>
        sum.Primitive == Primitives.Add ? facts.Graph.NumberOf(sum.Arguments[0]) == 1 ? sum.Arguments[1] : facts.Graph.NumberOf(sum.Arguments[1]) == 1 ? sum.Arguments[0] : null
        : sum.Primitive == Primitives.Subtract && facts.Graph.NumberOf(sum.Arguments[0]) == 1 ? sum.Arguments[1]
        : null;

    /// <summary>Whether a value may be close to zero, and comes close by itself: an exponential is a softplus, a probability a log-likelihood.</summary>
    private static bool IsSmall(MethodFacts facts, Value x, Op op)
    {
        Interval range = facts.Ranges.At(x, op);
        bool isOther = facts.Graph.LetOf(x) is { } let && (let.Primitive == Primitives.Exp || let.Primitive == Primitives.Sigmoid || let.Primitive == TensorPrimitives.Softmax
            || let.Primitive == Primitives.Clamp || let.Primitive == Primitives.Min || let.Primitive == Primitives.Max);
        return facts.Depends(x) && !isOther && !facts.Guards.MayProtect(x, op) && range.Low < Small && range.High > -Small && new Exponentials(facts).LogisticOf(x, out _) is null;
    }
}
