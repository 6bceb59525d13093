using System;

namespace CurveFit;

/// <summary>Student's distribution, by which an estimate deviates in units of its standard error where that is estimated too.</summary>
internal static class StudentT
{
    private const double Normal = 1.959963984540054;

    // From here on the expansion around the normal distribution is exact to ten digits.
    private const int Many = 200;

    /// <summary>The number of standard errors to both sides that hold 95 %.</summary>
    /// <param name="freedom">The degrees of freedom, 1 or more.</param>
    /// <returns>The quantile at 0.975.</returns>
    public static double Quantile(int freedom)
    {
        if (freedom >= Many)
            return Expansion(freedom);

        double low = 0;
        double high = 16;
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            if (Inside(middle, freedom) < 0.95)
                low = middle;
            else
                high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>The probability of being within ±t, by the finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4.</summary>
    /// <param name="t">The number of standard errors.</param>
    /// <param name="freedom">The degrees of freedom.</param>
    /// <returns>The probability.</returns>
    public static double Inside(double t, int freedom)
    {
        double angle = Math.Atan(t / Math.Sqrt(freedom));
        double square = Math.Cos(angle) * Math.Cos(angle);
        bool isOdd = freedom % 2 == 1;
        double term = isOdd ? Math.Cos(angle) : 1;
        double sum = 0;
        for (int i = isOdd ? 2 : 1; i < freedom; i += 2)
        {
            sum += term;
            term *= square * i / (i + 1);
        }

        return isOdd ? 2 / Math.PI * (angle + Math.Sin(angle) * sum) : Math.Sin(angle) * sum;
    }

    // Abramowitz and Stegun, 26.7.5.
    private static double Expansion(double freedom)
    {
        double x = Normal;
        double first = (Math.Pow(x, 3) + x) / 4;
        double second = (5 * Math.Pow(x, 5) + 16 * Math.Pow(x, 3) + 3 * x) / 96;
        double third = (3 * Math.Pow(x, 7) + 19 * Math.Pow(x, 5) + 17 * Math.Pow(x, 3) - 15 * x) / 384;

        return x + first / freedom + second / Math.Pow(freedom, 2) + third / Math.Pow(freedom, 3);
    }
}
