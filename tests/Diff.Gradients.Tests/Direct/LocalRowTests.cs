using System;
using Diff.Gradients.Tests.Corpus;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>What arrays of arrays throw whose rows are made one by one.</summary>
public sealed partial class LocalRowTests
{
    [Fact]
    public void A_row_that_is_not_made_is_null() => Same<NullReferenceException>(x => Early(x), x => EarlyGradient(x));

    [Fact]
    public void A_row_that_no_iteration_makes_is_null() => Same<NullReferenceException>(x => Short(x, 2), x => ShortGradient(x, 2));

    [Fact]
    public void A_row_beyond_the_array_throws() => Same<IndexOutOfRangeException>(x => Short(x, 9), x => ShortGradient(x, 9));

    [Fact]
    public void An_element_beyond_its_row_throws() => Same<IndexOutOfRangeException>(x => Beyond(x), x => BeyondGradient(x));

    [Fact]
    public void A_row_of_negative_length_throws() => Same<OverflowException>(x => Negative(x, 2), x => NegativeGradient(x, 2));

    [Fact]
    public void Without_rows_nothing_is_read() => Assert.Equal((4.0, 4.0), NegativeGradient(2, 0));

    [Fact]
    public void Rows_are_differentiated_where_all_is_in_range()
    {
        // x · x + 4 · x
        Assert.Equal((12.0, 8.0), ShortGradient(2, 3));
        Assert.Equal(-4.0, ShortBackward(2, 3, -0.5).XGradient);
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
    private static double Early(double x)
    {
        double[][] a = new double[3][];
        for (int i = 0; i < 3; i++)
        {
            x += a[2 - i].Length;
            a[i] = new double[2];
        }

        return x * x;
    }

    [Differentiable(Emit = Emits.Both)]
    private static double Short(double x, int n)
    {
        double[][] a = new double[4][];
        for (int i = 0; i < n; i++)
        {
            a[i] = new double[i + 1];
            a[i][0] = x;
            a[i][i] *= x;
        }

        return a[0][0] + a[2][0] * 3 + a[1][0];
    }

    [Differentiable]
    private static double Beyond(double x)
    {
        double[][] a = new double[2][];
        for (int i = 0; i < 2; i++)
            a[i] = [x, x * x];
        return a[0][1] * a[0][2];
    }

    [Differentiable]
    private static double Negative(double x, int n)
    {
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++)
            a[i] = new double[i - 1];
        return x * x;
    }
}
