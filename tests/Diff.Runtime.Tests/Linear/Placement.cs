using System;
using System.Numerics;

namespace Diff.Tests.Linear;

/// <summary>Where a matrix lies in its memory.</summary>
internal enum Layout
{
    /// <summary>Row after row, nothing between.</summary>
    Rows,

    /// <summary>Column after column, nothing between.</summary>
    Columns,

    /// <summary>Row after row, with room between.</summary>
    PaddedRows,

    /// <summary>Column after column, with room between.</summary>
    PaddedColumns,

    /// <summary>Room between all elements.</summary>
    Apart,
}

/// <summary>A matrix of random numbers in memory that ends with its last element; what lies between the elements holds a mark.</summary>
internal sealed class Placement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Placement(int rows, int columns, Layout layout, ulong seed, T mark, int offset = 0)
    {
        (Rows, Columns, Offset, Mark) = (rows, columns, offset, mark);
        (Row, Column) = layout switch
        {
            Layout.Rows => (columns, 1),
            Layout.Columns => (1, rows),
            Layout.PaddedRows => (columns + 3, 1),
            Layout.PaddedColumns => (1, rows + 5),
            _ => ((2 * columns) + 1, 2),
        };
        Memory = new T[offset + (rows == 0 || columns == 0 ? 0 : ((rows - 1) * Row) + ((columns - 1) * Column) + 1)];
        Array.Fill(Memory, mark);
        RandomStream random = new(seed);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                this[i, j] = T.CreateChecked(random.NextNormal());
            }
        }
    }

    internal int Rows { get; }

    internal int Columns { get; }

    internal int Row { get; }

    internal int Column { get; }

    internal int Offset { get; }

    internal T Mark { get; }

    internal T[] Memory { get; }

    internal Span<T> Span => Memory.AsSpan(Offset);

    internal ref T this[int i, int j] => ref Memory[Offset + (i * Row) + (j * Column)];

    /// <summary>The elements, row by row.</summary>
    internal T[] Elements()
    {
        T[] elements = new T[Rows * Columns];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = this[i / Columns, i % Columns];
        }

        return elements;
    }

    /// <summary>Whether what lies between the elements is as it was.</summary>
    internal bool IsUntouchedBetween()
    {
        bool[] isElement = new bool[Memory.Length];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                isElement[Offset + (i * Row) + (j * Column)] = true;
            }
        }

        for (int i = 0; i < Memory.Length; i++)
        {
            if (!isElement[i] && !Memory[i].Equals(Mark))
                return false;
        }

        return true;
    }
}
