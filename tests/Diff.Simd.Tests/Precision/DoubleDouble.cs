using System;

namespace Diff.Simd.Tests.Precision;

/// <summary>
/// An unevaluated sum of two doubles: some 106 bits. Source of the operations: T. J. Dekker, A Floating-Point Technique for
/// Extending the Available Precision, Numer. Math. 18 (1971), with fused products for the errors.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        DoubleDouble high = Sum(x.High, y.High);
        DoubleDouble low = Sum(x.Low, y.Low);
        DoubleDouble sum = QuickSum(high.High, high.Low + low.High);
        return QuickSum(sum.High, sum.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        DoubleDouble product = Product(x.High, y.High);
        return QuickSum(product.High, product.Low + (x.High * y.Low + x.Low * y.High));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double first = x.High / y.High;
        DoubleDouble rest = x - y * first;
        double second = rest.High / y.High;
        rest -= y * second;
        double third = rest.High / y.High;
        return QuickSum(first, second) + third;
    }

    /// <summary>x + y, exactly.</summary>
    public static DoubleDouble Sum(double x, double y)
    {
        double sum = x + y;
        double second = sum - x;
        return new(sum, x - (sum - second) + (y - second));
    }

    /// <summary>x·y, exactly.</summary>
    public static DoubleDouble Product(double x, double y)
    {
        double product = x * y;
        return new(product, Math.FusedMultiplyAdd(x, y, -product));
    }

    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (x.High <= 0)
            return Math.Sqrt(x.High);
        DoubleDouble root = Math.Sqrt(x.High);
        root += (x - root * root) / (2 * root.High);
        return root + (x - root * root) / (2 * root.High);
    }

    public static DoubleDouble ScaleB(DoubleDouble x, int exponent) =>
        new(Math.ScaleB(x.High, exponent), Math.ScaleB(x.Low, exponent));

    /// <summary>x + y, exactly, for |x| ≥ |y|.</summary>
    private static DoubleDouble QuickSum(double x, double y)
    {
        double sum = x + y;
        return new(sum, y - (sum - x));
    }
}
