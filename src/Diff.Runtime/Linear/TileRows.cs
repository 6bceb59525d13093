namespace Diff.Linear;

/// <summary>How rows are divided among tiles.</summary>
internal static class TileRows
{
    /// <summary>The rows of the next tile: 12, 6, 4, 2 or 1.</summary>
    /// <param name="rows">How many are left; at least 1.</param>
    /// <param name="largest">The most that a tile may have.</param>
    public static int Next(int rows, int largest) =>
        rows >= 12 && largest >= 12 ? 12
        : rows >= 6 && largest >= 6 && rows != 8 ? 6
        : rows >= 4 ? 4
        : rows >= 2 ? 2
        : 1;
}
