using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Facts;

/// <summary>
/// Which values were computed alike: the same operations on the same things. Stores between two loads are not looked at,
/// so this says "meant to be equal", which is what a rule asks that looks for a second use of an error.
/// </summary>
internal sealed class Congruence(FactGraph graph)
{
    private const int Deepest = 12;

    /// <summary>Whether two values were computed alike.</summary>
    public bool AreAlike(Value left, Value right) => AreAlike(left, right, Deepest);

    /// <summary>Whether one value was computed as the negative of the other.</summary>
    public bool AreOpposite(Value left, Value right) => IsNegativeOf(left, right) || IsNegativeOf(right, left);

    private bool IsNegativeOf(Value negative, Value value)
    {
        if (graph.ConstantOf(negative) is { } a && graph.ConstantOf(value) is { } b)
        {
            return a.Type.IsFloatingScalar && b.Type.IsFloatingScalar && a.Real == -b.Real;
        }

        return graph.DefinitionOf(negative) is Let let && let.Primitive == Primitives.Negate && AreAlike(let.Arguments[0], value);
    }

    private bool AreAlike(Value left, Value right, int depth)
    {
        if (left == right)
        {
            return true;
        }

        if (depth == 0 || left.Type != right.Type)
        {
            return false;
        }

        return (graph.DefinitionOf(left), graph.DefinitionOf(right)) switch
        {
            (ConstantOp a, ConstantOp b) => a.Constant.Equals(b.Constant),
            (Let a, Let b) => a.Primitive == b.Primitive
                && Enumerable.Range(0, a.Arguments.Count).All(i => AreAlike(a.Arguments[i], b.Arguments[i], depth - 1)),
            (Load a, Load b) => graph.NodeOf(a.Buffer) == graph.NodeOf(b.Buffer) && AreAlike(a.Index, b.Index, depth - 1),
            (LengthOf a, LengthOf b) => a.Buffer == b.Buffer,
            _ => false,
        };
    }
}
