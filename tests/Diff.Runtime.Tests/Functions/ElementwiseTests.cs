using System;
using System.Linq;
using Xunit;

namespace Diff.Tests;

public sealed class ElementwiseTests
{
    private delegate void Elementwise<T>(ReadOnlySpan<T> x, Span<T> destination);

    private static readonly (string Name, Func<double, double> Scalar, Elementwise<double> Span)[] Doubles =
    [
        ("Sigmoid", Functions.Sigmoid, Functions.Sigmoid), ("Relu", Functions.Relu, Functions.Relu),
        ("LeakyRelu", x => Functions.LeakyRelu(x), (x, y) => Functions.LeakyRelu(x, y)),
        ("LeakyRelu 0.3", x => Functions.LeakyRelu(x, 0.3), (x, y) => Functions.LeakyRelu(x, y, 0.3)),
        ("Softplus", Functions.Softplus, Functions.Softplus), ("Gelu", Functions.Gelu, Functions.Gelu),
        ("Silu", Functions.Silu, Functions.Silu), ("Huber", x => Functions.Huber(x), (x, y) => Functions.Huber(x, y)),
        ("Huber 0.4", x => Functions.Huber(x, 0.4), (x, y) => Functions.Huber(x, y, 0.4)),
        ("Erf", Functions.Erf, Functions.Erf), ("NormalCdf", Functions.NormalCdf, Functions.NormalCdf),
        ("NormalPdf", Functions.NormalPdf, Functions.NormalPdf),
    ];

    private static readonly (string Name, Func<float, float> Scalar, Elementwise<float> Span)[] Singles =
    [
        ("Sigmoid", Functions.Sigmoid, Functions.Sigmoid), ("Relu", Functions.Relu, Functions.Relu),
        ("LeakyRelu", x => Functions.LeakyRelu(x), (x, y) => Functions.LeakyRelu(x, y)),
        ("LeakyRelu 0.3", x => Functions.LeakyRelu(x, 0.3f), (x, y) => Functions.LeakyRelu(x, y, 0.3f)),
        ("Softplus", Functions.Softplus, Functions.Softplus), ("Gelu", Functions.Gelu, Functions.Gelu),
        ("Silu", Functions.Silu, Functions.Silu), ("Huber", x => Functions.Huber(x), (x, y) => Functions.Huber(x, y)),
        ("Huber 0.4", x => Functions.Huber(x, 0.4f), (x, y) => Functions.Huber(x, y, 0.4f)),
        ("Erf", Functions.Erf, Functions.Erf), ("NormalCdf", Functions.NormalCdf, Functions.NormalCdf),
        ("NormalPdf", Functions.NormalPdf, Functions.NormalPdf),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_span_form_is_the_scalar_function_of_each_element(int length)
    {
        double[] x = Samples.Doubles(length, seed: 5, scale: 3);
        foreach ((string name, Func<double, double> scalar, Elementwise<double> span) in Doubles)
        {
            double[] destination = new double[length];
            span(x, destination);
            Assert.True(destination.SequenceEqual(x.Select(scalar)), name);
        }
        float[] single = Samples.Singles(length, seed: 5, scale: 3);
        foreach ((string name, Func<float, float> scalar, Elementwise<float> span) in Singles)
        {
            float[] destination = new float[length];
            span(single, destination);
            Assert.True(destination.SequenceEqual(single.Select(scalar)), name);
        }
    }

    [Fact]
    public void The_destination_may_be_the_input()
    {
        foreach ((string name, Func<double, double> scalar, Elementwise<double> span) in Doubles)
        {
            double[] x = Samples.Doubles(19, seed: 6, scale: 3);
            double[] expected = [.. x.Select(scalar)];
            span(x, x);
            Assert.True(x.SequenceEqual(expected), name);
        }
        foreach ((string name, Func<float, float> scalar, Elementwise<float> span) in Singles)
        {
            float[] x = Samples.Singles(19, seed: 6, scale: 3);
            float[] expected = [.. x.Select(scalar)];
            span(x, x);
            Assert.True(x.SequenceEqual(expected), name);
        }
    }

    [Fact]
    public void Different_lengths_are_refused_and_nothing_is_written()
    {
        foreach ((string name, _, Elementwise<double> span) in Doubles)
        {
            double[] destination = [7, 7, 7];
            ArgumentException exception = Assert.Throws<ArgumentException>(() => span(new double[4], destination));
            Assert.Contains("x and destination must have the same length, but have 4 and 3", exception.Message, StringComparison.Ordinal);
            Assert.True(destination.All(value => value == 7), name);
        }
        foreach ((string name, _, Elementwise<float> span) in Singles)
        {
            float[] destination = [7, 7, 7];
            Assert.Throws<ArgumentException>(() => span(new float[2], destination));
            Assert.True(destination.All(value => value == 7), name);
        }
    }

    [Fact]
    public void A_shifted_overlap_is_refused_and_nothing_is_written()
    {
        foreach ((string name, _, Elementwise<double> span) in Doubles)
        {
            double[] memory = [7, 7, 7, 7];
            Assert.Throws<ArgumentException>(() => span(memory.AsSpan(0, 3), memory.AsSpan(1, 3)));
            Assert.True(memory.All(value => value == 7), name);
        }
    }
}
