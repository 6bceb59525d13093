using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF406: an inverse sine or cosine of a value that is kept in [−1, 1] and reaches an end.</summary>
internal sealed class InverseTrigonometryRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.InverseTrigonometry;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => new[] { Primitives.Acos, Primitives.Asin, Primitives.Atanh }
        .SelectMany(primitive => Singularities.Active(facts, primitive))
        .Where(let => facts.Depends(let.Arguments[0]) && facts.Graph.NumberOf(let.Arguments[0]) is null && ReachesEnd(facts, let))
        .Select(let => new HazardFinding(let) { Otherwise = "the inverse function" });

    /// <summary>Only a bound that is written down says that values come to it.</summary>
    private static bool ReachesEnd(MethodFacts facts, Let let)
    {
        Interval range = facts.Ranges.At(let.Arguments[0], let);
        bool isBounded = facts.Clamps.Any(clamp => clamp.Result == let.Arguments[0]);
        return isBounded && !facts.Guards.MayProtect(let.Arguments[0], let)
            && ((range.High == 1 && !range.IsHighOpen) || (range.Low == -1 && !range.IsLowOpen));
    }
}

/// <summary>DIFF407: a power with a constant exponent between 0 and 1 of what reaches zero.</summary>
internal sealed class FractionalPowerRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.FractionalPower;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts) => Singularities.Active(facts, Primitives.Pow)
        .Where(let => facts.Graph.NumberOf(let.Arguments[1]) is > 0 and < 1 && Singularities.ReachesZero(facts, let.Arguments[0], let))
        .Select(let => new HazardFinding(let) { Otherwise = "the power", Remedy = DiagnosticProperties.AddEpsilon });
}

/// <summary>DIFF503: a loop overwrites what it seems to add up.</summary>
internal sealed class OverwrittenAccumulatorRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.OverwrittenAccumulator;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (Op loop in facts.Graph.Ops.Where(op => op is For or While))
        {
            (EquatableArray<Value> initial, EquatableArray<Value> all, EquatableArray<Value> results, Block body) =
                loop is For counted ? (counted.Initial, counted.Carried, counted.Results, counted.Body)
                : (((While)loop).Initial, ((While)loop).Carried, ((While)loop).Results, ((While)loop).Body);
            for (int i = 0; i < all.Count; i++)
            {
                Value carried = all[i];
                Value next = body.Yields[i];

                // Starts at a literal zero, is not read in the loop, is an error each time, and is the loss: nobody wants the last one alone.
                bool isOverwritten = carried.Type.IsFloatingScalar && facts.Graph.NumberOf(initial[i]) == 0 && next != carried
                    && facts.Graph.From(carried).All(use => ReferenceEquals(use.Op, loop)) && IsSquare(facts, next) && LossPaths.IsSummand(facts, results[i]);
                if (isOverwritten && facts.Graph.DefinitionOf(next) is { } op && body.Ops.Any(inner => ReferenceEquals(inner, op)))
                {
                    yield return new HazardFinding(op) { Otherwise = "the term", Arguments = [RecurrenceText.NameOf(carried)] };
                }
            }
        }
    }

    private static bool IsSquare(MethodFacts facts, Value value) => facts.Depends(value) && facts.Graph.LetOf(value) is { } let
        && (let.Primitive == Primitives.Abs || let.Primitive == Primitives.Huber || TensorPrimitives.IsLoss(let.Primitive)
            || (TensorPrimitives.IsLinear(let.Primitive) && IsSquare(facts, let.Arguments[0]))
            || (let.Primitive == Primitives.Pow && facts.Graph.NumberOf(let.Arguments[1]) is { } power && power % 2 == 0)
            || (let.Primitive == Primitives.Multiply && facts.Congruence.AreAlike(let.Arguments[0], let.Arguments[1]))
            || (let.Primitive == Primitives.Multiply && let.Arguments.Any(a => !facts.Depends(a)) && let.Arguments.Any(a => IsSquare(facts, a))));
}

/// <summary>DIFF306: a product of trained values over a loop.</summary>
internal sealed class LongProductRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.LongProduct;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        foreach (For loop in facts.Graph.Ops.OfType<For>().Where(loop => facts.Graph.NumberOf(loop.To) is null))
        {
            for (int i = 0; i < loop.Carried.Count; i++)
            {
                Value carried = loop.Carried[i];
                if (facts.Graph.Applied(loop.Body.Yields[i], Primitives.Multiply) is { } product && product.Arguments.Contains(carried)
                    && facts.IsActive(product.Result) && facts.Graph.NumberOf(loop.Initial[i]) == 1)
                {
                    Value factor = product.Arguments[product.Arguments[0] == carried ? 1 : 0];
                    if (facts.Depends(factor) && !facts.Guards.IsMadeOf(factor, carried) && IsElementwise(facts, loop, factor))
                    {
                        yield return new HazardFinding(product) { Otherwise = "the product", Arguments = [RecurrenceText.NameOf(carried)] };
                    }
                }
            }
        }
    }

    /// <summary>Whether each iteration has a trained element of its own: a power of one number is not meant here.</summary>
    private static bool IsElementwise(MethodFacts facts, For loop, Value factor) => loop.Body.Descendants().OfType<Load>().Any(load =>
        facts.Depends(load.Result) && facts.Graph.NumberOf(load.Index) is null && facts.Guards.IsMadeOf(factor, load.Result));
}
