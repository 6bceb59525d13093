using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Diff.CompilerServices;

/// <summary>
/// What generated backward passes are made of: products that are zero where the cotangent is zero, and the shares of a
/// cotangent that piecewise functions pass on.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cotangent
{
    /// <summary>cotangent · partial; 0 where the cotangent is 0, also when the partial is infinite or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Times(double cotangent, double partial) => cotangent == 0 ? 0 : cotangent * partial;

    /// <inheritdoc cref="Times(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Times(float cotangent, float partial) => cotangent == 0 ? 0 : cotangent * partial;

    /// <summary>left · right; 0 where either is 0, also when the other is infinite or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ZeroProduct(double left, double right) => left == 0 || right == 0 ? 0 : left * right;

    /// <inheritdoc cref="ZeroProduct(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ZeroProduct(float left, float right) => left == 0 || right == 0 ? 0 : left * right;

    /// <summary>cotangent / divisor; 0 where the cotangent is 0, also when the divisor is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Over(double cotangent, double divisor) => cotangent == 0 ? 0 : cotangent / divisor;

    /// <inheritdoc cref="Over(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Over(float cotangent, float divisor) => cotangent == 0 ? 0 : cotangent / divisor;

    /// <summary>What |x| passes on to x: ±cotangent, 0 at 0, NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfAbs(double x, double cotangent) => x > 0 ? cotangent : x < 0 ? -cotangent : x == 0 ? 0 : double.NaN;

    /// <inheritdoc cref="OfAbs(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfAbs(float x, float cotangent) => x > 0 ? cotangent : x < 0 ? -cotangent : x == 0 ? 0 : float.NaN;

    /// <summary>What relu(x) passes on to x: the cotangent where x is positive, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfRelu(double x, double cotangent) => x > 0 ? cotangent : x <= 0 ? 0 : double.NaN;

    /// <inheritdoc cref="OfRelu(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfRelu(float x, float cotangent) => x > 0 ? cotangent : x <= 0 ? 0 : float.NaN;

    /// <summary>What max(x, y) passes on to x: all where x is larger, half at a tie, NaN where one of them is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfMax(double x, double y, double cotangent) =>
        x > y ? cotangent : x < y ? 0 : x == y ? 0.5 * cotangent : double.NaN;

    /// <inheritdoc cref="OfMax(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfMax(float x, float y, float cotangent) =>
        x > y ? cotangent : x < y ? 0 : x == y ? 0.5f * cotangent : float.NaN;

    /// <summary>What min(x, y) passes on to x: all where x is smaller, half at a tie, NaN where one of them is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfMin(double x, double y, double cotangent) =>
        x < y ? cotangent : x > y ? 0 : x == y ? 0.5 * cotangent : double.NaN;

    /// <inheritdoc cref="OfMin(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfMin(float x, float y, float cotangent) =>
        x < y ? cotangent : x > y ? 0 : x == y ? 0.5f * cotangent : float.NaN;

    /// <summary>What the larger in magnitude of x and y passes on to x; at equal magnitudes as the maximum of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfMaxMagnitude(double x, double y, double cotangent)
    {
        double left = Math.Abs(x);
        double right = Math.Abs(y);
        return left == right ? OfMax(x, y, cotangent) : OfMax(left, right, cotangent);
    }

    /// <inheritdoc cref="OfMaxMagnitude(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfMaxMagnitude(float x, float y, float cotangent)
    {
        float left = Math.Abs(x);
        float right = Math.Abs(y);
        return left == right ? OfMax(x, y, cotangent) : OfMax(left, right, cotangent);
    }

    /// <summary>What the smaller in magnitude of x and y passes on to x; at equal magnitudes as the minimum of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfMinMagnitude(double x, double y, double cotangent)
    {
        double left = Math.Abs(x);
        double right = Math.Abs(y);
        return left == right ? OfMin(x, y, cotangent) : OfMin(left, right, cotangent);
    }

    /// <inheritdoc cref="OfMinMagnitude(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfMinMagnitude(float x, float y, float cotangent)
    {
        float left = Math.Abs(x);
        float right = Math.Abs(y);
        return left == right ? OfMin(x, y, cotangent) : OfMin(left, right, cotangent);
    }

    /// <summary>What clamp(x, low, high) passes on to x: all inside and at the bounds, 0 outside, NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfClamp(double x, double low, double high, double cotangent) =>
        x < low || x > high ? 0 : double.IsNaN(x) ? x : cotangent;

    /// <inheritdoc cref="OfClamp(double, double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfClamp(float x, float low, float high, float cotangent) =>
        x < low || x > high ? 0 : float.IsNaN(x) ? x : cotangent;
}
