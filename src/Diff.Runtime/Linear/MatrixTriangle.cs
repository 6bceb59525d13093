namespace Diff;

/// <summary>Which part of a square matrix is meant; the other is not read.</summary>
public enum MatrixTriangle
{
    /// <summary>The diagonal and what is below it: elements (i, j) with i ≥ j.</summary>
    Lower,

    /// <summary>The diagonal and what is above it: elements (i, j) with i ≤ j.</summary>
    Upper,
}
