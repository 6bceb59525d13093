using System;
using System.ComponentModel;
using System.Numerics;

namespace Diff.CompilerServices;

/// <summary>Where loops that are run again keep their state.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Snapshots
{
    /// <summary>
    /// How many iterations to go on before the state is kept: with the fewest iterations in all, for a reversal of <paramref name="count"/> iterations
    /// from a state that is known, where as many states as <paramref name="budget"/> says can be kept (Griewank and Walther 2000, Algorithm 799).
    /// </summary>
    /// <param name="count">How many iterations there are: 2 or more.</param>
    /// <param name="budget">How many states can be kept beside the one that is known; less than 1 counts as 1.</param>
    /// <returns>At least 1, and less than <paramref name="count"/>.</returns>
    public static int Split(int count, int budget)
    {
        if (budget <= 1)
        {
            return count - 1;
        }

        // The least number of runs of an iteration with which so many can be reversed.
        int runs = 1;
        while (Reach(budget, runs) < count)
        {
            runs++;
        }

        // What is left can be reversed with one run less, what is right with one state less; both are as full as an optimum needs.
        long split = Math.Min(Reach(budget, runs - 1), count - Reach(budget - 1, runs - 1));
        return (int)Math.Clamp(split, 1, count - 1);
    }

    /// <summary>How many states are kept where no number is asked for: enough for each iteration to run again about as often as states are kept.</summary>
    /// <param name="count">How many iterations there are.</param>
    public static int Budget(int count) => BitOperations.Log2((uint)Math.Max(1, count)) / 2 + 2;

    /// <summary>How many segments a loop is cut into: as many as asked for, else about the square root of its iterations.</summary>
    /// <param name="count">How many iterations there are.</param>
    /// <param name="asked">How many are asked for; 0 for none.</param>
    /// <returns>At least 1.</returns>
    public static int Segments(int count, int asked) => Math.Clamp(asked > 0 ? asked : (int)Math.Ceiling(Math.Sqrt(count)), 1, Math.Max(1, count));

    /// <summary>How many iterations can be reversed with so many states and each run again at most so often: C(states + runs, states).</summary>
    private static long Reach(int states, int runs)
    {
        long reach = 1;
        for (int i = 1; i <= Math.Min(states, runs); i++)
        {
            reach = reach * (Math.Max(states, runs) + i) / i;
            if (reach > int.MaxValue)
            {
                return int.MaxValue;
            }
        }

        return reach;
    }
}
