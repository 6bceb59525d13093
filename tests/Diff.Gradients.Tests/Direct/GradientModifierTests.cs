using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Gradient.Stop, Clip, Scale and StraightThrough: the value is the identity's, the derivative what they say.</summary>
public static partial class GradientModifiers
{
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Stopped(double x, double y) => x * Gradient.Stop(x) * y;

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Clipped(double x) => 2.5 * Gradient.Clip(x, -2, 1);

    [Differentiable]
    public static double ClippedTwice(double x) => Gradient.Clip(x, -1, 1) * Gradient.Clip(x, -1, 1);

    [Differentiable]
    public static double ClippedInALoop(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double clipped = Gradient.Clip(x[i], -1, 1);
            sum += clipped * clipped;
        }
        return sum;
    }

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Scaled(double x) => x * Gradient.Scale(x, -3);

    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double Straight(double x) => 4 * Gradient.StraightThrough(Math.Round(x), x * x);

    [Differentiable]
    public static float ClippedFloat(float x) => 2.5f * Gradient.Clip(Gradient.Scale(x, 2f), -2f, 1f);
}

public class GradientModifierTests
{
    [Fact]
    public void A_stopped_value_is_a_constant()
    {
        (double value, double xGradient, double yGradient) = GradientModifiers.StoppedGradient(3, 5);
        Assert.Equal((45.0, 15.0, 9.0), (value, xGradient, yGradient));
        Assert.Equal((45.0, -30.0, -18.0), GradientModifiers.StoppedBackward(3, 5, -2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, -2)]
    [InlineData(0.2, 0.5)]
    [InlineData(0, 0)]
    public void Clip_clamps_the_cotangent_that_reaches_it(double cotangent, double expected)
    {
        (double value, double xGradient) = GradientModifiers.ClippedBackward(0.4, cotangent);
        Assert.Equal((1.0, expected), (value, xGradient));
    }

    [Fact]
    public void Equal_clips_clamp_each_its_own_cotangent() => Assert.Equal((9.0, 2.0), GradientModifiers.ClippedTwiceGradient(3));

    [Fact]
    public void Clip_in_a_loop_clamps_each_element()
    {
        double[] gradient = [777, 777, 777];
        Assert.Equal(9.3125, GradientModifiers.ClippedInALoopGradient([3, -0.25, 0.5], gradient));
        Assert.Equal([1, -0.5, 1], gradient);
    }

    [Fact]
    public void Scale_multiplies_the_cotangent_and_not_the_value()
    {
        Assert.Equal((4.0, 2.0 - 6.0), GradientModifiers.ScaledGradient(2));
        Assert.Equal((4.0, 2.0), GradientModifiers.ScaledBackward(2, -0.5));
    }

    [Fact]
    public void Straight_through_has_the_value_of_one_and_the_derivative_of_the_other()
    {
        Assert.Equal((8.0, 4 * 2 * 1.75), GradientModifiers.StraightGradient(1.75));
        Assert.Equal((8.0, -1 * 4 * 2 * 1.75), GradientModifiers.StraightBackward(1.75, -1));
    }

    [Fact]
    public void Floats_are_modified_alike() => Assert.Equal((1f, 2f), GradientModifiers.ClippedFloatGradient(0.4f));
}
