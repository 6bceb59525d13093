using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Loops in lanes against themselves one iteration at a time and against differences, for all lengths around the widths of vectors.</summary>
public sealed class LaneTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 68), 1000, 1003, 5000, 20003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_chain_of_functions(int n)
    {
        double[] x = LaneNumbers.Draw(n, 1);
        double[] xGradient = LaneNumbers.Filled(n);
        double[] expected = LaneNumbers.Filled(n);
        (double value, double a, double b) = LaneMethods.ChainGradient(0.7, -0.2, x, xGradient);
        (double one, double oneA, double oneB) = LaneMethods.ChainOneByOneGradient(0.7, -0.2, x, expected);
        Assert.Equal(LaneMethods.Chain(0.7, -0.2, x), one);
        LaneNumbers.Close([one, oneA, oneB, .. expected], [value, a, b, .. xGradient], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Chain(0.7, -0.2, v), x, xGradient);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_chain_of_functions_in_single_precision(int n)
    {
        float[] x = [.. LaneNumbers.Draw(n, 2).Select(v => (float)v)];
        float[] xGradient = new float[n];
        float[] expected = new float[n];
        (float value, float a, float b) = LaneMethods.ChainSingleGradient(0.7f, -0.2f, x, xGradient);
        (float one, float oneA, float oneB) = LaneMethods.ChainSingleOneByOneGradient(0.7f, -0.2f, x, expected);
        LaneNumbers.Close([one, oneA, oneB, .. expected.Select(v => (double)v)], [value, a, b, .. xGradient.Select(v => (double)v)], 2e-5);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Branches_that_some_lanes_take(int n)
    {
        double[] x = LaneNumbers.Draw(n, 3);
        double[] w = [1.5, -0.5];
        (double[] byX, double[] byW) = (LaneNumbers.Filled(n), LaneNumbers.Filled(2));
        (double[] oneX, double[] oneW) = (LaneNumbers.Filled(n), LaneNumbers.Filled(2));
        double value = LaneMethods.BranchesGradient(x, w, byX, byW);
        double one = LaneMethods.BranchesOneByOneGradient(x, w, oneX, oneW);
        Assert.Equal(LaneMethods.Branches(x, w), one);
        LaneNumbers.Close([one, .. oneX, .. oneW], [value, .. byX, .. byW], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Branches(x, v), w, byW);

        // Nobody takes the branch that reads w: it need not be there.
        double[] small = [.. x.Select(v => -0.2 * Math.Abs(v))];
        Assert.Equal(LaneMethods.Branches(small, []), LaneMethods.BranchesGradient(small, [], byX, []), Tolerance * (n + 1));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Neighbours(int n)
    {
        double[] x = LaneNumbers.Draw(n, 4);
        double[] xGradient = LaneNumbers.Filled(n);
        double[] expected = LaneNumbers.Filled(n);
        double value = LaneMethods.RosenbrockGradient(x, xGradient);
        double one = LaneMethods.RosenbrockOneByOneGradient(x, expected);
        Assert.Equal(LaneMethods.Rosenbrock(x), one);
        LaneNumbers.Close([one, .. expected], [value, .. xGradient], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Rows_with_inner_loops_and_shared_parameters(int n)
    {
        double[] w = LaneNumbers.Draw(20, 5);
        double[] v = LaneNumbers.Draw(6, 6);
        double[] x = LaneNumbers.Draw(3 * n, 7);
        double[] y = LaneNumbers.Draw(n, 8);
        double[][] gradients = [LaneNumbers.Filled(20), LaneNumbers.Filled(6), LaneNumbers.Filled(3 * n), LaneNumbers.Filled(n)];
        double[][] expected = [LaneNumbers.Filled(20), LaneNumbers.Filled(6), LaneNumbers.Filled(3 * n), LaneNumbers.Filled(n)];
        double value = LaneMethods.NetworkGradient(w, v, x, y, gradients[0], gradients[1], gradients[2], gradients[3]);
        double one = LaneMethods.NetworkOneByOneGradient(w, v, x, y, expected[0], expected[1], expected[2], expected[3]);
        Assert.Equal(LaneMethods.Network(w, v, x, y), one);
        LaneNumbers.Close([one, .. expected.SelectMany(g => g)], [value, .. gradients.SelectMany(g => g)], Tolerance);
        LaneNumbers.Differences(u => LaneMethods.Network(u, v, x, y), w, gradients[0]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void In_and_out_with_distant_elements(int n)
    {
        double[] x = LaneNumbers.Draw((2 * n) + 1, 9);
        double[] cotangent = LaneNumbers.Draw(n, 10);
        (double[] y, double[] yOne) = (LaneNumbers.Draw(n, 11), LaneNumbers.Draw(n, 11));
        (double[] dy, double[] dyOne) = ([.. cotangent], [.. cotangent]);
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(x.Length), LaneNumbers.Filled(x.Length));
        double k = LaneMethods.StridedBackward(y, x, 1.25, dy, byX);
        double oneK = LaneMethods.StridedOneByOneBackward(yOne, x, 1.25, dyOne, oneX);
        LaneNumbers.Close([oneK, .. yOne, .. dyOne, .. oneX], [k, .. y, .. dy, .. byX], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Backwards_with_a_cotangent_known_behind_the_loop(int n)
    {
        double[] x = LaneNumbers.Draw(n, 12);
        double[] xGradient = LaneNumbers.Filled(n);
        double[] expected = LaneNumbers.Filled(n);
        double value = LaneMethods.LengthGradient(x, xGradient);
        double one = LaneMethods.LengthOneByOneGradient(x, expected);
        LaneNumbers.Close([one, .. expected], [value, .. xGradient], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_sum_keeps_its_order_where_that_is_asked_for(int n)
    {
        double[] x = LaneNumbers.Draw(n, 14);
        double[] squares = new double[n];
        double[] expected = new double[n];
        double[] xGradient = LaneNumbers.Filled(n);
        double value = LaneMethods.InOrderGradient(x, squares, xGradient, new double[n]);
        Assert.Equal(LaneMethods.InOrder(x, expected), value);
        Assert.Equal(expected, squares);
        LaneNumbers.Close([.. x.Select((v, i) => 2 * v / (i + 1))], xGradient, Tolerance);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(7, 33)]
    [InlineData(48, 20)]
    [InlineData(49, 20)]
    [InlineData(200, 11)]
    public void Rows_short_and_long(int columns, int rows)
    {
        double[] w = LaneNumbers.Draw(columns, 15);
        double[] x = LaneNumbers.Draw(columns * rows, 16);
        (double[] byW, double[] byX) = (LaneNumbers.Filled(columns), LaneNumbers.Filled(x.Length));
        (double[] oneW, double[] oneX) = (LaneNumbers.Filled(columns), LaneNumbers.Filled(x.Length));
        double value = LaneMethods.LongRowsGradient(w, x, byW, byX);
        double one = LaneMethods.LongRowsOneByOneGradient(w, x, oneW, oneX);
        LaneNumbers.Close([one, .. oneW, .. oneX], [value, .. byW, .. byX], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.LongRows(v, x), w, byW);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Rows_as_views(int n)
    {
        double[] w = LaneNumbers.Draw(4, 17);
        double[] x = LaneNumbers.Draw(4 * n, 18);
        (double[] y, double[] yOne) = (LaneNumbers.Draw(2 * n, 19), LaneNumbers.Draw(2 * n, 19));
        double[][] gradients = [LaneNumbers.Filled(4), LaneNumbers.Filled(4 * n), LaneNumbers.Filled(2 * n)];
        double[][] expected = [LaneNumbers.Filled(4), LaneNumbers.Filled(4 * n), LaneNumbers.Filled(2 * n)];
        double value = LaneMethods.RowViewsGradient(w, x, y, n, 4, gradients[0], gradients[1], gradients[2]);
        double one = LaneMethods.RowViewsOneByOneGradient(w, x, yOne, n, 4, expected[0], expected[1], expected[2]);
        LaneNumbers.Close([one, .. yOne, .. expected.SelectMany(g => g)], [value, .. y, .. gradients.SelectMany(g => g)], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.RowViews(v, x, LaneNumbers.Draw(2 * n, 19), n, 4), w, gradients[0]);
    }

    [Theory]
    [InlineData(20, 21, 4)]
    [InlineData(20, 20, 5)]
    [InlineData(3, 40, 4)]
    public void A_row_that_is_not_there_throws_as_in_the_primal(int rows, int asked, int reads)
    {
        double[] w = LaneNumbers.Draw(4, 17);
        double[] x = LaneNumbers.Draw(4 * rows, 18);
        double[] y = LaneNumbers.Draw(2 * rows, 19);
        double[] expected = [.. y];
        Exception primal = Assert.ThrowsAny<Exception>(() => LaneMethods.RowViews(w, x, expected, asked, reads));
        Exception derived = Assert.ThrowsAny<Exception>(() => LaneMethods.RowViewsGradient(
            w, x, y, asked, reads, new double[4], new double[x.Length], new double[y.Length]));
        Assert.Equal(primal.GetType(), derived.GetType());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 8)]
    [InlineData(20, 40)]
    [InlineData(33, 34)]
    public void An_index_out_of_range_throws_as_in_the_primal(int length, int n)
    {
        double[] x = LaneNumbers.Draw(length, 13);
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.TooFar(x, n));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.TooFarGradient(x, n, new double[length]));
    }

    [Fact]
    public void Special_numbers_come_through_as_in_the_primal()
    {
        double[] x = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e-310, 1e300, -800, 800, 1];
        for (int n = 1; n <= x.Length; n++)
        {
            double[] part = x[..n];
            double[] xGradient = new double[n];
            double[] expected = new double[n];
            (double value, double a, double b) = LaneMethods.ChainGradient(1, 0, part, xGradient);
            (double one, double oneA, double oneB) = LaneMethods.ChainOneByOneGradient(1, 0, part, expected);
            LaneNumbers.Close([one, oneA, oneB, .. expected], [value, a, b, .. xGradient], Tolerance);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] w = LaneNumbers.Draw(20, 5);
        double[] v = LaneNumbers.Draw(6, 6);
        double[] x = LaneNumbers.Draw(300, 7);
        double[] y = LaneNumbers.Draw(100, 8);
        double[] gradients = new double[426];
        void run() => LaneMethods.NetworkGradient(
            w, v, x, y, gradients.AsSpan(0, 20), gradients.AsSpan(20, 6), gradients.AsSpan(26, 300), gradients.AsSpan(326, 100));
        run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
