using System;
using Diff.Gradients.Tests.Corpus;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>In steady state generated members allocate nothing, whatever the primal allocates.</summary>
public sealed class AllocationTests
{
    private static readonly double[] s_w = [0.5, -1, 0.25, 2];
    private static readonly double[] s_x = [1, 0.5, -2, 1.5];
    private static readonly double[] s_work = new double[4];
    private static readonly double[] s_wGradient = new double[4];
    private static readonly double[] s_xGradient = new double[4];
    private static readonly float[] s_floats = [0.5f, -1, 0.25f, 2];
    private static readonly float[] s_floatGradient = new float[4];
    private static readonly int[] s_index = [0, 2, 0, 3];

    public static TheoryData<string> Members =>
    [
        "scalar", "fused loop", "exact tape", "growing tape", "while", "nested", "span", "floats", "overwritten", "sorted",
        "local array", "array per trip", "stackalloc", "swapped arrays", "copied", "ref", "scatter", "in place", "outputs",
        "accumulate", "backward", "linear algebra", "linear algebra, forwards",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_warm_call_allocates_nothing(string name)
    {
        Action call = Call(name);
        for (int i = 0; i < 50; i++)
            call();
        // The runtime allocates now and then on its own (tiering): the least of several runs is the member's own.
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static Action Call(string name) => name switch
    {
        "scalar" => () => Scalars.ProductGradient(2, 3),
        "fused loop" => () => Loops.SumOfSquaresGradient(3, 100),
        "exact tape" => () => Loops.RepeatedSquaringGradient(0.9, 2000),
        "growing tape" => () => Loops.LongLoopWithAGrowingTapeGradient(1.1, 3000),
        "while" => () => Loops.NewtonRootOfDataDependentLengthGradient(2),
        "nested" => () => Loops.NestedTriangleGradient(0.9, 8, 8),
        "span" => () => Spans.DotGradient(s_w, s_x, s_wGradient, s_xGradient),
        "floats" => () => Spans.ForeachOverAnArrayWithSkipsGradient(s_floats, s_floatGradient),
        "overwritten" => () => Mutation.OneElementOverwrittenAgainAndAgainGradient(Work(), 20, s_wGradient),
        "sorted" => () => Mutation.InsertionSortGradient(Work(), s_wGradient),
        "local array" => () => Mutation.LocalArrayOfVariableLengthGradient(0.5, 300),
        "array per trip" => () => Mutation.ArrayMadeAnewInEveryTripGradient(0.5),
        "stackalloc" => () => Mutation.StackallocatedScratchGradient(s_w, s_wGradient),
        "swapped arrays" => () => Buffers.SwappedArraysInATimeLoopGradient(s_w, 0.2, 9, s_wGradient),
        "copied" => () => Buffers.CopyToThenChangeGradient(s_w, s_wGradient),
        "ref" => () => Calls.RefAccumulatorInALoopGradient(s_w, s_wGradient),
        "scatter" => () => Mutation.ScatterWithRepeatsGradient(Work(), s_index, s_wGradient),
        "in place" => () => Outputs.SquaresInPlaceBackward(Work(), Cotangent()),
        "outputs" => () => Outputs.SoftmaxBackward(s_w, s_work, Cotangent(), s_wGradient),
        "accumulate" => () => Spans.DotAccumulateGradient(s_w, s_x, s_wGradient, s_xGradient),
        "backward" => () => Spans.DotBackward(s_w, s_x, -2, s_wGradient, s_xGradient),
        "linear algebra" => () => LinearAlgebraTests.HeatGradient(s_w, 0.4, 6, s_wGradient),
        "linear algebra, forwards" => () => LinearAlgebraTests.HeatTangent(s_w, 0.4, 6, s_x, -1.5),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such member"),
    };

    private static double[] Work()
    {
        s_w.CopyTo(s_work, 0);
        return s_work;
    }

    private static double[] Cotangent()
    {
        s_x.CopyTo(s_xGradient, 0);
        return s_xGradient;
    }
}
