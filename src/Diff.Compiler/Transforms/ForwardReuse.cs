using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// A derivative often is made of a function that the forward sweep has computed beside: of the sine where there is the cosine too, as in
/// rotations. Where the two are in one block that is a common subexpression; here it is found across a construct and its mirror, as long as
/// the function costs more than the memory that keeps it.
/// </summary>
internal sealed class ForwardReuse
{
    private const int Cheap = 8;

    private readonly Dictionary<int, IReadOnlyList<Block>> _blocks = [];
    private readonly Dictionary<Value, Value> _replacements = [];

    private ForwardReuse(Block body)
    {
        foreach (Op op in body.Descendants())
        {
            switch (op)
            {
                case If { Region: > 0 } o:
                    _blocks[o.Region] = [o.Then, o.Else];
                    break;
                case For { Region: > 0 } o:
                    _blocks[o.Region] = [o.Body];
                    break;
                case While { Region: > 0 } o:
                    _blocks[o.Region] = [o.Body];
                    break;
            }
        }
    }

    /// <param name="body">Both sweeps, simplified.</param>
    public static Block Run(Block body) => new ForwardReuse(body).Rewrite(body, []);

    private Value Use(Value value) => _replacements.TryGetValue(value, out Value known) ? known : value;

    /// <param name="block">A block.</param>
    /// <param name="known">What the blocks that it and those around it mirror have computed.</param>
    private Block Rewrite(Block block, List<Dictionary<Op, Value>> known)
    {
        List<Op> ops = [];
        foreach (Op original in block.Ops)
        {
            int mirror = original switch { If o => o.Mirror, For o => o.Mirror, _ => 0 };
            IReadOnlyList<Block>? mirrored = mirror != 0 && _blocks.TryGetValue(mirror, out IReadOnlyList<Block> found) ? found : null;
            int side = 0;
            Op op = original.Map(Use, v => v, inner => Rewrite(inner, mirrored is null ? known : [.. known, Functions(mirrored[side++])]));
            if (known.Count > 0 && op is Let let && IsFunction(let) && known.Select(k => k.TryGetValue(Key(let), out Value value) ? value : null)
                .FirstOrDefault(v => v is not null) is { } same)
            {
                _replacements[let.Result] = same;
                continue;
            }

            ops.Add(op);
        }

        return new Block(ops.ToEquatable(), block.Yields.Map(Use));
    }

    private static Dictionary<Op, Value> Functions(Block block)
    {
        Dictionary<Op, Value> functions = [];
        foreach (Let let in block.Ops.OfType<Let>().Where(IsFunction))
        {
            functions[Key(let)] = let.Result;
        }

        return functions;
    }

    private static bool IsFunction(Let let) => let.Primitive.Cost > Cheap && let.Result.Type.IsFloatingScalar && !let.Primitive.MayThrow
        && let.Primitive != Primitives.Clip;

    private static Op Key(Let let) => let with { Result = new Value(-1, let.Result.Type, ""), Origin = default };
}
