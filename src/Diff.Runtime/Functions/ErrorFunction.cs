using System;

namespace Diff;

/// <summary>
/// Rational approximations for the error function and its complement, from which <see cref="Functions.Erf(double)"/> and
/// <see cref="Functions.NormalCdf(double)"/> are put together.
/// </summary>
/// <remarks>
/// Source of the coefficients: W. J. Cody, Rational Chebyshev Approximations for the Error Function, Math. Comp. 23 (1969),
/// 631–637, tables II, III and IV, in the digits of the author's program CALERF (netlib, specfun). The polynomials are written
/// out by Horner's rule: as spans the coefficients would be allocated anew in code that is not optimised yet.
/// </remarks>
internal static class ErrorFunction
{
    /// <summary>The end of the interval that <see cref="ErfOfSmall"/> covers and <see cref="ScaledErfc"/> begins at.</summary>
    internal const double Small = 0.46875;

    internal const double SquareRootOfHalf = 0.70710678118654752440;

    private const double InverseSquareRootOfPi = 0.56418958354775628695;

    /// <summary>The error function where |x| ≤ <see cref="Small"/>.</summary>
    internal static double ErfOfSmall(double x)
    {
        double square = x * x;
        double numerator = 1.85777706184603153e-1 * square + 3.16112374387056560e0;
        numerator = numerator * square + 1.13864154151050156e2;
        numerator = numerator * square + 3.77485237685302021e2;
        numerator = numerator * square + 3.20937758913846947e3;
        double denominator = square + 2.36012909523441209e1;
        denominator = denominator * square + 2.44024637934444173e2;
        denominator = denominator * square + 1.28261652607737228e3;
        denominator = denominator * square + 2.84423683343917062e3;
        return x * (numerator / denominator);
    }

    /// <summary>The scaled complement e^x²·erfc(x) where x ≥ <see cref="Small"/>; it varies slowly and underflows nowhere.</summary>
    internal static double ScaledErfc(double x) => x <= 4 ? ScaledErfcOfMiddle(x) : ScaledErfcOfLarge(x);

    private static double ScaledErfcOfMiddle(double x)
    {
        double numerator = 2.15311535474403846e-8 * x + 5.64188496988670089e-1;
        numerator = numerator * x + 8.88314979438837594e0;
        numerator = numerator * x + 6.61191906371416295e1;
        numerator = numerator * x + 2.98635138197400131e2;
        numerator = numerator * x + 8.81952221241769090e2;
        numerator = numerator * x + 1.71204761263407058e3;
        numerator = numerator * x + 2.05107837782607147e3;
        numerator = numerator * x + 1.23033935479799725e3;
        double denominator = x + 1.57449261107098347e1;
        denominator = denominator * x + 1.17693950891312499e2;
        denominator = denominator * x + 5.37181101862009858e2;
        denominator = denominator * x + 1.62138957456669019e3;
        denominator = denominator * x + 3.29079923573345963e3;
        denominator = denominator * x + 4.36261909014324716e3;
        denominator = denominator * x + 3.43936767414372164e3;
        denominator = denominator * x + 1.23033935480374942e3;
        return numerator / denominator;
    }

    private static double ScaledErfcOfLarge(double x)
    {
        double inverseSquare = 1 / (x * x);
        double numerator = 1.63153871373020978e-2 * inverseSquare + 3.05326634961232344e-1;
        numerator = numerator * inverseSquare + 3.60344899949804439e-1;
        numerator = numerator * inverseSquare + 1.25781726111229246e-1;
        numerator = numerator * inverseSquare + 1.60837851487422766e-2;
        numerator = numerator * inverseSquare + 6.58749161529837803e-4;
        double denominator = inverseSquare + 2.56852019228982242e0;
        denominator = denominator * inverseSquare + 1.87295284992346047e0;
        denominator = denominator * inverseSquare + 5.27905102951428412e-1;
        denominator = denominator * inverseSquare + 6.05183413124413191e-2;
        denominator = denominator * inverseSquare + 2.33520497626869185e-3;
        return (InverseSquareRootOfPi - inverseSquare * (numerator / denominator)) / x;
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
}
