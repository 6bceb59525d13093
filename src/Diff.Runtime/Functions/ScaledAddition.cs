using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>destination += scale·source, the step of which most pullbacks consist.</summary>
internal static class ScaledAddition
{
    /// <param name="scale">The factor.</param>
    /// <param name="source">As long as <paramref name="destination"/>.</param>
    /// <param name="destination">Added to; apart from <paramref name="source"/>.</param>
    internal static void Add<T>(T scale, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> sourceLanes = MemoryMarshal.Cast<T, Vector<T>>(source);
        Span<Vector<T>> destinationLanes = MemoryMarshal.Cast<T, Vector<T>>(destination);
        Vector<T> scaleLanes = new(scale);
        for (int i = 0; i < sourceLanes.Length; i++)
        {
            destinationLanes[i] += scaleLanes * sourceLanes[i];
        }
        for (int i = sourceLanes.Length * Vector<T>.Count; i < source.Length; i++)
        {
            destination[i] += scale * source[i];
        }
    }
}
