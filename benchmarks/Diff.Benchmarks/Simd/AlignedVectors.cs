using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.Benchmarks.Simd;

/// <summary>Vectors that each lie in one cache line: those of an array start where they like, and most would lie in two.</summary>
internal sealed class AlignedVectors
{
    private const int Lanes = 8;

    private readonly double[] _memory;
    private readonly int _start;
    private readonly int _count;

    /// <summary>Takes memory that does not move.</summary>
    /// <param name="count">The number of vectors.</param>
    public AlignedVectors(int count)
    {
        _count = count;
        _memory = GC.AllocateArray<double>((count + 1) * Lanes, pinned: true);
        long misplaced = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) % (Lanes * sizeof(double));
        _start = misplaced == 0 ? 0 : Lanes - (int)(misplaced / sizeof(double));
    }

    /// <summary>Gets the vectors.</summary>
    public Span<Vector512<double>> Span => MemoryMarshal.Cast<double, Vector512<double>>(_memory.AsSpan(_start, _count * Lanes));
}
