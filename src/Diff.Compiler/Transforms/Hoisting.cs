using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Moves literals, lengths and integer arithmetic out of loops and branches as far as what they read allows: bounds and
/// strides are then known in front of a loop nest, so that tapes get their exact size.
/// </summary>
internal sealed class Hoisting
{
    private readonly Dictionary<Value, int> _depths = [];

    public static Function Run(Function function)
    {
        Hoisting pass = new();
        foreach (Parameter parameter in function.Parameters)
        {
            pass._depths[parameter.Value] = 0;
        }

        List<List<Op>> levels = [[]];
        Block body = pass.Rewrite(function.Body, levels, 0);
        return function with { Body = body };
    }

    private Block Rewrite(Block block, List<List<Op>> levels, int depth)
    {
        foreach (Op op in block.Ops)
        {
            int target = IsMovable(op) ? op.Uses().Select(DepthOf).DefaultIfEmpty(0).Max() : depth;
            foreach (Value value in op.Definitions())
            {
                _depths[value] = target;
            }

            foreach (Value value in op.BlockParameters())
            {
                _depths[value] = depth + 1;
            }

            if (target < depth)
            {
                levels[target].Add(op);
                continue;
            }

            Op rewritten = op.Map(v => v, v => v, inner =>
            {
                levels.Add([]);
                Block result = Rewrite(inner, levels, depth + 1);
                levels.RemoveAt(levels.Count - 1);
                return result;
            });
            levels[depth].Add(rewritten);
        }

        return new Block(levels[depth].ToEquatable(), block.Yields);
    }

    private int DepthOf(Value value) => _depths.TryGetValue(value, out int depth) ? depth : 0;

    /// <summary>What may throw stays behind the branch that guards it; the magnitude of the smallest integer throws too.</summary>
    private static bool IsMovable(Op op) => op switch
    {
        ConstantOp or LengthOf => true,
        Let let => let.Result.Type.IsInteger && let.Arguments.All(a => a.Type.IsInteger) && !let.Primitive.MayThrow
            && let.Primitive != Primitives.Divide && let.Primitive != Primitives.Remainder && let.Primitive != Primitives.Abs,
        _ => false,
    };
}
