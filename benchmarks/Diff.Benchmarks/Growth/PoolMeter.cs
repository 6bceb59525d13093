using System;
using Diff.CompilerServices;

namespace Diff.Benchmarks.Growth;

/// <summary>Counts the bytes that are held of the pool of workspaces, which is where generated members have all their memory from.</summary>
internal static class PoolMeter
{
    /// <summary>Measures a call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The most that it held at once, in bytes.</returns>
    public static long MostHeld(Action call)
    {
        PinnedBlocks.Forget();
        call();
        return PinnedBlocks.MostHeld;
    }
}
