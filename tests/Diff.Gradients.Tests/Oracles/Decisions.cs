using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// Which way a run on dual numbers went: comparisons, roundings, signs. Two runs with the same decisions are on the same
/// smooth piece of the program, so a difference between them that decides otherwise spans a kink.
/// </summary>
public static class Decisions
{
    [ThreadStatic]
    private static ulong s_trace;

    /// <summary>The decisions of this thread since the last <see cref="Reset"/>.</summary>
    public static ulong Trace => s_trace;

    public static void Reset() => s_trace = 14695981039346656037;

    /// <summary>Takes a decision down and hands it on.</summary>
    public static bool Note(bool decision)
    {
        Add(decision ? 1UL : 2UL);
        return decision;
    }

    /// <summary>Takes down a number that stands for a decision: a sign, a rounded number.</summary>
    public static double Note(double decision)
    {
        Add(BitConverter.DoubleToUInt64Bits(decision) | 4);
        return decision;
    }

    private static void Add(ulong decision)
    {
        s_trace = (s_trace ^ decision) * 1099511628211;
        // Multiplication carries upwards only: two flipped signs would cancel.
        s_trace ^= s_trace >> 29;
    }
}
