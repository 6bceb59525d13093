using System;
using Xunit;
using static Diff.MatrixTriangle;

namespace Diff.Tests.Linear;

public sealed class TriangularSolveTests
{
    public static TheoryData<int, int, MatrixTriangle, bool> Cases
    {
        get
        {
            TheoryData<int, int, MatrixTriangle, bool> cases = [];
            (int, int)[] sizes =
            [
                (0, 1), (0, 0), (1, 1), (2, 3), (5, 1), (5, 0), (4, 3), (33, 1), (33, 7), (70, 2), (70, 33),
            ];
            foreach ((int n, int columns) in sizes)
            {
                foreach (MatrixTriangle triangle in new[] { Lower, Upper })
                {
                    cases.Add(n, columns, triangle, false);
                    cases.Add(n, columns, triangle, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_solution_leaves_no_residual(int n, int columns, MatrixTriangle triangle, bool transposed)
    {
        double[] t = Dense.Triangles<double>(n, 11);
        double[] b = Dense.Random<double>(n * columns, 12);
        double[] x = Dense.Random<double>(n * columns, 13);
        LinearAlgebra.TriangularSolve(Dense.WithOther(t, n, triangle, double.NaN), n, b, columns, x, triangle, transposed);
        double[] system = Dense.WithOther(t, n, triangle, 0);
        Dense.Same(b, Dense.Product(transposed ? Dense.Transposed(system, n, n) : system, x, n, n, columns), 1e-13);

        float[] single = new float[n * columns];
        LinearAlgebra.TriangularSolve(
            Dense.Triangles<float>(n, 11), n, Dense.Random<float>(n * columns, 12), columns, single, triangle, transposed);
        Dense.Same(x, Dense.Wide(single), 3e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_derivative_is_that_of_differences(int n, int columns, MatrixTriangle triangle, bool transposed)
    {
        double[] t = Dense.Triangles<double>(n, 14);
        double[] b = Dense.Random<double>(n * columns, 15);
        double[] w = Dense.Random<double>(n * columns, 16);
        double[] cotangent = [.. w];
        double[] x = new double[n * columns];
        double[] byMatrix = Dense.Random<double>(n * n, 17);
        double[] byRight = Dense.Random<double>(n * columns, 18);
        LinearAlgebra.TriangularSolveBackward(
            Dense.WithOther(t, n, triangle, double.NaN), n, b, columns, x, triangle, transposed, cotangent, byMatrix, byRight);
        Assert.Equal(Solved(t, b), x);
        Assert.Equal(new double[n * columns], cotangent);
        Assert.Equal(Dense.WithOther(byMatrix, n, triangle, 0), byMatrix);
        if (n * columns > 0)
        {
            Dense.IsGradient(v => Dense.Sum(w, Solved(v, b)), t, byMatrix);
            Dense.IsGradient(v => Dense.Sum(w, Solved(t, v)), b, byRight);
        }
        else
        {
            Assert.Equal(new double[n * n], byMatrix);
        }

        float[] singleMatrix = new float[n * n];
        float[] singleRight = new float[n * columns];
        LinearAlgebra.TriangularSolveBackward(
            Dense.Triangles<float>(n, 14), n, Dense.Random<float>(n * columns, 15), columns, new float[n * columns], triangle, transposed,
            Dense.Random<float>(n * columns, 16), singleMatrix, singleRight);
        Dense.Same(byMatrix, Dense.Wide(singleMatrix), 1e-4);
        Dense.Same(byRight, Dense.Wide(singleRight), 1e-4);

        double[] Solved(double[] matrix, double[] right)
        {
            double[] solution = new double[n * columns];
            LinearAlgebra.TriangularSolve(matrix, n, right, columns, solution, triangle, transposed);
            return solution;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_derivatives_forwards_and_backwards_are_of_one_Jacobian(int n, int columns, MatrixTriangle triangle, bool transposed)
    {
        double[] t = Dense.Triangles<double>(n, 81);
        double[] b = Dense.Random<double>(n * columns, 82), w = Dense.Random<double>(n * columns, 83);
        double[] byMatrix = new double[n * n], byRight = new double[n * columns];
        double[] moved = Dense.WithOther(Dense.Random<double>(n * n, 84), n, triangle, double.NaN);
        double[] movedRight = Dense.Random<double>(n * columns, 85);
        double[] x = new double[n * columns], again = new double[n * columns], tangent = Dense.Random<double>(n * columns, 86);
        LinearAlgebra.TriangularSolveTangent(t, n, b, columns, x, triangle, transposed, moved, movedRight, tangent);
        LinearAlgebra.TriangularSolveBackward(t, n, b, columns, again, triangle, transposed, [.. w], byMatrix, byRight);
        Assert.Equal(again, x);
        double expected = Dense.Sum(byMatrix, Dense.WithOther(moved, n, triangle, 0)) + Dense.Sum(byRight, movedRight);
        Near.Relative(expected, Dense.Sum(w, tangent), 1e-12);

        float[] single = new float[n * columns];
        LinearAlgebra.TriangularSolveTangent(
            Dense.Triangles<float>(n, 81), n, Dense.Random<float>(n * columns, 82), columns, new float[n * columns], triangle, transposed,
            Array.ConvertAll(moved, v => (float)v), Dense.Random<float>(n * columns, 85), single);
        Dense.Same(tangent, Dense.Wide(single), 1e-4);
    }

    [Fact]
    public void Without_more_it_is_the_lower_triangle()
    {
        double[] x = new double[2];
        LinearAlgebra.TriangularSolve([2, double.NaN, 3, -4], 2, [2.0, 11], 1, x);
        Assert.Equal([1.0, -2], x);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_diagonal_that_cannot_be_divided_by_is_refused(double bad)
    {
        double[] t = [2, 0, 0, 1, bad, 0, 1, 1, 1];
        FactorizationException exception = Dense.Refused<FactorizationException>(
            d => LinearAlgebra.TriangularSolve(t, 3, [1, 2, 3], 1, d[0]), 3);
        Assert.Equal(1, exception.Pivot);
        Assert.Equal("matrix", exception.Matrix);
        Assert.Contains("'matrix' is singular: its diagonal element 1", exception.Message, StringComparison.Ordinal);
        Dense.Refused<FactorizationException>(
            d => LinearAlgebra.TriangularSolveBackward(t, 3, [1, 2, 3], 1, d[0], Lower, false, d[1], d[2], d[3]), 3, 3, 9, 3);
    }

    [Fact]
    public void The_solution_may_take_the_place_of_an_argument()
    {
        double[] t = Dense.Triangles<double>(5, 19);
        double[] b = Dense.Random<double>(5, 20);
        double[] expected = new double[5];
        LinearAlgebra.TriangularSolve(t, 5, b, 1, expected, Upper);
        double[] inPlace = [.. b];
        LinearAlgebra.TriangularSolve(t, 5, inPlace, 1, inPlace, Upper);
        Assert.Equal(expected, inPlace);
        double[] over = [.. t];
        LinearAlgebra.TriangularSolve(over, 5, b, 1, over.AsSpan(7, 5), Upper);
        Assert.Equal(expected, over[7..12]);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        double[] t = [1, 0, 0, 1];
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.TriangularSolve(t, 2, new double[2], -1, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.TriangularSolve(t, -2, new double[2], 1, new double[2]));
        Dense.RefusedFor("matrix", d => LinearAlgebra.TriangularSolve(new double[3], 2, new double[2], 1, d[0]), 2);
        Dense.RefusedFor("right", d => LinearAlgebra.TriangularSolve(t, 2, new double[3], 1, d[0]), 2);
        Dense.RefusedFor("solution", d => LinearAlgebra.TriangularSolve(t, 2, new double[2], 1, d[0]), 3);
        Dense.RefusedFor("triangle", d => LinearAlgebra.TriangularSolve(t, 2, new double[2], 1, d[0], (MatrixTriangle)2), 2);
    }
}
