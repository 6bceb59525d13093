using System.Collections.Generic;
using System.Linq;
using Diff.Analyzers.Descriptors;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Hazards;

/// <summary>DIFF205: integers as they are, times weights, in a saturating function.</summary>
internal sealed class UnscaledInputRule : HazardRule
{
    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => HazardDescriptors.UnscaledInput;

    /// <inheritdoc/>
    public override IEnumerable<HazardFinding> Run(MethodFacts facts)
    {
        Exponentials exponentials = new(facts);
        foreach (Let let in facts.Graph.Ops.OfType<Let>().Where(let => facts.IsActive(let.Result)))
        {
            bool isTanh = let.Primitive == Primitives.Tanh || let.Primitive == Primitives.TanhQuotient;
            Value? argument = isTanh ? let.Arguments[0] : exponentials.LogisticOf(let.Result, out _);
            if (argument is null || WeightedSums.Of(facts, argument).Terms.Select(t => KindOf(facts, t.Input)).FirstOrDefault(k => k is not null) is not { } kind)
            {
                continue;
            }

            Op written = facts.Graph.LetOf(let.Result) ?? let;
            yield return new HazardFinding(written)
            {
                Also = [let],
                Otherwise = isTanh ? "the hyperbolic tangent" : "the logistic function",
                Arguments = [RangeOf(kind)],
            };
        }
    }

    /// <summary>The type of integers that are converted and not scaled; null for all else.</summary>
    private static ScalarKind? KindOf(MethodFacts facts, Value? input)
    {
        bool isConverted = false;
        while (input is not null && facts.Graph.LetOf(input) is { } let && let.Primitive == Primitives.Convert)
        {
            isConverted = true;
            input = let.Arguments[0];
        }

        return isConverted && input is not null && facts.Graph.DefinitionOf(input) is Load load && facts.IsInput(load.Buffer)
            && load.Result.Type.Kind is ScalarKind.Byte or ScalarKind.UInt16 or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.UInt32 ? load.Result.Type.Kind : null;
    }

    private static string RangeOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Byte => "from 0 to 255",
        ScalarKind.UInt16 => "from 0 to 65535",
        ScalarKind.Int16 => "from -32768 to 32767",
        _ => "of any size",
    };
}
