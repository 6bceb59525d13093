using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>Halves of vectors of floats: as many elements as a vector of doubles has.</content>
public static partial class VectorMath
{
    /// <summary>Neighbouring elements in the lower half; what is in the upper one does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> LoadHalfVector512(ref float source) => Vector256.LoadUnsafe(ref source).ToVector512Unsafe();

    /// <inheritdoc cref="LoadHalfVector512(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> LoadHalfVector256(ref float source) => Vector128.LoadUnsafe(ref source).ToVector256Unsafe();

    /// <inheritdoc cref="LoadHalfVector512(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> LoadHalfVector128(ref float source) =>
        Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref source))).AsSingle();

    /// <summary>Writes the lower half to neighbouring elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreHalf(Vector512<float> value, ref float destination) => value.GetLower().StoreUnsafe(ref destination);

    /// <inheritdoc cref="StoreHalf(Vector512{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreHalf(Vector256<float> value, ref float destination) => value.GetLower().StoreUnsafe(ref destination);

    /// <inheritdoc cref="StoreHalf(Vector512{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreHalf(Vector128<float> value, ref float destination) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), value.AsDouble().ToScalar());
}
