using System;
using System.Numerics;

namespace Diff.Simd.Tests.Precision;

/// <content>Trigonometric functions, also of huge arguments, which are reduced by π to 1400 bits.</content>
internal static partial class Reference
{
    private const int PiBits = 1400;
    private static readonly BigInteger s_pi = 4 * (4 * ArctangentOfInverse(5) - ArctangentOfInverse(239));

    internal static readonly DoubleDouble Pi = ToDoubleDouble(s_pi, -PiBits);

    internal static Precise Sin(double x) =>
        !double.IsFinite(x) ? double.NaN : Math.Abs(x) < Negligible ? x : OfQuadrant(Reduce(x, out int n), n);

    internal static Precise Cos(double x) => !double.IsFinite(x) ? double.NaN : OfQuadrant(Reduce(x, out int n), n + 1);

    internal static Precise Tan(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) < Negligible)
            return double.IsFinite(x) ? x : double.NaN;
        DoubleDouble r = Reduce(x, out int n);
        return OfQuadrant(r, n) / OfQuadrant(r, n + 1);
    }

    internal static DoubleDouble Atan(DoubleDouble x)
    {
        if (x.High == 0 || double.IsNaN(x.High))
            return x;
        // Not by 1/x below 2⁻¹⁰²², where it overflows.
        if (Math.Abs(x.High) > 1)
            return Pi * (Math.Sign(x.High) * 0.5) - (double.IsInfinity(x.High) ? 0 : Atan(1 / x));
        if (Math.Abs(x.High) < 1E-40)
            return x;
        DoubleDouble guess = Math.Atan(x.High);
        DoubleDouble sine = SinOfSmall(guess);
        DoubleDouble cosine = CosOfSmall(guess);
        DoubleDouble tangent = (x * cosine - sine) / (cosine + x * sine);
        return guess + (tangent - tangent * tangent * tangent / 3);
    }

    internal static Precise Atan2(double y, double x)
    {
        double plain = Math.Atan2(y, x);
        if (x == 0 || y == 0 || !double.IsFinite(x) || !double.IsFinite(y))
        {
            // Multiples of π/4, to more digits than the library's.
            int eighths = (int)Math.Round(plain / (Math.PI / 4));
            return double.IsNaN(plain) || eighths == 0 ? plain : Pi * (eighths * 0.25);
        }

        int scale = Math.Max(Math.ILogB(x), Math.ILogB(y));
        DoubleDouble height = Math.ScaleB(Math.Abs(y), -scale);
        DoubleDouble width = Math.ScaleB(Math.Abs(x), -scale);
        if (Math.ILogB(y) - Math.ILogB(x) < -200 && x > 0)
            return new((DoubleDouble)Math.ScaleB(y, -Math.ILogB(y)) / Math.ScaleB(x, -Math.ILogB(x)), Math.ILogB(y) - Math.ILogB(x));
        DoubleDouble angle = height.High > width.High ? Pi * 0.5 - Atan(width / height) : Atan(height / width);
        angle = x < 0 ? Pi - angle : angle;
        return y < 0 ? -angle : angle;
    }

    internal static Precise Asin(double x)
    {
        if (Math.Abs(x) < Negligible || !(Math.Abs(x) <= 1))
            return Math.Abs(x) < Negligible ? x : double.NaN;
        DoubleDouble square = DoubleDouble.Sum(1, -x) * DoubleDouble.Sum(1, x);
        return square.High == 0 ? Pi * (0.5 * Math.Sign(x)) : Atan(x / DoubleDouble.Sqrt(square));
    }

    internal static Precise Acos(double x)
    {
        if (!(Math.Abs(x) <= 1))
            return double.NaN;
        return x == -1 ? Pi : 2 * Atan(DoubleDouble.Sqrt(DoubleDouble.Sum(1, -x) / DoubleDouble.Sum(1, x)));
    }

    private static DoubleDouble OfQuadrant(DoubleDouble r, int n)
    {
        DoubleDouble result = (n & 1) == 0 ? SinOfSmall(r) : CosOfSmall(r);
        return (n & 2) == 0 ? result : -result;
    }

    /// <summary>x − n·π/2, in |r| ≤ π/4, exact to twice a double's digits; n modulo 4.</summary>
    private static DoubleDouble Reduce(double x, out int n)
    {
        if (Math.Abs(x) < 0.78)
        {
            n = 0;
            return x;
        }

        int exponent = Math.ILogB(x) - 52;
        BigInteger scaled = new BigInteger(Math.ScaleB(x, -exponent)) << (exponent + PiBits);
        BigInteger halfPi = s_pi >> 1;
        BigInteger quotient = BigInteger.Divide(scaled, halfPi);
        BigInteger rest = scaled - quotient * halfPi;
        if (2 * BigInteger.Abs(rest) > halfPi)
        {
            quotient += x > 0 ? 1 : -1;
            rest -= x > 0 ? halfPi : -halfPi;
        }

        n = (int)(quotient & 3);
        return ToDoubleDouble(rest, -PiBits);
    }

    private static DoubleDouble SinOfSmall(DoubleDouble x)
    {
        DoubleDouble z = x * x;
        DoubleDouble sum = x;
        DoubleDouble term = x;
        for (int i = 2; i < 34; i += 2)
        {
            term = -term * z / (i * (i + 1));
            sum += term;
        }

        return sum;
    }

    private static DoubleDouble CosOfSmall(DoubleDouble x)
    {
        DoubleDouble z = x * x;
        DoubleDouble sum = 1;
        DoubleDouble term = 1;
        for (int i = 1; i < 34; i += 2)
        {
            term = -term * z / (i * (i + 1));
            sum += term;
        }

        return sum;
    }

    private static BigInteger ArctangentOfInverse(int n)
    {
        BigInteger term = (BigInteger.One << PiBits) / n;
        BigInteger sum = term;
        for (int i = 3; !term.IsZero; i += 2)
        {
            term = -term / (n * n);
            sum += term / i;
        }

        return sum;
    }

    /// <summary>x·2^exponent to two doubles.</summary>
    private static DoubleDouble ToDoubleDouble(BigInteger x, int exponent)
    {
        int excess = (int)Math.Max(0, (long)BigInteger.Abs(x).GetBitLength() - 120);
        BigInteger leading = x >> excess;
        double high = (double)leading;
        double low = (double)(leading - new BigInteger(high));
        return DoubleDouble.Sum(Math.ScaleB(high, exponent + excess), Math.ScaleB(low, exponent + excess));
    }
}
