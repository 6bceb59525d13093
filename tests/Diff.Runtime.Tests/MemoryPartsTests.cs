using System;
using System.Runtime.InteropServices;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests;

/// <summary>Whether parts of memory lie apart.</summary>
public sealed class MemoryPartsTests
{
    [Theory]
    [InlineData(0, 9, 10, 19, true)]
    [InlineData(10, 19, 0, 9, true)]
    [InlineData(0, 10, 10, 19, false)]
    [InlineData(5, 5, 5, 5, false)]
    [InlineData(0, 19, 4, 6, false)]
    [InlineData(4, 6, 0, 19, false)]
    public void Parts_of_one_array(int leftFirst, int leftLast, int rightFirst, int rightLast, bool expected)
    {
        double[] memory = new double[20];
        float[] single = new float[20];
        Assert.Equal(expected, MemoryParts.AreApart(memory, leftFirst, leftLast, memory, rightFirst, rightLast));
        Assert.Equal(expected, MemoryParts.AreApart(single, leftFirst, leftLast, single, rightFirst, rightLast));

        // The same elements seen through views that start elsewhere.
        Assert.Equal(expected, MemoryParts.AreApart(memory.AsSpan(leftFirst), 0, leftLast - leftFirst, memory, rightFirst, rightLast));
        Assert.Equal(expected, MemoryParts.AreApart(memory, leftFirst, leftLast, memory.AsSpan(rightFirst), 0, rightLast - rightFirst));
    }

    [Fact]
    public void Different_arrays_lie_apart_whatever_the_places() =>
        Assert.True(MemoryParts.AreApart(new double[8], 0, 7, new double[8], 0, 7));

    [Fact]
    public void Half_an_element_in_common_is_too_much()
    {
        Span<byte> bytes = new byte[64];
        Span<double> left = MemoryMarshal.Cast<byte, double>(bytes[..32]);
        Span<double> right = MemoryMarshal.Cast<byte, double>(bytes[28..60]);
        Assert.False(MemoryParts.AreApart(left, 0, 3, right, 0, 3));
        Assert.True(MemoryParts.AreApart(left, 0, 2, right, 0, 3));
        Assert.True(MemoryParts.AreApart(right, 1, 3, left, 0, 3));
    }
}
