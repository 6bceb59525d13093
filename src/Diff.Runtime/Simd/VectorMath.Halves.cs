using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.CompilerServices;

/// <content>
/// Floats as vectors of doubles, and back. By the instructions themselves where there are any: the general forms compute with two vectors each.
/// </content>
public static partial class VectorMath
{
    /// <summary>As many neighbouring floats as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> WidenVector512(ref float source)
    {
        Vector256<float> floats = Vector256.LoadUnsafe(ref source);
        return Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(floats) : Vector512.WidenLower(floats.ToVector512Unsafe());
    }

    /// <inheritdoc cref="WidenVector512(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> WidenVector256(ref float source)
    {
        Vector128<float> floats = Vector128.LoadUnsafe(ref source);
        return Avx.IsSupported ? Avx.ConvertToVector256Double(floats) : Vector256.WidenLower(floats.ToVector256Unsafe());
    }

    /// <inheritdoc cref="WidenVector512(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> WidenVector128(ref float source)
    {
        Vector128<float> floats = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref source))).AsSingle();
        return Sse2.IsSupported ? Sse2.ConvertToVector128Double(floats) : Vector128.WidenLower(floats);
    }

    /// <summary>Rounds to floats and writes them to neighbouring elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void NarrowTo(Vector512<double> value, ref float destination) =>
        (Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(value) : Vector512.Narrow(value, value).GetLower()).StoreUnsafe(ref destination);

    /// <inheritdoc cref="NarrowTo(Vector512{double}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void NarrowTo(Vector256<double> value, ref float destination) =>
        (Avx.IsSupported ? Avx.ConvertToVector128Single(value) : Vector256.Narrow(value, value).GetLower()).StoreUnsafe(ref destination);

    /// <inheritdoc cref="NarrowTo(Vector512{double}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void NarrowTo(Vector128<double> value, ref float destination)
    {
        Vector128<float> floats = Sse2.IsSupported ? Sse2.ConvertToVector128Single(value) : Vector128.Narrow(value, value);
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), floats.AsDouble().ToScalar());
    }

    /// <summary>Rounds each lane to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Rounded(Vector512<double> value) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Double(Avx512F.ConvertToVector256Single(value))
        : Vector512.WidenLower(Vector512.Narrow(value, value));

    /// <inheritdoc cref="Rounded(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Rounded(Vector256<double> value) => Avx.IsSupported
        ? Avx.ConvertToVector256Double(Avx.ConvertToVector128Single(value))
        : Vector256.WidenLower(Vector256.Narrow(value, value));

    /// <inheritdoc cref="Rounded(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> Rounded(Vector128<double> value) => Sse2.IsSupported
        ? Sse2.ConvertToVector128Double(Sse2.ConvertToVector128Single(value))
        : Vector128.WidenLower(Vector128.Narrow(value, value));
}
