using System;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>What a loop of few iterations throws, and when, is the same where it is unrolled.</summary>
public sealed partial class ShortLoopExceptionTests
{
    [Fact]
    public void An_index_out_of_range_throws_behind_what_came_before() => Same<IndexOutOfRangeException>(
        x => OutOfRange(x), x => OutOfRangeGradient(x));

    [Fact]
    public void A_negative_index_throws() => Same<IndexOutOfRangeException>(x => Negative(x), x => NegativeGradient(x));

    [Fact]
    public void A_division_by_zero_is_left_to_the_run() => Same<DivideByZeroException>(x => Divides(x), x => DividesGradient(x));

    [Fact]
    public void A_remainder_by_zero_is_left_to_the_run() => Same<DivideByZeroException>(x => Remains(x), x => RemainsGradient(x));

    [Fact]
    public void An_overflow_is_left_to_the_run() => Same<OverflowException>(x => Overflows(x), x => OverflowsGradient(x));

    [Fact]
    public void A_conversion_that_overflows_is_left_to_the_run() => Same<OverflowException>(x => Converts(x), x => ConvertsGradient(x));

    [Fact]
    public void A_view_that_is_too_long_throws() => Same<ArgumentOutOfRangeException>(x => Views(x), x => ViewsGradient(x));

    [Fact]
    public void A_throw_is_reached_as_in_the_primal()
    {
        Same<InvalidOperationException>(x => Throws(x), x => ThrowsGradient(x));
        Assert.Equal((3.0, -6.0), ThrowsGradient(-1));
    }

    /// <summary>Both throw the same, for an argument of 2.</summary>
    private static void Same<TException>(Func<double, double> primal, Func<double, (double, double)> gradient)
        where TException : Exception
    {
        TException expected = Assert.Throws<TException>(() => primal(2));
        TException actual = Assert.Throws<TException>(() => gradient(2));
        Assert.Equal(expected.Message, actual.Message);
    }

    [Differentiable]
    private static double OutOfRange(double x)
    {
        double[] a = new double[3];
        double y = x;
        for (int i = 0; i < 4; i++)
        {
            a[i] = x * i;
            y += a[i] * x;
        }

        return y;
    }

    [Differentiable]
    private static double Negative(double x)
    {
        Span<double> a = stackalloc double[3];
        for (int i = 2; i >= -1; i--)
            a[i] = x * i;
        return a[0] * a[1];
    }

    [Differentiable]
    private static double Divides(double x)
    {
        double y = x;
        for (int i = 2; i >= 0; i--)
            y *= 1 + x * (6 / i);
        return y;
    }

    [Differentiable]
    private static double Remains(double x)
    {
        double y = x;
        for (int i = 2; i >= 0; i--)
            y *= 1 + x * (7 % i);
        return y;
    }

    [Differentiable]
    private static double Overflows(double x)
    {
        double y = x;
        for (int i = 0; i < 3; i++)
            y *= x * checked(2147483646 + i);
        return y;
    }

    [Differentiable]
    private static double Converts(double x)
    {
        double y = x;
        for (int i = 0; i < 3; i++)
            y *= x * checked((byte)(254 + i));
        return y;
    }

    [Differentiable]
    private static double Views(double x)
    {
        Span<double> a = stackalloc double[4];
        double y = x;
        for (int i = 0; i < 3; i++)
        {
            Span<double> part = a.Slice(i, 3);
            part[0] = x;
            y *= part[0];
        }

        return y;
    }

    [Differentiable]
    private static double Throws(double x)
    {
        double y = 0;
        for (int i = 0; i < 3; i++)
        {
            y += x * x;
            if (y > 10)
                throw new InvalidOperationException("too large");
        }

        return y;
    }
}
