namespace Diff.Linear;

/// <summary>Some rows of a product, and some of the inner indices; copies that are not made are null.</summary>
internal unsafe struct ProductBlock<T>
    where T : unmanaged
{
    /// <summary>The first of these rows.</summary>
    public Strided<T> Destination;

    /// <summary>These rows of the left matrix, from the first of these indices on.</summary>
    public Strided<T> Left;

    /// <summary>The right matrix from the first of these indices on.</summary>
    public Strided<T> Right;

    /// <summary>The part of the left matrix, tile after tile, each column by column.</summary>
    public T* LeftCopy;

    /// <summary>Room for a tile's columns of the right matrix, row by row.</summary>
    public T* RightCopy;

    /// <summary>Room for a tile of the destination, row by row.</summary>
    public T* TileCopy;

    /// <summary>How many rows.</summary>
    public int Rows;

    /// <summary>How many inner indices.</summary>
    public int Inner;

    /// <summary>Whether the product is added to what is there.</summary>
    public bool Adds;
}
