using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arrays of arrays as parameters, by closed forms and differences of the primal.</summary>
public sealed partial class JaggedArrayTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 5)]
    [InlineData(0, 2)]
    [InlineData(3, 0)]
    public void Least_squares_over_rows(int rows, int columns)
    {
        double[][] x = Rows(1, [.. System.Linq.Enumerable.Repeat(columns, rows)]);
        double[] y = Rows(2, rows)[0];
        double[] w = Rows(3, columns)[0];
        double[] wGradient = new double[columns];
        double[][] xGradient = Filled(x, 77);
        double value = LeastSquaresBackward(x, y, w, -0.5, xGradient, wGradient);
        Assert.Equal(LeastSquares(x, y, w), value);
        double[] byW = new double[columns];
        for (int i = 0; i < rows; i++)
        {
            double residual = -y[i];
            for (int j = 0; j < columns; j++)
                residual += x[i][j] * w[j];
            for (int j = 0; j < columns; j++)
            {
                byW[j] += -0.5 * 2 * residual * x[i][j];
                Assert.Equal(-0.5 * 2 * residual * w[j], xGradient[i][j], Tolerance);
            }
        }
        for (int j = 0; j < columns; j++)
            Assert.Equal(byW[j], wGradient[j], Tolerance);

        double[][] twice = Filled(x, 77);
        LeastSquaresGradient(x, y, w, twice, wGradient);
        LeastSquaresAccumulateGradient(x, y, w, twice, wGradient);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                Assert.Equal(2 * xGradient[i][j] / -0.5, twice[i][j], Tolerance);
        }
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 3, 0, 2, 5 })]
    public void Rows_of_different_lengths(int[] lengths)
    {
        double[][] a = Rows(4, lengths);
        double[][] aGradient = Filled(a, 77);
        if (lengths.Length == 0)
        {
            Assert.Throws<IndexOutOfRangeException>(() => Ragged(a));
            Assert.Throws<IndexOutOfRangeException>(() => RaggedGradient(a, aGradient));
            return;
        }
        Assert.Equal(Ragged(a), RaggedGradient(a, aGradient));
        AssertDifferences(a, aGradient, Ragged);
        double[][] unoptimized = Filled(a, 77);
        Assert.Equal(Ragged(a), RaggedWithoutOptimizationsGradient(a, unoptimized));
        AssertDifferences(a, unoptimized, Ragged);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { 3, 1, 4 })]
    public void Rows_written_in_place(int[] lengths)
    {
        double[][] a = Rows(5, lengths);
        double[][] entry = Rows(5, lengths);
        double[][] expected = Rows(5, lengths);
        double[][] cotangent = Rows(6, lengths);
        double[][] seed = Rows(6, lengths);
        Accumulated(expected, 0.7);
        double rate = AccumulatedBackward(a, 0.7, cotangent);
        Assert.Equal(expected, a);
        AssertDifferences(entry, cotangent, r => Weighted(r, 0.7));
        Assert.Equal((Weighted(entry, 0.7 + 1e-6) - Weighted(entry, 0.7 - 1e-6)) / 2e-6, rate, 1e-7);

        double Weighted(double[][] at, double factor)
        {
            double[][] copy = Array.ConvertAll(at, r => (double[])r.Clone());
            Accumulated(copy, factor);
            double sum = 0;
            for (int i = 0; i < copy.Length; i++)
            {
                for (int j = 0; j < copy[i].Length; j++)
                    sum += copy[i][j] * seed[i][j];
            }
            return sum;
        }
    }

    [Fact]
    public void A_row_chosen_at_run_time_and_rows_of_integers()
    {
        float[][] a = [[1, 2, 3], [4], [], [0.5f, -1]];
        int[][] neighbours = [[1, 3], [0, 0], [], [0, 1, 3]];
        float[][] aGradient = [new float[3], new float[1], [], new float[2]];
        float value = NeighboursGradient(a, neighbours, aGradient);
        Assert.Equal(Neighbours(a, neighbours), value);
        // Row i adds (i + 1) · (last of row n)² for each neighbour n.
        Assert.Equal([0, 0, 2 * 3 * (2 + 2 + 4)], aGradient[0]);
        Assert.Equal([2 * 4f * (1 + 4)], aGradient[1]);
        Assert.Equal([0, 2 * -1 * (1 + 4)], aGradient[3]);
    }

    [Fact]
    public void Rows_of_structs()
    {
        Pair[][] a = [[new(1, 2)], [], [new(3, -1), new(0.5, 4)]];
        Pair[][] aGradient = [new Pair[1], [], new Pair[2]];
        Assert.Equal(1 * 2 + 3 * (3 * -1 + 0.5 * 4), PairsGradient(a, aGradient), Tolerance);
        Assert.Equal(new Pair(2, 1), aGradient[0][0]);
        Assert.Equal(new Pair(-3, 9), aGradient[2][0]);
        Assert.Equal(new Pair(12, 1.5), aGradient[2][1]);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 1)]
    [InlineData(0, 3)]
    [InlineData(int.MaxValue, 0)]
    [InlineData(int.MinValue, 0)]
    public void An_index_out_of_range_throws_what_the_primal_throws(int row, int column)
    {
        double[][] a = [[1, 2, 3], [4], []];
        double[][] aGradient = [[7, 7, 7], [7], []];
        Assert.Throws<IndexOutOfRangeException>(() => At(a, row, column));
        Assert.Throws<IndexOutOfRangeException>(() => AtAccumulateGradient(a, row, column, aGradient));
        Assert.Equal([7, 7, 7], aGradient[0]);
        Assert.Throws<IndexOutOfRangeException>(() => AtGradient(a, row, column, aGradient));
        Assert.Equal([0, 0, 0], aGradient[0]);
    }

    [Fact]
    public void What_was_written_before_an_exception_stays()
    {
        double[][] a = [[1, 2, 3], [4], [5, 6]];
        double[][] expected = [[1, 2, 3], [4], [5, 6]];
        double[][] cotangent = [[1, 1, 1], [1], [1, 1]];
        Assert.Throws<IndexOutOfRangeException>(() => DoubleSeconds(expected));
        Assert.Throws<IndexOutOfRangeException>(() => DoubleSecondsBackward(a, cotangent));
        Assert.Equal(expected, a);
        Assert.Equal([1, 1, 1], cotangent[0]);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        double[] shared = [1, 2];
        double[][] a = [[1, 2], [3]];
        double[] y = [1, 2];
        double[] w = [1];
        double[] wGradient = [7];
        double[][] gradient = [[7, 7], [7]];
        Refused<ArgumentNullException>("x", () => LeastSquaresGradient(null!, y, w, gradient, wGradient));
        Refused<ArgumentNullException>("x", () => LeastSquaresGradient([[1], null!], y, w, gradient, wGradient));
        Refused<ArgumentNullException>("xGradient", () => LeastSquaresGradient(a, y, w, null!, wGradient));
        Refused<ArgumentNullException>("xGradient", () => LeastSquaresGradient(a, y, w, [null!, [1]], wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient(a, y, w, [[1, 2]], wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient(a, y, w, [[1, 2], [1, 2]], wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient(a, y, w, a, wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient(a, shared, w, [shared, [1]], wGradient));
        Refused<ArgumentException>("wGradient", () => LeastSquaresGradient([[1, 2], wGradient], y, w, gradient, wGradient));
        Refused<ArgumentException>("wGradient", () => LeastSquaresGradient(a, y, w, [[1, 2], wGradient], wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient([shared, shared], y, w, [shared, shared], wGradient));
        Refused<ArgumentException>("xGradient", () => LeastSquaresGradient([[1, 2], [1, 2]], y, w, [shared, shared], wGradient));
        Refused<ArgumentException>("a", () => AccumulatedBackward([shared, shared], 1, [[1, 2], [1, 2]]));
        Refused<ArgumentException>("aCotangent", () => AccumulatedBackward(a, 1, a));
        Assert.Equal([7, 7], gradient[0]);
        Assert.Equal([7], wGradient);

        void Refused<T>(string name, Action call)
            where T : ArgumentException =>
            Assert.Equal(name, Assert.Throws<T>(call).ParamName);
    }

    [Fact]
    public void Many_rows_are_compared_too()
    {
        double[][] a = new double[300][];
        double[][] gradient = new double[300][];
        for (int i = 0; i < 300; i++)
        {
            a[i] = new double[i % 3];
            gradient[i] = i % 3 == 0 ? [] : new double[i % 3];
        }
        RaggedGradient(a, gradient);
        double[] kept = gradient[200];
        gradient[200] = a[101];
        Assert.Equal("aGradient", Assert.Throws<ArgumentException>(() => RaggedGradient(a, gradient)).ParamName);
        gradient[200] = gradient[101];
        Assert.Equal("aGradient", Assert.Throws<ArgumentException>(() => RaggedGradient(a, gradient)).ParamName);
        gradient[200] = kept;
        RaggedGradient(a, gradient);
    }

    [Fact]
    public void One_row_twice_is_fine_where_it_is_only_read()
    {
        double[] row = [1, 2];
        double[][] a = [row, row];
        double[][] aGradient = Filled(a, 77);
        Assert.Equal(Ragged(a), RaggedGradient(a, aGradient));
        AssertDifferences([[1, 2], [1, 2]], aGradient, Ragged);
    }

    [Fact]
    public void A_warm_call_allocates_nothing()
    {
        double[][] a = Rows(8, 3, 1, 4, 2, 2, 2, 2, 2, 2, 2);
        double[][] gradient = Filled(a, 0);
        double[][] cotangent = Filled(a, 1);
        for (int i = 0; i < 3; i++)
            Call();
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);

        void Call()
        {
            RaggedGradient(a, gradient);
            AccumulatedBackward(a, 0.9, cotangent);
        }
    }

    private static double[][] Rows(int seed, params int[] lengths)
    {
        Random random = new(seed);
        double[][] rows = new double[lengths.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[lengths[i]];
            for (int j = 0; j < lengths[i]; j++)
                rows[i][j] = 2 * random.NextDouble() - 1;
        }
        return rows;
    }

    private static double[][] Filled(double[][] like, double value) => Array.ConvertAll(like, row =>
    {
        double[] filled = new double[row.Length];
        Array.Fill(filled, value);
        return filled;
    });

    private static void AssertDifferences(double[][] at, double[][] gradient, Func<double[][], double> function)
    {
        const double step = 1e-6;
        for (int i = 0; i < at.Length; i++)
        {
            for (int j = 0; j < at[i].Length; j++)
            {
                double value = at[i][j];
                at[i][j] = value + step;
                double above = function(at);
                at[i][j] = value - step;
                double below = function(at);
                at[i][j] = value;
                double expected = (above - below) / (2 * step);
                Assert.Equal(expected, gradient[i][j], 1e-7 * (1 + Math.Abs(expected)));
            }
        }
    }
}
