using System;

namespace Diff;

/// <summary>
/// Rational approximations for the error function and its complement, from which <see cref="Functions.Erf(double)"/> and
/// <see cref="Functions.NormalCdf(double)"/> are put together.
/// </summary>
/// <remarks>
/// Source of the coefficients: W. J. Cody, Rational Chebyshev Approximations for the Error Function, Math. Comp. 23 (1969),
/// 631–637, tables II, III and IV, in the digits of the author's program CALERF (netlib, specfun).
/// </remarks>
internal static class ErrorFunction
{
    /// <summary>The end of the interval that <see cref="ErfOfSmall"/> covers and <see cref="ScaledErfc"/> begins at.</summary>
    internal const double Small = 0.46875;

    internal const double SquareRootOfHalf = 0.70710678118654752440;

    private const double InverseSquareRootOfPi = 0.56418958354775628695;

    private static ReadOnlySpan<double> SmallNumerator =>
    [
        1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
    ];

    private static ReadOnlySpan<double> SmallDenominator =>
    [
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3,
    ];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static ReadOnlySpan<double> LargeNumerator =>
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
        1.60837851487422766e-2, 6.58749161529837803e-4,
    ];

    private static ReadOnlySpan<double> LargeDenominator =>
    [
        1, 2.56852019228982242e0, 1.87295284992346047e0, 5.27905102951428412e-1, 6.05183413124413191e-2,
        2.33520497626869185e-3,
    ];

    /// <summary>The error function where |x| ≤ <see cref="Small"/>.</summary>
    internal static double ErfOfSmall(double x)
    {
        double square = x * x;
        return x * (Polynomial(SmallNumerator, square) / Polynomial(SmallDenominator, square));
    }

    /// <summary>The scaled complement e^x²·erfc(x) where x ≥ <see cref="Small"/>; it varies slowly and underflows nowhere.</summary>
    internal static double ScaledErfc(double x)
    {
        if (x <= 4)
        {
            return Polynomial(MiddleNumerator, x) / Polynomial(MiddleDenominator, x);
        }
        double inverseSquare = 1 / (x * x);
        double correction = inverseSquare * (Polynomial(LargeNumerator, inverseSquare) / Polynomial(LargeDenominator, inverseSquare));
        return (InverseSquareRootOfPi - correction) / x;
    }

    /// <summary>e^−x². The square is split so that its rounding error, which the exponential would magnify, never arises.</summary>
    internal static double ExpOfMinusSquare(double x)
    {
        (double square, double remainder) = SplitSquare(x);
        return Math.Exp(-square) * Math.Exp(-remainder);
    }

    /// <summary>e^−x²/2, with the square split as in <see cref="ExpOfMinusSquare"/>.</summary>
    internal static double ExpOfMinusHalfSquare(double x)
    {
        (double square, double remainder) = SplitSquare(x);
        return Math.Exp(-0.5 * square) * Math.Exp(-0.5 * remainder);
    }

    /// <summary>x² as an exact square of sixteenths and what remains; rounding errors of the parts are harmless.</summary>
    private static (double Square, double Remainder) SplitSquare(double x)
    {
        double magnitude = Math.Abs(x);
        // Far beyond the point where the exponential is 0; an infinite remainder would be ∞ − ∞.
        if (magnitude > 64)
        {
            return (magnitude * magnitude, 0);
        }
        double sixteenths = Math.Truncate(magnitude * 16) / 16;
        return (sixteenths * sixteenths, (magnitude - sixteenths) * (magnitude + sixteenths));
    }

    /// <summary>Horner's rule, the highest coefficient first.</summary>
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
        {
            value = value * x + coefficient;
        }
        return value;
    }
}
