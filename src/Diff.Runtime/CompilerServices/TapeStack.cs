using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Diff.CompilerServices;

/// <summary>
/// A stack of values that the forward sweep saves and the reverse sweep takes back, for loops whose trips are not known
/// before they start. Grows by doubling inside a workspace.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct TapeStack<T>
    where T : unmanaged
{
    private const int SmallestCapacity = 16;

    private readonly WorkspaceBlocks _blocks;
    private Span<T> _items;
    private int _count;

    /// <summary>An empty stack.</summary>
    /// <param name="workspace">Where its memory comes from.</param>
    public TapeStack(Workspace workspace)
    {
        _blocks = workspace.Blocks;
        _items = [];
        _count = 0;
    }

    /// <summary>Saves a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        Span<T> items = _items;
        int count = _count;
        if ((uint)count < (uint)items.Length)
        {
            items[count] = value;
            _count = count + 1;
        }
        else
        {
            Grow(1);
            _items[_count++] = value;
        }
    }

    /// <summary>Takes back the value saved last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop() => _items[--_count];

    /// <summary>Saves memory filled with zero, to be written in place; good until the next push.</summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="OverflowException">The length is negative, as for an array.</exception>
    public Span<T> PushMemory(int length)
    {
        Span<T> memory = PushUninitialized(length);
        memory.Clear();
        return memory;
    }

    /// <summary>Saves memory with any content, to be written in place; good until the next push.</summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="OverflowException">The length is negative, as for an array.</exception>
    public Span<T> PushUninitialized(int length)
    {
        if (length < 0)
        {
            throw new OverflowException("The length of an array is negative.");
        }

        if (length > _items.Length - _count)
        {
            Grow(length);
        }

        Span<T> memory = _items.Slice(_count, length);
        _count += length;
        return memory;
    }

    /// <summary>Takes back the memory saved last, with its content.</summary>
    /// <param name="length">The number of elements that were saved.</param>
    public Span<T> PopMemory(int length)
    {
        _count -= length;
        return _items.Slice(_count, length);
    }

    private void Grow(int more)
    {
        long wanted = Math.Max(Math.Max(SmallestCapacity, 2L * _items.Length), (long)_count + more);
        long largest = Array.MaxLength / Unsafe.SizeOf<T>();
        if ((long)_count + more > largest)
        {
            throw new OutOfMemoryException("The derivative needs a longer tape than an array can hold; the loop runs too often.");
        }

        Span<T> items = _blocks.Take<T>((int)Math.Min(wanted, largest));
        _items[.._count].CopyTo(items);
        _items = items;
    }
}
