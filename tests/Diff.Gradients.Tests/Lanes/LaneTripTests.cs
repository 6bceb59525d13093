using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Inner loops of different lengths, loops by more than one, and reductions that are no sums.</summary>
public sealed class LaneTripTests
{
    public static TheoryData<int> Lengths => LaneJudge.Lengths;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Inner_loops_that_depend_on_the_outer_one(int n) =>
        LaneJudge.Compare(Math.Min(n, 200), LaneMethods.Triangles, LaneMethods.TrianglesGradient, LaneMethods.TrianglesOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Inner_loops_that_depend_on_data(int n) =>
        LaneJudge.Compare(n, LaneMethods.Counted, LaneMethods.CountedGradient, LaneMethods.CountedOneByOneGradient);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Loops_by_more_than_one(int n) =>
        LaneJudge.Compare(n, LaneMethods.Strides, LaneMethods.StridesGradient, LaneMethods.StridesOneByOneGradient);

    // What is stopped is no constant to differences: these compare with the loop one by one alone.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Extremes_and_products(int n)
    {
        double[] w = LaneNumbers.Draw(7, 1);
        double[] x = LaneNumbers.Draw(n, 2);
        double[][] by = [LaneNumbers.Filled(7), LaneNumbers.Filled(n), LaneNumbers.Filled(7), LaneNumbers.Filled(n)];
        double value = LaneMethods.ExtremesGradient(w, x, new int[n], by[0], by[1]);
        double one = LaneMethods.ExtremesOneByOneGradient(w, x, new int[n], by[2], by[3]);
        Assert.Equal(LaneMethods.Extremes(w, x, new int[n]), one);
        LaneNumbers.Close([one, .. by[2], .. by[3]], [value, .. by[0], .. by[1]], 1e-12);
        LaneNumbers.Differences(v => LaneMethods.Extremes(v, x, new int[n]), w, by[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(40)]
    public void What_is_not_a_number_is_found_by_extremes(int place)
    {
        double[] x = LaneNumbers.Draw(41, 2);
        x[place] = double.NaN;
        double[] byX = new double[41];
        Assert.Equal(double.NaN, LaneMethods.ExtremesGradient(LaneNumbers.Draw(7, 1), x, new int[41], new double[7], byX));
        Assert.All(byX, d => Assert.Equal(double.NaN, d));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Pairs_in_single_precision(int n)
    {
        float[] x = LaneNumbers.DrawSingle(Math.Min(n, 200), 3);
        (float[] byX, float[] oneX) = (new float[x.Length], new float[x.Length]);
        (float value, float k) = LaneMethods.PairsSingleGradient(x, 0.5f, byX);
        (float one, float oneK) = LaneMethods.PairsSingleOneByOneGradient(x, 0.5f, oneX);
        Assert.Equal(LaneMethods.PairsSingle(x, 0.5f), one);
        LaneNumbers.Close([one, oneK, .. oneX.Select(v => (double)v)], [value, k, .. byX.Select(v => (double)v)], 2e-5);
    }

    [Fact]
    public void A_trip_outside_throws_what_the_loop_throws()
    {
        double[] w = LaneNumbers.Draw(7, 1);
        double[] x = LaneNumbers.Draw(41, 2);
        int[] index = LaneJudge.Indices(41, 7);
        index[11] = 8;
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.Counted(w, x, index));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.CountedGradient(w, x, index, new double[7], new double[41]));
    }

    [Theory]
    [InlineData("Triangles", 1)]
    [InlineData("Counted", 1)]
    [InlineData("Strides", 2)]
    [InlineData("Extremes", 2)]
    [InlineData("PairsSingle", 2)]
    public void Runs_in_lanes(string method, int kernels) => LaneJudge.RunsInLanes(method, kernels);
}
