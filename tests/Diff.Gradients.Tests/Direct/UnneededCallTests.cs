using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>A call whose result decides nothing still throws what it throws. Found by the fuzzer (seed 3503643).</summary>
public static partial class UnneededCalls
{
    [Differentiable]
    public static double Scaled(double x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => (Functions.Dot(a, b) > 0 ? 2 : 2) * x;

    [Differentiable]
    public static double Labelled(double x, ReadOnlySpan<double> a, int label) => (Functions.SoftmaxCrossEntropy(a, label) > 0 ? 2 : 2) * x;
}

/// <inheritdoc cref="UnneededCalls"/>
public sealed class UnneededCallTests
{
    [Fact]
    public void Lengths_that_differ_throw()
    {
        Assert.Equal((6, 2), UnneededCalls.ScaledGradient(3, [1, 2], [3, 4], new double[2], new double[2]));
        Exception primal = Assert.ThrowsAny<Exception>(() => UnneededCalls.Scaled(3, [1, 2], [3]));
        Exception derived = Assert.ThrowsAny<Exception>(() => UnneededCalls.ScaledGradient(3, [1, 2], [3], new double[2], new double[1]));
        Assert.Equal((primal.GetType(), primal.Message), (derived.GetType(), derived.Message));
    }

    [Fact]
    public void A_label_that_is_none_throws()
    {
        Exception primal = Assert.ThrowsAny<Exception>(() => UnneededCalls.Labelled(3, [1, 2], 2));
        Exception derived = Assert.ThrowsAny<Exception>(() => UnneededCalls.LabelledGradient(3, [1, 2], 2, new double[2]));
        Assert.Equal((primal.GetType(), primal.Message), (derived.GetType(), derived.Message));
    }
}
