using System;
using System.Globalization;
using Xunit;

namespace Diff.Tests.Linear;

public sealed class CholeskyTests
{
    private const double NaN = double.NaN;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(97)]
    public void The_factor_times_its_transpose_is_the_matrix(int n)
    {
        double[] a = Dense.Definite<double>(n, 3);
        double[] l = Dense.Random<double>(n * n, 4);
        LinearAlgebra.Cholesky(Dense.WithOther(a, n, MatrixTriangle.Lower, NaN), n, l);
        Assert.Equal(Dense.WithOther(l, n, MatrixTriangle.Lower, 0), l);
        Dense.Same(a, Dense.Product(l, Dense.Transposed(l, n, n), n, n, n), 1e-14);

        float[] single = Dense.Definite<float>(n, 3);
        float[] singleFactor = new float[n * n];
        LinearAlgebra.Cholesky(single, n, singleFactor);
        Dense.Same(l, Dense.Wide(singleFactor), 3e-6);
    }

    [Fact]
    public void A_matrix_of_integers_has_the_factor_of_the_textbook()
    {
        double[] l = new double[9];
        LinearAlgebra.Cholesky([4, 0, 0, 12, 37, 0, -16, -43, 98], 3, l);
        Assert.Equal([2.0, 0, 0, 6, 1, 0, -8, 5, 3], l);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(70)]
    public void Its_derivative_is_that_of_differences(int n)
    {
        double[] a = Dense.Definite<double>(n, 5);
        double[] w = Dense.WithOther(Dense.Random<double>(n * n, 6), n, MatrixTriangle.Lower, NaN);
        double[] cotangent = [.. w];
        double[] l = new double[n * n];
        double[] gradient = Dense.Random<double>(n * n, 7);
        LinearAlgebra.CholeskyBackward(a, n, l, cotangent, gradient);
        Assert.Equal(Factor(a, n), l);
        Assert.Equal(new double[n * n], cotangent);
        Assert.Equal(Dense.WithOther(gradient, n, MatrixTriangle.Lower, 0), gradient);
        double[] weights = Dense.WithOther(w, n, MatrixTriangle.Lower, 0);
        Dense.IsGradient(x => Dense.Sum(weights, Factor(x, n)), a, gradient);

        float[] byFloat = new float[n * n];
        LinearAlgebra.CholeskyBackward(
            Array.ConvertAll(a, v => (float)v), n, new float[n * n], Array.ConvertAll(weights, v => (float)v), byFloat);
        Dense.Same(gradient, Dense.Wide(byFloat), 3e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(70)]
    public void Its_derivatives_forwards_and_backwards_are_of_one_Jacobian(int n)
    {
        double[] a = Dense.Definite<double>(n, 35);
        double[] direction = Dense.WithOther(Dense.Random<double>(n * n, 36), n, MatrixTriangle.Lower, NaN);
        double[] w = Dense.WithOther(Dense.Random<double>(n * n, 37), n, MatrixTriangle.Lower, 0);
        double[] l = new double[n * n], tangent = Dense.Random<double>(n * n, 38), gradient = new double[n * n];
        LinearAlgebra.CholeskyTangent(a, n, l, direction, tangent);
        Assert.Equal(Factor(a, n), l);
        Assert.Equal(Dense.WithOther(tangent, n, MatrixTriangle.Lower, 0), tangent);
        LinearAlgebra.CholeskyBackward(a, n, new double[n * n], [.. w], gradient);
        Near.Relative(Dense.Sum(gradient, Dense.WithOther(direction, n, MatrixTriangle.Lower, 0)), Dense.Sum(w, tangent), 1e-11);

        float[] single = new float[n * n];
        LinearAlgebra.CholeskyTangent(
            Array.ConvertAll(a, v => (float)v), n, new float[n * n], Array.ConvertAll(direction, v => (float)v), single);
        Dense.Same(tangent, Dense.Wide(single), 3e-5);
    }

    [Fact]
    public void Two_by_two_has_the_closed_form()
    {
        // L = [√a, 0; b/√a, √(c − b²/a)], and the sum of its elements.
        double a = 4, b = -3, c = 5, d = Math.Sqrt(c - b * b / a);
        double[] gradient = new double[4];
        LinearAlgebra.CholeskyBackward([a, NaN, b, c], 2, new double[4], [1, 1, 1, 1], gradient);
        Dense.Same(
            [1 / (2 * Math.Sqrt(a)) - b / (2 * a * Math.Sqrt(a)) + b * b / (2 * a * a * d), 0, 1 / Math.Sqrt(a) - b / (a * d), 1 / (2 * d)],
            gradient, 1e-14);
    }

    [Fact]
    public void An_ill_conditioned_matrix_has_a_factor()
    {
        double[] a = Dense.Hilbert(10);
        double[] l = Factor(a, 10);
        Dense.Same(a, Dense.Product(l, Dense.Transposed(l, 10, 10), 10, 10, 10), 1e-15);

        // Of rows and columns that are scaled, what is rounding is judged by their own size.
        Assert.Equal([1.0, 0, 0, 1e-100], Factor([1, 0, 0, 1e-200], 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void What_is_not_definite_is_refused(int n)
    {
        double[] a = Dense.Definite<double>(n, 8);
        int last = n - 1;
        foreach (double bad in new[] { -1, 0.0, NaN, double.PositiveInfinity })
        {
            a[last * n + last] = bad;
            FactorizationException exception = Dense.Refused<FactorizationException>(d => LinearAlgebra.Cholesky(a, n, d[0]), n * n);
            Assert.Equal(last, exception.Pivot);
            Assert.Equal("matrix", exception.Matrix);
            Assert.Contains(
                $"'matrix' {(double.IsFinite(bad) ? "is not positive definite" : "has no Cholesky factor")}: pivot {last}",
                exception.Message, StringComparison.Ordinal);
            Dense.Refused<FactorizationException>(d => LinearAlgebra.CholeskyBackward(a, n, d[0], d[1], d[2]), n * n, n * n, n * n);
            Assert.Throws<FactorizationException>(() => LinearAlgebra.Cholesky(Array.ConvertAll(a, v => (float)v), n, new float[n * n]));
        }
    }

    [Fact]
    public void A_semidefinite_matrix_is_refused_though_rounding_hides_it()
    {
        // The last row and column repeat the first.
        double[] a = [2.1, 0.3, 2.1, 0.3, 1.7, 0.3, 2.1, 0.3, 2.1];
        FactorizationException exception = Assert.Throws<FactorizationException>(() => LinearAlgebra.Cholesky(a, 3, new double[9]));
        Assert.Equal(2, exception.Pivot);
        Assert.Contains("add a small positive number to its diagonal", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            FactorizationException exception = Assert.Throws<FactorizationException>(
                () => LinearAlgebra.Cholesky([-0.5], 1, new double[1]));
            Assert.Contains("pivot 0, counted from 0, is -0.5,", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_factor_may_take_the_place_of_the_matrix()
    {
        double[] a = Dense.Definite<double>(33, 9);
        double[] expected = Factor(a, 33);
        LinearAlgebra.Cholesky(a, 33, a);
        Assert.Equal(expected, a);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.Cholesky(new double[1], -1, new double[1]));
        ArgumentException length = Dense.Refused<ArgumentException>(d => LinearAlgebra.Cholesky(new double[5], 2, d[0]), 4);
        Assert.Equal("matrix", length.ParamName);
        Dense.RefusedFor("factor", d => LinearAlgebra.Cholesky([1, 0, 0, 1], 2, d[0]), 3);
        foreach ((int first, int second, int third, string name) in new[]
        {
            (3, 4, 4, "factor"), (4, 3, 4, "factorCotangent"), (4, 4, 5, "matrixGradient"),
        })
        {
            ArgumentException exception = Dense.Refused<ArgumentException>(
                d => LinearAlgebra.CholeskyBackward([1, 0, 0, 1], 2, d[0], d[1], d[2]), first, second, third);
            Assert.Equal(name, exception.ParamName);
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 12)]
    [InlineData(4, 8)]
    [InlineData(4, 12)]
    [InlineData(8, 12)]
    public void What_the_derivative_writes_must_be_apart(int first, int second)
    {
        // The four matrices lie one behind the other; one is moved so that it overlaps another by one element.
        Dense.Refused<ArgumentException>(
            d =>
            {
                int[] at = [0, 4, 8, 12];
                at[second / 4] = first + 3;
                double[] m = d[0];
                LinearAlgebra.CholeskyBackward(m.AsSpan(at[0], 4), 2, m.AsSpan(at[1], 4), m.AsSpan(at[2], 4), m.AsSpan(at[3], 4));
            },
            16);
    }

    [Fact]
    public void The_derivative_forwards_refuses_what_the_other_does()
    {
        Dense.Refused<FactorizationException>(d => LinearAlgebra.CholeskyTangent([1, 2, 2, 1], 2, d[0], new double[4], d[1]), 4, 4);
        Dense.Refused<ArgumentException>(d => LinearAlgebra.CholeskyTangent([1, 0, 0, 1], 2, d[0], new double[3], d[1]), 4, 4);
        Dense.Refused<ArgumentException>(
            d => LinearAlgebra.CholeskyTangent([1, 0, 0, 1], 2, d[0].AsSpan(0, 4), d[0].AsSpan(3, 4), d[1]), 7, 4);
        Dense.Refused<ArgumentException>(
            d => LinearAlgebra.CholeskyTangent([1, 0, 0, 1], 2, d[0].AsSpan(0, 4), new double[4], d[0].AsSpan(2, 4)), 6);
    }

    private static double[] Factor(double[] a, int n)
    {
        double[] l = new double[n * n];
        LinearAlgebra.Cholesky(a, n, l);
        return l;
    }
}
