namespace Diff.Benchmarks.Taping;

/// <summary>One operation: its parents and its partial derivatives by them. An operation of one variable has 0 on the right.</summary>
internal struct TapeNode
{
    /// <summary>The node of the one parent.</summary>
    public int Left;

    /// <summary>The node of the other parent.</summary>
    public int Right;

    /// <summary>The derivative by the one parent.</summary>
    public double ByLeft;

    /// <summary>The derivative by the other parent.</summary>
    public double ByRight;
}
