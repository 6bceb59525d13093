using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Arrays of several dimensions as parameters, locals and in calls, by closed forms and differences of the primal.</summary>
public sealed partial class RectangularArrayTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 4)]
    [InlineData(5, 1, 3)]
    [InlineData(3, 0, 2)]
    [InlineData(0, 3, 2)]
    [InlineData(2, 3, 0)]
    public void A_matrix_product_weighted_by_signs(int rows, int inner, int columns)
    {
        double[,] a = Matrix(rows, inner, 1);
        double[,] b = Matrix(inner, columns, 2);
        double[,] weights = Matrix(rows, columns, 3);
        double[,] aGradient = Filled(rows, inner, 77);
        double[,] bGradient = Filled(inner, columns, 77);
        double value = WeightedProductBackward(a, b, weights, -2.5, aGradient, bGradient);
        Assert.Equal(WeightedProduct(a, b, weights), value, 1e-13);

        // dA = c W Bᵀ, dB = c Aᵀ W.
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                double expected = 0;
                for (int j = 0; j < columns; j++)
                    expected += -2.5 * weights[i, j] * b[k, j];
                Assert.Equal(expected, aGradient[i, k], Tolerance);
            }
        }
        for (int k = 0; k < inner; k++)
        {
            for (int j = 0; j < columns; j++)
            {
                double expected = 0;
                for (int i = 0; i < rows; i++)
                    expected += -2.5 * weights[i, j] * a[i, k];
                Assert.Equal(expected, bGradient[k, j], Tolerance);
            }
        }

        double[,] once = (double[,])aGradient.Clone();
        WeightedProductGradient(a, b, weights, aGradient, bGradient);
        WeightedProductAccumulateGradient(a, b, weights, aGradient, bGradient);
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
                Assert.Equal(2 * once[i, k] / -2.5, aGradient[i, k], Tolerance);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void A_stencil_with_swapped_grids(int rows, int columns)
    {
        double[,] grid = Matrix(rows, columns, 5);
        double[,] gridGradient = Filled(rows, columns, 77);
        (double value, double rateGradient) = HeatBackward(grid, 0.2, 3, -1.5, gridGradient);
        Assert.Equal(Heat(grid, 0.2, 3), value);
        AssertDifferences(grid, gridGradient, g => -1.5 * Heat(g, 0.2, 3));
        double byRate = -1.5 * (Heat(grid, 0.2 + 1e-6, 3) - Heat(grid, 0.2 - 1e-6, 3)) / 2e-6;
        Assert.Equal(byRate, rateGradient, 1e-7 * (1 + Math.Abs(byRate)));

        double[,] unoptimized = Filled(rows, columns, 77);
        (double same, double sameRate) = HeatWithoutOptimizationsBackward(grid, 0.2, 3, -1.5, unoptimized);
        Assert.Equal(value, same);
        Assert.Equal(rateGradient, sameRate, Tolerance * (1 + Math.Abs(sameRate)));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                Assert.Equal(gridGradient[i, j], unoptimized[i, j], Tolerance * (1 + Math.Abs(unoptimized[i, j])));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Shortest_paths_updated_in_place(int nodes)
    {
        double[,] distance = Matrix(nodes, nodes, 7);
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
                distance[i, j] = i == j ? 0.25 : 1 + Math.Abs(distance[i, j]);
        }
        double[,] cotangent = Matrix(nodes, nodes, 8);
        double[,] seed = (double[,])cotangent.Clone();
        double[,] entry = (double[,])distance.Clone();
        double[,] final = (double[,])distance.Clone();
        Floyd(final);
        FloydBackward(distance, cotangent);
        Assert.Equal(final, distance);
        AssertDifferences(entry, cotangent, d =>
        {
            double[,] copy = (double[,])d.Clone();
            Floyd(copy);
            double sum = 0;
            for (int i = 0; i < nodes; i++)
            {
                for (int j = 0; j < nodes; j++)
                    sum += seed[i, j] * copy[i, j];
            }
            return sum;
        });
    }

    [Fact]
    public void Three_dimensions_of_floats()
    {
        float[,,] x = new float[2, 3, 2];
        int next = 0;
        foreach (ref float element in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref x[0, 0, 0], x.Length))
            element = 0.25f * next++ - 1;
        float[,,] xGradient = new float[2, 3, 2];
        float value = CubeGradient(x, xGradient);
        Assert.Equal(Cube(x), value);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 2; k++)
                    Assert.Equal((i + 10 * j + 100 * k) * 2 * x[i, j, k], xGradient[i, j, k], 1e-3f);
            }
        }
        float[,,] flat = new float[2, 0, 3];
        Assert.Equal(0, CubeGradient(flat, new float[2, 0, 3]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => CubeGradient(x, new float[2, 2, 3]));
        Assert.Equal("xGradient", error.ParamName);
        Assert.Contains("dimension 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrices_that_helpers_make_and_change()
    {
        double[,] a = Matrix(3, 3, 11);
        double[,] aGradient = new double[3, 3];
        double value = HelpersGradient(a, 0.5, aGradient).Value;
        Assert.Equal(Helpers(a, 0.5), value);
        AssertDifferences(a, aGradient, m => Helpers(m, 0.5));
    }

    [Fact]
    public void Literals_clones_clears_and_lengths()
    {
        double[,] a = Matrix(2, 3, 12);
        double[,] aGradient = new double[2, 3];
        double value = BitsAndPiecesGradient(a, aGradient);
        Assert.Equal(BitsAndPieces(a), value, 1e-13);
        AssertDifferences(a, aGradient, BitsAndPieces);
    }

    [Fact]
    public void Matrices_of_structs()
    {
        Pair[,] a = { { new(1, 2), new(3, -1) }, { new(0.5, 4), new(-2, 2) }, { new(7, 1), new(0, 3) } };
        Pair[,] aGradient = new Pair[3, 2];
        double value = PairsGradient(a, aGradient);
        Assert.Equal(Pairs(a), value);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                Assert.Equal((i - j) * a[i, j].Y, aGradient[i, j].X, Tolerance);
                Assert.Equal((i - j) * a[i, j].X + 2 * a[i, j].Y, aGradient[i, j].Y, Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public void Generic_methods_take_matrices(int rows, int columns)
    {
        double[,] a = Matrix(rows, columns, 13);
        double[,] aGradient = Filled(rows, columns, 77);
        float[,] b = new float[rows, columns];
        float[,] bGradient = new float[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                b[i, j] = (float)a[i, j];
        }
        SquaresGradient(a, aGradient);
        SquaresGradient(b, bGradient);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal(2 * a[i, j], aGradient[i, j], Tolerance);
                Assert.Equal(2 * b[i, j], bGradient[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, -1)]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(-1, 3)]
    [InlineData(int.MinValue, 0)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1 << 30, 0)]
    public void An_index_out_of_range_throws_what_the_primal_throws(int row, int column)
    {
        // With four columns the products of the largest indices wrap to indices that are inside.
        double[,] a = Matrix(2, 4, 14);
        if (column == 3)
            column = 4;
        double[,] aGradient = Filled(2, 4, 77);
        Assert.Throws<IndexOutOfRangeException>(() => At(a, row, column));
        Assert.Throws<IndexOutOfRangeException>(() => AtGradient(a, row, column, aGradient));
        Assert.All(Flat(aGradient), g => Assert.Equal(0, g));
        Array.Clear(aGradient);
        aGradient[1, 2] = 5;
        Assert.Throws<IndexOutOfRangeException>(() => AtAccumulateGradient(a, row, column, aGradient));
        Assert.Equal(5, aGradient[1, 2]);
    }

    [Fact]
    public void What_was_written_before_an_exception_stays()
    {
        double[,] a = Matrix(2, 2, 15);
        double[,] expected = (double[,])a.Clone();
        double[,] cotangent = Filled(2, 2, 3);
        Assert.Throws<IndexOutOfRangeException>(() => DoubleRows(expected, 3));
        Assert.Throws<IndexOutOfRangeException>(() => DoubleRowsBackward(a, 3, cotangent));
        Assert.Equal(expected, a);
    }

    [Fact]
    public void The_value_is_computed_before_the_place_of_a_store_is_checked()
    {
        double[,] a = Matrix(2, 2, 16);
        Assert.Throws<ArgumentException>(() => StoreGuarded(a, 9, -1));
        Assert.Throws<ArgumentException>(() => StoreGuardedBackward(a, 9, -1, new double[2, 2]));
        Assert.Throws<IndexOutOfRangeException>(() => StoreGuarded(a, 9, 1));
        Assert.Throws<IndexOutOfRangeException>(() => StoreGuardedBackward(a, 9, 1, new double[2, 2]));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, -1)]
    [InlineData(-1, -1)]
    [InlineData(0, -1)]
    [InlineData(-1, 0)]
    public void Negative_lengths_throw_as_an_array_does(int rows, int columns)
    {
        Assert.Throws<OverflowException>(() => Made(2, rows, columns));
        Assert.Throws<OverflowException>(() => MadeGradient(2, rows, columns));
        Assert.Throws<OutOfMemoryException>(() => MadeGradient(2, 1 << 16, 1 << 16));
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        double[,] a = Matrix(2, 3, 17);
        double[,] b = Matrix(3, 2, 18);
        double[,] w = Matrix(2, 2, 19);
        double[,] aGradient = Filled(2, 3, 77);
        double[,] bGradient = Filled(3, 2, 77);
        Refused<ArgumentNullException>("a", () => WeightedProductGradient(null!, b, w, aGradient, bGradient));
        Refused<ArgumentNullException>("aGradient", () => WeightedProductGradient(a, b, w, null!, bGradient));
        Refused<ArgumentException>("aGradient", () => WeightedProductGradient(a, b, w, new double[3, 2], bGradient));
        Refused<ArgumentException>("bGradient", () => WeightedProductGradient(a, b, w, aGradient, new double[3, 3]));
        Refused<ArgumentException>("aGradient", () => WeightedProductGradient(a, b, w, a, bGradient));
        Refused<ArgumentException>("bGradient", () => WeightedProductGradient(Matrix(3, 2, 1), Matrix(2, 3, 1), Matrix(3, 3, 1), bGradient, bGradient));
        Refused<ArgumentException>("a", () => WeightedProductGradient((double[,])Array.CreateInstance(typeof(double), [2, 3], [1, 0]), b, w, aGradient, bGradient));
        double[,] square = Matrix(2, 2, 20);
        Refused<ArgumentException>("distanceCotangent", () => FloydBackward(square, square));
        Assert.All(Flat(aGradient), g => Assert.Equal(77, g));
        Assert.All(Flat(bGradient), g => Assert.Equal(77, g));

        void Refused<T>(string name, Action call)
            where T : ArgumentException =>
            Assert.Equal(name, Assert.Throws<T>(call).ParamName);
    }

    [Fact]
    public void One_matrix_twice_is_fine_where_it_is_only_read()
    {
        double[,] a = Matrix(2, 2, 21);
        double[,] aGradient = new double[2, 2];
        double[,] bGradient = new double[2, 2];
        Assert.Equal(WeightedProduct(a, a, a), WeightedProductGradient(a, a, a, aGradient, bGradient));
    }

    [Fact]
    public void A_warm_call_allocates_nothing()
    {
        double[,] a = Matrix(3, 3, 22);
        double[,] aGradient = new double[3, 3];
        double[,] bGradient = new double[3, 3];
        double[,] cotangent = Matrix(3, 3, 23);
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
            WeightedProductGradient(a, a, a, aGradient, bGradient);
            HeatBackward(a, 0.2, 4, 1, aGradient);
            FloydBackward(aGradient, cotangent);
            HelpersGradient(a, 0.5, aGradient);
        }
    }

    private static void AssertDifferences(double[,] at, double[,] gradient, Func<double[,], double> function)
    {
        const double step = 1e-6;
        for (int i = 0; i < at.GetLength(0); i++)
        {
            for (int j = 0; j < at.GetLength(1); j++)
            {
                double[,] moved = (double[,])at.Clone();
                moved[i, j] = at[i, j] + step;
                double above = function(moved);
                moved[i, j] = at[i, j] - step;
                double expected = (above - function(moved)) / (2 * step);
                Assert.Equal(expected, gradient[i, j], 1e-7 * (1 + Math.Abs(expected)));
            }
        }
    }

    private static double[,] Matrix(int rows, int columns, int seed)
    {
        Random random = new(seed);
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                matrix[i, j] = 2 * random.NextDouble() - 1;
        }
        return matrix;
    }

    private static double[,] Filled(int rows, int columns, double value)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                matrix[i, j] = value;
        }
        return matrix;
    }

    private static double[] Flat(double[,] matrix)
    {
        double[] flat = new double[matrix.Length];
        Buffer.BlockCopy(matrix, 0, flat, 0, 8 * flat.Length);
        return flat;
    }
}
