using System;

namespace Diff.Simd.Tests.Precision;

/// <summary>Exponentials, logarithms and what is made of them, to about 100 bits, by series and Newton's method.</summary>
internal static partial class Reference
{
    internal static readonly DoubleDouble LogTwo = new(0.6931471805599453, 2.3190468138462996e-17);
    internal static readonly DoubleDouble LogTen = new(2.302585092994046, -2.1707562233822494e-16);

    /// <summary>Below, odd functions and the like are their argument, and squares underflow.</summary>
    private const double Negligible = 1E-60;

    internal static Precise Exp(DoubleDouble x)
    {
        if (!double.IsFinite(x.High) || Math.Abs(x.High) > 1E5)
            return Math.Exp(x.High);
        int k = (int)Math.Round(x.High / LogTwo.High);
        return new(1 + ExpM1OfSmall(x - LogTwo * k), k);
    }

    internal static Precise Exp2(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) > 1E5)
            return Math.Pow(2, x);
        int k = (int)Math.Round(x);
        return new(1 + ExpM1OfSmall(LogTwo * (x - k)), k);
    }

    internal static Precise Exp10(double x) => double.IsFinite(x) && Math.Abs(x) < 1E4 ? Exp(LogTen * x) : Math.Pow(10, x);

    internal static Precise ExpM1(DoubleDouble x)
    {
        if (double.IsNaN(x.High) || x.High > 200)
            return Exp(x);
        if (x.High < -200)
            return new DoubleDouble(-1, Math.Exp(Math.Max(x.High, -700)));
        if (Math.Abs(x.High) < Negligible)
            return x;
        int k = (int)Math.Round(x.High / LogTwo.High);
        DoubleDouble power = ExpM1OfSmall(x - LogTwo * k);
        return k == 0 ? power : DoubleDouble.ScaleB(1 + power, k) - 1;
    }

    /// <summary>ln x, for a normal number.</summary>
    internal static DoubleDouble Log(DoubleDouble x)
    {
        if (!(x.High > 0) || double.IsInfinity(x.High))
            return Math.Log(x.High);
        if (x.High < 1E-200)
            return Log(DoubleDouble.ScaleB(x, 600)) - LogTwo * 600;
        if (x.High > 1E200)
            return Log(DoubleDouble.ScaleB(x, -600)) + LogTwo * 600;
        if (Math.Abs(x.High - 1) < 0.25)
            return LogP1OfSmall(x - 1);
        DoubleDouble guess = Math.Log(x.High);
        DoubleDouble excess = x * Exp(-guess).Value - 1;
        return guess + (excess - excess * excess * 0.5);
    }

    internal static DoubleDouble LogP1(DoubleDouble x) =>
        !double.IsFinite(x.High) ? double.IsNegativeInfinity(x.High) ? double.NaN : x
        : Math.Abs(x.High) < Negligible ? x
        : Math.Abs(x.High) < 0.25 ? LogP1OfSmall(x) : Log(1 + x);

    internal static DoubleDouble Log2(double x) => !(x > 0) || double.IsInfinity(x) ? Math.Log(x) : Log(x) / LogTwo;

    internal static DoubleDouble Log10(double x) => !(x > 0) || double.IsInfinity(x) ? Math.Log(x) : Log(x) / LogTen;

    internal static DoubleDouble Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
            return x;
        int k = Math.ILogB(x) / 3;
        DoubleDouble scaled = Math.ScaleB(x, -3 * k);
        DoubleDouble root = Math.Cbrt(scaled.High);
        for (int i = 0; i < 2; i++)
        {
            root -= (root * root * root - scaled) / (3 * (root * root));
        }

        return DoubleDouble.ScaleB(root, k);
    }

    internal static Precise ReciprocalSqrt(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
            return 1 / Math.Sqrt(x);
        int k = Math.ILogB(x) / 2;
        return new(1 / DoubleDouble.Sqrt(Math.ScaleB(x, -2 * k)), -k);
    }

    internal static Precise Hypot(double x, double y)
    {
        if (double.IsInfinity(x) || double.IsInfinity(y))
            return double.PositiveInfinity;
        double larger = Math.Max(Math.Abs(x), Math.Abs(y));
        if (larger == 0 || double.IsNaN(larger))
            return larger;
        int k = Math.ILogB(larger);
        DoubleDouble width = Math.ScaleB(x, -k);
        DoubleDouble height = Math.ScaleB(y, -k);
        return new(DoubleDouble.Sqrt(width * width + height * height), k);
    }

    /// <summary>xʸ for positive x; signs and special cases as the scalar function has them.</summary>
    internal static Precise Pow(double x, double y)
    {
        double plain = Math.Pow(x, y);
        if (x == 0 || !double.IsFinite(x) || !double.IsFinite(y) || double.IsNaN(plain))
            return plain;
        DoubleDouble product = Log(Math.Abs(x)) * y;
        if (!(Math.Abs(product.High) < 1E4))
            return plain;
        Precise power = Exp(product);
        return plain < 0 || (plain == 0 && double.IsNegative(plain)) ? power * -1 : power;
    }

    internal static Precise Sinh(double x)
    {
        if (x == 0 || !double.IsFinite(x) || Math.Abs(x) > 1E4)
            return Math.Sinh(x);
        if (Math.Abs(x) < Negligible)
            return x;
        if (Math.Abs(x) > 80)
            return Exp(Math.Abs(x)) * (0.5 * Math.Sign(x));
        DoubleDouble power = ExpM1(x).Value;
        return (power + power / (power + 1)) * 0.5;
    }

    internal static Precise Cosh(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) > 1E4)
            return Math.Cosh(x);
        if (Math.Abs(x) > 80)
            return Exp(Math.Abs(x)) * 0.5;
        DoubleDouble power = Exp(x).Value;
        return (power + 1 / power) * 0.5;
    }

    internal static Precise Tanh(double x)
    {
        if (x == 0 || !double.IsFinite(x) || Math.Abs(x) > 80)
            return x == 0 ? x : Math.Tanh(x);
        if (Math.Abs(x) < Negligible)
            return x;
        DoubleDouble power = ExpM1(DoubleDouble.ScaleB(x, 1)).Value;
        return power / (power + 2);
    }

    internal static Precise Asinh(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude < Negligible || !double.IsFinite(x))
            return x;
        DoubleDouble square = DoubleDouble.Product(magnitude, magnitude);
        DoubleDouble result = magnitude > 1E100
            ? Log(magnitude) + LogTwo
            : LogP1(magnitude + square / (1 + DoubleDouble.Sqrt(1 + square)));
        return x < 0 ? -result : result;
    }

    internal static Precise Acosh(double x)
    {
        if (!(x >= 1) || double.IsInfinity(x))
            return Math.Acosh(x);
        DoubleDouble above = DoubleDouble.Sum(x, -1);
        return x > 1E100 ? Log(x) + LogTwo : LogP1(above + DoubleDouble.Sqrt(above * (above + 2)));
    }

    internal static Precise Atanh(double x)
    {
        if (Math.Abs(x) < Negligible || !(Math.Abs(x) < 1))
            return x == 0 || Math.Abs(x) < Negligible ? x : Math.Atanh(x);
        return LogP1(DoubleDouble.ScaleB(x, 1) / DoubleDouble.Sum(1, -x)) * 0.5;
    }

    /// <summary>eʳ − 1 for |r| up to about 1/2, with the relative accuracy of r.</summary>
    private static DoubleDouble ExpM1OfSmall(DoubleDouble r)
    {
        const int Halvings = 6;
        DoubleDouble x = DoubleDouble.ScaleB(r, -Halvings);
        DoubleDouble sum = x;
        DoubleDouble term = x;
        for (int i = 2; i < 16; i++)
        {
            term = term * x / i;
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
        {
            sum = sum * 2 + sum * sum;
        }

        return sum;
    }

    /// <summary>ln(1 + x) for |x| ≤ 1/4, by the series of the inverse hyperbolic tangent.</summary>
    private static DoubleDouble LogP1OfSmall(DoubleDouble x)
    {
        DoubleDouble s = x / (2 + x);
        DoubleDouble z = s * s;
        DoubleDouble sum = 0;
        for (int i = 41; i >= 1; i -= 2)
        {
            sum = sum * z + (DoubleDouble)1 / i;
        }

        return 2 * s * sum;
    }
}
