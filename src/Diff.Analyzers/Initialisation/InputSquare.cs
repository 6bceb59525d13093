using System.Globalization;
using Diff.Compiler.Facts;
using Diff.Compiler.IR;

namespace Diff.Analyzers.Initialisation;

/// <summary>The mean square of what weights are multiplied by.</summary>
/// <param name="MeanSquare">It.</param>
/// <param name="IsKnown">Whether the code says so; else it is assumed.</param>
/// <param name="Text">What it is, for a message.</param>
internal sealed record InputSquare(double MeanSquare, bool IsKnown, string Text)
{
    private const int Deepest = 12;

    /// <summary>Numbers of which nothing is known are taken as normalised.</summary>
    public static readonly InputSquare Unknown = new(1, false, "inputs of mean square 1");

    /// <summary>Divided by their standard deviation.</summary>
    public static readonly InputSquare Normalized = new(1, true, "normalised inputs");

    /// <summary>What a logistic function gives: at least the square of ½, for sums that are positive as often as negative.</summary>
    public static readonly InputSquare FromZeroToOne = new(0.25, false, "inputs of mean square 0.25");

    /// <summary>What lies between −1 and 1: evenly.</summary>
    public static readonly InputSquare FromMinusOneToOne = new(1.0 / 3, false, "inputs of mean square 0.33");

    /// <summary>What a term multiplies its weights by.</summary>
    public static InputSquare Of(MethodFacts facts, WeightedTerm term, CallSite site)
    {
        if (term.Input is null)
        {
            return term.Memory is { } memory ? OfMemory(memory, site, 1) ?? Unknown : Unknown;
        }

        Value value = term.Input;
        double scale = 1;
        for (int i = 0; i < Deepest; i++)
        {
            if (facts.Graph.DefinitionOf(value) is Load load && facts.IsInput(load.Buffer))
            {
                return load.Result.Type.Kind == ScalarKind.Byte ? OfBytes(scale)
                    : OfMemory(facts.Graph.NodeOf(load.Buffer), site, scale) ?? Unknown;
            }

            if (facts.Graph.LetOf(value) is not { } let)
            {
                break;
            }

            if (let.Primitive == Primitives.Convert || let.Primitive == Primitives.Copy || let.Primitive == Primitives.Negate)
            {
                value = let.Arguments[0];
            }
            else if (let.Primitive == Primitives.Divide && facts.Graph.NumberOf(let.Arguments[1]) is { } divisor && divisor != 0)
            {
                scale /= divisor;
                value = let.Arguments[0];
            }
            else if (let.Primitive == Primitives.Multiply
                && (facts.Graph.NumberOf(let.Arguments[0]) ?? facts.Graph.NumberOf(let.Arguments[1])) is { } factor)
            {
                scale *= factor;
                value = let.Arguments[facts.Graph.NumberOf(let.Arguments[0]) is null ? 0 : 1];
            }
            else if (let.Primitive == Primitives.Divide && facts.Graph.Applied(let.Arguments[0], Primitives.Subtract) is not null)
            {
                return Normalized;
            }
            else
            {
                break;
            }
        }

        Interval range = facts.Ranges.Of(term.Input);
        return range is { Low: >= 0, High: <= 1 } ? FromZeroToOne : range is { Low: >= -1, High: <= 1 } ? FromMinusOneToOne : Unknown;
    }

    /// <summary>Data whose mean square is known.</summary>
    public static InputSquare Known(double meanSquare) =>
        new(meanSquare, true, "inputs of mean square " + meanSquare.ToString(meanSquare < 10 ? "0.##" : "0", CultureInfo.InvariantCulture));

    /// <summary>Bytes, times a number.</summary>
    public static InputSquare OfBytes(double scale) => Known(Distribution.Bytes.Times(scale).MeanSquare);

    private static InputSquare? OfMemory(Value memory, CallSite site, double scale) =>
        site.ContentOf(memory)?.Content is { IsConstant: false } content ? Known(content.Times(scale).MeanSquare) : null;
}
