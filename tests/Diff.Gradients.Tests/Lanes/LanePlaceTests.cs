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

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 16)]
    [InlineData(2, 67)]
    [InlineData(40, 9)]
    public void Neighbours_in_a_grid(int rows, int columns)
    {
        double[,] grid = Grid(rows, columns);
        (double[,] by, double[,] oneBy) = (new double[rows, columns], new double[rows, columns]);
        (double value, double byK) = LaneMethods.GridGradient(grid, 0.3, by);
        (double one, double oneByK) = LaneMethods.GridOneByOneGradient(grid, 0.3, oneBy);
        Assert.Equal(LaneMethods.Grid(grid, 0.3), one);
        LaneNumbers.Close([one, oneByK, .. oneBy.Cast<double>()], [value, byK, .. by.Cast<double>()], Tolerance);
    }

    /// <summary>The element behind a row is that of the next row in memory: it must not be taken for it, whichever lane reads it.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    [InlineData(16, true)]
    [InlineData(24, false)]
    [InlineData(33, false)]
    public void An_element_behind_its_row_throws(int columns, bool always)
    {
        double[,] grid = Grid(3, columns);
        grid[0, columns - 1] = 1;
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.GridTooFar(grid, always));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.GridTooFarGradient(grid, always, new double[3, columns]));
        if (!always)
        {
            grid[0, columns - 1] = -1;
            Assert.Equal(LaneMethods.GridTooFar(grid, always), LaneMethods.GridTooFarGradient(grid, always, new double[3, columns]), 1e-12);
        }
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

    private static double[,] Grid(int rows, int columns)
    {
        double[,] grid = new double[rows, columns];
        Buffer.BlockCopy(LaneNumbers.Draw(rows * columns, 4), 0, grid, 0, sizeof(double) * rows * columns);
        return grid;
    }

    [Theory]
    [InlineData("Grid")]
    [InlineData("GridTooFar")]
    [InlineData("Looked")]
    [InlineData("Interpolated")]
    [InlineData("Bordered")]
    [InlineData("Labelled")]
    [InlineData("Guarded")]
    [InlineData("LookedSingle")]
    public void Runs_in_lanes(string method) => LaneJudge.RunsInLanes(method);
}
