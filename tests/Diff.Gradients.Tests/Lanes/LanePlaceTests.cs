using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Places that each lane has for itself, against the same loops one iteration at a time and against differences.</summary>
public sealed class LanePlaceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Lengths => LaneJudge.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Looked_up(int n) => LaneJudge.Compare(n, LaneMethods.Looked, LaneMethods.LookedGradient, LaneMethods.LookedOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Computed_of_the_data(int n) =>
        LaneJudge.Compare(n, LaneMethods.Interpolated, LaneMethods.InterpolatedGradient, LaneMethods.InterpolatedOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Borders_and_parity(int n) => LaneJudge.Compare(n, LaneMethods.Bordered, LaneMethods.BorderedGradient, LaneMethods.BorderedOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void In_memory_of_the_iteration(int n) => LaneJudge.Compare(n, LaneMethods.Labelled, LaneMethods.LabelledGradient, LaneMethods.LabelledOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void In_branches_and_chosen_by_them(int n) => LaneJudge.Compare(n, LaneMethods.Guarded, LaneMethods.GuardedGradient, LaneMethods.GuardedOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void In_single_precision(int n)
    {
        float[] w = LaneNumbers.DrawSingle(7, 1);
        float[] x = LaneNumbers.DrawSingle(n, 2);
        byte[] index = [.. LaneJudge.Indices(n, 7).Select(i => (byte)i)];
        bool[] flag = [.. index.Select(i => i % 3 != 0)];
        (float[] byW, float[] byX, float[] oneW, float[] oneX) = (new float[7], new float[n], new float[7], new float[n]);
        float value = LaneMethods.LookedSingleGradient(w, x, index, flag, byW, byX);
        float one = LaneMethods.LookedSingleOneByOneGradient(w, x, index, flag, oneW, oneX);
        Assert.Equal(LaneMethods.LookedSingle(w, x, index, flag), one);
        LaneNumbers.Close([one, .. oneW.Concat(oneX).Select(v => (double)v)], [value, .. byW.Concat(byX).Select(v => (double)v)], 2e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(40)]
    public void A_place_outside_throws_what_the_loop_throws(int place)
    {
        double[] w = LaneNumbers.Draw(7, 1);
        double[] x = LaneNumbers.Draw(41, 2);
        int[] index = LaneJudge.Indices(41, 7);
        index[place] = 7;
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.Looked(w, x, index));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.LookedGradient(w, x, index, new double[7], new double[41]));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.LookedGradient(w, x, index.AsSpan(0, place), new double[7], new double[41]));
    }

    /// <summary>Places out of range that no lane looks at do no harm.</summary>
    [Fact]
    public void Places_that_no_lane_looks_at_need_not_be_there()
    {
        double[] w = LaneNumbers.Draw(7, 1);
        double[] x = LaneNumbers.Draw(67, 2);
        int[] index = LaneJudge.Indices(67, 7);
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < -1)
                index[i] = 1000 + i;
        }

        double[][] byW = [new double[7], new double[7]];
        double[][] byX = [new double[67], new double[67]];
        double value = LaneMethods.GuardedGradient(w, x, index, byW[0], byX[0]);
        double one = LaneMethods.GuardedOneByOneGradient(w, x, index, byW[1], byX[1]);
        LaneNumbers.Close([one, .. byW[1], .. byX[1]], [value, .. byW[0], .. byX[0]], Tolerance);
    }

    [Theory]
    [InlineData("Looked")]
    [InlineData("Interpolated")]
    [InlineData("Bordered")]
    [InlineData("Labelled")]
    [InlineData("Guarded")]
    [InlineData("LookedSingle")]
    public void Runs_in_lanes(string method) => LaneJudge.RunsInLanes(method);
}
