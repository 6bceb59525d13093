using System;
using Xunit;

namespace Diff.Tests.Linear;

public sealed class LogDeterminantTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(97)]
    public void It_is_that_of_a_product_of_triangles(int n)
    {
        // Unit lower times upper has the determinant of the upper triangle.
        double[] lower = Dense.WithOther(Dense.Triangles<double>(n, 41), n, MatrixTriangle.Lower, 0);
        double[] upper = Dense.WithOther(Dense.Triangles<double>(n, 42), n, MatrixTriangle.Upper, 0);
        double expected = 0;
        for (int i = 0; i < n; i++)
        {
            lower[i * n + i] = 1;
            upper[i * n + i] *= 7;
            expected += Math.Log(Math.Abs(upper[i * n + i]));
        }

        double[] a = Dense.Product(lower, upper, n, n, n);
        Near.Relative(expected, LinearAlgebra.LogDeterminant(a, n), 1e-12);
        Near.Relative(expected, LinearAlgebra.LogDeterminant(Array.ConvertAll(a, v => (float)v), n), 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    public void Of_a_definite_matrix_both_are_the_same(int n)
    {
        double[] a = Dense.Definite<double>(n, 43);
        double expected = LinearAlgebra.LogDeterminant(a, n);
        Near.Relative(
            expected, LinearAlgebra.LogDeterminantPositiveDefinite(Dense.WithOther(a, n, MatrixTriangle.Lower, double.NaN), n), 1e-12);
        Near.Relative(expected, LinearAlgebra.LogDeterminantPositiveDefinite(Array.ConvertAll(a, v => (float)v), n), 1e-4);
    }

    [Fact]
    public void Determinants_beyond_the_range_of_numbers_have_logarithms()
    {
        double[] a = new double[40 * 40];
        for (int i = 0; i < 40; i++)
        {
            a[i * 41] = 1e-30;
        }

        Near.Relative(-1200 * Math.Log(10), LinearAlgebra.LogDeterminant(a, 40), 1e-14);
        Near.Relative(-1200 * Math.Log(10), LinearAlgebra.LogDeterminantPositiveDefinite(a, 40), 1e-14);
        Near.Relative(Math.Log(2), LinearAlgebra.LogDeterminant([0, 1, -2, 0.0], 2), 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(70)]
    public void Its_derivative_is_the_inverse_transposed(int n)
    {
        const double cotangent = -1.75;
        double[] a = Dense.Regular<double>(n, 44);
        double[] gradient = Dense.Random<double>(n * n, 45);
        Assert.Equal(LinearAlgebra.LogDeterminant(a, n), LinearAlgebra.LogDeterminantBackward(a, n, cotangent, gradient));
        Dense.IsGradient(v => cotangent * LinearAlgebra.LogDeterminant(v, n), a, gradient, 1e-6);
        double[] product = Dense.Product(Dense.Transposed(a, n, n), gradient, n, n, n);
        Dense.Same(Identity(n, cotangent), product, 1e-12);

        float[] single = new float[n * n];
        float value = LinearAlgebra.LogDeterminantBackward(Array.ConvertAll(a, v => (float)v), n, (float)cotangent, single);
        Near.Relative(LinearAlgebra.LogDeterminant(a, n), value, 1e-4);
        Dense.Same(gradient, Dense.Wide(single), 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(70)]
    [InlineData(129)]
    public void Of_a_definite_matrix_the_derivative_goes_to_the_triangle_that_is_read(int n)
    {
        const double cotangent = -1.75;
        double[] a = Dense.Definite<double>(n, 46);
        double[] gradient = Dense.Random<double>(n * n, 47);
        Assert.Equal(
            LinearAlgebra.LogDeterminantPositiveDefinite(a, n),
            LinearAlgebra.LogDeterminantPositiveDefiniteBackward(a, n, cotangent, gradient));
        Assert.Equal(Dense.WithOther(gradient, n, MatrixTriangle.Lower, 0), gradient);
        Dense.IsGradient(v => cotangent * LinearAlgebra.LogDeterminantPositiveDefinite(v, n), a, gradient);
        double[] symmetric = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            symmetric[i] = (gradient[i] + gradient[i % n * n + i / n]) / 2;
        }

        Dense.Same(Identity(n, cotangent), Dense.Product(a, symmetric, n, n, n), 1e-12);

        float[] single = new float[n * n];
        LinearAlgebra.LogDeterminantPositiveDefiniteBackward(Array.ConvertAll(a, v => (float)v), n, (float)cotangent, single);
        Dense.Same(gradient, Dense.Wide(single), 1e-4);
    }

    [Fact]
    public void Of_an_empty_matrix_there_is_nothing_to_derive()
    {
        Assert.Equal(0, LinearAlgebra.LogDeterminantBackward([], 0, 2.5, []));
        Assert.Equal(0, LinearAlgebra.LogDeterminantPositiveDefiniteBackward([], 0, 2.5, []));
    }

    [Fact]
    public void Singular_matrices_are_refused()
    {
        double[] a = [1, 2, 2, 4];
        Assert.Equal(1, Assert.Throws<FactorizationException>(() => LinearAlgebra.LogDeterminant(a, 2)).Pivot);
        Assert.Equal(1, Assert.Throws<FactorizationException>(() => LinearAlgebra.LogDeterminantPositiveDefinite(a, 2)).Pivot);
        Dense.Refused<FactorizationException>(d => LinearAlgebra.LogDeterminantBackward(a, 2, 1, d[0]), 4);
        Dense.Refused<FactorizationException>(d => LinearAlgebra.LogDeterminantPositiveDefiniteBackward(a, 2, 1, d[0]), 4);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        double[] a = [1, 0, 0, 1, 0];
        Assert.Equal("matrix", Assert.Throws<ArgumentException>(() => LinearAlgebra.LogDeterminant(a, 2)).ParamName);
        Assert.Equal("matrix", Assert.Throws<ArgumentException>(() => LinearAlgebra.LogDeterminantPositiveDefinite(a, 2)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.LogDeterminant(a, -1));
        Dense.RefusedFor("matrixGradient", d => LinearAlgebra.LogDeterminantBackward(a.AsSpan(0, 4), 2, 1, d[0]), 3);
        Dense.RefusedFor("matrixGradient", d => LinearAlgebra.LogDeterminantPositiveDefiniteBackward(a.AsSpan(0, 4), 2, 1, d[0]), 5);
        Dense.Refused<ArgumentException>(d => LinearAlgebra.LogDeterminantBackward(d[0].AsSpan(0, 4), 2, 1, d[0].AsSpan(3, 4)), 8);
        Dense.Refused<ArgumentException>(
            d => LinearAlgebra.LogDeterminantPositiveDefiniteBackward(d[0].AsSpan(0, 4), 2, 1, d[0].AsSpan(3, 4)), 8);
    }

    private static double[] Identity(int n, double factor)
    {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            identity[i * n + i] = factor;
        }

        return identity;
    }
}
