using System;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// Numbers in a row, which is what points and oracles know, in the form that a parameter asks for. The shape follows from the
/// count alone, so that an argument, its cotangent and its twin on dual numbers agree.
/// </summary>
public static class ArgumentForm
{
    /// <summary>Rows and columns for a count of numbers; different from one another where that can be, so that a mix-up shows.</summary>
    public static (int Rows, int Columns) Shape(int count) =>
        count % 2 == 0 ? (2, count / 2) : count % 4 == 1 ? (count, 1) : (1, count);

    /// <summary>Two dimensions of the given numbers.</summary>
    public static T[,] Matrix<T>(T[] numbers)
    {
        (int rows, int columns) = Shape(numbers.Length);
        T[,] matrix = new T[rows, columns];
        for (int i = 0; i < numbers.Length; i++)
            matrix[i / columns, i % columns] = numbers[i];
        return matrix;
    }

    /// <summary>What a matrix holds, back into the numbers that it was made of.</summary>
    public static void Return<T>(T[,] matrix, T[] numbers)
    {
        int next = 0;
        foreach (T number in matrix)
            numbers[next++] = number;
    }

    /// <summary>Rows of one, two, three numbers and so on; the last one takes what is left.</summary>
    public static T[][] Rows<T>(T[] numbers)
    {
        int count = 0;
        for (int left = numbers.Length; left > 0; left -= count)
            count++;
        T[][] rows = new T[count][];
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            int end = Math.Min(start + i + 1, numbers.Length);
            rows[i] = numbers[start..end];
            start = end;
        }
        return rows;
    }

    /// <summary>What rows hold, back into the numbers that they were made of.</summary>
    public static void Return<T>(T[][] rows, T[] numbers)
    {
        int next = 0;
        foreach (T[] row in rows)
        {
            row.CopyTo(numbers, next);
            next += row.Length;
        }
    }
}
