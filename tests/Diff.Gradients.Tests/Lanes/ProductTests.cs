using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Matrix products against the loops as written and against differences, of sizes where a call pays and where it does not.</summary>
public sealed class ProductTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 0, 3, 4 }, { 3, 0, 4 }, { 3, 4, 0 }, { 1, 1, 1 }, { 2, 3, 4 }, { 7, 9, 8 }, { 8, 8, 8 }, { 16, 17, 15 }, { 1, 40, 30 }, { 40, 1, 30 },
        { 40, 30, 1 }, { 33, 65, 20 }, { 70, 5, 90 }, { 5, 300, 6 }, { 150, 130, 140 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Row_column_sum(int n, int m, int p)
    {
        (double[] a, double[] b, double[] start) = (LaneNumbers.Draw(n * m, 1), LaneNumbers.Draw(m * p, 2), LaneNumbers.Draw(n * p, 3));
        (double[] c, double[] cOne, double[] cInOrder) = ([.. start], [.. start], [.. start]);
        double[][] by = [LaneNumbers.Filled(n * m), LaneNumbers.Filled(m * p), LaneNumbers.Draw(n * p, 4)];
        double[][] byOne = [LaneNumbers.Filled(n * m), LaneNumbers.Filled(m * p), LaneNumbers.Draw(n * p, 4)];
        double[][] byInOrder = [LaneNumbers.Filled(n * m), LaneNumbers.Filled(m * p), LaneNumbers.Draw(n * p, 4)];
        ProductMethods.ProductBackward(a, b, c, n, m, p, by[2], by[0], by[1]);
        ProductMethods.ProductAsWrittenBackward(a, b, cOne, n, m, p, byOne[2], byOne[0], byOne[1]);
        ProductMethods.InOrderBackward(a, b, cInOrder, n, m, p, byInOrder[2], byInOrder[0], byInOrder[1]);
        LaneNumbers.Close([.. cOne, .. byOne.SelectMany(g => g)], [.. c, .. by.SelectMany(g => g)], Tolerance);

        // In the order of the source, to the bit.
        Assert.Equal(cOne, cInOrder);
        LaneNumbers.Close([.. byOne.SelectMany(g => g)], [.. byInOrder.SelectMany(g => g)], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Transposed_and_taken_away_with_longer_rows(int n, int m, int p)
    {
        int width = Math.Max(n, p) + 3;
        float[][] values = [Single(m * width, 1), Single(m * width, 2), Single(n * width, 3)];
        float[][] by = [new float[m * width], new float[m * width], Single(n * width, 4)];
        float[] cOne = [.. values[2]];
        float[][] byOne = [new float[m * width], new float[m * width], Single(n * width, 4)];
        ProductMethods.TransposedBackward(values[0], values[1], values[2], n, m, p, width, by[2], by[0], by[1]);
        ProductMethods.TransposedAsWrittenBackward(values[0], values[1], cOne, n, m, p, width, byOne[2], byOne[0], byOne[1]);
        Close([.. cOne, .. byOne.SelectMany(g => g)], [.. values[2], .. by.SelectMany(g => g)]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Arrays_of_two_dimensions(int n, int m, int p)
    {
        (double[,] a, double[,] b) = (Matrix(n, m, 1), Matrix(m, p, 2));
        (double[,] c, double[,] cOne) = (Matrix(n, p, 3), Matrix(n, p, 3));
        double[][,] by = [Matrix(n, m, 9), Matrix(m, p, 9), Matrix(n, p, 4)];
        double[][,] byOne = [Matrix(n, m, 9), Matrix(m, p, 9), Matrix(n, p, 4)];
        ProductMethods.RectangularBackward(a, b, c, by[0], by[1], by[2]);
        ProductMethods.RectangularAsWrittenBackward(a, b, cOne, byOne[0], byOne[1], byOne[2]);
        LaneNumbers.Close(
            [.. cOne.Cast<double>(), .. byOne.SelectMany(g => g.Cast<double>())], [.. c.Cast<double>(), .. by.SelectMany(g => g.Cast<double>())], Tolerance);
    }

    /// <summary>A column that is not there throws; no element of the next row is taken in its place.</summary>
    [Theory]
    [InlineData(10, 10, 12, 10, 11)]
    [InlineData(10, 10, 12, 9, 12)]
    [InlineData(20, 9, 30, 20, 29)]
    public void A_column_or_row_that_is_not_there_throws_as_in_the_primal(int n, int m, int p, int rows, int columns)
    {
        (double[,] a, double[,] b, double[,] c) = (Matrix(n, m, 1), Matrix(m, p, 2), Matrix(rows, columns, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ProductMethods.Rectangular(a, b, (double[,])c.Clone()));
        Assert.Throws<IndexOutOfRangeException>(() => ProductMethods.RectangularBackward(
            a, b, c, Matrix(n, m, 9), Matrix(m, p, 9), Matrix(rows, columns, 9)));
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void An_element_that_is_missing_throws_as_in_the_primal(int fromA, int fromB, int fromC)
    {
        const int n = 20;
        double[][] values = [LaneNumbers.Draw(n * n - fromA, 1), LaneNumbers.Draw(n * n - fromB, 2), LaneNumbers.Draw(n * n - fromC, 3)];
        Assert.Throws<IndexOutOfRangeException>(() => ProductMethods.Product(values[0], values[1], values[2], n, n, n));
        Assert.Throws<IndexOutOfRangeException>(() => ProductMethods.ProductBackward(
            values[0], values[1], values[2], n, n, n, new double[n * n - fromC], new double[n * n - fromA], new double[n * n - fromB]));
    }

    [Theory]
    [InlineData(0, 3, 4, 2)]
    [InlineData(1, 30, 20, 3)]
    [InlineData(3, 2, 2, 2)]
    [InlineData(9, 30, 20, 3)]
    [InlineData(40, 17, 25, 5)]
    [InlineData(33, 150, 120, 2)]
    public void Layers_over_a_batch(int samples, int features, int units, int classes)
    {
        (double[] w, double[] b) = (Scaled(units * features, 1, features), LaneNumbers.Draw(units, 2));
        (double[] v, double[] x) = (Scaled(classes * units, 3, units), LaneNumbers.Draw(samples * features, 4));
        int[] labels = [.. Enumerable.Range(0, samples).Select(i => i % classes)];
        double[][] by = [LaneNumbers.Filled(w.Length), LaneNumbers.Filled(units), LaneNumbers.Filled(v.Length), LaneNumbers.Filled(x.Length)];
        double[][] byOne = [LaneNumbers.Filled(w.Length), LaneNumbers.Filled(units), LaneNumbers.Filled(v.Length), LaneNumbers.Filled(x.Length)];
        double value = ProductMethods.LayersGradient(w, b, v, x, labels, by[0], by[1], by[2], by[3]);
        double one = ProductMethods.LayersAsWrittenGradient(w, b, v, x, labels, byOne[0], byOne[1], byOne[2], byOne[3]);
        LaneNumbers.Close([one, .. byOne.SelectMany(g => g)], [value, .. by.SelectMany(g => g)], Tolerance);
        LaneNumbers.Differences(u => ProductMethods.Layers(u, b, v, x, labels), w, by[0]);
        LaneNumbers.Differences(u => ProductMethods.Layers(w, b, u, x, labels), v, by[2]);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 5)]
    [InlineData(5, 0)]
    [InlineData(12, 4)]
    [InlineData(40, 7)]
    public void A_recurrence(int n, int steps)
    {
        float[] w = [.. Scaled(n * n, 5, n).Select(v => (float)v)];
        float[] start = Single(n, 6);
        float[][] by = [new float[n * n], new float[n], new float[n * n], new float[n]];
        float value = ProductMethods.RecurrenceGradient(w, start, steps, by[0], by[1]);
        float one = ProductMethods.RecurrenceAsWrittenGradient(w, start, steps, by[2], by[3]);
        Close([one, .. by[2], .. by[3]], [value, .. by[0], .. by[1]]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void What_is_written_on_the_way_is_no_factor(int n)
    {
        (double[] a, double[] aOne, double[] b) = (LaneNumbers.Draw(n * n, 1), LaneNumbers.Draw(n * n, 1), LaneNumbers.Draw(n * n, 2));
        double[][] by = [LaneNumbers.Draw(n * n, 3), LaneNumbers.Filled(n * n), LaneNumbers.Draw(n * n, 3), LaneNumbers.Filled(n * n)];
        ProductMethods.InPlaceBackward(a, b, n, by[0], by[1]);
        ProductMethods.InPlaceAsWrittenBackward(aOne, b, n, by[2], by[3]);
        LaneNumbers.Close([.. aOne, .. by[2], .. by[3]], [.. a, .. by[0], .. by[1]], Tolerance);
    }

    [Theory]
    [InlineData(30, 3)]
    [InlineData(100, 40)]
    public void Elements_that_meet_are_no_matrix(int n, int k)
    {
        (double[] x, double[] kernel) = (LaneNumbers.Draw(n, 1), LaneNumbers.Draw(k, 2));
        (double[] y, double[] yOne) = (LaneNumbers.Draw(n + k - 1, 3), LaneNumbers.Draw(n + k - 1, 3));
        double[][] by = [LaneNumbers.Filled(n), LaneNumbers.Filled(k), LaneNumbers.Draw(n + k - 1, 4)];
        double[][] byOne = [LaneNumbers.Filled(n), LaneNumbers.Filled(k), LaneNumbers.Draw(n + k - 1, 4)];
        ProductMethods.ConvolutionBackward(x, kernel, y, by[2], by[0], by[1]);
        ProductMethods.ConvolutionAsWrittenBackward(x, kernel, yOne, byOne[2], byOne[0], byOne[1]);
        LaneNumbers.Close([.. yOne, .. byOne.SelectMany(g => g)], [.. y, .. by.SelectMany(g => g)], Tolerance);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    public void Zero_cotangents_of_infinite_factors_stay_zero(int n)
    {
        double[] w = [.. LaneNumbers.Draw(n * n, 1).Select(Math.Abs)];
        double[] x = LaneNumbers.Draw(n, 2);
        x[n / 2] = 0;
        double[][] by = [LaneNumbers.Filled(n * n), LaneNumbers.Filled(n), LaneNumbers.Filled(n * n), LaneNumbers.Filled(n)];
        double value = ProductMethods.InfiniteGradient(w, x, n, by[0], by[1]);
        double one = ProductMethods.InfiniteAsWrittenGradient(w, x, n, by[2], by[3]);
        LaneNumbers.Close([one, .. by[2], .. by[3]], [value, .. by[0], .. by[1]], Tolerance);
        Assert.All(by[0], v => Assert.Equal(0, v));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        const int n = 40;
        (double[] a, double[] b, double[] c) = (LaneNumbers.Draw(n * n, 1), LaneNumbers.Draw(n * n, 2), LaneNumbers.Draw(n * n, 3));
        (double[] byA, double[] byB) = (new double[n * n], new double[n * n]);
        int[] labels = new int[n];
        run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void run()
        {
            ProductMethods.ProductBackward(a, b, c, n, n, n, s_cotangent, byA, byB);
            ProductMethods.LayersGradient(a, b.AsSpan(0, n), c, b, labels, byA, byB.AsSpan(0, n), s_cotangent, s_other);
        }
    }

    private static readonly double[] s_cotangent = new double[1600];
    private static readonly double[] s_other = new double[1600];

    private static double[] Scaled(int n, int seed, int over) => [.. LaneNumbers.Draw(n, seed).Select(v => v / Math.Sqrt(over))];

    private static float[] Single(int n, int seed) => [.. LaneNumbers.Draw(n, seed).Select(v => (float)v)];

    private static void Close(float[] expected, float[] actual) =>
        LaneNumbers.Close([.. expected.Select(v => (double)v)], [.. actual.Select(v => (double)v)], 1e-5);

    private static double[,] Matrix(int rows, int columns, int seed)
    {
        double[] values = LaneNumbers.Draw(rows * columns, seed);
        double[,] matrix = new double[rows, columns];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }
}
