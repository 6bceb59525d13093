using System;
using Xunit;

namespace Diff.Tests;

public sealed class GradientTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Values_pass_through_unchanged(double x)
    {
        float single = (float)x;
        Assert.Equal(x, Gradient.Stop(x));
        Assert.Equal(single, Gradient.Stop(single));
        Assert.Equal(x, Gradient.Clip(x, -0.25, 0.25));
        Assert.Equal(single, Gradient.Clip(single, -0.25f, 0.25f));
        Assert.Equal(x, Gradient.Scale(x, -3));
        Assert.Equal(single, Gradient.Scale(single, -3f));
        Assert.Equal(x, Gradient.StraightThrough(x, 7));
        Assert.Equal(single, Gradient.StraightThrough(single, 7f));
    }

    [Fact]
    public void Clip_refuses_bounds_out_of_order()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Gradient.Clip(1.0, 0.5, -0.5));
        Assert.Contains("0.5 and -0.5", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Gradient.Clip(1f, 0.5f, -0.5f));
        Assert.Throws<ArgumentException>(() => Gradient.Clip(1.0, double.NaN, 1));
        Assert.Equal(3, Gradient.Clip(3.0, 1, 1));
    }
}
