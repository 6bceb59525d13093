using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>
/// Memory for one call of a generated member: tapes, local arrays, cotangents of local arrays. Taken from the front of
/// pooled blocks (<see cref="PinnedBlocks"/>), which go back to the pool together. Each thread keeps one workspace for its next call, so that nothing is
/// allocated in steady state; a call inside a call takes another.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace
{
    private const int SmallestBlock = 4096;

    /// <summary>Of a cache line, and of the widest vectors.</summary>
    private const int Alignment = 64;

    private static readonly byte[] s_nothing = new byte[8];

    [ThreadStatic]
    private static Workspace? t_kept;

    private byte[][] _blocks = new byte[4][];
    private int _blockCount;
    private int _used;

    private Workspace()
    {
    }

    /// <summary>A workspace of this thread's own, until <see cref="Return"/>.</summary>
    public static Workspace Rent()
    {
        Workspace? workspace = t_kept;
        t_kept = null;
        return workspace ?? new Workspace();
    }

    /// <summary>Gives all memory back; no span taken from this workspace may be used any more.</summary>
    public void Return()
    {
        for (int i = 0; i < _blockCount; i++)
        {
            PinnedBlocks.Return(_blocks[i]);
            _blocks[i] = null!;
        }

        _blockCount = 0;
        _used = 0;
        t_kept = this;
    }

    /// <summary>Where the next memory comes from.</summary>
    public Mark Position => new(_blockCount, _used);

    /// <summary>Gives back all memory taken since; no span of it may be used any more.</summary>
    /// <param name="mark">The position before it was taken.</param>
    public void Release(Mark mark)
    {
        while (_blockCount > Math.Max(mark.BlockCount, 1))
        {
            _blockCount--;
            PinnedBlocks.Return(_blocks[_blockCount]);
            _blocks[_blockCount] = null!;
        }

        // The block that the call before it made stays: the next call of a recursion needs it again.
        _used = mark.BlockCount > 0 ? mark.Used : _blockCount > 0 ? PinnedBlocks.OffsetOfAligned(_blocks[0], Alignment) : 0;
    }

    /// <summary>A position in a workspace.</summary>
    public readonly struct Mark
    {
        internal Mark(int blockCount, int used)
        {
            BlockCount = blockCount;
            Used = used;
        }

        internal int BlockCount { get; }

        internal int Used { get; }
    }

    /// <summary>Memory filled with zero.</summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="OverflowException">The length is negative, as for an array.</exception>
    public Span<T> Take<T>(int length)
        where T : unmanaged
    {
        Span<T> memory = TakeUninitialized<T>(length);
        memory.Clear();
        return memory;
    }

    /// <summary>Memory with any content: every element is to be written before it is read.</summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="OverflowException">The length is negative, as for an array.</exception>
    /// <exception cref="OutOfMemoryException">It is larger than any array can be.</exception>
    public Span<T> TakeUninitialized<T>(int length)
        where T : unmanaged
    {
        if (length < 0)
        {
            throw new OverflowException("The length of an array is negative.");
        }

        long bytes = (((long)length * Unsafe.SizeOf<T>()) + Alignment - 1) & ~(Alignment - 1L);
        if (bytes == 0)
        {
            return Nothing<T>();
        }

        if (_blockCount == 0 || bytes > _blocks[_blockCount - 1].Length - _used)
        {
            AddBlock(bytes);
        }

        Span<byte> memory = _blocks[_blockCount - 1].AsSpan(_used, (int)bytes);
        _used += (int)bytes;
        return MemoryMarshal.Cast<byte, T>(memory)[..length];
    }

    /// <summary>Memory filled with zero that an iteration of a loop uses after the one before it.</summary>
    /// <param name="slot">What the iteration before used; replaced where it is too short.</param>
    /// <param name="length">Number of elements.</param>
    public Span<T> Reuse<T>(scoped ref Span<T> slot, int length)
        where T : unmanaged
    {
        Span<T> memory = ReuseUninitialized(ref slot, length);
        memory.Clear();
        return memory;
    }

    /// <summary>Like <see cref="Reuse"/>, with any content.</summary>
    /// <param name="slot">What the iteration before used; replaced where it is too short.</param>
    /// <param name="length">Number of elements.</param>
    public Span<T> ReuseUninitialized<T>(scoped ref Span<T> slot, int length)
        where T : unmanaged
    {
        if (length > slot.Length || length < 0)
        {
            // Doubling bounds what is left behind by lengths that grow.
            slot = TakeUninitialized<T>(length < 0 ? length : (int)Math.Min(Array.MaxLength / Unsafe.SizeOf<T>(), Math.Max(length, 2L * slot.Length)));
        }

        return length == 0 ? Nothing<T>() : slot[..length];
    }

    /// <summary>Memory of length 0 that is there, as an empty array is and null is not.</summary>
    private static Span<T> Nothing<T>()
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(s_nothing)), 0);

    private void AddBlock(long bytes)
    {
        if (bytes > Array.MaxLength)
        {
            throw new OutOfMemoryException("The derivative needs more memory for one tape or array than an array can hold.");
        }

        long last = _blockCount == 0 ? 0 : _blocks[_blockCount - 1].Length;
        long size = Math.Min(Array.MaxLength, Math.Max(bytes, Math.Max(SmallestBlock, 2 * last)));
        if (_blockCount == _blocks.Length)
        {
            Array.Resize(ref _blocks, 2 * _blocks.Length);
        }

        // The first element is not aligned; the block never moves, so what is aligned once stays so.
        byte[] block = PinnedBlocks.Rent((int)Math.Min(Array.MaxLength, size + Alignment));
        _blocks[_blockCount++] = block;
        _used = PinnedBlocks.OffsetOfAligned(block, Alignment);
        if (bytes > block.Length - _used)
        {
            throw new OutOfMemoryException("The derivative needs more memory for one tape or array than an array can hold.");
        }
    }
}
