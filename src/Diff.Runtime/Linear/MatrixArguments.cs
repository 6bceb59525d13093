using System;
using Diff.CompilerServices;

namespace Diff.Linear;

/// <summary>Checks of matrices that are spans with sizes; each throws before anything is written.</summary>
internal static unsafe class MatrixArguments
{
    /// <summary>Less than a block of the pool, which copies are made in.</summary>
    private const long MostBytes = 0x7FFF_0000;

    /// <summary>Requires as many elements as there are rows and columns, and no more than can be copied.</summary>
    public static void Require<T>(ReadOnlySpan<T> matrix, int rows, int columns, string name)
        where T : unmanaged
    {
        Guard.MatrixSize(matrix.Length, rows, columns, name);
        if ((long)matrix.Length * sizeof(T) > MostBytes)
        {
            ThrowTooLarge(matrix.Length, name);
        }
    }

    /// <summary>Requires a number of rows or columns.</summary>
    public static void RequireCount(int count, string name)
    {
        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(name, count, $"'{name}' must not be negative.");
        }
    }

    private static void ThrowTooLarge(int length, string name) =>
        throw new ArgumentException(
            FormattableString.Invariant($"'{name}' has {length} elements, more than 2 GiB, which is not supported; work on blocks of it."),
            name);
}
