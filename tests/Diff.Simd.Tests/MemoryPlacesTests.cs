using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>Elements at places that each lane has for itself, against the same loops one element at a time.</summary>
public sealed class MemoryPlacesTests
{
    private static readonly double[] s_numbers = [.. Enumerable.Range(0, 20).Select(i => 1.5 + i)];
    private static readonly int[] s_places = [99, 3, 0, 19, 3, 7, 7, 7, 11, 2, 5, 1, 4, 9, 3, 18, 6, 99];

    [Fact]
    public void Elements_are_read_at_their_places()
    {
        for (int first = 1; first + 16 < s_places.Length; first++)
        {
            Assert.Equal(Read(first, 8), Lanes(Vector512Memory.LoadAt(s_numbers, s_places, first)));
            Assert.Equal(Read(first, 4), Lanes(Vector256Memory.LoadAt(s_numbers, s_places, first)));
            Assert.Equal(Read(first, 2), Lanes(Vector128Memory.LoadAt(s_numbers, s_places, first)));
        }

        float[] singles = [.. s_numbers.Select(v => (float)v)];
        Assert.Equal(Read(1, 16), Lanes(Vector512Memory.LoadAt(singles, s_places, 1)).Select(v => (double)v));
        Assert.Equal(Read(2, 8), Lanes(Vector256Memory.LoadAt(singles, s_places, 2)).Select(v => (double)v));
        Assert.Equal(Read(3, 4), Lanes(Vector128Memory.LoadAt(singles, s_places, 3)).Select(v => (double)v));
        Assert.Equal(s_places[3..7].Select(p => (double)p), Lanes(Vector256Memory.NumbersAtDouble(s_places, 3)));

        static double[] Read(int first, int lanes) => [.. s_places[first..(first + lanes)].Select(p => s_numbers[p])];
    }

    /// <summary>Three of the lanes add to one element: in the order of the lanes.</summary>
    [Fact]
    public void Lanes_add_one_after_the_other()
    {
        Vector512<double> value = Vector512.Create(1e16, 1, 2, 3, -1e16, 5, 6, 7);
        int[] places = [4, 4, 1, 0, 4, 2, 2, 19];
        double[] expected = [.. s_numbers];
        double[] actual = [.. s_numbers];
        for (int lane = 0; lane < 8; lane++)
            expected[places[lane]] += value[lane];
        Vector512Memory.AddAt(actual, places, 0, value);
        Assert.Equal(expected, actual);

        float[] singles = [.. s_numbers.Select(v => (float)v)];
        Vector128Memory.AddAt(singles, places, 1, Vector128.Create(1f, 2, 3, 4));
        Assert.Equal([4.5f, 4.5f, 3.5f, 4.5f, 10.5f], singles[..5]);
    }

    [Fact]
    public void Lanes_that_do_not_take_part_need_no_place()
    {
        Vector256<double> mask = Vector256.Create(-1L, 0, -1, 0).AsDouble();
        int[] places = [2, 1000, 2, -1];
        Assert.Equal([3.5, 0, 3.5, 0], Lanes(Vector256Memory.LoadAtWhere<double>(s_numbers, places, 0, mask)));
        double[] added = [.. s_numbers];
        Vector256Memory.AddAtWhere(added, places, 0, mask, Vector256.Create(1.0, 10, 100, 1000));
        Assert.Equal(104.5, added[2]);
        Assert.Equal(s_numbers.Sum() + 101, added.Sum());
    }

    [Fact]
    public void Memory_of_vectors_has_an_element_for_each_lane()
    {
        Vector256<double>[] memory = [.. Enumerable.Range(0, 5).Select(i => Vector256.Create(10.0 * i) + Vector256<double>.Indices)];
        int[] places = [4, 0, 3, 3];
        Assert.Equal([40, 1, 32, 33], Lanes(Vector256Memory.LoadAt<double>(memory, places, 0)));
        Vector256<double> mask = Vector256.Create(0L, -1, 0, -1).AsDouble();
        Assert.Equal([0, 1, 0, 33], Lanes(Vector256Memory.LoadAtWhere<double>(memory, [77, 0, -1, 3], 0, mask)));

        Vector256Memory.StoreAt(memory, places, 0, Vector256.Create(-1.0, -2, -3, -4));
        Assert.Equal([-1, 41, 42, 43], Lanes(memory[4]));
        Assert.Equal([0, -2, 2, 3], Lanes(memory[0]));
        Assert.Equal([30, 31, -3, -4], Lanes(memory[3]));
        Vector256Memory.StoreAtWhere(memory, [77, 1, -1, 2], 0, mask, Vector256.Create(7.0, 8, 9, 6));
        Assert.Equal([10, 8, 12, 13], Lanes(memory[1]));
        Assert.Equal([20, 21, 22, 6], Lanes(memory[2]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_place_outside_throws(int place)
    {
        int[] places = [1, 2, 3, place];
        Vector256<double>[] memory = new Vector256<double>[20];
        Vector256<double> all = Vector256<double>.AllBitsSet;
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadAt(s_numbers, places, 0));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadAtWhere<double>(s_numbers, places, 0, all));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddAt([.. s_numbers], places, 0, default));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.AddAtWhere<double>([.. s_numbers], places, 0, all, default));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadAt<double>(memory, places, 0));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.StoreAt(memory, places, 0, all));

        // So does a lane whose place is missing.
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.LoadAt(s_numbers, [0, 1, 2, 3], 1));
        Assert.Throws<IndexOutOfRangeException>(() => Vector256Memory.NumbersAtDouble([0, 1, 2, 3], 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, -1)]
    [InlineData(-3, 2)]
    [InlineData(long.MaxValue / 2, 1)]
    [InlineData((long)int.MinValue - int.MaxValue, int.MaxValue)]
    public void Signs_of_distances(long first, int stride)
    {
        Vector512<double> signs = Vector512Memory.SignsDouble(first, stride);
        Vector512<float> singles = Vector512Memory.SignsSingle(first, stride);
        for (int lane = 0; lane < 16; lane++)
        {
            int expected = Math.Sign(first + ((long)stride * lane));
            Assert.Equal(expected, singles[lane]);
            if (lane < 8)
                Assert.Equal(expected, signs[lane]);
        }
    }

    [Fact]
    public void Single_lanes_are_looked_at()
    {
        Vector512<float> mask = Vector512.Equals(Vector512<float>.Indices, Vector512.Create(15f));
        for (int lane = 0; lane < 16; lane++)
        {
            Assert.Equal(lane == 15, Vector512Memory.IsSet(mask, lane));
            Assert.Equal(lane, Vector512Memory.Element(Vector512<float>.Indices, lane));
        }
    }

    private static T[] Lanes<T>(Vector512<T> vector)
    {
        T[] lanes = new T[Vector512<T>.Count];
        vector.CopyTo(lanes);
        return lanes;
    }

    private static T[] Lanes<T>(Vector256<T> vector)
    {
        T[] lanes = new T[Vector256<T>.Count];
        vector.CopyTo(lanes);
        return lanes;
    }

    private static T[] Lanes<T>(Vector128<T> vector)
    {
        T[] lanes = new T[Vector128<T>.Count];
        vector.CopyTo(lanes);
        return lanes;
    }
}
