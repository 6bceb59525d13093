// Generated from ../Vector512/VectorMath.Piecewise.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>|x|.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Abs(Vector128<double> x) =>
        Vector128.Abs(x);

    /// <inheritdoc cref="Abs(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> x) =>
        Vector128.Abs(x);

    /// <summary>The larger as <c>Math.Max</c> has it: NaN where one is, and 0 above −0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Max(Vector128<double> x, Vector128<double> y) =>
        Vector128.Max(x, y);

    /// <inheritdoc cref="Max(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> x, Vector128<float> y) =>
        Vector128.Max(x, y);

    /// <summary>The smaller as <c>Math.Min</c> has it: NaN where one is, and −0 below 0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Min(Vector128<double> x, Vector128<double> y) =>
        Vector128.Min(x, y);

    /// <inheritdoc cref="Min(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> x, Vector128<float> y) =>
        Vector128.Min(x, y);

    /// <summary>The larger in magnitude as <c>Math.MaxMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaxMagnitude(Vector128<double> x, Vector128<double> y) =>
        Vector128.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxMagnitude(Vector128<float> x, Vector128<float> y) =>
        Vector128.MaxMagnitude(x, y);

    /// <summary>The smaller in magnitude as <c>Math.MinMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MinMagnitude(Vector128<double> x, Vector128<double> y) =>
        Vector128.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinMagnitude(Vector128<float> x, Vector128<float> y) =>
        Vector128.MinMagnitude(x, y);

    /// <summary>x with the sign of y.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">The signs; those of zeros and of NaN count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> CopySign(Vector128<double> x, Vector128<double> y) =>
        Vector128.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> x, Vector128<float> y) =>
        Vector128.CopySign(x, y);

    /// <summary>−1, 0 or 1, without the sign of a zero; NaN where x is, where <c>Math.Sign</c> throws.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sign(Vector128<double> x) =>
        Vector128.ConditionalSelect(
            Vector128.Equals(x, x), (Vector128.GreaterThan(x, Vector128<double>.Zero)
                & Vector128.Create(1.0)) | (Vector128.LessThan(x, Vector128<double>.Zero) & Vector128.Create(-1.0)), x);

    /// <inheritdoc cref="Sign(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sign(Vector128<float> x) =>
        Vector128.ConditionalSelect(
            Vector128.Equals(x, x), (Vector128.GreaterThan(x, Vector128<float>.Zero)
                & Vector128.Create(1f)) | (Vector128.LessThan(x, Vector128<float>.Zero) & Vector128.Create(-1f)), x);

    /// <summary>x within the bounds as <c>Math.Clamp</c> has it; that the bounds are in order is not checked.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Clamp(Vector128<double> x, Vector128<double> low, Vector128<double> high) =>
        Vector128.ConditionalSelect(
            Vector128.LessThan(x, low), low, Vector128.ConditionalSelect(Vector128.GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Clamp(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> x, Vector128<float> low, Vector128<float> high) =>
        Vector128.ConditionalSelect(
            Vector128.LessThan(x, low), low, Vector128.ConditionalSelect(Vector128.GreaterThan(x, high), high, x));

    /// <summary><see cref="Functions.Relu(double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Relu(Vector128<double> x) =>
        Vector128.AndNot(x, Vector128.LessThanOrEqual(x, Vector128<double>.Zero));

    /// <inheritdoc cref="Relu(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) =>
        Vector128.AndNot(x, Vector128.LessThanOrEqual(x, Vector128<float>.Zero));

    /// <summary><see cref="Functions.LeakyRelu(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="negativeSlope">The slopes where x ≤ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LeakyRelu(Vector128<double> x, Vector128<double> negativeSlope) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<double>.Zero), x, negativeSlope * x);

    /// <inheritdoc cref="LeakyRelu(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LeakyRelu(Vector128<float> x, Vector128<float> negativeSlope) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), x, negativeSlope * x);

    /// <summary><see cref="Functions.Huber(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="threshold">Where the parabola ends and the line begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Huber(Vector128<double> x, Vector128<double> threshold)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> line = threshold * (magnitude - Vector128.Create(0.5) * threshold);
        return Vector128.ConditionalSelect(Vector128.LessThanOrEqual(magnitude, threshold), Vector128.Create(0.5) * x * x, line);
    }

    /// <inheritdoc cref="Huber(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Huber(Vector128<float> x, Vector128<float> threshold)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> line = threshold * (magnitude - Vector128.Create(0.5f) * threshold);
        return Vector128.ConditionalSelect(Vector128.LessThanOrEqual(magnitude, threshold), Vector128.Create(0.5f) * x * x, line);
    }
}
