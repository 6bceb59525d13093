using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Makes every loop whose trips are not known before it starts count them: the reverse sweep runs as often. Numbers the
/// calls that the reverse sweep has to find again.
/// </summary>
internal static class TripCounters
{
    /// <summary>Adds the counters; the counts are found by the loop's region.</summary>
    public static Block Run(Block block, IdSource ids, Dictionary<int, Value> counts)
    {
        List<Op> ops = [];
        foreach (Op original in block.Ops)
        {
            Op op = original.Map(v => v, v => v, b => Run(b, ids, counts));
            if (op is Store store)
            {
                op = store with { Number = ids.NewRegion() };
            }
            else if (op is SpanCall call)
            {
                op = call with { Number = ids.NewRegion() };
            }
            else if (op is RuleCall rule)
            {
                op = rule with { Number = ids.NewRegion() };
            }
            else if (op is While loop)
            {
                Builder before = new(ids) { Origin = loop.Origin };
                Value zero = before.Int(0);
                ops.AddRange(before.Ops);
                Value trips = ids.NewValue(IrType.Int, "trips");
                Builder body = new(ids) { Origin = loop.Origin };
                body.AddRange(loop.Body.Ops);
                Value next = body.Let(Primitives.Add, trips, body.Int(1));
                Value result = ids.NewValue(IrType.Int, "trips");
                op = loop with
                {
                    Initial = loop.Initial.Append(zero),
                    Carried = loop.Carried.Append(trips),
                    Body = body.ToBlock(loop.Body.Yields.Append(next)),
                    Results = loop.Results.Append(result),
                };
                counts[loop.Region] = result;
            }

            ops.Add(op);
        }

        return new Block(ops.ToEquatable(), block.Yields);
    }
}
