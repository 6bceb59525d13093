namespace Diff.Linear;

/// <summary>A matrix somewhere in memory.</summary>
/// <param name="start">Its first element.</param>
/// <param name="row">From a row to the next, in elements.</param>
/// <param name="column">From a column to the next, in elements.</param>
internal readonly unsafe struct Strided<T>(T* start, nint row, nint column)
    where T : unmanaged
{
    public T* Start => start;

    public nint Row => row;

    public nint Column => column;

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public Strided<T> Transposed => new(start, column, row);

    /// <summary>The rows and columns from an element on.</summary>
    public Strided<T> From(nint i, nint j) => new(At(i, j), row, column);

    /// <summary>Where an element is.</summary>
    public T* At(nint i, nint j) => start + (i * row) + (j * column);
}
