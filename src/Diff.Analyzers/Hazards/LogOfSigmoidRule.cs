using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Diff.Compiler.Tensors;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF402: log σ(u) or log(1 − σ(u)), of the library or by hand.</summary>
internal sealed class LogOfSigmoidRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.LogOfSigmoid;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        FactGraph graph = facts.Graph;
        Exponentials exponentials = new(facts);
        foreach (HazardFinding finding in OfLibrary(facts, exponentials))
        {
            yield return finding;
        }

        foreach (Let log in graph.Ops.OfType<Let>().Where(let =>
            (let.Primitive == Primitives.Log || let.Primitive == Primitives.LogOfLogistic) && facts.IsActive(let.Result)))
        {
            // By hand, log(1 / (1 + exp(u))) is recognised as a whole; the logarithm as it is written stands in front of it.
            bool isWhole = log.Primitive == Primitives.LogOfLogistic;
            List<Op> guards = [];
            Value value = isWhole ? log.Result : exponentials.Unguarded(log.Arguments[0], guards);
            bool isComplement = graph.DefinitionOf(value) is Let { Primitive: var minus } difference && minus == Primitives.Subtract
                && graph.NumberOf(difference.Arguments[0]) == 1;
            if (isComplement)
            {
                value = exponentials.Unguarded(((Let)graph.DefinitionOf(value)!).Arguments[1], guards);
            }

            bool isNegated = isWhole;
            Value? found = isWhole ? log.Arguments[0] : exponentials.LogisticOf(value, out isNegated);
            if (found is not { } argument || !facts.Depends(argument))
            {
                continue;
            }

            // Where the logistic function cannot round to 0 (or to 1) nothing goes wrong.
            Interval u = isNegated ? -facts.Ranges.At(argument, log) : facts.Ranges.At(argument, log);
            double zero = isNegated ? Exponentials.LimitOf(log.Result.Type) : Exponentials.GapOf(log.Result.Type);
            double one = Exponentials.OneOf(log.Result.Type);
            if (isComplement ? u.High < one : u.Low > -zero)
            {
                continue;
            }

            yield return new HazardFinding(isWhole && graph.DefinitionOf(log.Arguments[1]) is { } written ? written : log)
            {
                Also = [log, .. guards, .. Around(graph, log.Arguments[0])],
                Otherwise = "the logarithm",
                Arguments =
                [
                    isComplement ? $"u > {Exponentials.Text(one)}" : $"u < -{Exponentials.Text(zero)}",
                    guards.Count > 0 ? ", unless the guard cuts it to 0" : "",
                    isComplement ? "-softplus(u)" : "-softplus(-u)",
                    "-∞",
                ],
                IsStatistical = guards.Count > 0,
                Remedy = guards.Count > 0 ? null : isComplement ? DiagnosticProperties.LogOfComplement : DiagnosticProperties.LogOfSigmoid,
            };
        }
    }

    /// <summary>
    /// Binary cross entropy of probabilities that are a logistic function: libraries bound the logarithms, which makes their gradient wrong
    /// instead of infinite.
    /// </summary>
    private static IEnumerable<HazardFinding> OfLibrary(MethodFacts facts, Exponentials exponentials)
    {
        foreach (Let loss in Singularities.Active(facts, TensorPrimitives.BinaryEntropy))
        {
            List<Op> guards = [];
            Value probability = exponentials.Unguarded(loss.Arguments[0], guards);
            if (exponentials.LogisticOf(probability, out _) is { } u && facts.Depends(u))
            {
                yield return new HazardFinding(loss)
                {
                    Also = [.. guards],
                    Otherwise = "the binary cross entropy",
                    Arguments =
                    [
                        $"|u| > {Exponentials.Text(Exponentials.OneOf(loss.Result.Type))} on the wrong side", ", or cut to a bound by the library",
                        "the binary cross entropy of logits", "∞",
                    ],
                    IsStatistical = true,
                };
            }
        }
    }

    private static IEnumerable<Op> Around(FactGraph graph, Value value) => graph.DefinitionOf(value) is Let let ? [let] : [];
}
