using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Loops and methods that the backward pass runs again, against the same with all values kept.</summary>
public sealed partial class CheckpointTests
{
    [Differentiable(Emit = Derivatives.Backward)]
    internal static double Pendulum(double angle, double speed, double length, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            speed -= 0.05 * Math.Sin(angle) / length + 0.001 * i * speed;
            angle += 0.05 * speed;
        }
        return angle * speed;
    }

    /// <summary>The state is memory; conductivities are read by all steps.</summary>
    [Differentiable(Emit = Derivatives.Backward)]
    internal static void Heat(ReadOnlySpan<double> conductivity, Span<double> u, int steps)
    {
        double[] v = new double[u.Length];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i + 1 < u.Length; i++)
                v[i] = u[i] + conductivity[i] * (u[i - 1] - 2 * u[i] + u[i + 1]) * Math.Cos(u[i] + t);
            for (int i = 1; i + 1 < u.Length; i++)
                u[i] = v[i];
        }
    }

    [Differentiable(Checkpoint = Checkpointing.Binomial)]
    internal static float Loops(ReadOnlySpan<float> x, float w, int first, int last)
    {
        float a = w;
        for (int i = last; i >= first; i -= 3)
            a = MathF.Tanh(a * x[i] + w);
        float b = a;
        if (a > 0)
        {
            for (int i = first; i <= last; i += 2)
                b = b * 0.5f + MathF.Sin(x[i] * a + b);
        }
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * b;
        return sum;
    }

    [Differentiable]
    internal static float AllKept(ReadOnlySpan<float> x, float w, int first, int last) => Loops(x, w, first, last);

    [Differentiable(
        Emit = Derivatives.Gradient | Derivatives.Tangent | Derivatives.HessianVectorProduct | Derivatives.Jacobian, Checkpoint = Checkpointing.Periodic)]
    internal static double Iterated(double x, double w, int steps)
    {
        for (int i = 0; i < steps; i++)
            x = Math.Sin(w * x) + x / (i + 1);
        return x;
    }

    [Checkpoint]
    private static void Layer(ReadOnlySpan<double> w, Span<double> h)
    {
        double carry = 0;
        for (int i = 0; i < h.Length; i++)
        {
            carry = Math.Tanh(h[i] * w[i] + carry);
            h[i] = carry;
        }
    }

    [Checkpoint]
    private static double Score(double x, double w)
    {
        for (int i = 0; i < 4; i++)
            x = Math.Exp(-x * x * w);
        return x;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.HessianVectorProduct | Derivatives.Tangent)]
    internal static double Deep(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int layers)
    {
        double[] h = x.ToArray();
        for (int i = 0; i < layers; i++)
            Layer(w, h);
        double sum = 0;
        for (int i = 0; i < h.Length; i++)
            sum += Score(h[i], w[i]);
        return sum;
    }

    [Fact]
    public void Every_number_of_states_gives_what_all_values_give_of_numbers()
    {
        for (int steps = 0; steps <= 60; steps++)
        {
            var expected = PendulumBackward(0.4, -0.3, 1.7, steps, -2.5);
            GradientAssert.Close(Pendulum(0.4, -0.3, 1.7, steps), expected.Value, 1e-13, "value");
            foreach (PendulumBackwardMethod method in s_pendulums)
            {
                var actual = method(0.4, -0.3, 1.7, steps, -2.5);
                GradientAssert.Close(
                    [expected.Value, expected.AngleGradient, expected.SpeedGradient, expected.LengthGradient],
                    [actual.Value, actual.AngleGradient, actual.SpeedGradient, actual.LengthGradient], 1e-12, "all");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(18)]
    public void Every_number_of_states_gives_what_all_values_give_of_memory(int length)
    {
        double[] conductivity = Numbers(length, 0.05, 0.1);
        for (int steps = 0; steps <= 60; steps++)
        {
            double[] expectedState = Numbers(length, 1);
            double[] expectedCotangent = Numbers(length, -0.7);
            double[] expectedGradient = new double[length];
            HeatBackward(conductivity, expectedState, steps, expectedCotangent, expectedGradient);
            foreach (HeatBackwardMethod method in s_heats)
            {
                double[] state = Numbers(length, 1);
                double[] cotangent = Numbers(length, -0.7);
                double[] gradient = new double[length];
                method(conductivity, state, steps, cotangent, gradient);
                GradientAssert.Close(expectedState, state, 1e-11, "state");
                GradientAssert.Close(expectedCotangent, cotangent, 1e-11, "cotangents");
                GradientAssert.Close(expectedGradient, gradient, 1e-11, "gradient");
            }
        }
    }

    [Fact]
    public void Loops_of_any_direction_step_and_place()
    {
        float[] x = new float[33];
        for (int i = 0; i < x.Length; i++)
            x[i] = MathF.Sin(3 * i);
        for (int first = 0; first < 8; first++)
        {
            for (int last = first - 2; last < x.Length; last += 5)
            {
                foreach (float w in new[] { 0.6f, -0.8f })
                {
                    float[] expected = new float[x.Length];
                    float[] actual = new float[x.Length];
                    if (last < 0)
                        continue;
                    var all = AllKeptGradient(x, w, first, last, expected);
                    var some = LoopsGradient(x, w, first, last, actual);
                    GradientAssert.Close([all.Value, all.WGradient], [some.Value, some.WGradient], 1e-5, "value and w");
                    GradientAssert.Close(Array.ConvertAll(expected, v => (double)v), Array.ConvertAll(actual, v => (double)v), 1e-5, "x");
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    public void Tangents_and_products_see_through_it(int steps)
    {
        var gradient = IteratedGradient(0.3, 0.9, steps);
        var tangent = IteratedTangent(0.3, 0.9, steps, 2, -0.5);
        GradientAssert.Close(2 * gradient.XGradient - 0.5 * gradient.WGradient, tangent.Tangent, 1e-12, "tangent");
        double[] jacobian = new double[2];
        IteratedJacobian(0.3, 0.9, steps, jacobian);
        GradientAssert.Close([gradient.XGradient, gradient.WGradient], jacobian, 1e-12, "Jacobian");
        var product = IteratedHessianVectorProduct(0.3, 0.9, steps, 1, 0);
        GradientAssert.Close(Differences.Central(h => IteratedGradient(0.3 + h, 0.9, steps).XGradient, 1e-3).Derivative, product.XHessianVectorProduct, 1e-5, "second derivative");
        GradientAssert.Close(Differences.Central(h => Iterated(0.3, 0.9 + h, steps), 1e-3).Derivative, gradient.WGradient, 1e-7, "by w");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(5, 0)]
    [InlineData(9, 4)]
    public void Methods_that_are_marked_are_run_again(int length, int layers)
    {
        double[] w = Numbers(length, 0.3, 0.6);
        double[] x = Numbers(length, 0.9);
        double[] byW = new double[length];
        double[] byX = new double[length];
        GradientAssert.Close(Deep(w, x, layers), DeepGradient(w, x, layers, byW, byX), 1e-13, "value");
        GradientAssert.MatchesDifferences(byW, w, z => Deep(z, x, layers), 1e-6);
        GradientAssert.MatchesDifferences(byX, x, z => Deep(w, z, layers), 1e-6);
        double[] v = Numbers(length, -1);
        double[] u = Numbers(length, 2);
        double along = 0;
        for (int i = 0; i < length; i++)
            along += v[i] * byW[i] + u[i] * byX[i];
        GradientAssert.Close(along, DeepTangent(w, x, layers, v, u).Tangent, 1e-12, "tangent");
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] conductivity = Numbers(40, 0.05, 0.1);
        double[] state = Numbers(40, 1);
        double[] cotangent = Numbers(40, 1);
        double[] gradient = new double[40];
        Heat3Backward(conductivity, state, 50, cotangent, gradient);
        HeatInSegments7Backward(conductivity, state, 50, cotangent, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Heat3Backward(conductivity, state, 50, cotangent, gradient);
        HeatInSegments7Backward(conductivity, state, 50, cotangent, gradient);
        Pendulum4Backward(1, 2, 3, 50, 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Numbers(int length, double scale, double shift = 0)
    {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++)
            numbers[i] = shift + scale * Math.Sin(2.3 * i + 1);
        return numbers;
    }
}
