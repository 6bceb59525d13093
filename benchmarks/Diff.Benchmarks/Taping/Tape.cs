using System;
using System.Runtime.CompilerServices;

namespace Diff.Benchmarks.Taping;

/// <summary>
/// A Wengert list: every operation is one node with its two parents and two partial derivatives. It is kept between calls, grows
/// only where it was too small, and allocates nothing otherwise: the tape that a careful author would write in C#.
/// </summary>
/// <remarks>
/// Node 0 stands for every constant, so that <c>default(TapeVariable)</c> is the constant 0; inputs follow; operations come after.
/// Operators find the tape in a static field: a variable that carried a reference to its tape would be 24 bytes, would not go
/// through registers, and would cost a write barrier whenever it is stored in an array.
/// </remarks>
public sealed class Tape
{
    private static Tape s_active = new(capacity: 0);

    private readonly TapeNodes _nodes;
    private TapeVariable[] _inputs = [];
    private double[] _adjoints = [];

    /// <summary>Makes a tape.</summary>
    /// <param name="capacity">The number of nodes for which to take memory at once.</param>
    public Tape(int capacity = 1024) => _nodes = new TapeNodes(capacity);

    /// <summary>Gets the number of nodes recorded since <see cref="Start"/>, inputs and the constant included.</summary>
    public int Count => _nodes.Count;

    /// <summary>Forgets what was recorded, keeps the memory, and makes this tape the one that operators write to.</summary>
    /// <param name="values">The point at which to differentiate.</param>
    /// <returns>A variable for each value; valid until the next call.</returns>
    public ReadOnlySpan<TapeVariable> Start(ReadOnlySpan<double> values)
    {
        s_active = this;
        if (_inputs.Length < values.Length)
        {
            _inputs = new TapeVariable[values.Length];
        }

        for (int i = 0; i < values.Length; i++)
        {
            _inputs[i] = new TapeVariable(values[i], i + 1);
        }

        _nodes.Reset(values.Length + 1);
        return _inputs.AsSpan(0, values.Length);
    }

    /// <summary>Sweeps backwards from a result and hands out the derivatives by the inputs.</summary>
    /// <param name="result">What to differentiate.</param>
    /// <param name="gradient">Receives one number per input; overwritten.</param>
    /// <returns>The value of the result.</returns>
    public double Backward(TapeVariable result, Span<double> gradient)
    {
        ReadOnlySpan<TapeNode> nodes = _nodes.Recorded;
        if (_adjoints.Length < nodes.Length)
        {
            _adjoints = new double[_nodes.Capacity];
        }

        Span<double> adjoints = _adjoints.AsSpan(0, nodes.Length);
        adjoints.Clear();
        adjoints[result.Index] = 1;
        for (int i = nodes.Length - 1; i > gradient.Length; i--)
        {
            ref readonly TapeNode node = ref nodes[i];
            double adjoint = adjoints[i];
            adjoints[node.Left] += adjoint * node.ByLeft;

            // Adding to the constant for the want of a second parent would chain all such nodes through one memory cell.
            if (node.Right != 0)
            {
                adjoints[node.Right] += adjoint * node.ByRight;
            }
        }

        adjoints.Slice(1, gradient.Length).CopyTo(gradient);
        return result.Value;
    }

    /// <summary>Records an operation of one variable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TapeVariable Record(double value, TapeVariable parent, double partial) =>
        new(value, s_active._nodes.Add(parent.Index, partial, 0, 0));

    /// <summary>Records an operation of two variables.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TapeVariable Record(double value, TapeVariable left, double byLeft, TapeVariable right, double byRight) =>
        new(value, s_active._nodes.Add(left.Index, byLeft, right.Index, byRight));
}
