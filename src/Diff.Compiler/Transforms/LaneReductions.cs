using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// What a loop carries only to form its sum, product, maximum or minimum: each lane forms its own, and these are put together behind the loop.
/// </summary>
/// <param name="body">The loop's body.</param>
internal sealed class LaneReductions(Block body)
{
    private const int DeepestChain = 40;

    private readonly Sums _sums = new(body);
    private readonly Dictionary<Value, Op> _definitions = body.DefinitionsInside();
    private readonly Dictionary<Value, int> _uses = body.UseCounts();

    /// <summary>How an iteration puts its share to what it gets, if nothing else looks at that; null where it does anything else.</summary>
    /// <param name="start">What the iteration gets.</param>
    /// <param name="end">What it hands on.</param>
    public Primitive? Of(Value start, Value end)
    {
        if (_sums.IsSum(start, end))
        {
            return Primitives.Add;
        }

        Primitive? common = null;
        for (Value value = end; value != start;)
        {
            if (_uses[value] != 1 || !_definitions.TryGetValue(value, out Op op) || op is not Let { Arguments: { Count: 2 } arguments } let
                || !IsReduction(let.Primitive) || (common is not null && let.Primitive != common))
            {
                return null;
            }

            common = let.Primitive;
            value = Leads(arguments[0], start, common, 0) ? arguments[0] : arguments[1];
        }

        return _uses[start] == 1 ? common : null;
    }

    /// <summary>What many lanes have, as one.</summary>
    public static Primitive OfLanes(Primitive reduction) =>
        reduction == Primitives.Max ? Primitives.LaneMax
        : reduction == Primitives.Min ? Primitives.LaneMin
        : reduction == Primitives.Multiply ? Primitives.LaneProduct
        : Primitives.LaneSum;

    private static bool IsReduction(Primitive primitive) =>
        primitive == Primitives.Max || primitive == Primitives.Min || primitive == Primitives.Multiply;

    /// <summary>Whether the chain goes on at an argument.</summary>
    private bool Leads(Value value, Value start, Primitive reduction, int depth) => value == start
        || (depth < DeepestChain && _definitions.TryGetValue(value, out Op op) && op is Let let && let.Primitive == reduction
            && let.Arguments.Any(a => Leads(a, start, reduction, depth + 1)));
}
