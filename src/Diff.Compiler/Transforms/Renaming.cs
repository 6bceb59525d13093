using System;
using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Copies operations with new values: a function or a loop that stands in two places.</summary>
/// <param name="ids">The ids of the function that the copies go to.</param>
/// <param name="map">What each value is in the copy, by its id; what is not there stays.</param>
internal sealed class Renaming(IdSource ids, Dictionary<int, Value> map)
{
    /// <summary>A value as the copy has it.</summary>
    public Value Of(Value value) => map.TryGetValue(value.Id, out Value mapped) ? mapped : value;

    /// <summary>A copy of an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="block">Copies the blocks inside it.</param>
    public Op Copy(Op op, Func<Block, Block> block)
    {
        // Definitions of loop parameters come before the blocks that read them.
        foreach (Value parameter in op.BlockParameters())
        {
            map[parameter.Id] = ids.NewValue(parameter.Type, parameter.Name);
        }

        Op copy = op.Map(Of, v => v, block);
        return copy.Map(v => v, Define, b => b);
    }

    /// <summary>A copy of a block as it is.</summary>
    public Block Copy(Block block) => new(block.Ops.Map(op => Copy(op, Copy)), block.Yields.Map(Of));

    private Value Define(Value value)
    {
        if (!map.TryGetValue(value.Id, out Value mapped))
        {
            map[value.Id] = mapped = ids.NewValue(value.Type, value.Name);
        }

        return mapped;
    }
}
