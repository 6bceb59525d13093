using System;
using System.Linq;
using Xunit;

namespace Diff.Gradients.Tests.Lanes;

/// <summary>Sums in lanes: blocks, several accumulators, and an error that does not grow with the number of elements.</summary>
public sealed class LaneSumTests
{
    /// <summary>The lanes of a block are summed up plainly, 256 additions at most, then the lanes themselves and what fills no vector.</summary>
    private const double Bound = (256 + 32) * 5.97e-8;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 68), 255, 1000, 2047, 2048, 2049, 4101, 9000, 20003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Blocks_and_what_they_leave_over(int n)
    {
        double[] x = LaneNumbers.Draw(n, 61);
        (double[] byX, double[] oneX) = (LaneNumbers.Filled(n), LaneNumbers.Filled(n));
        (double value, double a) = LaneMethods.TwoLongSumsGradient(1.25, x, byX);
        (double one, double oneA) = LaneMethods.TwoLongSumsOneByOneGradient(1.25, x, oneX);
        Assert.Equal(LaneMethods.TwoLongSums(1.25, x), one);
        LaneNumbers.Close([one, oneA, .. oneX], [value, a, .. byX], 1e-12);
        Assert.Equal((x.Sum() * 0.5) + 1 + x.Sum(v => v * v), a, 1e-10 * (1 + n));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_of_shared_places(int rows)
    {
        double[] w = LaneNumbers.Draw(15, 62);
        double[] x = LaneNumbers.Draw(4 * rows, 63);
        (double[] byW, double[] byX) = (LaneNumbers.Filled(15), LaneNumbers.Filled(x.Length));
        (double[] oneW, double[] oneX) = (LaneNumbers.Filled(15), LaneNumbers.Filled(x.Length));
        double value = LaneMethods.RowsThroughMemoryGradient(w, x, byW, byX);
        double one = LaneMethods.RowsThroughMemoryOneByOneGradient(w, x, oneW, oneX);
        Assert.Equal(LaneMethods.RowsThroughMemory(w, x), one);
        LaneNumbers.Close([one, .. oneW, .. oneX], [value, .. byW, .. byX], 1e-12);
        LaneNumbers.Differences(v => LaneMethods.RowsThroughMemory(v, x), w, byW);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1_000_003)]
    [InlineData(10_000_000)]
    public void The_error_of_a_sum_does_not_grow(int n)
    {
        foreach (float[] x in new[] { Positive(n), [.. Enumerable.Repeat(0.1f, n)] })
        {
            float[] byX = new float[n];
            (float value, float a) = LaneMethods.LongSumGradient(0.7f, x, byX);
            double expected = x.Sum(v => (double)v);
            Assert.InRange(a, expected * (1 - Bound), expected * (1 + Bound));
            Assert.InRange(value, 0.7f * expected * (1 - Bound), 0.7f * expected * (1 + Bound));
            Assert.All(byX, v => Assert.Equal(0.7f, v));
        }
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(9_999_999)]
    public void The_error_of_sums_of_shared_places_does_not_grow(int n)
    {
        float[] w = [0.5f, 0.25f, 0.125f, 0.75f];
        float[] x = Positive(n);
        (float[] byW, float[] byX) = (new float[4], new float[n]);
        float value = LaneMethods.LongRowsOfThreeGradient(w, x, byW, byX);
        double[] expected = [0, 0, 0, n / 3];
        for (int i = 0; i < n; i++)
        {
            expected[i % 3] += x[i];
        }

        for (int k = 0; k < 4; k++)
        {
            Assert.InRange(byW[k], expected[k] * (1 - Bound), expected[k] * (1 + Bound));
        }

        double sum = expected.Zip(w, (e, v) => e * v).Sum();
        Assert.InRange(value, sum * (1 - Bound), sum * (1 + Bound));
    }

    /// <summary>What is rounded away is not a number where a sum is infinite: it must not come into the result.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity, 1, double.PositiveInfinity)]
    [InlineData(1, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(1e38, 1e38, 2e38)]
    [InlineData(3e38, 3e38, double.PositiveInfinity)]
    [InlineData(-3e38, -3e38, double.NegativeInfinity)]
    public void Infinite_sums_stay_infinite(double early, double late, double expected)
    {
        int n = 50_003;
        foreach (int place in new[] { 0, 5_000, 49_990, 50_002 })
        {
            float[] x = [.. Enumerable.Repeat(0f, n)];
            x[1_000] = (float)early;
            x[place] += (float)late;
            (float value, float a) = LaneMethods.LongSumGradient(1, x, new float[n]);
            Assert.Equal((float)expected, a);
            Assert.Equal((float)expected, value);

            float[] w = [1, 1, 1, 0];
            float[] byW = new float[4];
            float[] rows = new float[3 * n];
            for (int i = 0; i < n; i++)
            {
                rows[3 * i] = x[i];
            }

            LaneMethods.LongRowsOfThreeGradient(w, rows, byW, new float[3 * n]);
            Assert.Equal([(float)expected, 0, 0, n], byW);
        }
    }

    private static float[] Positive(int n) => [.. LaneNumbers.DrawSingle(n, 64).Select(v => 0.01f + MathF.Abs(v))];
}
