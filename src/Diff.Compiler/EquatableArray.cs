using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Compiler;

/// <summary>
/// An immutable array that compares by content. The IR is the incremental cache boundary, and
/// <c>ImmutableArray&lt;T&gt;</c> inside a record would compare by reference and undo every cache.
/// </summary>
/// <typeparam name="T">The element type; itself compared by value.</typeparam>
internal readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? _items;

    public EquatableArray(IEnumerable<T> items)
    {
        _items = items.ToArray();
    }

    private EquatableArray(T[] items)
    {
        _items = items;
    }

    /// <summary>The array without elements.</summary>
    public static EquatableArray<T> Empty => default;

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => _items![index];

    /// <summary>An array of these elements, which must not be changed afterwards.</summary>
    public static EquatableArray<T> Of(params T[] items) => new(items);

    /// <summary>This array with one element more.</summary>
    public EquatableArray<T> Append(T item)
    {
        T[] items = new T[Count + 1];
        _items?.CopyTo(items, 0);
        items[Count] = item;
        return new EquatableArray<T>(items);
    }

    /// <summary>Where an element stands, or −1.</summary>
    public int IndexOf(T item) => _items is null ? -1 : Array.IndexOf(_items, item);

    /// <summary>This array with every element mapped.</summary>
    public EquatableArray<TResult> Map<TResult>(Func<T, TResult> map)
        where TResult : IEquatable<TResult>
    {
        if (_items is null)
        {
            return default;
        }

        TResult[] results = new TResult[_items.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = map(_items[i]);
        }

        return EquatableArray<TResult>.Of(results);
    }

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items![i], other._items![i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 17;
        foreach (T item in this)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes equatable arrays.</summary>
internal static class EquatableArray
{
    /// <summary>Copies a sequence.</summary>
    public static EquatableArray<T> ToEquatable<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items);
}
