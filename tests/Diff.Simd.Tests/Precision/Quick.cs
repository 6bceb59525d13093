using System;

namespace Diff.Simd.Tests.Precision;

/// <summary>Functions in double that the base library lacks or computes without relative accuracy; they judge float.</summary>
internal static class Quick
{
    /// <summary>Source: W. Kahan, in N. Higham, Accuracy and Stability of Numerical Algorithms, section 1.14.1.</summary>
    internal static double ExpM1(double x)
    {
        double power = Math.Exp(x);
        if (power == 1)
            return x;
        return power - 1 == -1 ? -1 : double.IsInfinity(power) ? power : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>Source: W. Kahan, in D. Goldberg, What Every Computer Scientist Should Know, theorem 4.</summary>
    internal static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    internal static double Hypot(double x, double y) => double.Hypot(x, y);
}
