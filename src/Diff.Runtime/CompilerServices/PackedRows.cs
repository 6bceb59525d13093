using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Diff.CompilerServices;

/// <summary>
/// The rows of an array of arrays one after another in memory of the workspace, so that any row, known at run time only, is a view of
/// one memory with one memory of cotangents.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PackedRows<T>
    where T : unmanaged
{
    /// <summary>A copy of all rows.</summary>
    /// <param name="workspace">Where its memory comes from.</param>
    /// <param name="rows">The rows, none of them null.</param>
    public PackedRows(ref Workspace workspace, T[][] rows)
    {
        Span<int> offsets = workspace.TakeUninitialized<int>(rows.Length + 1);
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            offsets[i] = count;
            count = checked(count + rows[i].Length);
        }

        offsets[rows.Length] = count;

        // A row is never null, also where there are no elements at all.
        Span<T> elements = count == 0 ? Array.Empty<T>() : workspace.TakeUninitialized<T>(count);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(elements[offsets[i]..offsets[i + 1]]);
        }

        Elements = elements;
        Offsets = offsets;
    }

    /// <summary>The elements of all rows.</summary>
    public Span<T> Elements { get; }

    /// <summary>Where each row starts and, last, where the last one ends.</summary>
    public ReadOnlySpan<int> Offsets { get; }

    /// <summary>Copies the elements back into the rows that they came from; nothing if they were never taken.</summary>
    /// <param name="rows">The rows.</param>
    public void CopyTo(T[][] rows)
    {
        for (int i = 0; i < Offsets.Length - 1; i++)
        {
            Elements[Offsets[i]..Offsets[i + 1]].CopyTo(rows[i]);
        }
    }
}

/// <summary>What is asked of rows that are not packed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PackedRows
{
    /// <summary>Fills all rows with zero.</summary>
    /// <param name="rows">The rows.</param>
    public static void Clear<T>(T[][] rows)
        where T : unmanaged
    {
        foreach (T[] row in rows)
        {
            Array.Clear(row);
        }
    }

    /// <summary>How many elements all rows have.</summary>
    /// <param name="rows">The rows, none of them null.</param>
    /// <exception cref="OverflowException">They are more than an array can have.</exception>
    public static int CountOf<T>(T[][] rows)
    {
        int count = 0;
        foreach (T[] row in rows)
        {
            count = checked(count + row.Length);
        }

        return count;
    }

    /// <summary>The bytes of a workspace that packing them takes.</summary>
    /// <param name="rows">The rows, none of them null.</param>
    public static long Bytes<T>(T[][] rows)
        where T : unmanaged =>
        Workspace.Bytes(checked(rows.Length + 1), sizeof(int)) + Workspace.Bytes(CountOf(rows), Unsafe.SizeOf<T>());
}
