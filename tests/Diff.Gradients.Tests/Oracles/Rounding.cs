using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// Random rounding: while it is on, every dual number is off by up to a relative error. Where results then differ from run to
/// run by more than a tolerance, that many digits mean nothing (J. Vignes, the CESTAC method).
/// </summary>
public static class Rounding
{
    [ThreadStatic]
    private static Random? s_random;

    [ThreadStatic]
    private static double s_error;

    /// <summary>Runs with random rounding on this thread.</summary>
    /// <param name="error">The largest relative error of one operation.</param>
    /// <param name="seed">Which errors.</param>
    public static T With<T>(double error, int seed, Func<T> run)
    {
        s_random = new Random(seed);
        s_error = error;
        try
        {
            return run();
        }
        finally
        {
            s_error = 0;
        }
    }

    internal static bool IsOn => s_error != 0;

    internal static double Blur(double value) => s_error == 0 ? value : value * (1 + (2 * s_random!.NextDouble() - 1) * s_error);
}
