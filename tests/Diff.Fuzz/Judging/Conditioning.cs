using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Fuzz.Judging;

/// <summary>Whether a point lets rounding decide its derivative, so that two right programs may differ.</summary>
internal static class Conditioning
{
    private const int Tries = 8;

    /// <summary>
    /// Whether the derivative changes when every operation is off by a unit in the last place. In double precision every oracle
    /// takes the primal's decisions, so that only runs with the same decisions count: a kink excuses nothing. In single
    /// precision the oracle's decisions are those of doubles, and a kink does.
    /// </summary>
    public static bool Magnifies(CorpusCase @case, double[] cotangents)
    {
        double error = @case.IsFloat ? 6e-8 : 1.2e-16;
        double[] here = Derivatives(@case, cotangents, out ulong trace);
        for (int i = 1; i <= Tries; i++)
        {
            ulong decisions = 0;
            double[] there = Rounding.With(error, i, () => Derivatives(@case, cotangents, out decisions));
            if (decisions != trace && !@case.IsFloat)
                continue;
            for (int j = 0; j < here.Length; j++)
            {
                if (!(Math.Abs(here[j] - there[j]) <= 0.1 * @case.Tolerance * Math.Max(1e-3, Math.Abs(here[j]))))
                    return true;
            }
        }
        return false;
    }

    private static double[] Derivatives(CorpusCase @case, double[] cotangents, out ulong trace)
    {
        Decisions.Reset();
        double[] derivatives = Oracle.ByDualNumbers(@case, cotangents);
        trace = Decisions.Trace;
        return derivatives;
    }
}
