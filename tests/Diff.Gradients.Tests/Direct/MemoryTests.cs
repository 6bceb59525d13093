using System;
using System.Numerics;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Memory and read-only memory as parameters and in calls, by closed forms.</summary>
public sealed partial class MemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_gradient_by_memory_goes_to_a_span(int length)
    {
        double[] x = new double[length + 2];
        for (int i = 0; i < x.Length; i++)
            x[i] = 0.5 * i - 1;
        double[] gradient = new double[length];
        Array.Fill(gradient, 77);
        ReadOnlyMemory<double> part = x.AsMemory(1, length);
        Assert.Equal(Squares(part), SquaresGradient(part, gradient));
        for (int i = 0; i < length; i++)
            Assert.Equal(2 * part.Span[i] * (i + 1) + (i > 0 ? 1 : 0), gradient[i]);
        SquaresAccumulateGradient(part, gradient);
        for (int i = 0; i < length; i++)
            Assert.Equal(2 * (2 * part.Span[i] * (i + 1) + (i > 0 ? 1 : 0)), gradient[i]);
    }

    [Fact]
    public void Memory_is_written_in_place()
    {
        float[] x = [1, 2, 3, 4];
        float[] cotangent = [0.5f, -1, 2, 3];
        float scale = ScaledBackward(x.AsMemory(), 3, cotangent);
        Assert.Equal([3, 6, 3, 8], x);
        Assert.Equal([1.5f, -3, 2, 6], cotangent);
        Assert.Equal(0.5f * 1 - 1 * 2, scale);
    }

    [Fact]
    public void Generic_methods_take_memory()
    {
        double[] gradient = new double[2];
        float[] single = new float[2];
        Assert.Equal(5, SumGradient<double>(new double[] { 1, 2 }, gradient));
        Assert.Equal(25, SumGradient<float>(new float[] { 3, 4 }, single));
        Assert.Equal([2, 4], gradient);
        Assert.Equal([6, 8], single);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        double[] x = [1, 2, 3];
        Assert.Equal("xGradient", Assert.Throws<ArgumentException>(() => SquaresGradient(x, x)).ParamName);
        Assert.Equal("xGradient", Assert.Throws<ArgumentException>(() => SquaresGradient(x, new double[2])).ParamName);
        float[] y = [1, 2, 3, 4];
        Assert.Equal("xCotangent", Assert.Throws<ArgumentException>(() => ScaledBackward(y, 2, y)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScaledBackward(y.AsMemory(0, 1), 2, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaled(y.AsMemory(0, 1), 2));
    }

    [Fact]
    public void A_warm_call_allocates_nothing()
    {
        double[] x = [1, 2, 3];
        double[] gradient = new double[3];
        for (int i = 0; i < 3; i++)
            SquaresGradient(x, gradient);
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SquaresGradient(x, gradient);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    [Differentiable]
    internal static double Squares(ReadOnlyMemory<double> x)
    {
        if (x.IsEmpty)
            return Helper(ReadOnlyMemory<double>.Empty);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x.Span[i] * x.Span[i] * (i + 1);
        return sum + Helper(x[1..]);
    }

    private static double Helper(ReadOnlyMemory<double> x)
    {
        double sum = 0;
        foreach (double value in x.Span)
            sum += value;
        return sum;
    }

    [Differentiable]
    internal static void Scaled(Memory<float> x, float scale)
    {
        Memory<float> first = x.Slice(0, 2);
        Memory<float> last = x[^1..];
        float[] copy = first.ToArray();
        for (int i = 0; i < first.Length; i++)
            first.Span[i] = copy[i] * scale;
        last.Span[0] *= 2;
        float[] local = new float[3];
        Memory<float> view = local.AsMemory(1);
        first.CopyTo(view);
        view.Span.CopyTo(first.Span);
    }

    [Differentiable]
    internal static T Sum<T>(ReadOnlyMemory<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        ReadOnlySpan<T> span = x.Span;
        for (int i = 0; i < span.Length; i++)
            sum += span[i] * span[i];
        return sum;
    }
}
