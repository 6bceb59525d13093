using System;
using System.Collections.Generic;
using System.Linq;
using Diff.CompilerServices;
using Diff.Linear;
using Xunit;

namespace Diff.Tests.Linear;

/// <summary>What holds of products beyond their values: special values, order, memory, refusals.</summary>
public sealed class MatrixProductRuleTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 5, 7, 6 }, { 64, 65, 66 }, { 40, 50, 10 }, { 40, 50, 1 }, { 1, 50, 40 }, { 40, 1, 50 }, { 100, 300, 66 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Infinity_times_zero_is_not_skipped(int rows, int inner, int columns)
    {
        foreach (Layout layout in (Layout[])[Layout.Rows, Layout.Columns])
        {
            Placement<double> a = new(rows, inner, layout, 1, 0), b = new(inner, columns, layout, 2, 0);
            Placement<double> c = new(rows, columns, layout, 3, 0);
            int i = rows / 2, k = inner / 2, j = columns / 2;
            a[i, k] = 0;
            for (int column = 0; column < columns; column++)
            {
                b[k, column] = column == j ? double.PositiveInfinity : 1;
            }

            ProductCase.Public(c, a, b, Mode.Set);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double expected = column != j ? 0 : row == i ? double.NaN : a[row, k] * double.PositiveInfinity;
                    Assert.True(column != j ? double.IsFinite(c[row, column]) : expected.Equals(c[row, column]), $"{row}, {column}");
                }
            }
        }
    }

    [Fact]
    public void What_is_overwritten_is_not_read()
    {
        Placement<float> a = new(13, 9, Layout.Rows, 1, 0), b = new(9, 21, Layout.Rows, 2, 0);
        Placement<float> c = new(13, 21, Layout.Rows, 3, 0);
        Array.Fill(c.Memory, float.NaN);
        ProductCase.Public(c, a, b, Mode.Set);
        Assert.All(c.Memory, x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void A_product_without_inner_indices_is_zero()
    {
        double[] c = [1, 2, 3, 4];
        MatrixProduct.Add(c, 2, 1, [], 0, 1, [], 2, 1, 2, 0, 2);
        Assert.Equal([1, 2, 3, 4], c);
        MatrixProduct.Set(c, 2, 1, [], 0, 1, [], 2, 1, 1, 0, 2);
        Assert.Equal([0, 0, 3, 4], c);
    }

    [Fact]
    public void Equal_numbers_differ_by_zero_not_minus_zero()
    {
        double[] c = [6];
        MatrixProduct.Subtract(c, 1, 1, [2], 1, 1, [3], 1, 1, 1, 1, 1);
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(c[0]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Where_the_memory_is_changes_no_bit(int rows, int inner, int columns)
    {
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            float[]? first = null;
            for (int offset = 0; offset < 3; offset++)
            {
                Placement<float> a = new(rows, inner, layout, 1, 0, offset), b = new(inner, columns, layout, 2, 0, 2 * offset);
                Placement<float> c = new(rows, columns, layout, 3, 0, 3 * offset);
                ProductCase.Public(c, a, b, Mode.Add);
                Assert.Equal(first ??= c.Elements(), c.Elements());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Nothing_is_allocated_once_it_was_called(int rows, int inner, int columns)
    {
        List<(Placement<double> C, Placement<double> A, Placement<double> B)> cases =
        [
            .. Enum.GetValues<Layout>().Select(layout =>
                (new Placement<double>(rows, columns, layout, 1, 0), new Placement<double>(rows, inner, layout, 2, 0),
                    new Placement<double>(inner, columns, layout, 3, 0))),
        ];

        // Tests that run beside this one may hold the pool's blocks for a moment; what every call allocates shows in every turn.
        long least = long.MaxValue;
        for (int turn = 0; turn < 10; turn++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach ((Placement<double> c, Placement<double> a, Placement<double> b) in cases)
            {
                MatrixProduct.Set(
                    c.Span, c.Row, c.Column, a.Span, a.Row, a.Column, b.Span, b.Row, b.Column, rows, inner, columns);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(6, 3, 1, 2, 3, true)]
    [InlineData(5, 3, 1, 2, 3, false)]
    [InlineData(8, 5, 1, 2, 3, true)]
    [InlineData(7, 5, 1, 2, 3, false)]
    [InlineData(0, 5, 1, 0, 3, true)]
    [InlineData(0, 5, 1, 3, 0, true)]
    [InlineData(6, 1, 2, 2, 3, true)]
    [InlineData(6, 2, 1, 2, 3, false)]
    [InlineData(9, 0, 1, 2, 3, false)]
    [InlineData(9, 3, 0, 2, 3, false)]
    [InlineData(9, 0, 3, 1, 3, true)]
    [InlineData(9, 3, 0, 3, 1, true)]
    [InlineData(9, -3, 1, 2, 3, false)]
    [InlineData(9, 3, -1, 2, 3, false)]
    [InlineData(9, 3, 1, -2, 3, false)]
    [InlineData(9, 3, 1, 2, -3, false)]
    [InlineData(9, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, false)]
    [InlineData(9, 65536, 1, 65537, 1, false)]
    [InlineData(9, 1 << 30, 1 << 30, 5, 5, false)]
    public void Destinations_fit_where_every_element_has_a_place_of_its_own(
        int length, int row, int column, int rows, int columns, bool fits)
    {
        double[] c = new double[length], a = new double[100], b = new double[100];
        Assert.Equal(fits, MatrixProduct.Fits(c, row, column, a, 1, 0, b, 0, 1, rows, 2, columns));
        if (!fits)
        {
            Assert.Throws<ArgumentException>(() => MatrixProduct.Add(c, row, column, a, 1, 0, b, 0, 1, rows, 2, columns));
        }
    }

    [Theory]
    [InlineData(6, 3, 1, true)]
    [InlineData(5, 3, 1, false)]
    [InlineData(1, 0, 0, true)]
    [InlineData(6, int.MaxValue, int.MaxValue, false)]
    [InlineData(6, -1, 1, false)]
    public void Factors_fit_where_every_element_has_a_place(int length, int row, int column, bool fits)
    {
        float[] factor = new float[length], other = new float[100], c = new float[100];
        Assert.Equal(fits, MatrixProduct.Fits(c, 10, 1, factor, row, column, other, 1, 1, 2, 3, 4));
        Assert.Equal(fits, MatrixProduct.Fits(c, 10, 1, other, 1, 1, factor, row, column, 4, 2, 3));
    }

    [Fact]
    public void Destinations_that_overlap_a_factor_do_not_fit()
    {
        double[] memory = new double[30];
        double[] other = new double[30];
        for (int start = 0; start <= 20; start++)
        {
            Span<double> c = memory.AsSpan(start);
            ReadOnlySpan<double> factor = memory.AsSpan(0, 10);
            Assert.Equal(start >= 10, MatrixProduct.Fits(c, 2, 1, factor, 5, 1, other, 2, 1, 2, 5, 2));
            Assert.Equal(start >= 10, MatrixProduct.Fits(c, 2, 1, other, 5, 1, factor, 2, 1, 2, 5, 2));
        }

        // The factor may come after the destination, too, and both factors may be the same.
        Assert.True(MatrixProduct.Fits(memory.AsSpan(0, 4), 2, 1, memory.AsSpan(4), 5, 1, memory.AsSpan(4), 2, 1, 2, 5, 2));
        Assert.False(MatrixProduct.Fits(memory.AsSpan(0, 4), 2, 1, memory.AsSpan(3), 5, 1, other, 2, 1, 2, 5, 2));
    }
}
