using System.Numerics;

namespace Diff.Linear;

/// <summary>
/// What the matrix kernels need of a vector width: one text for all widths and for both element types. Every operation is one instruction
/// after inlining; the kernels hold few enough of them to stay within the JIT's budget.
/// </summary>
/// <typeparam name="TVector">The vector, or the element type itself where there are no vectors.</typeparam>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
internal unsafe interface ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of elements in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The rows of the largest tile whose sums stay in registers beside two vectors and a broadcast.</summary>
    static abstract int TileRows { get; }

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(T* source);

    /// <summary>Reads the first lanes only, 0 in the others.</summary>
    static abstract TVector LoadFirst(T* source, int count);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(TVector value, T* destination);

    /// <summary>Writes the first lanes only.</summary>
    static abstract void StoreFirst(TVector value, T* destination, int count);

    /// <summary>The same number in all lanes.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>a·b + c, rounded once where the hardware fuses.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The sum of all lanes, by halves.</summary>
    static abstract T Sum(TVector value);

    /// <summary>The sums of all lanes of four vectors, as <see cref="Sum"/> has them, in fewer steps than four times one.</summary>
    static abstract void Sums(TVector a, TVector b, TVector c, TVector d, T* sums);
}
