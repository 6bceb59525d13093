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
    private static Vector128<double> ProductError(Vector128<double> a, Vector128<double> b, Vector128<double> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector128<double> shifted = a * Vector128.Create(134217729.0);
        Vector128<double> aHigh = shifted - (shifted - a);
        Vector128<double> aLow = a - aHigh;
        shifted = b * Vector128.Create(134217729.0);
        Vector128<double> bHigh = shifted - (shifted - b);
        Vector128<double> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <inheritdoc cref="ProductError(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ProductError(Vector128<float> a, Vector128<float> b, Vector128<float> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector128<float> shifted = a * Vector128.Create(4097f);
        Vector128<float> aHigh = shifted - (shifted - a);
        Vector128<float> aLow = a - aHigh;
        shifted = b * Vector128.Create(4097f);
        Vector128<float> bHigh = shifted - (shifted - b);
        Vector128<float> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <summary>a + b − sum, exactly, where sum is a + b rounded. Source: D. Knuth, TAOCP vol. 2, section 4.2.2, theorem B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> SumError(Vector128<double> a, Vector128<double> b, Vector128<double> sum)
    {
        Vector128<double> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <inheritdoc cref="SumError(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SumError(Vector128<float> a, Vector128<float> b, Vector128<float> sum)
    {
        Vector128<float> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <summary>2^exponent for an integer in [−1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowerOfTwo(Vector128<double> exponent) =>
        (Vector128.ShiftLeft((exponent + Vector128.Create(OfDouble.RoundingShift)).AsInt64(),
            52) + Vector128.Create(0x3FF0000000000000L)).AsDouble();

    /// <inheritdoc cref="PowerOfTwo(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<float> exponent) =>
        (Vector128.ShiftLeft((exponent + Vector128.Create(OfSingle.RoundingShift)).AsInt32(),
            23) + Vector128.Create(0x3F800000)).AsSingle();

    /// <summary>x·2^exponent, rounded once, for an integer in [−2000, 2000].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Scale(Vector128<double> x, Vector128<double> exponent)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector128<double> half =
            (exponent * Vector128.Create(0.5) + Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <inheritdoc cref="Scale(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Scale(Vector128<float> x, Vector128<float> exponent)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector128<float> half =
            (exponent * Vector128.Create(0.5f) + Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }
}
