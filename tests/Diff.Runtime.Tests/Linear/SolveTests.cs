using System;
using Xunit;

namespace Diff.Tests.Linear;

public sealed class SolveTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 0)]
    [InlineData(5, 3)]
    [InlineData(33, 1)]
    [InlineData(33, 4)]
    [InlineData(97, 33)]
    public void The_solution_leaves_no_residual(int n, int columns)
    {
        double[] a = Dense.Regular<double>(n, 21);
        double[] b = Dense.Random<double>(n * columns, 22);
        double[] x = Solved(a, n, b, columns);
        Dense.Same(b, Dense.Product(a, x, n, n, columns), 1e-12);

        float[] single = new float[n * columns];
        LinearAlgebra.Solve(Dense.Regular<float>(n, 21), n, Dense.Random<float>(n * columns, 22), columns, single);
        Dense.Same(x, Dense.Wide(single), 2e-4);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    [InlineData(33, 1)]
    [InlineData(70, 5)]
    public void Its_derivative_is_that_of_differences(int n, int columns)
    {
        double[] a = Dense.Regular<double>(n, 23);
        double[] b = Dense.Random<double>(n * columns, 24);
        double[] w = Dense.Random<double>(n * columns, 25);
        double[] cotangent = [.. w];
        double[] x = new double[n * columns];
        double[] byMatrix = Dense.Random<double>(n * n, 26);
        double[] byRight = Dense.Random<double>(n * columns, 27);
        LinearAlgebra.SolveBackward(a, n, b, columns, x, cotangent, byMatrix, byRight);
        Assert.Equal(Solved(a, n, b, columns), x);
        Assert.Equal(new double[n * columns], cotangent);
        if (n > 0)
        {
            Dense.IsGradient(v => Dense.Sum(w, Solved(v, n, b, columns)), a, byMatrix, 1e-6);
            Dense.IsGradient(v => Dense.Sum(w, Solved(a, n, v, columns)), b, byRight);
        }

        float[] singleMatrix = new float[n * n];
        float[] singleRight = new float[n * columns];
        LinearAlgebra.SolveBackward(
            Dense.Regular<float>(n, 23), n, Dense.Random<float>(n * columns, 24), columns, new float[n * columns],
            Dense.Random<float>(n * columns, 25), singleMatrix, singleRight);
        Dense.Same(byMatrix, Dense.Wide(singleMatrix), 1e-3);
        Dense.Same(byRight, Dense.Wide(singleRight), 1e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 0)]
    [InlineData(33, 1)]
    [InlineData(70, 5)]
    public void Its_derivatives_forwards_and_backwards_are_of_one_Jacobian(int n, int columns)
    {
        double[] a = Dense.Regular<double>(n, 91);
        double[] b = Dense.Random<double>(n * columns, 92), w = Dense.Random<double>(n * columns, 93);
        double[] byMatrix = new double[n * n], byRight = new double[n * columns];
        double[] moved = Dense.Random<double>(n * n, 94), movedRight = Dense.Random<double>(n * columns, 95);
        double[] x = new double[n * columns], tangent = Dense.Random<double>(n * columns, 96);
        LinearAlgebra.SolveTangent(a, n, b, columns, x, moved, movedRight, tangent);
        Assert.Equal(Solved(a, n, b, columns), x);
        LinearAlgebra.SolveBackward(a, n, b, columns, new double[n * columns], [.. w], byMatrix, byRight);
        Near.Relative(Dense.Sum(byMatrix, moved) + Dense.Sum(byRight, movedRight), Dense.Sum(w, tangent), 1e-10);

        float[] single = new float[n * columns];
        LinearAlgebra.SolveTangent(
            Dense.Regular<float>(n, 91), n, Dense.Random<float>(n * columns, 92), columns, new float[n * columns],
            Dense.Random<float>(n * n, 94), Dense.Random<float>(n * columns, 95), single);
        Dense.Same(tangent, Dense.Wide(single), 1e-3);
    }

    [Fact]
    public void The_derivative_forwards_refuses_what_the_other_does()
    {
        double[] a = [1, 0, 0, 1], b = [1, 2];
        Dense.Refused<FactorizationException>(d => LinearAlgebra.SolveTangent([1, 2, 2, 4], 2, b, 1, d[0], a, b, d[1]), 2, 2);
        Dense.RefusedFor("matrixTangent", d => LinearAlgebra.SolveTangent(a, 2, b, 1, d[0], b, b, d[1]), 2, 2);
        Dense.RefusedFor("rightTangent", d => LinearAlgebra.SolveTangent(a, 2, b, 1, d[0], a, a, d[1]), 2, 2);
        Dense.RefusedFor("solutionTangent", d => LinearAlgebra.SolveTangent(a, 2, b, 1, d[0], a, b, d[1]), 2, 3);

        // Matrix, right, their tangents, solution and its tangent one behind the other.
        int[] lengths = [4, 2, 4, 2, 2, 2];
        for (int moved = 4; moved < 6; moved++)
        {
            for (int onto = 0; onto < 6; onto++)
            {
                int[] at = [0, 4, 6, 10, 12, 14];
                at[moved] = moved == onto ? at[moved] : at[onto] + lengths[onto] - 1;
                if (moved != onto)
                {
                    Dense.Refused<ArgumentException>(
                        d => LinearAlgebra.SolveTangent(
                            d[0].AsSpan(at[0], 4), 2, d[0].AsSpan(at[1], 2), 1, d[0].AsSpan(at[4], 2), d[0].AsSpan(at[2], 4),
                            d[0].AsSpan(at[3], 2), d[0].AsSpan(at[5], 2)),
                        17);
                }
            }
        }
    }

    [Fact]
    public void Rows_are_exchanged_where_a_pivot_is_zero() =>
        Assert.Equal([3.0, 5, 2, 4], Solved([0, 1, 1, 0], 2, [2, 4, 3, 5], 2));

    [Fact]
    public void An_ill_conditioned_system_is_solved()
    {
        double[] a = Dense.Hilbert(10);
        double[] ones = [.. new double[10]];
        Array.Fill(ones, 1);
        double[] b = Dense.Product(a, ones, 10, 10, 1);
        Dense.Same(b, Dense.Product(a, Solved(a, 10, b, 1), 10, 10, 1), 1e-14);

        // Small, but nothing was subtracted to make it so.
        Assert.Equal([-1e20 + 1, 1e20], Solved([1, 1, 0, 1e-20], 2, [1, 1], 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Singular_matrices_are_refused(int n)
    {
        double[] a = Dense.Regular<double>(n, 28);
        for (int j = 0; j < n; j++)
        {
            a[(n - 1) * n + j] = n == 1 ? 0 : a[j];
        }

        double[] b = Dense.Random<double>(n, 29);
        FactorizationException exception = Dense.Refused<FactorizationException>(d => LinearAlgebra.Solve(a, n, b, 1, d[0]), n);
        Assert.Equal(n - 1, exception.Pivot);
        Assert.Equal("matrix", exception.Matrix);
        Assert.Contains($"'matrix' is singular to working precision: pivot {n - 1}", exception.Message, StringComparison.Ordinal);
        Dense.Refused<FactorizationException>(d => LinearAlgebra.SolveBackward(a, n, b, 1, d[0], d[1], d[2], d[3]), n, n, n * n, n);
        Assert.Throws<FactorizationException>(
            () => LinearAlgebra.Solve(Array.ConvertAll(a, v => (float)v), n, new float[n], 1, new float[n]));
        a[0] = double.NaN;
        Assert.Contains(
            "element is not finite",
            Dense.Refused<FactorizationException>(d => LinearAlgebra.Solve(a, n, b, 1, d[0]), n).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_singular_matrix_is_refused_though_rounding_hides_it() =>
        Assert.Equal(2, Assert.Throws<FactorizationException>(() => Solved([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, [1, 2, 3], 1)).Pivot);

    [Fact]
    public void The_solution_may_take_the_place_of_an_argument()
    {
        double[] a = Dense.Regular<double>(5, 30);
        double[] b = Dense.Random<double>(10, 31);
        double[] expected = Solved(a, 5, b, 2);
        double[] inPlace = [.. b];
        LinearAlgebra.Solve(a, 5, inPlace, 2, inPlace);
        Assert.Equal(expected, inPlace);
        LinearAlgebra.Solve(a, 5, b, 2, a.AsSpan(3, 10));
        Assert.Equal(expected, a[3..13]);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        double[] a = [1, 0, 0, 1];
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.Solve(a, 2, new double[2], -1, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.Solve(a, -2, new double[2], 1, new double[2]));
        Dense.RefusedFor("matrix", d => LinearAlgebra.Solve(new double[3], 2, new double[2], 1, d[0]), 2);
        Dense.RefusedFor("right", d => LinearAlgebra.Solve(a, 2, new double[3], 1, d[0]), 2);
        Dense.RefusedFor("solution", d => LinearAlgebra.Solve(a, 2, new double[2], 1, d[0]), 3);
    }

    [Theory]
    [InlineData(3, 2, 4, 2, "solution")]
    [InlineData(2, 3, 4, 2, "solutionCotangent")]
    [InlineData(2, 2, 5, 2, "matrixGradient")]
    [InlineData(2, 2, 4, 1, "rightGradient")]
    public void Destinations_of_another_length_are_refused(int solution, int cotangent, int byMatrix, int byRight, string name) =>
        Assert.Equal(
            name,
            Dense.Refused<ArgumentException>(
                d => LinearAlgebra.SolveBackward([1, 0, 0, 1], 2, new double[2], 1, d[0], d[1], d[2], d[3]),
                solution, cotangent, byMatrix, byRight).ParamName);

    [Fact]
    public void What_the_derivative_writes_must_be_apart()
    {
        // Matrix, right, solution, cotangent and two gradients one behind the other: every pair of which one is written.
        int[] lengths = [4, 2, 2, 2, 4, 2];
        for (int moved = 2; moved < 6; moved++)
        {
            for (int onto = 0; onto < 6; onto++)
            {
                if (moved == onto)
                {
                    continue;
                }

                int[] at = [0, 4, 6, 8, 10, 14];
                at[moved] = moved == 4 ? Math.Max(0, at[onto] - 3) : at[onto] + lengths[onto] - 1;
                Dense.Refused<ArgumentException>(
                    d => LinearAlgebra.SolveBackward(
                        d[0].AsSpan(at[0], 4), 2, d[0].AsSpan(at[1], 2), 1, d[0].AsSpan(at[2], 2), d[0].AsSpan(at[3], 2),
                        d[0].AsSpan(at[4], 4), d[0].AsSpan(at[5], 2)),
                    20);
            }
        }
    }

    private static double[] Solved(double[] a, int n, double[] b, int columns)
    {
        double[] x = new double[n * columns];
        LinearAlgebra.Solve(a, n, b, columns, x);
        return x;
    }
}
