using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>
/// Memory for the length of one call, aligned to cache lines and vectors; from the pool, so that nothing is allocated in steady state.
/// </summary>
internal readonly unsafe ref struct Scratch<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly byte[]? _block;

    /// <summary>Takes memory.</summary>
    /// <param name="length">How many elements; 0 takes nothing.</param>
    public Scratch(int length)
    {
        if (length > 0)
        {
            _block = PinnedBlocks.Rent((length * sizeof(T)) + Alignment);
            ref byte start = ref MemoryMarshal.GetArrayDataReference(_block);
            Start = (T*)Unsafe.AsPointer(ref Unsafe.Add(ref start, PinnedBlocks.OffsetOfAligned(_block, Alignment)));
        }
    }

    /// <summary>The first element; blocks of the pool never move.</summary>
    public T* Start { get; }

    /// <summary>A length after which what follows is aligned, too.</summary>
    public static int Aligned(int length) => (length + (Alignment / sizeof(T)) - 1) & -(Alignment / sizeof(T));

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_block is not null)
        {
            PinnedBlocks.Return(_block);
        }
    }
}
