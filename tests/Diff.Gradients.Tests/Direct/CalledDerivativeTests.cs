using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Annotated methods that call generated derivatives of others, and are differentiated themselves.</summary>
public sealed partial class CalledDerivativeTests
{
    public readonly record struct Point(double X, double Y);

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward | Derivatives.Tangent | Derivatives.HessianVectorProduct | Derivatives.Hessian | Derivatives.Jacobian | Derivatives.Value)]
    internal static double Wave(double x, double y) => Math.Sin(x) * y * y + Math.Exp(x * y / 2);

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct)]
    internal static double ByGradient(double x, double y)
    {
        (double value, double dx, double dy) = WaveGradient(x, y);
        return value * dx + dy * dy;
    }

    [Differentiable]
    internal static double ByBackward(double x, double y, double w)
    {
        var (value, dx, dy) = WaveBackward(x, y, w * w);
        return value + dx * Math.Cos(dy);
    }

    [Differentiable]
    internal static double ByTangent(double x, double y, double v) => WaveTangent(x, y, xTangent: v, yTangent: 2 * v).Tangent;

    [Differentiable]
    internal static double ByProduct(double x, double y)
    {
        var product = WaveHessianVectorProduct(x, y, 1, -0.5);
        return product.XHessianVectorProduct * product.YHessianVectorProduct + product.Value;
    }

    [Differentiable]
    internal static double ByHessian(double x, double y)
    {
        Span<double> hessian = stackalloc double[4];
        double value = WaveHessian(x, y, hessian);
        return hessian[0] * hessian[3] - hessian[1] * hessian[2] + value;
    }

    [Differentiable]
    internal static double ByJacobian(double x, double y)
    {
        double[] jacobian = new double[2];
        WaveJacobian(x, y, jacobian);
        return WaveValue(x, y) * jacobian[0] - jacobian[1];
    }

    [Differentiable(Emit = Derivatives.Gradient)]
    internal static double Third(double x, double y)
    {
        var (_, dx, dy) = ByGradientGradient(x, y);
        return dx * dy;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct)]
    internal static double Rosenbrock(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
            sum += (1 - x[i]) * (1 - x[i]) + 5 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]);
        return sum;
    }

    /// <summary>The value after a step of gradient descent, by the step and the start: what meta-learning differentiates.</summary>
    [Differentiable]
    internal static double AfterSteps(ReadOnlySpan<double> start, double rate, int steps)
    {
        double[] x = start.ToArray();
        double[] g = new double[start.Length];
        for (int k = 0; k < steps; k++)
        {
            RosenbrockGradient(x, g);
            for (int i = 0; i < g.Length; i++)
                x[i] -= rate * g[i];
        }
        return Rosenbrock(x);
    }

    [Differentiable]
    internal static double Accumulated(ReadOnlySpan<double> x)
    {
        double[] g = x.ToArray();
        double value = RosenbrockAccumulateGradient(x, g);
        double sum = value;
        for (int i = 0; i < g.Length; i++)
            sum += g[i] * g[i] * (i + 1);
        return sum;
    }

    [Differentiable]
    internal static void Flow(ReadOnlySpan<float> x, float scale, Span<float> y)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * scale;
            y[i] = MathF.Tanh(sum);
        }
    }

    [Differentiable]
    internal static float ByFlow(ReadOnlySpan<float> x, float scale)
    {
        float[] y = new float[x.Length];
        float[] cotangent = new float[x.Length];
        float[] gradient = new float[x.Length];
        for (int i = 0; i < y.Length; i++)
            cotangent[i] = i % 2 == 0 ? 1.5f : -0.5f;
        float scaleGradient = FlowBackward(x, scale, y, cotangent, gradient);
        float result = scaleGradient;
        for (int i = 0; i < y.Length; i++)
            result += gradient[i] * y[i];
        return result;
    }

    [Differentiable(Emit = Derivatives.Gradient)]
    internal static double Length(Point p) => Math.Sqrt(p.X * p.X + 2 * p.Y * p.Y);

    [Differentiable]
    internal static double ByStruct(Point p)
    {
        var (length, gradient) = LengthGradient(p);
        return gradient.X * gradient.Y + length;
    }

    [Differentiable(Emit = Derivatives.Gradient)]
    internal static T Power<T>(T x, T y)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Exp(y * T.Log(x));

    [Differentiable]
    internal static double ByGeneric(double x, double y) => PowerGradient(x, y).XGradient * PowerGradient(x, y).YGradient;

    [Differentiable]
    internal static double WithinOne(ReadOnlySpan<double> x, int shift)
    {
        // Input and destination are parts of one array.
        double[] both = new double[2 * x.Length];
        for (int i = 0; i < x.Length; i++)
            both[i] = x[i];
        RosenbrockGradient(both.AsSpan(0, x.Length), both.AsSpan(x.Length - shift, x.Length));
        double sum = 0;
        for (int i = 0; i < both.Length; i++)
            sum += both[i] * both[i];
        return sum;
    }

    public static TheoryData<double, double> Places => new() { { 0.3, -1.2 }, { -2.5, 0.75 }, { 1, 0 } };

    [Theory]
    [MemberData(nameof(Places))]
    public void Of_numbers(double x, double y)
    {
        Check(ByGradient, ByGradientGradient(x, y), x, y);
        Check(ByProduct, ByProductGradient(x, y), x, y);
        Check(ByHessian, ByHessianGradient(x, y), x, y);
        Check(ByJacobian, ByJacobianGradient(x, y), x, y);
        Check(Third, ThirdGradient(x, y), x, y);
        var backward = ByBackwardGradient(x, y, 1.5);
        Check((a, b) => ByBackward(a, b, 1.5), (backward.Value, backward.XGradient, backward.YGradient), x, y);
        GradientAssert.Close(Differences.Central(h => ByBackward(x, y, 1.5 + h), 1e-2).Derivative, backward.WGradient, 1e-7, "by the cotangent");
        var tangent = ByTangentGradient(x, y, -0.7);
        Check((a, b) => ByTangent(a, b, -0.7), (tangent.Value, tangent.XGradient, tangent.YGradient), x, y);
        GradientAssert.Close(ByTangent(x, y, 1), tangent.VGradient, 1e-12, "by the tangent");
    }

    [Fact]
    public void The_second_derivative_of_a_derivative_is_symmetric_with_it()
    {
        var along = ByGradientTangent(0.3, -1.2, 2, -3);
        var gradient = ByGradientGradient(0.3, -1.2);
        GradientAssert.Close(2 * gradient.XGradient - 3 * gradient.YGradient, along.Tangent, 1e-12, "tangent");
        var product = ByGradientHessianVectorProduct(0.3, -1.2, 1, 0);
        GradientAssert.Close(Differences.Central(h => ByGradientGradient(0.3 + h, -1.2).XGradient, 1e-2).Derivative, product.XHessianVectorProduct, 1e-7, "second derivative");
        GradientAssert.Close(ByGradientHessianVectorProduct(0.3, -1.2, 0, 1).XHessianVectorProduct, product.YHessianVectorProduct, 1e-12, "mixed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(19)]
    public void Of_spans_and_in_loops(int length)
    {
        double[] x = new double[length];
        for (int i = 0; i < length; i++)
            x[i] = Math.Sin(i + 1);
        double[] gradient = new double[length];
        for (int steps = 0; steps < 4; steps++)
        {
            int count = steps;
            var result = AfterStepsGradient(x, 0.02, steps, gradient);
            GradientAssert.Close(AfterSteps(x, 0.02, steps), result.Value, 1e-12, "value");
            GradientAssert.Close(Differences.Central(h => AfterSteps(x, 0.02 + h, count), 1e-3).Derivative, result.RateGradient, 1e-6, "by the rate");
            CheckElements(z => AfterSteps(z, 0.02, count), x, gradient);
        }
        GradientAssert.Close(Accumulated(x), AccumulatedGradient(x, gradient), 1e-12, "value");
        CheckElements(z => Accumulated(z), x, gradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void Of_outputs_in_single_precision(int length)
    {
        float[] x = new float[length];
        for (int i = 0; i < length; i++)
            x[i] = (float)Math.Cos(2 * i) / 3;
        float[] gradient = new float[length];
        var result = ByFlowGradient(x, 0.8f, gradient);
        GradientAssert.Close(ByFlow(x, 0.8f), result.Value, 1e-5, "value");
        GradientAssert.Close(Differences.Central(h => ByFlow(x, (float)(0.8 + h)), 5e-2).Derivative, result.ScaleGradient, 2e-3, "by the scale");
        for (int i = 0; i < length; i++)
        {
            int k = i;
            double expected = Differences.Central(
                h =>
                {
                    float[] moved = [.. x];
                    moved[k] += (float)h;
                    return ByFlow(moved, 0.8f);
                },
                5e-2).Derivative;
            GradientAssert.Close(expected, gradient[i], 5e-3, "by x");
        }
    }

    [Fact]
    public void Of_structs_and_generic_methods()
    {
        (double value, Point gradient) = ByStructGradient(new Point(1.5, -0.5));
        GradientAssert.Close(ByStruct(new Point(1.5, -0.5)), value, 1e-12, "value");
        GradientAssert.Close(Differences.Central(h => ByStruct(new Point(1.5 + h, -0.5)), 1e-2).Derivative, gradient.X, 1e-8, "by X");
        GradientAssert.Close(Differences.Central(h => ByStruct(new Point(1.5, -0.5 + h)), 1e-2).Derivative, gradient.Y, 1e-8, "by Y");
        var (power, dx, dy) = ByGenericGradient(1.7, 2.2);
        Check(ByGeneric, (power, dx, dy), 1.7, 2.2);
    }

    [Fact]
    public void Memory_that_overlaps_is_refused_where_it_does()
    {
        double[] x = [0.5, -1, 2];
        double[] gradient = new double[3];
        GradientAssert.Close(WithinOne(x, 0), WithinOneGradient(x, 0, gradient), 1e-12, "value");
        CheckElements(z => WithinOne(z, 0), x, gradient);
        Assert.Throws<ArgumentException>(() => WithinOne(x, 1));
        Assert.Throws<ArgumentException>(() => WithinOneGradient(x, 1, gradient));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = [0.5, -1, 2, 0.1];
        double[] gradient = new double[4];
        double sum = AfterStepsGradient(x, 0.01, 3, gradient).Value;
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += AfterStepsGradient(x, 0.01, 3, gradient).Value + ByGradientGradient(1, 2).XGradient;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    private static void Check(Func<double, double, double> function, (double Value, double XGradient, double YGradient) result, double x, double y)
    {
        double scale = Math.Max(1, Math.Abs(result.XGradient) + Math.Abs(result.YGradient));
        GradientAssert.Close(function(x, y), result.Value, 1e-12, "value");
        GradientAssert.Close(Differences.Central(h => function(x + h, y), 1e-2).Derivative / scale, result.XGradient / scale, 1e-6, "by x");
        GradientAssert.Close(Differences.Central(h => function(x, y + h), 1e-2).Derivative / scale, result.YGradient / scale, 1e-6, "by y");
    }

    private static void CheckElements(Func<double[], double> function, double[] x, double[] gradient) =>
        GradientAssert.MatchesDifferences(gradient, x, function, 1e-6);
}
