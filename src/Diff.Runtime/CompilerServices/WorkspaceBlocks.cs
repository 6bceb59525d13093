using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>
/// The pooled memory of one call at a time, taken from the front of blocks (<see cref="PinnedBlocks"/>), which go back to the pool together. Each
/// thread keeps one for its next call, so that nothing is allocated in steady state; a call inside a call takes another.
/// </summary>
internal sealed class WorkspaceBlocks
{
    private const int SmallestBlock = 4096;

    [ThreadStatic]
    private static WorkspaceBlocks? t_kept;

    private byte[][] _blocks = new byte[4][];
    private int _blockCount;
    private int _used;

    private WorkspaceBlocks()
    {
    }

    /// <summary>Blocks of this thread's own, until <see cref="Return"/>.</summary>
    public static WorkspaceBlocks Rent()
    {
        WorkspaceBlocks? blocks = t_kept;
        t_kept = null;
        return blocks ?? new WorkspaceBlocks();
    }

    /// <summary>Gives all memory back; no span of it may be used any more.</summary>
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
    public Workspace.Mark Position => new(_blockCount, _used);

    /// <summary>Gives back all memory taken since; no span of it may be used any more.</summary>
    /// <param name="mark">The position before it was taken.</param>
    public void Release(Workspace.Mark mark)
    {
        while (_blockCount > Math.Max(mark.BlockCount, 1))
        {
            _blockCount--;
            PinnedBlocks.Return(_blocks[_blockCount]);
            _blocks[_blockCount] = null!;
        }

        // The block that the call before it made stays: the next call of a recursion needs it again.
        _used = mark.BlockCount > 0 ? mark.Used : _blockCount > 0 ? PinnedBlocks.OffsetOfAligned(_blocks[0], Workspace.Alignment) : 0;
    }

    /// <summary>Memory with any content.</summary>
    /// <param name="length">Number of elements, at least one.</param>
    /// <exception cref="OutOfMemoryException">It is larger than any array can be.</exception>
    public Span<T> Take<T>(int length)
        where T : unmanaged
    {
        long bytes = Workspace.Rounded((long)length * Unsafe.SizeOf<T>());
        if (_blockCount == 0 || bytes > _blocks[_blockCount - 1].Length - _used)
        {
            AddBlock(bytes);
        }

        Span<byte> memory = _blocks[_blockCount - 1].AsSpan(_used, (int)bytes);
        _used += (int)bytes;
        return MemoryMarshal.Cast<byte, T>(memory)[..length];
    }

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
        byte[] block = PinnedBlocks.Rent((int)Math.Min(Array.MaxLength, size + Workspace.Alignment));
        _blocks[_blockCount++] = block;
        _used = PinnedBlocks.OffsetOfAligned(block, Workspace.Alignment);
        if (bytes > block.Length - _used)
        {
            throw new OutOfMemoryException("The derivative needs more memory for one tape or array than an array can hold.");
        }
    }
}
