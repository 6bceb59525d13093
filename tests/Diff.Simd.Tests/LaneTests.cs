using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Simd.Tests;

/// <summary>Sums of lanes, loads and stores of parts, gathers.</summary>
public class LaneTests
{
    private static readonly double[] s_doubles = [.. Enumerable.Range(1, 40).Select(i => 1.0 / i)];
    private static readonly float[] s_floats = [.. s_doubles.Select(x => (float)x)];

    [Fact]
    public void Sums_and_products_go_by_halves()
    {
        Assert.Equal(ByHalves(s_doubles[..8], (x, y) => x + y), VectorMath.Sum(Vector512.Create(s_doubles)));
        Assert.Equal(ByHalves(s_doubles[..4], (x, y) => x + y), VectorMath.Sum(Vector256.Create(s_doubles)));
        Assert.Equal(ByHalves(s_doubles[..2], (x, y) => x + y), VectorMath.Sum(Vector128.Create(s_doubles)));
        Assert.Equal(ByHalves(s_floats[..16], (x, y) => x + y), VectorMath.Sum(Vector512.Create(s_floats)));
        Assert.Equal(ByHalves(s_floats[..8], (x, y) => x + y), VectorMath.Sum(Vector256.Create(s_floats)));
        Assert.Equal(ByHalves(s_floats[..4], (x, y) => x + y), VectorMath.Sum(Vector128.Create(s_floats)));
        Assert.Equal(ByHalves(s_doubles[..8], (x, y) => x * y), VectorMath.Product(Vector512.Create(s_doubles)));
        Assert.Equal(ByHalves(s_doubles[..4], (x, y) => x * y), VectorMath.Product(Vector256.Create(s_doubles)));
        Assert.Equal(ByHalves(s_doubles[..2], (x, y) => x * y), VectorMath.Product(Vector128.Create(s_doubles)));
        Assert.Equal(ByHalves(s_floats[..16], (x, y) => x * y), VectorMath.Product(Vector512.Create(s_floats)));
        Assert.Equal(ByHalves(s_floats[..8], (x, y) => x * y), VectorMath.Product(Vector256.Create(s_floats)));
        Assert.Equal(ByHalves(s_floats[..4], (x, y) => x * y), VectorMath.Product(Vector128.Create(s_floats)));
    }

    [Fact]
    public void Least_and_largest_lane_know_nan_and_the_sign_of_zero()
    {
        for (int lane = 0; lane < 16; lane++)
        {
            float[] zeros = [.. Enumerable.Repeat(0f, 16)];
            zeros[lane] = -0f;
            Assert.True(float.IsNegative(VectorMath.Min(Vector512.Create(zeros))));
            Assert.False(float.IsNegative(VectorMath.Max(Vector512.Create(zeros))));
            zeros[lane] = float.NaN;
            Assert.True(float.IsNaN(VectorMath.Min(Vector512.Create(zeros))));
            Assert.True(float.IsNaN(VectorMath.Max(Vector512.Create(zeros))));
            zeros[lane] = 3;
            Assert.Equal(3, VectorMath.Max(Vector512.Create(zeros)));
            zeros[lane] = -3;
            Assert.Equal(-3, VectorMath.Min(Vector512.Create(zeros)));
        }

        double[] numbers = [2, -0.0, 0, -5, double.NegativeInfinity, 7, 1, 3];
        Assert.Equal(double.NegativeInfinity, VectorMath.Min(Vector512.Create(numbers)));
        Assert.Equal(-5, VectorMath.Min(Vector256.Create(numbers)));
        Assert.Equal(2, VectorMath.Max(Vector256.Create(numbers)));
        Assert.Equal(2, VectorMath.Max(Vector128.Create(numbers)));
        Assert.Equal(7, VectorMath.Max(Vector512.Create(numbers)));
    }

    [Fact]
    public void Parts_are_loaded_and_stored_without_touching_the_rest()
    {
        for (int count = 0; count <= 16; count++)
        {
            for (int start = 0; start < 3; start++)
            {
                // Exactly as long as is read: beyond lies other memory.
                float[] source = s_floats[..(start + count)];
                Check(count, 16, source, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart512(s, start, count), d, 1, count));
                if (count <= 8)
                    Check(count, 8, source, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart256(s, start, count), d, 1, count));
                if (count <= 4)
                    Check(count, 4, source, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart128(s, start, count), d, 1, count));
                double[] doubles = s_doubles[..(start + count)];
                if (count <= 8)
                    Check(count, 8, doubles, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart512(s, start, count), d, 1, count));
                if (count <= 4)
                    Check(count, 4, doubles, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart256(s, start, count), d, 1, count));
                if (count <= 2)
                    Check(count, 2, doubles, start, (s, d) => VectorMath.StorePart(VectorMath.LoadPart128(s, start, count), d, 1, count));
            }
        }
    }

    [Fact]
    public void Lanes_that_are_not_loaded_are_zero()
    {
        Assert.Equal(Vector512.Create(1, 0.5, 1.0 / 3, 0, 0, 0, 0, 0), VectorMath.LoadPart512(s_doubles, 0, 3));
        Assert.Equal(Vector256.Create(1, 0.5, 1.0 / 3, 0), VectorMath.LoadPart256(s_doubles, 0, 3));
        Assert.Equal(Vector128.Create(0.5, 0), VectorMath.LoadPart128(s_doubles, 1, 1));
        Assert.Equal(Vector128.Create(1, 0.5f, 0, 0), VectorMath.LoadPart128(s_floats, 0, 2));
        Assert.Equal(Vector512.Create(-1L, -1, -1, 0, 0, 0, 0, 0), VectorMath.LaneMask512OfDouble(3).AsInt64());
        Assert.Equal(Vector256.Create(-1, -1, -1, 0, 0, 0, 0, 0), VectorMath.LaneMask256OfSingle(3).AsInt32());
        Assert.Equal(Vector128<long>.AllBitsSet, VectorMath.LaneMask128OfDouble(2).AsInt64());
    }

    [Fact]
    public void Parts_outside_the_span_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorMath.LoadPart512(s_doubles, 35, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorMath.LoadPart256(s_doubles, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorMath.StorePart(Vector128<float>.Zero, new float[3], 1, 3));
    }

    [Fact]
    public void Strided_and_indexed_gathers_read_what_indexing_reads()
    {
        foreach ((int start, int stride) in ((int, int)[])[(0, 1), (3, 2), (39, -1), (7, 0), (0, 5)])
        {
            double At(int k) => s_doubles[start + k * stride];
            Assert.Equal(Vector512.Create([.. Enumerable.Range(0, 8).Select(At)]), VectorMath.Gather512(s_doubles, start, stride));
            Assert.Equal(Vector256.Create([.. Enumerable.Range(0, 4).Select(At)]), VectorMath.Gather256(s_doubles, start, stride));
            Assert.Equal(Vector128.Create([.. Enumerable.Range(0, 2).Select(At)]), VectorMath.Gather128(s_doubles, start, stride));
        }

        float[] sixteen = [.. Enumerable.Range(0, 16).Select(k => s_floats[2 + 2 * k])];
        Assert.Equal(Vector512.Create(sixteen), VectorMath.Gather512(s_floats, 2, 2));
        Assert.Equal(Vector256.Create(sixteen), VectorMath.Gather256(s_floats, 2, 2));
        Assert.Equal(Vector128.Create(sixteen), VectorMath.Gather128(s_floats, 2, 2));

        int[] indices = [5, 0, 39, 7, 7, 1, 20, 3, 2, 11, 13, 17, 19, 23, 29, 31];
        float[] indexed = [.. indices.Select(i => s_floats[i])];
        double[] indexedDoubles = [.. indices.Select(i => s_doubles[i])];
        Assert.Equal(Vector512.Create(indexed), VectorMath.Gather512(s_floats, Vector512.Create(indices)));
        Assert.Equal(Vector256.Create(indexed), VectorMath.Gather256(s_floats, Vector256.Create(indices)));
        Assert.Equal(Vector128.Create(indexed), VectorMath.Gather128(s_floats, Vector128.Create(indices)));
        Assert.Equal(Vector512.Create(indexedDoubles), VectorMath.Gather512(s_doubles, Vector256.Create(indices)));
        Assert.Equal(Vector256.Create(indexedDoubles), VectorMath.Gather256(s_doubles, Vector128.Create(indices)));
        Assert.Equal(Vector128.Create(indexedDoubles), VectorMath.Gather128(s_doubles, Vector128.Create(indices)));
    }

    [Fact]
    public void Gathers_outside_the_span_throw_as_indexing_does()
    {
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather512(s_doubles, 33, 1));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather256(s_doubles, 2, -1));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather128(s_floats, -1, 1));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather512(s_floats, 0, int.MaxValue));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather512(s_floats, Vector512.Create(3).WithElement(9, 40)));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather256(s_doubles, Vector128.Create(3).WithElement(3, -1)));
        Assert.Throws<IndexOutOfRangeException>(() => VectorMath.Gather128(s_doubles, Vector128.Create(3, 40, 0, 0)));
    }

    private static void Check<T>(int count, int lanes, T[] source, int start, Action<T[], T[]> copy)
        where T : struct
    {
        T[] destination = new T[lanes + 2];
        copy(source, destination);
        Assert.Equal(new T[1], destination[..1]);
        Assert.Equal(source[start..], destination[1..(1 + count)]);
        Assert.Equal(new T[lanes + 1 - count], destination[(1 + count)..]);
    }

    private static T ByHalves<T>(T[] lanes, Func<T, T, T> combine) => lanes.Length == 1
        ? lanes[0]
        : ByHalves([.. lanes[..(lanes.Length / 2)].Zip(lanes[(lanes.Length / 2)..], combine)], combine);
}
