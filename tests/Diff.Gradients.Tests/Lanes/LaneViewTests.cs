using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Views of one array and pieces of growing tapes, in lanes, against the same one iteration at a time.</summary>
public sealed class LaneViewTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 36), 100];

    /// <summary>From, to and length of views that lie apart, touch, overlap by one or by more than a vector, and are the same.</summary>
    public static TheoryData<int, int, int> Places => new()
    {
        { 0, 40, 40 }, { 40, 0, 40 }, { 0, 41, 40 }, { 50, 3, 40 }, { 0, 39, 40 }, { 39, 0, 40 }, { 0, 1, 60 }, { 1, 0, 60 },
        { 0, 8, 60 }, { 8, 0, 60 }, { 0, 7, 60 }, { 9, 2, 60 }, { 0, 20, 60 }, { 5, 5, 60 }, { 0, 3, 3 }, { 2, 0, 5 }, { 0, 0, 0 }, { 0, 90, 9 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Views_that_may_overlap(int from, int to, int n)
    {
        (double[] y, double[] yOne, double[] primal) = (LaneNumbers.Draw(100, 1), LaneNumbers.Draw(100, 1), LaneNumbers.Draw(100, 1));
        (double[] dy, double[] dyOne) = (LaneNumbers.Draw(100, 2), LaneNumbers.Draw(100, 2));
        double k = LaneMethods.ShiftedBackward(y, from, to, n, 0.75, dy);
        double kOne = LaneMethods.ShiftedOneByOneBackward(yOne, from, to, n, 0.75, dyOne);
        LaneMethods.Shifted(primal, from, to, n, 0.75);
        LaneNumbers.Close([.. primal, kOne, .. dyOne], [.. y, k, .. dy], Tolerance);
        LaneNumbers.Close(primal, yOne, Tolerance);

        // Jᵀ is that of differences: along a direction v, ⟨w, J v⟩ = ⟨Jᵀ w, v⟩.
        double[] v = LaneNumbers.Draw(100, 3);
        double[] w = LaneNumbers.Draw(100, 2);
        (double[] up, double[] down) = (Moved(1e-6), Moved(-1e-6));
        double forward = up.Zip(down, (a, b) => (a - b) / 2e-6).Zip(w, (a, b) => a * b).Sum();
        Assert.Equal(forward, dy.Zip(v, (a, b) => a * b).Sum(), 1e-6 * (1 + Math.Abs(forward)));

        double[] Moved(double by)
        {
            double[] moved = [.. LaneNumbers.Draw(100, 1).Zip(v, (a, b) => a + (by * b))];
            LaneMethods.Shifted(moved, from, to, n, 0.75);
            return moved;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Views_that_may_overlap_in_single_precision(int from, int to, int n)
    {
        float[] x = [.. LaneNumbers.Draw(100, 4).Select(a => (float)a)];
        (float[] gradient, float[] expected) = (new float[100], new float[100]);
        float value = LaneMethods.ShiftedSingleGradient(x, from, to, n, gradient);
        float one = LaneMethods.ShiftedSingleOneByOneGradient(x, from, to, n, expected);
        LaneNumbers.Close([one, .. expected.Select(a => (double)a)], [value, .. gradient.Select(a => (double)a)], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Layers_that_read_each_other(int width)
    {
        if (width == 0)
            return;

        double[] w = LaneNumbers.Draw(2 * width, 5);
        double[] x = LaneNumbers.Draw(5 * width, 6);
        double[][] gradients = [LaneNumbers.Filled(w.Length), LaneNumbers.Filled(x.Length), LaneNumbers.Filled(w.Length), LaneNumbers.Filled(x.Length)];
        double value = LaneMethods.LayersGradient(w, x, width, gradients[0], gradients[1]);
        double one = LaneMethods.LayersOneByOneGradient(w, x, width, gradients[2], gradients[3]);
        LaneNumbers.Close([LaneMethods.Layers(w, x, width), one, .. gradients[2], .. gradients[3]], [value, value, .. gradients[0], .. gradients[1]], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Layers(v, x, width), w, gradients[0]);
        LaneNumbers.Differences(v => LaneMethods.Layers(w, v, width), x, gradients[1]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_triangle_in_a_recurrence(int n)
    {
        double[] x = LaneNumbers.Draw(n, 7);
        (double[] gradient, double[] expected) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        (double value, double h) = LaneMethods.TriangleGradient(x, 0.8, gradient);
        (double one, double hOne) = LaneMethods.TriangleOneByOneGradient(x, 0.8, expected);
        LaneNumbers.Close([LaneMethods.Triangle(x, 0.8), one, hOne, .. expected], [value, value, h, .. gradient], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Triangle(v, 0.8), x, gradient);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 0)]
    [InlineData(7, 9)]
    [InlineData(40, 30)]
    [InlineData(67, 13)]
    public void Rows_counted_as_they_come(int n, int most)
    {
        double[] x = LaneNumbers.Draw(n, 8);
        (double[] gradient, double[] expected) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        (double value, double h) = LaneMethods.RaggedGradient(x, 0.4, most, gradient);
        (double one, double hOne) = LaneMethods.RaggedOneByOneGradient(x, 0.4, most, expected);
        LaneNumbers.Close([LaneMethods.Ragged(x, 0.4, most), one, hOne, .. expected], [value, value, h, .. gradient], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Ragged(v, 0.4, most), x, gradient);
    }

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(7, 3, 2)]
    [InlineData(40, 1, 4)]
    [InlineData(40, 2, 1)]
    [InlineData(67, 9, 5)]
    [InlineData(130, 48, 3)]
    [InlineData(33, 5, 0)]
    public void Rows_that_are_read_again(int points, int d, int components)
    {
        (double[] means, double[] x) = (LaneNumbers.Draw(components * d, 11), [.. LaneNumbers.Draw(points * d, 12).Select(v => 0.3 * v)]);
        (double[] byMeans, double[] byX) = (LaneNumbers.Filled(means.Length), LaneNumbers.Filled(x.Length));
        (double[] oneMeans, double[] oneX) = (LaneNumbers.Filled(means.Length), LaneNumbers.Filled(x.Length));
        double value = LaneMethods.MixtureGradient(means, x, points, d, byMeans, byX);
        double one = LaneMethods.MixtureOneByOneGradient(means, x, points, d, oneMeans, oneX);
        LaneNumbers.Close([LaneMethods.Mixture(means, x, points, d), one, .. oneMeans, .. oneX], [value, value, .. byMeans, .. byX], Tolerance);
        LaneNumbers.Differences(v => LaneMethods.Mixture(v, x, points, d), means, byMeans);
    }

    [Fact]
    public void Rows_that_are_missing_throw_where_they_are_read()
    {
        double[] x = LaneNumbers.Draw(100, 13);
        double[] means = LaneNumbers.Draw(6, 14);
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.Mixture(means, x, 40, 3));
        Assert.Throws<IndexOutOfRangeException>(() => LaneMethods.MixtureGradient(means, x, 40, 3, new double[6], new double[100]));

        // Without components nobody reads them.
        Assert.Equal(LaneMethods.Mixture([], x, 40, 3), LaneMethods.MixtureGradient([], x, 40, 3, [], new double[100]), 1e-12);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = LaneNumbers.Draw(60, 9);
        double[] gradient = new double[60];
        double[] w = LaneNumbers.Draw(20, 10);
        double[] byW = new double[20];
        run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void run()
        {
            LaneMethods.LayersGradient(w, x, 10, byW, gradient);
            LaneMethods.TriangleGradient(x, 0.8, gradient);
            LaneMethods.RaggedGradient(x, 0.4, 20, gradient);
        }
    }
}
