// Generated from ../Vector512/VectorMath.Primitives.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>a·b − product, exactly, where product is a·b rounded.</summary>
    /// <remarks>
    /// Without fused products by splitting the factors in halves. Source: T. J. Dekker, A Floating-Point Technique for Extending
    /// the Available Precision, Numer. Math. 18 (1971). Factors beyond about 2^996 overflow there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ProductError(Vector256<double> a, Vector256<double> b, Vector256<double> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector256<double> shifted = a * Vector256.Create(134217729.0);
        Vector256<double> aHigh = shifted - (shifted - a);
        Vector256<double> aLow = a - aHigh;
        shifted = b * Vector256.Create(134217729.0);
        Vector256<double> bHigh = shifted - (shifted - b);
        Vector256<double> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <inheritdoc cref="ProductError(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ProductError(Vector256<float> a, Vector256<float> b, Vector256<float> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector256<float> shifted = a * Vector256.Create(4097f);
        Vector256<float> aHigh = shifted - (shifted - a);
        Vector256<float> aLow = a - aHigh;
        shifted = b * Vector256.Create(4097f);
        Vector256<float> bHigh = shifted - (shifted - b);
        Vector256<float> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <summary>a + b − sum, exactly, where sum is a + b rounded. Source: D. Knuth, TAOCP vol. 2, section 4.2.2, theorem B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SumError(Vector256<double> a, Vector256<double> b, Vector256<double> sum)
    {
        Vector256<double> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <inheritdoc cref="SumError(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SumError(Vector256<float> a, Vector256<float> b, Vector256<float> sum)
    {
        Vector256<float> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <summary>2^exponent for an integer in [−1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfTwo(Vector256<double> exponent) =>
        (Vector256.ShiftLeft((exponent + Vector256.Create(OfDouble.RoundingShift)).AsInt64(),
            52) + Vector256.Create(0x3FF0000000000000L)).AsDouble();

    /// <inheritdoc cref="PowerOfTwo(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<float> exponent) =>
        (Vector256.ShiftLeft((exponent + Vector256.Create(OfSingle.RoundingShift)).AsInt32(),
            23) + Vector256.Create(0x3F800000)).AsSingle();

    /// <summary>x·2^exponent, rounded once, for an integer in [−2000, 2000].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Scale(Vector256<double> x, Vector256<double> exponent)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector256<double> half =
            (exponent * Vector256.Create(0.5) + Vector256.Create(OfDouble.RoundingShift)) - Vector256.Create(OfDouble.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <inheritdoc cref="Scale(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Scale(Vector256<float> x, Vector256<float> exponent)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector256<float> half =
            (exponent * Vector256.Create(0.5f) + Vector256.Create(OfSingle.RoundingShift)) - Vector256.Create(OfSingle.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }
}
