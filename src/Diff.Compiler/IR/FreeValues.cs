using System.Collections.Generic;

namespace Diff.Compiler.IR;

/// <summary>What a block reads from around it.</summary>
internal static class FreeValues
{
    /// <summary>What a block reads that it does not define, in the order of first use.</summary>
    /// <param name="block">The block.</param>
    /// <param name="parameters">What it is given.</param>
    public static List<Value> Free(this Block block, IEnumerable<Value> parameters)
    {
        HashSet<Value> defined = [.. parameters];
        List<Value> free = [];
        Visit(block);
        return free;

        void Visit(Block inner)
        {
            foreach (Op op in inner.Ops)
            {
                Read(op.Uses());
                defined.UnionWith(op.BlockParameters());
                foreach (Block nested in op.Blocks())
                {
                    Visit(nested);
                }

                defined.UnionWith(op.Definitions());
            }

            Read(inner.Yields);
        }

        void Read(IEnumerable<Value> values)
        {
            foreach (Value value in values)
            {
                if (defined.Add(value))
                {
                    free.Add(value);
                }
            }
        }
    }
}
