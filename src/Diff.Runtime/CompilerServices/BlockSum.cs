using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

/// <summary>
/// Adds up the sums of blocks so that the error does not grow with their number: what each addition rounds away is added up beside it (Møller,
/// Knuth). Where a sum is infinite or not a number, what was rounded away is not a number and does not count.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockSum
{
    /// <summary>By how much the rounded x + y is less than the sum, exactly; of no meaning where it is infinite or not a number.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">What is added to it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double RoundingError(double x, double y)
    {
        double sum = x + y;
        double added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <summary>A number itself, or 0 where it is infinite or not a number.</summary>
    /// <param name="x">What was rounded away.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FiniteOrZero(double x) => double.IsFinite(x) ? x : 0;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float RoundingError(float x, float y)
    {
        float sum = x + y;
        float added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FiniteOrZero(float x) => float.IsFinite(x) ? x : 0;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> RoundingError(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> sum = x + y;
        Vector512<double> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FiniteOrZero(Vector512<double> x) => Vector512.Equals(x - x, Vector512<double>.Zero) & x;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RoundingError(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> sum = x + y;
        Vector512<float> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FiniteOrZero(Vector512<float> x) => Vector512.Equals(x - x, Vector512<float>.Zero) & x;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> RoundingError(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> sum = x + y;
        Vector256<double> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FiniteOrZero(Vector256<double> x) => Vector256.Equals(x - x, Vector256<double>.Zero) & x;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RoundingError(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> sum = x + y;
        Vector256<float> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FiniteOrZero(Vector256<float> x) => Vector256.Equals(x - x, Vector256<float>.Zero) & x;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> RoundingError(Vector128<double> x, Vector128<double> y)
    {
        Vector128<double> sum = x + y;
        Vector128<double> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FiniteOrZero(Vector128<double> x) => Vector128.Equals(x - x, Vector128<double>.Zero) & x;

    /// <inheritdoc cref="RoundingError(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RoundingError(Vector128<float> x, Vector128<float> y)
    {
        Vector128<float> sum = x + y;
        Vector128<float> added = sum - x;
        return (x - (sum - added)) + (y - added);
    }

    /// <inheritdoc cref="FiniteOrZero(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FiniteOrZero(Vector128<float> x) => Vector128.Equals(x - x, Vector128<float>.Zero) & x;
}
