using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Diff.CompilerServices;

/// <summary>
/// Blocks of memory for workspaces, shared by all threads. They never move, so that vectors in them can be aligned to cache lines: a vector
/// of 512 bits across two lines costs twice as much to read, and far more to read just after it was written.
/// </summary>
internal static class PinnedBlocks
{
    /// <summary>How many blocks of a size wait for the next call; what is more is left to the garbage collector.</summary>
    private const int KeptPerSize = 8;

    private const int Sizes = 32;

    private static long s_held;
    private static long s_mostHeld;

    private static readonly byte[]?[] s_kept = new byte[]?[Sizes * KeptPerSize];

    /// <summary>The most bytes that were held at once since <see cref="Forget"/>; for measuring.</summary>
    public static long MostHeld => Volatile.Read(ref s_mostHeld);

    /// <summary>Starts to measure anew.</summary>
    public static void Forget() => Volatile.Write(ref s_mostHeld, Volatile.Read(ref s_held));

    /// <summary>A block of at least so many bytes, with any content.</summary>
    public static byte[] Rent(int size)
    {
        byte[] block = Find(size);
        long held = Interlocked.Add(ref s_held, block.Length);
        if (held > Volatile.Read(ref s_mostHeld))
        {
            // Two threads may disagree by a block: this is for measuring, one call at a time.
            Volatile.Write(ref s_mostHeld, held);
        }

        return block;
    }

    private static byte[] Find(int size)
    {
        int bits = BitOperations.Log2((uint)(size - 1) | 1) + 1;
        for (int i = 0; i < KeptPerSize; i++)
        {
            ref byte[]? place = ref s_kept[(bits * KeptPerSize) + i];
            if (place is not null && Interlocked.Exchange(ref place, null) is { } block)
            {
                return block;
            }
        }

        return GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, 1L << bits), pinned: true);
    }

    /// <summary>Gives a block back.</summary>
    public static void Return(byte[] block)
    {
        Interlocked.Add(ref s_held, -block.Length);
        int bits = BitOperations.Log2((uint)(block.Length - 1) | 1) + 1;
        for (int i = 0; i < KeptPerSize; i++)
        {
            ref byte[]? place = ref s_kept[(bits * KeptPerSize) + i];
            if (place is null && Interlocked.CompareExchange(ref place, block, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>Where in a block the first aligned byte is.</summary>
    public static unsafe int OffsetOfAligned(byte[] block, int alignment)
    {
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block));
        return (int)(-start & (alignment - 1));
    }
}
