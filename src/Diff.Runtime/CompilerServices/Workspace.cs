using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <summary>
/// Memory for one call of a generated member: tapes, local arrays, cotangents of local arrays. Either pooled blocks, of which there are as many as
/// the call asks for, or memory of the caller's, whose size was checked before the call began. A span, so that the caller's memory may be on the
/// stack and may be moved by the garbage collector; handed on by reference, since it remembers what is taken.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Workspace
{
    /// <summary>Of a cache line, and of the widest vectors.</summary>
    internal const int Alignment = 64;

    private static readonly byte[] s_nothing = new byte[8];

    private readonly Span<byte> _given;
    private readonly WorkspaceBlocks? _blocks;
    private int _used;

    private Workspace(WorkspaceBlocks blocks)
    {
        _blocks = blocks;
    }

    private unsafe Workspace(Span<byte> given)
    {
        // The collector may move it, but keeps it as aligned as objects are. That is enough to be right, and most often it stays where it is.
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(given));
        _given = given[(int)(-start & (Alignment - 1))..];
    }

    /// <summary>A workspace of this thread's own, until <see cref="Return"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Workspace Rent() => new(WorkspaceBlocks.Rent());

    /// <summary>A workspace in memory of the caller's.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="needed">How many bytes of it the call needs, wherever it starts: see <see cref="Total"/>.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="source">Which method says how many.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static Workspace Over(Span<byte> memory, int needed, string name, string source)
    {
        if (memory.Length < needed)
        {
            ThrowShort(memory.Length, needed, name, source);
        }

        return needed == 0 ? default : new Workspace(memory[..needed]);
    }

    /// <summary>Gives all memory back; no span taken from this workspace may be used any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Return() => _blocks!.Return();

    /// <summary>Where memory comes from of which nobody knows on entry how much is needed.</summary>
    internal readonly WorkspaceBlocks Blocks => _blocks!;

    /// <summary>Where the next memory comes from.</summary>
    public readonly Mark Position => _blocks?.Position ?? new Mark(0, _used);

    /// <summary>Gives back all memory taken since; no span of it may be used any more.</summary>
    /// <param name="mark">The position before it was taken.</param>
    public void Release(Mark mark)
    {
        if (_blocks is not null)
        {
            _blocks.Release(mark);
        }
        else
        {
            _used = mark.Used;
        }
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
        if (length <= 0)
        {
            return length == 0 ? Nothing<T>() : throw new OverflowException("The length of an array is negative.");
        }

        return _blocks is not null ? _blocks.Take<T>(length) : TakeGiven<T>(length);
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

    /// <summary>The bytes that memory of a length takes. None where the length is negative: taking it throws, if it is ever taken.</summary>
    /// <param name="length">Number of elements.</param>
    /// <param name="size">Bytes of an element.</param>
    public static long Bytes(int length, int size) => length < 0 ? 0 : Rounded((long)length * size);

    /// <summary>The bytes that memory of vectors takes, as wide as this machine has them.</summary>
    /// <param name="length">Number of vectors.</param>
    public static long LaneBytes(int length) =>
        Bytes(length, Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16);

    /// <summary>The bytes that must be given so that so many are there behind the first aligned one.</summary>
    /// <param name="bytes">What is taken, all together.</param>
    /// <exception cref="OverflowException">They are more than a span can have.</exception>
    public static int Total(long bytes) => bytes == 0 ? 0 : checked((int)(bytes + Alignment - 1));

    /// <summary>Bytes up to the next aligned one.</summary>
    internal static long Rounded(long bytes) => (bytes + Alignment - 1) & ~(Alignment - 1L);

    private Span<T> TakeGiven<T>(int length)
        where T : unmanaged
    {
        long bytes = Rounded((long)length * Unsafe.SizeOf<T>());
        if (bytes > _given.Length - _used)
        {
            throw new InvalidOperationException("The call needs more memory than was computed on entry; that is a defect of Diff.");
        }

        Span<byte> memory = _given.Slice(_used, (int)bytes);
        _used += (int)bytes;
        return MemoryMarshal.Cast<byte, T>(memory)[..length];
    }

    /// <summary>Memory of length 0 that is there, as an empty array is and null is not.</summary>
    private static Span<T> Nothing<T>()
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(s_nothing)), 0);

    private static void ThrowShort(int length, int needed, string name, string source) => throw new ArgumentException(
        FormattableString.Invariant($"'{name}' has {length} bytes, but the call needs {needed}; '{source}' says how many."), name);
}
