using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Diff.CompilerServices;
using Xunit;

namespace Diff.Runtime.Tests.CompilerServices;

public sealed class BlockSumTests
{
    [Fact]
    public void What_is_rounded_away_is_exact()
    {
        Random random = new(71);
        for (int i = 0; i < 10_000; i++)
        {
            float x = (float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-20, 20)));
            float y = (float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-20, 20)));

            // Sums of two floats that are no further apart than that are exact in double.
            float error = BlockSum.RoundingError(x, y);
            Assert.Equal((double)x + y, (double)(x + y) + error);
        }

        Assert.Equal(1, BlockSum.RoundingError(9007199254740992.0, 1.0));
        Assert.Equal(1, BlockSum.RoundingError(1.0, 9007199254740992.0));
    }

    [Fact]
    public void What_is_no_number_does_not_count()
    {
        double[] numbers = [0, -0.0, 1.5, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double number in numbers)
        {
            Assert.Equal(double.IsFinite(number) ? number : 0, BlockSum.FiniteOrZero(number));
            Assert.Equal(float.IsFinite((float)number) ? (float)number : 0, BlockSum.FiniteOrZero((float)number));
        }
    }

    [Fact]
    public void All_widths_compute_the_same()
    {
        double[] x = [1e16, 1, -3, double.PositiveInfinity, double.NaN, double.MaxValue, 0.1, -0.0];
        double[] y = [1, 1e16, 1e-20, 1, 1, double.MaxValue, 0.2, 0];
        double[] errors = [.. x.Zip(y, BlockSum.RoundingError)];
        double[] finite = [.. x.Select(BlockSum.FiniteOrZero)];
        Assert.Equal(Vector512.Create<double>(errors), BlockSum.RoundingError(Vector512.Create<double>(x), Vector512.Create<double>(y)));
        Assert.Equal(Vector512.Create<double>(finite), BlockSum.FiniteOrZero(Vector512.Create<double>(x)));
        for (int i = 0; i < 8; i += 4)
        {
            (double[] left, double[] right) = (x[i..(i + 4)], y[i..(i + 4)]);
            Assert.Equal(Vector256.Create<double>(errors[i..(i + 4)]), BlockSum.RoundingError(Vector256.Create<double>(left), Vector256.Create<double>(right)));
            Assert.Equal(Vector256.Create<double>(finite[i..(i + 4)]), BlockSum.FiniteOrZero(Vector256.Create<double>(left)));
        }

        for (int i = 0; i < 8; i += 2)
        {
            (double[] left, double[] right) = (x[i..(i + 2)], y[i..(i + 2)]);
            Assert.Equal(Vector128.Create<double>(errors[i..(i + 2)]), BlockSum.RoundingError(Vector128.Create<double>(left), Vector128.Create<double>(right)));
            Assert.Equal(Vector128.Create<double>(finite[i..(i + 2)]), BlockSum.FiniteOrZero(Vector128.Create<double>(left)));
        }

        float[] single = [.. x.Concat(y).Select(v => (float)v)];
        float[] other = [.. y.Concat(x).Select(v => (float)v)];
        float[] singleErrors = [.. single.Zip(other, BlockSum.RoundingError)];
        float[] singleFinite = [.. single.Select(BlockSum.FiniteOrZero)];
        Assert.Equal(Vector512.Create<float>(singleErrors), BlockSum.RoundingError(Vector512.Create<float>(single), Vector512.Create<float>(other)));
        Assert.Equal(Vector512.Create<float>(singleFinite), BlockSum.FiniteOrZero(Vector512.Create<float>(single)));
        Assert.Equal(Vector256.Create<float>(singleErrors), BlockSum.RoundingError(Vector256.Create<float>(single), Vector256.Create<float>(other)));
        Assert.Equal(Vector256.Create<float>(singleFinite), BlockSum.FiniteOrZero(Vector256.Create<float>(single)));
        Assert.Equal(Vector128.Create<float>(singleErrors), BlockSum.RoundingError(Vector128.Create<float>(single), Vector128.Create<float>(other)));
        Assert.Equal(Vector128.Create<float>(singleFinite), BlockSum.FiniteOrZero(Vector128.Create<float>(single)));
    }
}
