using System;
using Diff.Gradients.Tests.Oracles;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Annotated methods whose parameters are passed by <c>ref</c>, <c>out</c> and <c>in</c>, by closed forms.</summary>
public sealed partial class ReferenceParameterTests
{
    private const double Tolerance = 1e-14;

    [Theory]
    [InlineData(0.5, 3, 1.5)]
    [InlineData(-1.25, 0.5, -2)]
    public void References_of_a_void_method_are_outputs(double start, double k, double q)
    {
        double x = start;
        double xCotangent = 2;
        (double byK, double byQ) = TurnBackward(ref x, out double y, k, q, ref xCotangent, -1);
        Assert.Equal(Math.Sin(start) * k, x);
        Assert.Equal(start * start * k * q, y);
        GradientAssert.Close(2 * Math.Cos(start) * k - 2 * start * k * q, xCotangent, Tolerance, "by x");
        GradientAssert.Close(2 * Math.Sin(start) - start * start * q, byK, Tolerance, "by k");
        GradientAssert.Close(-start * start * k, byQ, Tolerance, "by q");
    }

    [Fact]
    public void References_of_a_method_that_returns_a_value_are_inputs()
    {
        double x = 2;
        (double value, double byX, double byK) = ProductGradient(ref x, out int count, 3);
        Assert.Equal((36, 3, 42), (x, count, value));
        Assert.Equal((2 * 2 * 9 + 3, 2 * 4 * 3 + 2), (byX, byK));
    }

    [Fact]
    public void Structs_by_reference_beside_a_span()
    {
        Step step = new(2, 3, 1);
        Step cotangent = new(1, -1, 7);
        double[] y = [1, 2];
        double[] yCotangent = [0.5, 2];
        AdvanceBackward(ref step, 10, y, ref cotangent, yCotangent);
        Assert.Equal(new Step(6, 3, 2), step);
        Assert.Equal([61, 62], y);
        Assert.Equal(new Step(3 * (1 + 10 * 2.5), 2 * (1 + 10 * 2.5) - 1, 0), cotangent);
        Assert.Equal([0.5, 2], yCotangent);
    }

    [Fact]
    public void A_reference_into_another_argument_is_refused_and_nothing_is_written()
    {
        Step[] steps = [new(2, 3, 1), new(1, 1, 1)];
        double[] y = [1, 2];
        double[] yCotangent = [0.5, 2];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => AdvanceBackward(ref steps[0], 10, y, ref steps[0], yCotangent));
        Assert.Contains("stepCotangent", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new Step(2, 3, 1), steps[0]);
        Assert.Equal([1, 2], y);
        double x = 1;
        double cotangent = 1;
        Assert.Throws<ArgumentException>(() => TurnBackward(ref x, out double _, 2, in x, ref cotangent, 1));
        Assert.Throws<ArgumentException>(() => TurnBackward(ref x, out x, 2, 3, ref cotangent, 1));
        Assert.Equal((1, 1), (x, cotangent));
    }

    [Differentiable]
    internal static void Turn(ref double x, out double y, double k, in double q)
    {
        y = x * x * k * q;
        x = Math.Sin(x) * k;
    }

    [Differentiable]
    internal static double Product(ref double x, out int count, double k)
    {
        count = 3;
        double r = x * k;
        x = r * r;
        return x + r;
    }

    [Differentiable]
    internal static void Advance(ref Step step, [Constant] double scale, Span<double> y)
    {
        step = step with { X = step.X * step.Y, Count = step.Count + 1 };
        for (int i = 0; i < y.Length; i++)
            y[i] += step.X * scale;
    }

    internal record struct Step(double X, double Y, int Count);
}
