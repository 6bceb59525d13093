using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>A derivative by differences.</summary>
/// <param name="Derivative">The best estimate.</param>
/// <param name="Error">How far the estimates around it are from it.</param>
internal readonly record struct Difference(double Derivative, double Error);

/// <summary>
/// Central differences, extrapolated to step 0 (C. J. F. Ridders, Advances in Engineering Software 4, 1982): a sweep of steps
/// that keeps the entry with the smallest error estimate.
/// </summary>
internal static class Differences
{
    public const int Steps = 8;
    public const double Shrink = 1.6;

    public static Difference Central(Func<double, double> f, double step)
    {
        double[,] table = new double[Steps, Steps];
        Difference best = new(double.NaN, double.PositiveInfinity);
        for (int i = 0; i < Steps; i++, step /= Shrink)
        {
            table[0, i] = (f(step) - f(-step)) / (2 * step);
            double factor = Shrink * Shrink;
            for (int j = 1; j <= i; j++, factor *= Shrink * Shrink)
            {
                table[j, i] = (table[j - 1, i] * factor - table[j - 1, i - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (error <= best.Error)
                    best = new Difference(table[j, i], error);
            }
        }
        return best;
    }

    /// <summary>Whether every step of <see cref="Central"/> stays on the smooth piece of the program on which it starts.</summary>
    /// <param name="trace">The decisions of a run with the given shift.</param>
    /// <param name="step">The largest step.</param>
    public static bool IsSmooth(Func<double, ulong> trace, double step)
    {
        ulong here = trace(0);
        for (int i = 0; i < Steps; i++, step /= Shrink)
        {
            if (trace(step) != here || trace(-step) != here)
                return false;
        }
        return true;
    }
}
