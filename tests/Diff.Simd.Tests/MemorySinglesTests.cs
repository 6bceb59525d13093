using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>Memory of floats in lanes of doubles, against conversions one element at a time.</summary>
public sealed class MemorySinglesTests
{
    private static readonly float[] s_numbers = [.. Enumerable.Range(0, 24).Select(i => 1.1f + (i * i * 0.37f))];

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(16)]
    public void Neighbours_are_read_and_written_in_all_widths(int index)
    {
        double[] expected = [.. s_numbers[index..(index + 8)].Select(v => (double)v)];
        double[] lanes = new double[8];
        Vector512Memory.LoadDouble(s_numbers, index).CopyTo(lanes);
        Assert.Equal(expected, lanes);
        Vector256Memory.LoadDouble(s_numbers, index).CopyTo(lanes);
        Vector256Memory.LoadDouble(s_numbers, index + 4).CopyTo(lanes, 4);
        Assert.Equal(expected, lanes);
        for (int i = 0; i < 8; i += 2)
            Vector128Memory.LoadDouble(s_numbers, index + i).CopyTo(lanes, i);
        Assert.Equal(expected, lanes);

        // 1/3 is no float: it is rounded where it is written.
        Vector512<double> third = Vector512.Create(1.0 / 3);
        float[] written = [.. s_numbers];
        Vector512Memory.Store(written, index, third);
        Assert.All(written[index..(index + 8)], v => Assert.Equal(1f / 3, v));
        Assert.Equal(s_numbers[..index].Concat(s_numbers[(index + 8)..]), written[..index].Concat(written[(index + 8)..]));
        float[] narrow = [.. s_numbers];
        for (int i = 0; i < 8; i += 2)
            Vector128Memory.Store(narrow, index + i, third.GetLower().GetLower());
        Assert.Equal(written, narrow);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Additions_round_as_floats_do(int index)
    {
        Vector512<double> value = Vector512.Create(0.1f, 3e7f, -2f, 1e-9f, 7f, -0.3f, 1f, 2f).WithElement(0, 0.1f);
        float[] expected = [.. s_numbers];
        for (int lane = 0; lane < 8; lane++)
            expected[index + lane] += (float)value[lane];
        float[] added = [.. s_numbers];
        Vector512Memory.Add(added, index, value);
        Assert.Equal(expected, added);
        float[] either = [.. s_numbers];
        Vector512Memory.AddOrStore(either, index, value, overwrites: false);
        Assert.Equal(expected, either);
        Vector512Memory.AddOrStore(either, index, value, overwrites: true);
        for (int lane = 0; lane < 8; lane++)
            Assert.Equal((float)value[lane], either[index + lane]);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(22, -2)]
    [InlineData(4, 1)]
    public void Elements_at_a_distance_in_the_lanes_that_take_part(int index, int stride)
    {
        Vector256<double> mask = Vector256.Create(-1L, 0, -1, -1).AsDouble();
        Vector256<double> value = Vector256.Create(0.25, 0.5, 0.75, 1.25);
        float[] added = [.. s_numbers];
        float[] written = [.. s_numbers];
        float[] expectedAdded = [.. s_numbers];
        float[] expectedWritten = [.. s_numbers];
        double[] expectedRead = new double[4];
        for (int lane = 0; lane < 4; lane++)
        {
            int place = index + (lane * stride);
            Assert.Equal(s_numbers[place], Vector256Memory.LoadDoubleStrided(s_numbers, index, stride)[lane]);
            if (lane == 1)
                continue;
            expectedRead[lane] = s_numbers[place];
            expectedAdded[place] += (float)value[lane];
            expectedWritten[place] = (float)value[lane];
        }

        double[] read = new double[4];
        Vector256Memory.LoadDoubleStridedWhere(s_numbers, index, stride, mask).CopyTo(read);
        Assert.Equal(expectedRead, read);
        Vector256Memory.AddStridedWhere(added, index, stride, mask, value);
        Vector256Memory.StoreStridedWhere(written, index, stride, mask, value);
        Assert.Equal(expectedAdded, added);
        Assert.Equal(expectedWritten, written);
        if (stride == 1)
        {
            Vector256Memory.LoadDoubleWhere(s_numbers, index, mask).CopyTo(read);
            Assert.Equal(expectedRead, read);
            (added, written) = ([.. s_numbers], [.. s_numbers]);
            Vector256Memory.AddWhere(added, index, mask, value);
            Vector256Memory.StoreWhere(written, index, mask, value);
            Assert.Equal(expectedAdded, added);
            Assert.Equal(expectedWritten, written);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    [InlineData(int.MaxValue)]
    public void What_is_outside_throws_and_nothing_is_written(int index)
    {
        float[] written = [.. s_numbers];
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadDouble(s_numbers, index));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.Store(written, index, Vector256<double>.One));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.Add(written, index, Vector256<double>.One));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.StoreStrided(written, index, 2, Vector256<double>.One));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddStrided(written, index, 2, Vector256<double>.One));
        Assert.Equal(s_numbers, written);
    }

    [Fact]
    public void Numbers_are_rounded_to_single_precision()
    {
        double[] numbers = [1.0 / 3, 1e300, -1e-300, double.NaN, double.NegativeInfinity, -0.0, 16777217, 0.5];
        Vector512<double> rounded = Vector512Memory.ToSingle(Vector512.Create(numbers));
        for (int lane = 0; lane < 8; lane++)
            Assert.Equal((double)(float)numbers[lane], rounded[lane]);
    }
}
