using System;

namespace Diff.Compiler.Facts;

/// <summary>
/// What a spread of pre-activations does to a layer: z ~ N(0, s²), since a sum of many independent products is nearly normal.
/// </summary>
internal static class Saturation
{
    /// <summary>Below this slope a unit hardly learns.</summary>
    public const double FlatSlope = 0.01;

    /// <summary>From this spread on a hyperbolic tangent is saturated by its initialisation.</summary>
    public const double LargestForTanh = 2.5;

    /// <summary>From this spread on a logistic function is saturated by its initialisation.</summary>
    public const double LargestForLogistic = 4;

    /// <summary>Beyond so many standard deviations the normal density is zero in double precision.</summary>
    private const double Tail = 12;

    private const int Panels = 1200;

    /// <summary>Whether a spread is too large for a layer.</summary>
    public static bool IsTooLarge(double spread, bool isTanh) => spread > (isTanh ? LargestForTanh : LargestForLogistic);

    /// <summary>The share of pre-activations of a spread at which the slope is below <see cref="FlatSlope"/>.</summary>
    public static double FlatShare(double spread, bool isTanh)
    {
        if (!(spread > 0))
        {
            return 0;
        }

        // 1 − tanh² z = f at tanh z = √(1 − f); σ(1 − σ) = f at σ = (1 + √(1 − 4f)) / 2.
        double root = Math.Sqrt(1 - FlatSlope);
        double logistic = (1 + Math.Sqrt(1 - (4 * FlatSlope))) / 2;
        double edge = isTanh ? Math.Log((1 + root) / (1 - root)) / 2 : Math.Log(logistic / (1 - logistic));
        double inside = 2 * Integral(Density, 0, Math.Min(edge / spread, Tail));
        return Math.Min(1, Math.Max(0, 1 - inside));
    }

    private static double Density(double u) => Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Simpson's rule.</summary>
    private static double Integral(Func<double, double> function, double from, double to)
    {
        double step = (to - from) / Panels;
        double sum = function(from) + function(to);
        for (int i = 1; i < Panels; i++)
        {
            sum += function(from + (i * step)) * (i % 2 == 0 ? 2 : 4);
        }

        return sum * step / 3;
    }
}
