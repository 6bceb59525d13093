namespace Diff.Benchmarks.Matrices;

/// <summary>The size of a product, and which of its factors are transposed.</summary>
/// <param name="Rows">Rows of the result.</param>
/// <param name="Inner">Products in a sum.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="TransposesLeft">Whether neighbours in a column of the left factor are neighbours in memory.</param>
/// <param name="TransposesRight">Whether they are of the right factor.</param>
internal sealed record MatrixSize(int Rows, int Inner, int Columns, bool TransposesLeft = false, bool TransposesRight = false)
{
    /// <summary>The sizes that are timed.</summary>
    public static MatrixSize[] All { get; } =
    [
        new(8, 8, 8), new(16, 16, 16), new(32, 32, 32), new(64, 64, 64), new(64, 64, 64, true), new(64, 64, 64, false, true),
        new(256, 256, 256), new(256, 256, 256, true), new(256, 256, 256, false, true),
        new(512, 512, 512), new(512, 512, 512, true), new(512, 512, 512, false, true),
        new(64, 784, 256), new(64, 784, 256, false, true), new(784, 64, 256, true), new(32, 784, 128), new(32, 784, 128, false, true),
        new(64, 256, 10), new(64, 256, 10, true), new(64, 256, 10, false, true),
        new(64, 64, 1), new(256, 256, 1), new(1024, 1024, 1), new(64, 64, 1, true), new(256, 256, 1, true), new(1024, 1024, 1, true),
        new(64, 1, 64), new(256, 1, 256), new(1024, 1, 1024),
    ];

    /// <summary>Additions and multiplications.</summary>
    public double Operations => 2.0 * Rows * Inner * Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}×{Inner}×{Columns}";

    /// <summary>The product as it is written, with ᵀ for what is transposed.</summary>
    public string Form => $"A{(TransposesLeft ? "ᵀ" : "")}B{(TransposesRight ? "ᵀ" : "")}";
}
