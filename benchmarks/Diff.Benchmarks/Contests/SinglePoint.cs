using System;
using System.Runtime.InteropServices;

namespace Diff.Benchmarks.Contests;

/// <summary>
/// The point of a case whose contestants compute in <see langword="float"/>. They write their gradient, as floats, to the front of
/// the memory that they are given: converting would take longer than the smallest of them.
/// </summary>
/// <param name="point">The point of the case.</param>
public sealed class SinglePoint(double[] point)
{
    /// <summary>Gets the point, rounded.</summary>
    public float[] Values { get; } = Array.ConvertAll(point, value => (float)value);

    /// <summary>Says where a contestant writes.</summary>
    /// <param name="gradient">What it was given.</param>
    /// <returns>As many floats as there are doubles.</returns>
    public static Span<float> Floats(Span<double> gradient) => MemoryMarshal.Cast<double, float>(gradient)[..gradient.Length];

    /// <summary>Takes over a point that was moved.</summary>
    public void Refresh()
    {
        for (int i = 0; i < point.Length; i++)
        {
            Values[i] = (float)point[i];
        }
    }

    /// <summary>Makes doubles of what a contestant wrote, in place.</summary>
    /// <param name="gradient">What it was given.</param>
    public static void Widen(Span<double> gradient)
    {
        // From the end, since a double covers floats that lie behind its own.
        ReadOnlySpan<float> floats = Floats(gradient);
        for (int i = gradient.Length - 1; i >= 0; i--)
        {
            gradient[i] = floats[i];
        }
    }
}
