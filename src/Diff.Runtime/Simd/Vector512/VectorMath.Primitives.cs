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
    private static Vector512<double> ProductError(Vector512<double> a, Vector512<double> b, Vector512<double> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector512<double> shifted = a * Vector512.Create(134217729.0);
        Vector512<double> aHigh = shifted - (shifted - a);
        Vector512<double> aLow = a - aHigh;
        shifted = b * Vector512.Create(134217729.0);
        Vector512<double> bHigh = shifted - (shifted - b);
        Vector512<double> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <inheritdoc cref="ProductError(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ProductError(Vector512<float> a, Vector512<float> b, Vector512<float> product)
    {
        if (FusesProducts)
            return MultiplyAdd(a, b, -product);
        Vector512<float> shifted = a * Vector512.Create(4097f);
        Vector512<float> aHigh = shifted - (shifted - a);
        Vector512<float> aLow = a - aHigh;
        shifted = b * Vector512.Create(4097f);
        Vector512<float> bHigh = shifted - (shifted - b);
        Vector512<float> bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <summary>a + b − sum, exactly, where sum is a + b rounded. Source: D. Knuth, TAOCP vol. 2, section 4.2.2, theorem B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SumError(Vector512<double> a, Vector512<double> b, Vector512<double> sum)
    {
        Vector512<double> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <inheritdoc cref="SumError(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumError(Vector512<float> a, Vector512<float> b, Vector512<float> sum)
    {
        Vector512<float> second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /// <summary>2^exponent for an integer in [−1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> exponent) =>
        (Vector512.ShiftLeft((exponent + Vector512.Create(OfDouble.RoundingShift)).AsInt64(),
            52) + Vector512.Create(0x3FF0000000000000L)).AsDouble();

    /// <inheritdoc cref="PowerOfTwo(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> exponent) =>
        (Vector512.ShiftLeft((exponent + Vector512.Create(OfSingle.RoundingShift)).AsInt32(),
            23) + Vector512.Create(0x3F800000)).AsSingle();

    /// <summary>x·2^exponent, rounded once, for an integer in [−2000, 2000].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> x, Vector512<double> exponent)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector512<double> half =
            (exponent * Vector512.Create(0.5) + Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <inheritdoc cref="Scale(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> x, Vector512<float> exponent)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Scale(x, exponent);
        // Two factors, because 2^exponent itself may overflow or be subnormal; the first product is exact.
        Vector512<float> half =
            (exponent * Vector512.Create(0.5f) + Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        return x * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }
}
