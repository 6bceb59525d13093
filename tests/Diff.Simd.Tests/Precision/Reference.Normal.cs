using System;

namespace Diff.Simd.Tests.Precision;

/// <content>The error function and what is made of it, and the activations.</content>
internal static partial class Reference
{
    private static readonly DoubleDouble s_rootOfPi = DoubleDouble.Sqrt(Pi);
    private static readonly DoubleDouble s_rootOfTwo = DoubleDouble.Sqrt(2);

    internal static Precise Erf(double x)
    {
        if (double.IsNaN(x) || x == 0)
            return x;
        if (Math.Abs(x) < Negligible)
            return new(2 / s_rootOfPi * Math.ScaleB(x, 100), -100);
        return Math.Abs(x) > 7 ? new DoubleDouble(Math.Sign(x), -Math.Sign(x) * 1E-24) : ErfSeries(x);
    }

    internal static Precise NormalPdf(double x) =>
        double.IsInfinity(x) ? 0 : ExpOfMinusHalfSquare(x) * (1 / (s_rootOfPi * s_rootOfTwo));

    internal static Precise NormalCdf(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) > 1E3)
            return double.IsNaN(x) ? x : x > 0 ? 1 : 0;
        DoubleDouble argument = (DoubleDouble)Math.Abs(x) / s_rootOfTwo;
        if (argument.High < 2)
        {
            DoubleDouble half = ErfSeries(argument) * 0.5;
            return x < 0 ? 0.5 - half : 0.5 + half;
        }

        // Source: the continued fraction of erfc, Abramowitz and Stegun, 7.1.14.
        DoubleDouble fraction = argument;
        for (int i = 400; i >= 1; i--)
        {
            fraction = argument + i * 0.5 / fraction;
        }

        Precise tail = ExpOfMinusHalfSquare(x) * (1 / (fraction * s_rootOfPi) * 0.5);
        return x < 0 ? tail : 1 - tail.Value;
    }

    internal static Precise Gelu(double x) =>
        double.IsInfinity(x) ? x > 0 ? x : -0.0 : NormalCdf(x) * x;

    internal static Precise Sigmoid(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) > 1E4)
            return double.IsNaN(x) ? x : x > 0 ? 1 : 0;
        Precise power = Exp(-Math.Abs(x));
        DoubleDouble share = 1 / (1 + power.Value);
        return x < 0 ? power * share : share;
    }

    internal static Precise Silu(double x) => double.IsInfinity(x) ? x > 0 ? x : -0.0 : Sigmoid(x) * x;

    internal static Precise Softplus(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) > 1E4)
            return double.IsNaN(x) ? x : Math.Max(x, 0);
        if (x < -600)
            return Exp(x);
        return (x > 0 ? x : 0) + LogP1(Exp(-Math.Abs(x)).Value);
    }

    /// <summary>e^(−x²/2), with all digits of the square.</summary>
    private static Precise ExpOfMinusHalfSquare(double x) =>
        Math.Abs(x) > 1E3 ? Math.Exp(-x * x) : Exp(DoubleDouble.Product(x, x) * -0.5);

    /// <summary>2/√π·e^−x²·Σ 2ⁿ·x²ⁿ⁺¹/(1·3·…·(2n + 1)), without cancellation. Source: Abramowitz and Stegun, 7.1.6.</summary>
    private static DoubleDouble ErfSeries(DoubleDouble x)
    {
        DoubleDouble twiceSquare = x * x * 2;
        DoubleDouble sum = x;
        DoubleDouble term = x;
        for (int i = 3; Math.Abs(term.High) > Math.Abs(sum.High) * 1E-33; i += 2)
        {
            term = term * twiceSquare / i;
            sum += term;
        }

        return sum * 2 * Exp(-(x * x)).Value / s_rootOfPi;
    }
}
