using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>What is left of the body of an innermost loop once its products are computed elsewhere.</summary>
internal static class ProductRemainder
{
    /// <param name="loop">The loop.</param>
    /// <param name="products">Those of this loop. Their places are known to be there, so that no exception is lost with them.</param>
    /// <param name="yields">What the loop still hands on.</param>
    public static Block Of(For loop, List<Product> products, EquatableArray<Value> yields)
    {
        List<Op> ops = [.. loop.Body.Ops.Where(op => !products.Exists(p => p.Store is not null && ReferenceEquals(p.Store, op)))];
        HashSet<Value> unreadBefore = [.. Unread(loop.Body)];

        // Backwards: what only removed operations read goes with them.
        bool isDone;
        do
        {
            isDone = true;
            Dictionary<Value, int> uses = new Block(ops.ToEquatable(), yields).UseCounts();
            for (int i = ops.Count - 1; i >= 0; i--)
            {
                if (ops[i] is Let or Load or Slice or LengthOf && ops[i].Definitions().All(v => !uses.ContainsKey(v) && !unreadBefore.Contains(v)))
                {
                    ops.RemoveAt(i);
                    isDone = false;
                }
            }
        }
        while (!isDone);
        return new Block(ops.ToEquatable(), yields);
    }

    private static IEnumerable<Value> Unread(Block body)
    {
        Dictionary<Value, int> uses = body.UseCounts();
        return body.Ops.SelectMany(op => op.Definitions()).Where(v => !uses.ContainsKey(v));
    }
}
