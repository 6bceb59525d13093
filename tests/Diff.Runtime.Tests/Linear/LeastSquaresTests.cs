using System;
using Xunit;

namespace Diff.Tests.Linear;

public sealed class LeastSquaresTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 5, 2)]
    [InlineData(7, 3, 1)]
    [InlineData(7, 3, 0)]
    [InlineData(33, 33, 3)]
    [InlineData(101, 33, 1)]
    [InlineData(131, 40, 3)]
    public void The_residual_is_at_right_angles_to_every_column(int rows, int columns, int rights)
    {
        double[] a = Dense.Random<double>(rows * columns, 51);
        double[] b = Dense.Random<double>(rows * rights, 52);
        double[] x = Solved(a, rows, columns, b, rights);
        double[] residual = Dense.Product(a, x, rows, columns, rights);
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] -= b[i];
        }

        double[] normal = Dense.Product(Dense.Transposed(a, rows, columns), residual, columns, rows, rights);
        foreach (double element in normal)
        {
            Near.Relative(0, element, 1e-11);
        }

        foreach (double element in rows == columns ? residual : [])
        {
            Near.Relative(0, element, 1e-10);
        }

        float[] single = new float[columns * rights];
        LinearAlgebra.LeastSquares(
            Dense.Random<float>(rows * columns, 51), rows, columns, Dense.Random<float>(rows * rights, 52), rights, single);
        Dense.Same(x, Dense.Wide(single), 1e-3);
    }

    [Fact]
    public void A_line_through_three_points()
    {
        // (0, 1), (1, 8/3), (2, 7/3): the mean is 2, the slope (7/3 − 1)/2.
        double[] x = Solved([1, 0, 1, 1, 1, 2], 3, 2, [1.0, 8.0 / 3, 7.0 / 3], 1);
        Dense.Same([4.0 / 3, 2.0 / 3], x, 1e-15);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(5, 5, 1)]
    [InlineData(33, 32, 1)]
    [InlineData(70, 33, 3)]
    public void Its_derivative_is_that_of_differences(int rows, int columns, int rights)
    {
        double[] a = Dense.Random<double>(rows * columns, 53);
        for (int j = 0; j < columns; j++)
        {
            // Apart from singular also where it is about square.
            a[j * columns + j] += 4 + Math.Sqrt(columns);
        }

        double[] b = Dense.Random<double>(rows * rights, 54);
        double[] w = Dense.Random<double>(columns * rights, 55);
        double[] cotangent = [.. w];
        double[] x = new double[columns * rights];
        double[] byMatrix = Dense.Random<double>(rows * columns, 56);
        double[] byRight = Dense.Random<double>(rows * rights, 57);
        LinearAlgebra.LeastSquaresBackward(a, rows, columns, b, rights, x, cotangent, byMatrix, byRight);
        Assert.Equal(Solved(a, rows, columns, b, rights), x);
        Assert.Equal(new double[columns * rights], cotangent);
        Dense.IsGradient(v => Dense.Sum(w, Solved(v, rows, columns, b, rights)), a, byMatrix);
        Dense.IsGradient(v => Dense.Sum(w, Solved(a, rows, columns, v, rights)), b, byRight);

        float[] singleMatrix = new float[rows * columns];
        float[] singleRight = new float[rows * rights];
        LinearAlgebra.LeastSquaresBackward(
            Array.ConvertAll(a, v => (float)v), rows, columns, Dense.Random<float>(rows * rights, 54), rights, new float[columns * rights],
            Dense.Random<float>(columns * rights, 55), singleMatrix, singleRight);
        Dense.Same(byMatrix, Dense.Wide(singleMatrix), 1e-3);
        Dense.Same(byRight, Dense.Wide(singleRight), 1e-3);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(3, 2, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(5, 5, 1)]
    [InlineData(70, 33, 3)]
    public void Its_derivatives_forwards_and_backwards_are_of_one_Jacobian(int rows, int columns, int rights)
    {
        double[] a = Dense.Random<double>(rows * columns, 71);
        double[] b = Dense.Random<double>(rows * rights, 72), w = Dense.Random<double>(columns * rights, 73);
        double[] byMatrix = new double[rows * columns], byRight = new double[rows * rights];
        double[] moved = Dense.Random<double>(rows * columns, 74), movedRight = Dense.Random<double>(rows * rights, 75);
        double[] x = new double[columns * rights], tangent = Dense.Random<double>(columns * rights, 76);
        LinearAlgebra.LeastSquaresTangent(a, rows, columns, b, rights, x, moved, movedRight, tangent);
        Assert.Equal(Solved(a, rows, columns, b, rights), x);
        LinearAlgebra.LeastSquaresBackward(a, rows, columns, b, rights, new double[columns * rights], [.. w], byMatrix, byRight);
        Near.Relative(Dense.Sum(byMatrix, moved) + Dense.Sum(byRight, movedRight), Dense.Sum(w, tangent), 1e-10);

        float[] single = new float[columns * rights];
        LinearAlgebra.LeastSquaresTangent(
            Dense.Random<float>(rows * columns, 71), rows, columns, Dense.Random<float>(rows * rights, 72), rights,
            new float[columns * rights],
            Dense.Random<float>(rows * columns, 74), Dense.Random<float>(rows * rights, 75), single);
        Dense.Same(tangent, Dense.Wide(single), 3e-3);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(3, 2, 0)]
    public void Where_there_is_nothing_to_solve_the_derivative_is_zero(int rows, int columns, int rights)
    {
        double[] byMatrix = Dense.Random<double>(rows * columns, 58);
        double[] byRight = Dense.Random<double>(rows * rights, 59);
        LinearAlgebra.LeastSquaresBackward(
            Dense.Random<double>(rows * columns, 60), rows, columns, Dense.Random<double>(rows * rights, 61), rights,
            new double[columns * rights], new double[columns * rights], byMatrix, byRight);
        Assert.Equal(new double[rows * columns], byMatrix);
        Assert.Equal(new double[rows * rights], byRight);
    }

    [Fact]
    public void An_ill_conditioned_problem_keeps_the_digits_that_normal_equations_lose()
    {
        // Läuchli's matrix: AᵀA rounds to a singular one.
        const double e = 1e-9;
        double[] x = Solved([1, 1, e, 0, 0, e], 3, 2, [2, e, e], 1);
        Dense.Same([1.0, 1], x, 1e-6);
        double[] column = Solved([1e-200, 1e-200], 2, 1, [3e-200, 5e-200], 1);
        Near.Relative(4, column[0], 1e-14);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(7, 3)]
    [InlineData(70, 34)]
    public void Dependent_columns_are_refused(int rows, int columns)
    {
        double[] a = Dense.Random<double>(rows * columns, 62);
        for (int i = 0; i < rows; i++)
        {
            a[i * columns + columns - 1] = columns == 1 ? 0 : 3 * a[i * columns] - 0.7 * a[i * columns + 1];
        }

        double[] b = Dense.Random<double>(rows, 63);
        FactorizationException exception = Dense.Refused<FactorizationException>(
            d => LinearAlgebra.LeastSquares(a, rows, columns, b, 1, d[0]), columns);
        Assert.Equal(columns - 1, exception.Pivot);
        Assert.Equal("matrix", exception.Matrix);
        Assert.Contains(
            $"The columns of 'matrix' are linearly dependent: of column {columns - 1}", exception.Message, StringComparison.Ordinal);
        Dense.Refused<FactorizationException>(
            d => LinearAlgebra.LeastSquaresBackward(a, rows, columns, b, 1, d[0], d[1], d[2], d[3]),
            columns, columns, rows * columns, rows);
        a[0] = double.NaN;
        Assert.Contains(
            "not finite",
            Dense.Refused<FactorizationException>(d => LinearAlgebra.LeastSquares(a, rows, columns, b, 1, d[0]), columns).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_solution_may_take_the_place_of_an_argument()
    {
        double[] a = Dense.Random<double>(21, 64);
        double[] b = Dense.Random<double>(14, 65);
        double[] expected = Solved(a, 7, 3, b, 2);
        double[] over = [.. b];
        LinearAlgebra.LeastSquares(a, 7, 3, over, 2, over.AsSpan(5, 6));
        Assert.Equal(expected, over[5..11]);
        LinearAlgebra.LeastSquares(a, 7, 3, b, 2, a.AsSpan(2, 6));
        Assert.Equal(expected, a[2..8]);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        double[] a = new double[6];
        ArgumentException wide = Dense.Refused<ArgumentException>(d => LinearAlgebra.LeastSquares(a, 2, 3, new double[2], 1, d[0]), 3);
        Assert.Contains("2 rows and 3 columns", wide.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.LeastSquares(a, -3, -2, new double[3], 1, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.LeastSquares(a, 3, 2, new double[3], -1, new double[2]));
        Dense.RefusedFor("matrix", d => LinearAlgebra.LeastSquares(a, 4, 2, new double[4], 1, d[0]), 2);
        Dense.RefusedFor("right", d => LinearAlgebra.LeastSquares(a, 3, 2, new double[2], 1, d[0]), 2);
        Dense.RefusedFor("solution", d => LinearAlgebra.LeastSquares(a, 3, 2, new double[3], 1, d[0]), 3);
        Dense.Refused<ArgumentException>(
            d => LinearAlgebra.LeastSquaresBackward(
                a, 3, 2, d[0].AsSpan(0, 3), 1, d[0].AsSpan(3, 2), d[0].AsSpan(5, 2), d[0].AsSpan(7, 6), d[0].AsSpan(12, 3)), 15);
    }

    private static double[] Solved(double[] a, int rows, int columns, double[] b, int rights)
    {
        double[] x = new double[columns * rights];
        LinearAlgebra.LeastSquares(a, rows, columns, b, rights, x);
        return x;
    }
}
