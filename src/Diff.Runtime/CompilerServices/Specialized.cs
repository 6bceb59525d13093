using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff.CompilerServices;

/// <summary>
/// Hands values from a generic member to the member for certain type arguments and back. The two types are one at run time: the
/// generated code has tested it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Specialized
{
    /// <summary>A value under the other name of its type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);

    /// <summary>A span under the other name of its elements' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<TTo> As<TFrom, TTo>(Span<TFrom> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    /// <summary>A read-only span under the other name of its elements' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<TTo> As<TFrom, TTo>(ReadOnlySpan<TFrom> span) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    /// <summary>What a generic member throws for type arguments that there are no derivatives for.</summary>
    public static NotSupportedException NotSupported(string method, params Type[] arguments) => new(
        $"The derivatives of '{method}' are generated for double and float, not for {string.Join(", ", Array.ConvertAll(arguments, a => a.Name))}; convert the arguments.");
}
