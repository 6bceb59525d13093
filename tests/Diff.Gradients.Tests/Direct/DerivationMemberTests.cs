using System;
using System.Numerics;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>The members that give another derivative than the gradient, called as users call them: types, names, checks, allocation.</summary>
public sealed partial class DerivationMemberTests
{
    public readonly record struct Point(double X, double Y);

    [Differentiable(Emit = Derivatives.Tangent | Derivatives.Jacobian)]
    internal static Point Turned(Point p, double angle) =>
        new(Math.Cos(angle) * p.X - Math.Sin(angle) * p.Y, Math.Sin(angle) * p.X + Math.Cos(angle) * p.Y);

    [Differentiable(Emit = Derivatives.Tangent | Derivatives.Jacobian)]
    internal static void Polar(double x, double y, out double radius, out double angle)
    {
        radius = Math.Sqrt(x * x + y * y);
        angle = Math.Atan2(y, x);
    }

    [Differentiable(Emit = Derivatives.Tangent)]
    internal static void Squared(ref double x, double factor) => x *= x * factor;

    [Differentiable(Emit = Derivatives.Tangent | Derivatives.HessianVectorProduct | Derivatives.Hessian | Derivatives.Jacobian)]
    internal static double Quadratic(double[,] a, double[][] rows, Memory<double> shift)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                sum += a[i, j] * a[i, j] * rows[i][j] + shift.Span[j] * rows[i][j];
        }
        return sum;
    }

    [Differentiable(Emit = Derivatives.Tangent | Derivatives.Hessian | Derivatives.Value)]
    internal static T Smooth<T>(ReadOnlySpan<T> x, T scale)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += T.Exp(-scale * x[i] * x[i]);
        return sum;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Tangent | Derivatives.Value)]
    internal static double WithFunctions(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Functions.LogSumExp(x) * Functions.Dot(x, y) + Functions.Norm(y) - Functions.SoftmaxCrossEntropy(x, 1);

    [Differentiable(Emit = Derivatives.Jacobian)]
    internal static void Normalised(ReadOnlySpan<double> x, Span<double> y)
    {
        Span<double> p = new double[x.Length];
        Functions.Softmax(x, p);
        for (int i = 0; i < y.Length; i++)
            y[i] = p[i] * x[i];
    }

    [Differentiable(Emit = Derivatives.HessianVectorProduct)]
    internal static double Cubic(ReadOnlySpan<double> p) => p[0] * p[1] * p[2] + p[3] * p[3] * p[3];

    [Theory]
    [InlineData(new double[] { 0, 1, 0, 0 }, new double[] { 5, 0, 2, 0 })]
    [InlineData(new[] { 1, -1, 0.5, 2 }, new[] { -3.5, 6, 1, 84 })]
    public void A_product_with_the_Hessian_is_that_of_the_formula(double[] direction, double[] expected)
    {
        double[] product = [777, 777, 777, 777];
        Assert.Equal(373, CubicHessianVectorProduct([2, 3, 5, 7], direction, product), 12);
        GradientAssert.Close(expected, product, 1e-12, "product");
    }

    [Fact]
    public void Structs_have_tangents_of_their_own_type()
    {
        (Point value, Point tangent) = TurnedTangent(new Point(2, 1), 0.5, new Point(0.25, -1), 2);
        Assert.Equal(Turned(new Point(2, 1), 0.5), value);
        double x = Math.Cos(0.5) * 0.25 + Math.Sin(0.5) + 2 * (-Math.Sin(0.5) * 2 - Math.Cos(0.5));
        double y = Math.Sin(0.5) * 0.25 - Math.Cos(0.5) + 2 * (Math.Cos(0.5) * 2 - Math.Sin(0.5));
        GradientAssert.Close([x, y], [tangent.X, tangent.Y], 1e-12, "tangent");
        double[] jacobian = new double[6];
        TurnedJacobian(new Point(2, 1), 0.5, jacobian);
        GradientAssert.Close(
            [Math.Cos(0.5), -Math.Sin(0.5), -Math.Sin(0.5) * 2 - Math.Cos(0.5), Math.Sin(0.5), Math.Cos(0.5), Math.Cos(0.5) * 2 - Math.Sin(0.5)],
            jacobian, 1e-12, "Jacobian");
    }

    [Fact]
    public void References_carry_tangents_out()
    {
        PolarTangent(3, 4, out double radius, out double angle, 2, -1, out double radiusTangent, out double angleTangent);
        GradientAssert.Close([5, Math.Atan2(4, 3), 0.4, (3 * -1 - 4 * 2) / 25.0], [radius, angle, radiusTangent, angleTangent], 1e-12, "polar");
        double[] jacobian = new double[4];
        PolarJacobian(3, 4, out radius, out angle, jacobian);
        GradientAssert.Close([5, Math.Atan2(4, 3), 0.6, 0.8, -0.16, 0.12], [radius, angle, .. jacobian], 1e-12, "Jacobian");
        double x = 3;
        double xTangent = -2;
        SquaredTangent(ref x, 0.5, ref xTangent, 4);
        GradientAssert.Close([4.5, 2 * 3 * 0.5 * -2 + 9 * 4], [x, xTangent], 1e-12, "in and out");
    }

    [Fact]
    public void Arrays_of_every_form_count_element_by_element()
    {
        double[,] a = { { 1, 2 }, { -3, 0.5 } };
        double[][] rows = [[0.25, -1], [2, 3, 7]];
        double[] shift = [4, -0.5];
        double[] hessian = new double[11 * 11];
        double value = QuadraticHessian(a, rows, shift, hessian);
        Assert.Equal(Quadratic(a, rows, shift), value, 12);
        double[] jacobian = new double[11];
        Assert.Equal(value, QuadraticJacobian(a, rows, shift, jacobian), 12);
        GradientAssert.Close([0.5, -4, -12, 3, 5, 3.5, 13, -0.25, 0, 2.25, 2], jacobian, 1e-12, "gradient");

        // ∂²/∂a² = 2 r, ∂²/∂a∂r = 2 a, ∂²/∂r∂s = 1.
        double[] expected = new double[11 * 11];
        int[] r = [4, 5, 6, 7];
        double[] elements = [1, 2, -3, 0.5];
        double[] weights = [0.25, -1, 2, 3];
        for (int k = 0; k < 4; k++)
        {
            expected[k * 11 + k] = 2 * weights[k];
            expected[k * 11 + r[k]] = expected[r[k] * 11 + k] = 2 * elements[k];
            int s = 9 + k % 2;
            expected[r[k] * 11 + s] = expected[s * 11 + r[k]] = 1;
        }
        GradientAssert.Close(expected, hessian, 1e-12, "Hessian");

        double[,] aTangent = { { 1, -1 }, { 0.5, 2 } };
        double[][] rowsTangent = [[3, 1], [-2, 0.25, 9]];
        double[] shiftTangent = [0.75, -1.5];
        (double _, double tangent) = QuadraticTangent(a, rows, shift, aTangent, rowsTangent, shiftTangent);
        double[] direction = [1, -1, 0.5, 2, 3, 1, -2, 0.25, 9, 0.75, -1.5];
        double[] product = new double[11];
        double along = 0;
        for (int i = 0; i < 11; i++)
        {
            along += jacobian[i] * direction[i];
            for (int j = 0; j < 11; j++)
                product[i] += expected[i * 11 + j] * direction[j];
        }
        Assert.Equal(along, tangent, 12);
        double[,] aProduct = { { 7, 7 }, { 7, 7 } };
        double[][] rowsProduct = [[7, 7], [7, 7, 7]];
        double[] shiftProduct = [7, 7];
        QuadraticHessianVectorProduct(a, rows, shift, aTangent, rowsTangent, shiftTangent, aProduct, rowsProduct, shiftProduct);
        GradientAssert.Close(product, [.. Flat(aProduct), .. rowsProduct[0], .. rowsProduct[1], .. shiftProduct], 1e-12, "product");
        static double[] Flat(double[,] matrix) => [matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]];
    }

    [Fact]
    public void Generic_methods_have_them_for_both_kinds_of_numbers()
    {
        double[] x = new double[37];
        float[] single = new float[37];
        for (int i = 0; i < x.Length; i++)
            x[i] = single[i] = (i - 18) / 16f;
        double[] hessian = new double[38 * 38];
        float[] singleHessian = new float[38 * 38];
        Assert.Equal(SmoothValue<double>(x, 0.75), SmoothHessian(x, 0.75, hessian), 10);
        SmoothHessian<float>(single, 0.75f, singleHessian);
        for (int i = 0; i < 37; i++)
        {
            double e = Math.Exp(-0.75 * x[i] * x[i]);
            Assert.Equal((4 * 0.5625 * x[i] * x[i] - 1.5) * e, hessian[i * 39], 10);
            Assert.Equal((-2 * x[i] + 1.5 * x[i] * x[i] * x[i]) * e, hessian[i * 38 + 37], 10);
            Assert.Equal(hessian[i * 39], singleHessian[i * 39], 4);
        }
        Assert.Equal(0, hessian[1]);
    }

    [Fact]
    public void Functions_over_spans_have_second_derivatives()
    {
        double[] x = [0.5, -1, 2.25, 0.75];
        double[] y = [1.5, 0.25, -0.5, 3];
        double[] hessian = new double[64];
        Assert.Equal(WithFunctions(x, y), WithFunctionsHessian(x, y, hessian), 12);
        for (int column = 0; column < 8; column++)
        {
            double[] unit = new double[8];
            unit[column] = 1;
            double[] xProduct = new double[4];
            double[] yProduct = new double[4];
            WithFunctionsHessianVectorProduct(x, y, unit.AsSpan(0, 4), unit.AsSpan(4), xProduct, yProduct);
            for (int row = 0; row < 8; row++)
            {
                double product = row < 4 ? xProduct[row] : yProduct[row - 4];
                Assert.Equal(hessian[row * 8 + column], product, 12);
                int at = row;
                double difference = Differences.Central(h => Partial(at, column, h), 1e-2).Derivative;
                Assert.Equal(difference, product, 7);
            }
        }

        double Partial(int by, int moved, double step)
        {
            double[] movedX = [.. x];
            double[] movedY = [.. y];
            (moved < 4 ? movedX : movedY)[moved % 4] += step;
            double[] xGradient = new double[4];
            double[] yGradient = new double[4];
            WithFunctionsGradient(movedX, movedY, xGradient, yGradient);
            return (by < 4 ? xGradient : yGradient)[by % 4];
        }
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    public void Rows_and_columns_give_the_same_Jacobian(int inputs, int outputs)
    {
        double[] x = [0.5, -1.25, 2];
        Array.Resize(ref x, inputs);
        double[] jacobian = new double[inputs * outputs];
        double[] y = new double[outputs];
        NormalisedJacobian(x, y, jacobian);
        double[] expected = new double[inputs * outputs];
        for (int column = 0; column < inputs; column++)
        {
            for (int row = 0; row < outputs; row++)
            {
                int at = row;
                int by = column;
                expected[row * inputs + column] = Differences.Central(
                    h =>
                    {
                        double[] moved = [.. x];
                        moved[by] += h;
                        double[] result = new double[outputs];
                        Normalised(moved, result);
                        return result[at];
                    },
                    1e-2).Derivative;
            }
        }
        GradientAssert.Close(expected, jacobian, 1e-8, "Jacobian");
    }

    [Fact]
    public void Wrong_lengths_and_overlaps_are_refused_and_nothing_is_written()
    {
        double[] x = [1, 2];
        double[] y = [3, 4];
        double[] hessian = [7, 7, 7];
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => WithFunctionsHessian(x, y, hessian));
        Assert.Equal("hessian", wrong.ParamName);
        Assert.Contains("4 rows of 4 elements, 16 in all", wrong.Message, StringComparison.Ordinal);
        Assert.Equal([7, 7, 7], hessian);
        double[] product = [7, 7];
        Assert.Equal("xTangent", Assert.Throws<ArgumentException>(() => WithFunctionsTangent(x, y, new double[3], y)).ParamName);
        Assert.Throws<ArgumentException>(() => WithFunctionsHessianVectorProduct(x, y, product, y, product, new double[2]));
        Assert.Equal([7, 7], product);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = new double[40];
        double[] y = new double[40];
        x.AsSpan().Fill(0.5);
        y.AsSpan().Fill(-0.25);
        double[] hessian = new double[6400];
        double[] product = new double[80];
        for (int round = 0; round < 3; round++)
            Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            WithFunctionsHessian(x, y, hessian);
            WithFunctionsHessianVectorProduct(x, y, x, y, product.AsSpan(0, 40), product.AsSpan(40));
            WithFunctionsTangent(x, y, x, y);
            WithFunctionsValue(x, y);
        }
    }
}
