using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <content>
/// From all lanes to one number. Always by halves, lane i with lane i + n/2 first, so that the order is fixed; BCL sums promise none.
/// </content>
public static partial class VectorMath
{
    /// <summary>The sum of all lanes, by halves.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> x) => Sum(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> x) => Sum(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> x) => x[0] + x[1];

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x) => Sum(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x) => Sum(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="Sum(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> x) => (x[0] + x[2]) + (x[1] + x[3]);

    /// <summary>The product of all lanes, by halves.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector512<double> x) => Product(x.GetLower() * x.GetUpper());

    /// <inheritdoc cref="Product(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector256<double> x) => Product(x.GetLower() * x.GetUpper());

    /// <inheritdoc cref="Product(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector128<double> x) => x[0] * x[1];

    /// <inheritdoc cref="Product(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Vector512<float> x) => Product(x.GetLower() * x.GetUpper());

    /// <inheritdoc cref="Product(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Vector256<float> x) => Product(x.GetLower() * x.GetUpper());

    /// <inheritdoc cref="Product(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(Vector128<float> x) => (x[0] * x[2]) * (x[1] * x[3]);

    /// <summary>The least lane as <c>Math.Min</c> has it: NaN if there is one, and −0 below 0.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(Vector512<double> x) => Min(Vector256.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Min(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(Vector256<double> x) => Min(Vector128.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Min(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(Vector128<double> x) => Math.Min(x[0], x[1]);

    /// <inheritdoc cref="Min(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector512<float> x) => Min(Vector256.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Min(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector256<float> x) => Min(Vector128.Min(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Min(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector128<float> x) => MathF.Min(MathF.Min(x[0], x[2]), MathF.Min(x[1], x[3]));

    /// <summary>The largest lane as <c>Math.Max</c> has it: NaN if there is one, and 0 above −0.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<double> x) => Max(Vector256.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector256<double> x) => Max(Vector128.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector128<double> x) => Math.Max(x[0], x[1]);

    /// <inheritdoc cref="Max(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> x) => Max(Vector256.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> x) => Max(Vector128.Max(x.GetLower(), x.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> x) => MathF.Max(MathF.Max(x[0], x[2]), MathF.Max(x[1], x[3]));
}
