using System;
using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diff.CompilerServices;

/// <summary>The checks of arrays of several dimensions and of arrays of arrays.</summary>
public static partial class Guard
{
    /// <summary>Below this many comparisons a table costs more than it saves.</summary>
    private const int FewComparisons = 64;

    /// <summary>An array of several dimensions is not null, and its indices start at 0 as generated code takes them to.</summary>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">An index starts elsewhere.</exception>
    public static void ZeroBased(Array? array, string name)
    {
        NotNull(array, name);
        for (int i = 0; i < array!.Rank; i++)
        {
            if (array.GetLowerBound(i) != 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The indices of '{name}' start at {array.GetLowerBound(i)} in dimension {i}; they must start at 0."), name);
            }
        }
    }

    /// <summary>A destination or cotangent has the lengths of what it belongs to.</summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public static void SameLengths(Array array, Array other, string name, string otherName)
    {
        for (int i = 0; i < array.Rank; i++)
        {
            if (array.GetLength(i) != other.GetLength(i))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"'{otherName}' has length {other.GetLength(i)} in dimension {i}, but '{name}' has length {array.GetLength(i)}; they must be equally long."),
                    otherName);
            }
        }
    }

    /// <summary>An array of arrays and its rows are not null.</summary>
    /// <exception cref="ArgumentNullException">The array or a row is null.</exception>
    public static void Rows(Array?[]? rows, string name)
    {
        NotNull(rows, name);
        for (int i = 0; i < rows!.Length; i++)
        {
            if (rows[i] is null)
            {
                throw new ArgumentNullException(name, FormattableString.Invariant($"Row {i} of '{name}' is null."));
            }
        }
    }

    /// <summary>A destination or cotangent has as many rows as what it belongs to, each as long.</summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public static void SameRows(Array[] rows, Array[] others, string name, string otherName)
    {
        if (rows.Length != others.Length)
        {
            ThrowLength(rows.Length, others.Length, name, otherName);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != others[i].Length)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Row {i} of '{otherName}' has length {others[i].Length}, but that of '{name}' has length {rows[i].Length}; they must be equally long."),
                    otherName);
            }
        }
    }

    /// <summary>An array of arrays that is written holds no row twice.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void DistinctRows(Array[] rows, string name)
    {
        if (HasCommonRow(rows, null))
        {
            throw new ArgumentException($"'{name}' is written and holds one row twice; give each row memory of its own.", name);
        }
    }

    /// <inheritdoc cref="Disjoint{TWritten, TOther}(ReadOnlySpan{TWritten}, ReadOnlySpan{TOther}, string, string)"/>
    public static void Disjoint<TWritten, TOther>(TWritten[][] written, ReadOnlySpan<TOther> other, string name, string otherName)
        where TWritten : unmanaged
        where TOther : unmanaged
    {
        foreach (TWritten[] row in written)
        {
            Disjoint<TWritten, TOther>((ReadOnlySpan<TWritten>)row, other, name, otherName);
        }
    }

    /// <inheritdoc cref="Disjoint{TWritten, TOther}(ReadOnlySpan{TWritten}, ReadOnlySpan{TOther}, string, string)"/>
    public static void Disjoint<TWritten, TOther>(ReadOnlySpan<TWritten> written, TOther[][] other, string name, string otherName)
        where TWritten : unmanaged
        where TOther : unmanaged
    {
        foreach (TOther[] row in other)
        {
            Disjoint<TWritten, TOther>(written, (ReadOnlySpan<TOther>)row, name, otherName);
        }
    }

    /// <inheritdoc cref="Disjoint{TWritten, TOther}(ReadOnlySpan{TWritten}, ReadOnlySpan{TOther}, string, string)"/>
    public static void Disjoint<TWritten, TOther>(TWritten[][] written, TOther[][] other, string name, string otherName)
        where TWritten : unmanaged
        where TOther : unmanaged
    {
        if (HasCommonRow(written, other))
        {
            ThrowOverlap(name, otherName);
        }
    }

    /// <summary>
    /// Whether a row that has elements is in both arrays; without a second one, whether it is in the first twice. Two arrays share memory
    /// where they are one.
    /// </summary>
    private static bool HasCommonRow(Array[] rows, Array[]? others)
    {
        if ((long)rows.Length * (others ?? rows).Length <= FewComparisons)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                if (rows[i].Length > 0 && Array.IndexOf(others ?? rows, rows[i], others is null ? i + 1 : 0) >= 0)
                {
                    return true;
                }
            }

            return false;
        }

        // Rows by their identity in a table of pooled memory: the time is proportional to the rows, and nothing is allocated.
        int[] table = ArrayPool<int>.Shared.Rent((int)BitOperations.RoundUpToPowerOf2(2u * (uint)rows.Length));
        try
        {
            Array.Clear(table);
            for (int i = 0; i < rows.Length; i++)
            {
                if (rows[i].Length > 0)
                {
                    int place = PlaceOf(rows, table, rows[i]);
                    if (others is null && table[place] != 0)
                    {
                        return true;
                    }

                    table[place] = i + 1;
                }
            }

            foreach (Array other in others ?? [])
            {
                if (other.Length > 0 && table[PlaceOf(rows, table, other)] != 0)
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(table);
        }
    }

    /// <summary>Where a row stands in a table or, where it does not, the free place for it.</summary>
    private static int PlaceOf(Array[] rows, int[] table, Array row)
    {
        int place = (int)((uint)RuntimeHelpers.GetHashCode(row) % (uint)table.Length);
        while (table[place] != 0 && !ReferenceEquals(rows[table[place] - 1], row))
        {
            place = place + 1 == table.Length ? 0 : place + 1;
        }

        return place;
    }
}
