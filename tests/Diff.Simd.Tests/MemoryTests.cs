using System;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>
/// Elements in the lanes of vectors against the same loops one element at a time. The texts of the widths are the same, which
/// <see cref="WidthTests"/> checks: here each kind of number has one of them.
/// </summary>
public sealed class MemoryTests
{
    private static readonly double[] s_numbers = [.. Enumerable.Range(0, 40).Select(i => 1.5 + i)];
    private static readonly float[] s_singles = [.. Enumerable.Range(0, 60).Select(i => 1.5f + i)];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(36)]
    public void Neighbours_are_read_written_and_added_to(int index)
    {
        Assert.Equal(s_numbers[index..(index + 4)], Lanes(Vector256Memory.Load(s_numbers, index)));
        double[] written = [.. s_numbers];
        Vector256Memory.Store(written, index, Vector256.Create(9.0, 8, 7, 6));
        Vector256Memory.Add(written, index, Vector256.Create(0.5));
        Assert.Equal([.. s_numbers[..index], 9.5, 8.5, 7.5, 6.5, .. s_numbers[(index + 4)..]], written);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(37)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void What_is_outside_throws_and_nothing_is_written(int index)
    {
        double[] written = [.. s_numbers];
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.Load(s_numbers, index));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.Store(written, index, default));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.Add(written, index, Vector256.Create(1.0)));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.StoreStrided(written, index, 2, default));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddStrided(written, 20, 7, Vector256.Create(1.0)));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddStrided(written, 20, -7, Vector256.Create(1.0)));
        Assert.Equal(s_numbers, written);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(55, -3)]
    [InlineData(7, 1)]
    public void Elements_at_a_distance(int index, int stride)
    {
        float[] expected = [.. s_singles];
        float[] actual = [.. s_singles];
        Vector512<float> value = Vector512<float>.Indices + Vector512.Create(0.25f);
        for (int lane = 0; lane < 16; lane++)
            expected[index + (lane * stride)] = lane + 0.25f;
        Vector512Memory.StoreStrided(actual, index, stride, value);
        Assert.Equal(expected, actual);
        for (int lane = 0; lane < 16; lane++)
            expected[index + (lane * stride)] += lane + 0.25f;
        Vector512Memory.AddStrided(actual, index, stride, value);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Elements_at_a_distance_in_all_widths()
    {
        double[] numbers = [.. Enumerable.Range(0, 60).Select(i => i * 0.5)];
        float[] singles = [.. numbers.Select(v => (float)v)];
        double[] added = [.. Enumerable.Range(1, 16).Select(i => i * 0.25)];
        float[] single = [.. added.Select(v => (float)v)];
        foreach (int stride in new[] { 3, -3, 1, 2 })
        {
            int index = stride < 0 ? 50 : 2;
            Strided<double>(numbers, index, stride, 8, added, (m, i, s) => Vector512Memory.AddStrided(m, i, s, Vector512.Create<double>(added)), true);
            Strided<double>(numbers, index, stride, 4, added, (m, i, s) => Vector256Memory.AddStrided(m, i, s, Vector256.Create<double>(added)), true);
            Strided<double>(numbers, index, stride, 2, added, (m, i, s) => Vector128Memory.AddStrided(m, i, s, Vector128.Create<double>(added)), true);
            Strided<double>(numbers, index, stride, 8, added, (m, i, s) => Vector512Memory.StoreStrided(m, i, s, Vector512.Create<double>(added)), false);
            Strided<double>(numbers, index, stride, 4, added, (m, i, s) => Vector256Memory.StoreStrided(m, i, s, Vector256.Create<double>(added)), false);
            Strided<double>(numbers, index, stride, 2, added, (m, i, s) => Vector128Memory.StoreStrided(m, i, s, Vector128.Create<double>(added)), false);
            Strided<float>(singles, index, stride, 16, single, (m, i, s) => Vector512Memory.AddStrided(m, i, s, Vector512.Create<float>(single)), true);
            Strided<float>(singles, index, stride, 8, single, (m, i, s) => Vector256Memory.AddStrided(m, i, s, Vector256.Create<float>(single)), true);
            Strided<float>(singles, index, stride, 4, single, (m, i, s) => Vector128Memory.AddStrided(m, i, s, Vector128.Create<float>(single)), true);
            Strided<float>(singles, index, stride, 16, single, (m, i, s) => Vector512Memory.StoreStrided(m, i, s, Vector512.Create<float>(single)), false);
            Strided<float>(singles, index, stride, 8, single, (m, i, s) => Vector256Memory.StoreStrided(m, i, s, Vector256.Create<float>(single)), false);
            Strided<float>(singles, index, stride, 4, single, (m, i, s) => Vector128Memory.StoreStrided(m, i, s, Vector128.Create<float>(single)), false);
        }

        static void Strided<T>(T[] memory, int index, int stride, int lanes, T[] value, Action<T[], int, int> write, bool isAddition)
            where T : INumber<T>
        {
            T[] expected = [.. memory];
            T[] actual = [.. memory];
            for (int lane = 0; lane < lanes; lane++)
            {
                int place = index + (lane * stride);
                expected[place] = isAddition ? expected[place] + value[lane] : value[lane];
            }

            write(actual, index, stride);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Lanes_move_up_and_around()
    {
        for (int distance = 1; distance <= 4; distance++)
        {
            if (distance <= 2)
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    Assert.Equal((lane - distance + 8) % 8, VectorMath.MoveUp(Vector512<double>.Indices, distance)[lane]);
                    Assert.Equal(((lane % 4) - distance + 4) % 4, VectorMath.MoveUp(Vector256<double>.Indices, distance)[lane % 4]);
                    Assert.Equal(((lane % 2) - distance + 2) % 2, VectorMath.MoveUp(Vector128<double>.Indices, distance)[lane % 2]);
                }
            }

            for (int lane = 0; lane < 16; lane++)
            {
                Assert.Equal((lane - distance + 16) % 16, VectorMath.MoveUp(Vector512<float>.Indices, distance)[lane]);
                Assert.Equal(((lane % 8) - distance + 8) % 8, VectorMath.MoveUp(Vector256<float>.Indices, distance)[lane % 8]);
                Assert.Equal(((lane % 4) - distance + 4) % 4, VectorMath.MoveUp(Vector128<float>.Indices, distance)[lane % 4]);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => VectorMath.MoveUp(Vector512<double>.Indices, 3));
    }

    [Fact]
    public void All_lanes_may_add_to_one_element()
    {
        double[] sum = [1, 2, 3];
        Vector256Memory.AddStrided(sum, 1, 0, Vector256.Create(1.0, 10, 100, 1000));
        Assert.Equal([1, 1113, 3], sum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-2)]
    [InlineData(38)]
    public void Lanes_that_are_masked_out_need_no_element(int index)
    {
        // Lanes 1 and 3 at the start, 0 and 1 at the end: those that have one.
        bool[] isOn = index < 0 ? [false, false, true, true] : index > 36 ? [true, true, false, false] : [true, false, false, true];
        Vector256<double> mask = Vector256.Create(isOn.Select(b => b ? -1L : 0L).ToArray()).AsDouble();
        double[] expected = [.. isOn.Select((b, lane) => b ? s_numbers[index + lane] : 0)];
        Assert.Equal(expected, Lanes(Vector256Memory.LoadWhere(s_numbers, index, mask)));
        Assert.Equal(expected, Lanes(Vector256Memory.LoadStridedWhere(s_numbers, index, 1, mask)));

        double[] written = [.. s_numbers];
        double[] added = [.. s_numbers];
        double[] expectedWritten = [.. s_numbers];
        double[] expectedAdded = [.. s_numbers];
        Vector256<double> value = Vector256.Create(-1.0, -2, -3, -4);
        for (int lane = 0; lane < 4; lane++)
        {
            if (isOn[lane])
            {
                expectedWritten[index + lane] = value[lane];
                expectedAdded[index + lane] += value[lane];
            }
        }
        Vector256Memory.StoreWhere(written, index, mask, value);
        Vector256Memory.AddWhere(added, index, mask, value);
        Assert.Equal(expectedWritten, written);
        Assert.Equal(expectedAdded, added);
        Assert.True(Vector256Memory.Any(mask));
        Assert.False(Vector256Memory.Any(Vector256<double>.Zero));
    }

    [Fact]
    public void A_masked_lane_that_reads_outside_throws()
    {
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadWhere(s_numbers, 38, Vector256<double>.AllBitsSet));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddWhere([.. s_numbers], -1, Vector256<double>.AllBitsSet, default));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-7, 3)]
    [InlineData(16_777_217, 2)]
    [InlineData(2_000_000_000, -5)]
    public void Numbers_of_lanes_are_converted_like_integers(int first, int stride)
    {
        Assert.Equal(Enumerable.Range(0, 4).Select(k => (double)(first + (k * stride))), Lanes(Vector256Memory.NumbersDouble(first, stride)));
        Vector512<float> singles = Vector512Memory.NumbersSingle(first, stride);
        Assert.Equal(Enumerable.Range(0, 16).Select(k => (float)(first + (k * stride))), Enumerable.Range(0, 16).Select(k => singles[k]));
        Assert.Equal(Vector128<double>.AllBitsSet, Vector128Memory.MaskDouble(true));
        Assert.Equal(Vector128<float>.Zero, Vector128Memory.MaskSingle(false));
    }

    private static double[] Lanes(Vector256<double> vector) => [vector[0], vector[1], vector[2], vector[3]];
}
