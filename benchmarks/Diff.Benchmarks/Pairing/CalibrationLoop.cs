using System.Runtime.CompilerServices;

namespace Diff.Benchmarks.Pairing;

/// <summary>Work of fixed length that no memory and no branch can disturb: each step needs the one before.</summary>
public static class CalibrationLoop
{
    // About 80 µs at 3 to 4 GHz.
    private const int Steps = 65_000;

    private static ulong s_state = 1;

    /// <summary>Runs the loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run()
    {
        ulong state = s_state;
        for (int i = 0; i < Steps; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
        }

        s_state = state;
    }
}
