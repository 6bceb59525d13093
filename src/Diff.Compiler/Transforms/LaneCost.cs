using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Whether an innermost loop is faster in lanes. Arithmetic and neighbouring elements are shared by a vector, but elements that lie apart are
/// read and written one by one, and put together on top. Where there is little to compute per element, the loop as it is wins.
/// </summary>
internal static class LaneCost
{
    // In cycles of one iteration, of a processor that reads two and writes one element in each.
    private const double Read = 0.5;
    private const double Write = 1;
    private const double Gathered = 1.2;
    private const double Scattered = 1.5;
    private const double Arithmetic = 0.5;

    /// <summary>An element at a place that the lane has for itself, or a number that is computed for it alone.</summary>
    private const double Own = 2.5;

    /// <summary>A sum over iterations waits for the addition before it.</summary>
    private const double SumLatency = 4;

    /// <summary>What lanes must save to be worth a kernel.</summary>
    private const double Share = 0.9;

    public static bool IsWorthIt(For loop, LaneAnalysis analysis)
    {
        double alone = 0;
        double shared = 0;
        double apart = 0;
        foreach (Op op in loop.Body.Descendants())
        {
            switch (op)
            {
                case Load load:
                    alone += Read;
                    Add(load.Buffer, load.Index, Read, Gathered);
                    break;
                case Store store:
                    alone += Write;
                    Add(store.Buffer, store.Index, Write, Scattered);
                    break;
                case Let let when analysis.Scalars.IsComputedInPlace(let):
                    alone += let.Primitive.Cost * Arithmetic;
                    apart += Own;
                    break;
                case Let let when !let.Result.Type.IsInteger:
                    alone += let.Primitive.Cost * Arithmetic;
                    shared += let.Primitive.Cost * Arithmetic;
                    break;
            }
        }

        double scalar = loop.Carried.Count > 0 ? Math.Max(alone, SumLatency) : alone;
        double lanes = analysis.Kind == ScalarKind.Single ? 8 : 4;
        return apart == 0 || (shared / lanes) + apart < Share * scalar;

        void Add(Value buffer, Value index, double cost, double apartCost)
        {
            if (!analysis.IsVaryingPlace(buffer, index))
            {
                return;
            }

            if (analysis.IsOwnPlace(buffer, index) && buffer.Type.IsFloating)
            {
                apart += Own;
            }
            else if (analysis.StrideOf(buffer, index) is { Number: 1 or -1 })
            {
                shared += cost;
            }
            else
            {
                apart += apartCost;
            }
        }
    }
}
