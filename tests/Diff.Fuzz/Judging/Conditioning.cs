using System;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Fuzz.Judging;

/// <summary>Whether a point lets rounding decide its derivative, so that two right programs may differ.</summary>
internal static class Conditioning
{
    private const int Tries = 8;

    /// <summary>
    /// Whether inputs that differ by a few units in the last place have other derivatives. In double precision every oracle
    /// takes the primal's decisions, so that only neighbours with the same decisions count: a kink excuses nothing. In single
    /// precision the oracle's decisions are those of doubles, and a kink does.
    /// </summary>
    public static bool Magnifies(CorpusCase @case, double[] cotangents)
    {
        double size = @case.IsFloat ? 1e-6 : 1e-13;
        double[] here = Derivatives(@case, cotangents, out ulong trace);
        Random random = new(1);
        for (int i = 0; i < Tries; i++)
        {
            CorpusCase neighbour = @case.Beside(v => v + (2 * random.NextDouble() - 1) * size * Math.Max(1, Math.Abs(v)));
            double[] there = Derivatives(neighbour, cotangents, out ulong decisions);
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
