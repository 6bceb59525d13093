using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Copies into destinations of every length.</summary>
public static partial class Copies
{
    [Differentiable]
    public static double ThroughSpan(ReadOnlySpan<double> x, int length)
    {
        Span<double> copy = stackalloc double[length];
        x.CopyTo(copy);
        return copy[0] * copy[length - 1];
    }

    [Differentiable]
    public static double ThroughArray(double[] x, int length)
    {
        double[] copy = new double[length];
        Array.Copy(x, 0, copy, 1, x.Length);
        return copy[1] * copy[x.Length];
    }
}

public class CopyTests
{
    [Theory]
    [InlineData(2, 12, 3, 4)]
    [InlineData(5, 0, 0, 0)]
    public void A_longer_destination_keeps_its_rest(int length, double value, double byLast, double byFirst)
    {
        double[] gradient = [777, 777];
        Assert.Equal(value, Copies.ThroughSpanGradient([3, 4], length, gradient));
        Assert.Equal([length == 2 ? byFirst : 0, length == 2 ? byLast : 0], gradient);
    }

    [Fact]
    public void A_destination_that_is_too_short_throws_as_the_primal_does()
    {
        Assert.Throws<ArgumentException>(() => Copies.ThroughSpan([3, 4], 1));
        Assert.Throws<ArgumentException>(() => Copies.ThroughSpanGradient([3, 4], 1, new double[2]));
        Assert.Throws<ArgumentException>(() => Copies.ThroughArray([3, 4], 2));
        Assert.Throws<ArgumentException>(() => Copies.ThroughArrayGradient([3, 4], 2, new double[2]));
    }

    [Fact]
    public void A_part_is_copied_to_its_place()
    {
        double[] gradient = [777, 777];
        Assert.Equal(12, Copies.ThroughArrayGradient([3, 4], 3, gradient));
        Assert.Equal([4, 3], gradient);
    }
}
