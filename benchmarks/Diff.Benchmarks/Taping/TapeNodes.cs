using System;
using System.Runtime.CompilerServices;

namespace Diff.Benchmarks.Taping;

/// <summary>One operation: its parents and its partial derivatives by them. Parent 0 is "none".</summary>
/// <param name="Left">The node of the one parent.</param>
/// <param name="Right">The node of the other parent.</param>
/// <param name="ByLeft">The derivative by the one parent.</param>
/// <param name="ByRight">The derivative by the other parent.</param>
internal readonly record struct TapeNode(int Left, int Right, double ByLeft, double ByRight);

/// <summary>The nodes of a tape, side by side in one array: an operation touches one cache line.</summary>
/// <param name="capacity">The number of nodes for which to take memory at once.</param>
internal sealed class TapeNodes(int capacity)
{
    private TapeNode[] _nodes = new TapeNode[capacity];
    private int _count;

    /// <summary>Gets the number of nodes in use.</summary>
    public int Count => _count;

    /// <summary>Gets the number of nodes that fit without growing.</summary>
    public int Capacity => _nodes.Length;

    /// <summary>Gets the nodes in use.</summary>
    public ReadOnlySpan<TapeNode> Recorded => _nodes.AsSpan(0, _count);

    /// <summary>Goes back to a number of nodes; those below are never read, so their content does not matter.</summary>
    /// <param name="count">The number of nodes to start with.</param>
    public void Reset(int count)
    {
        if (_nodes.Length < count)
        {
            Array.Resize(ref _nodes, count);
        }

        _count = count;
    }

    /// <summary>Adds a node.</summary>
    /// <returns>Its index.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(int left, double byLeft, int right, double byRight)
    {
        int index = _count;
        TapeNode[] nodes = _nodes;
        if ((uint)index >= (uint)nodes.Length)
        {
            nodes = Grow();
        }

        nodes[index] = new TapeNode(left, right, byLeft, byRight);
        _count = index + 1;
        return index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TapeNode[] Grow()
    {
        Array.Resize(ref _nodes, Math.Max(1024, 2 * _nodes.Length));
        return _nodes;
    }
}
