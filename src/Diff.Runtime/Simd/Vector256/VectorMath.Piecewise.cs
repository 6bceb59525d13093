// Generated from ../Vector512/VectorMath.Piecewise.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>|x|.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Abs(Vector256<double> x) =>
        Vector256.Abs(x);

    /// <inheritdoc cref="Abs(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> x) =>
        Vector256.Abs(x);

    /// <summary>The larger as <c>Math.Max</c> has it: NaN where one is, and 0 above −0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Max(Vector256<double> x, Vector256<double> y) =>
        Vector256.Max(x, y);

    /// <inheritdoc cref="Max(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) =>
        Vector256.Max(x, y);

    /// <summary>The smaller as <c>Math.Min</c> has it: NaN where one is, and −0 below 0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Min(Vector256<double> x, Vector256<double> y) =>
        Vector256.Min(x, y);

    /// <inheritdoc cref="Min(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> x, Vector256<float> y) =>
        Vector256.Min(x, y);

    /// <summary>The larger in magnitude as <c>Math.MaxMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaxMagnitude(Vector256<double> x, Vector256<double> y) =>
        Vector256.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxMagnitude(Vector256<float> x, Vector256<float> y) =>
        Vector256.MaxMagnitude(x, y);

    /// <summary>The smaller in magnitude as <c>Math.MinMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinMagnitude(Vector256<double> x, Vector256<double> y) =>
        Vector256.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinMagnitude(Vector256<float> x, Vector256<float> y) =>
        Vector256.MinMagnitude(x, y);

    /// <summary>x with the sign of y.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">The signs; those of zeros and of NaN count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> CopySign(Vector256<double> x, Vector256<double> y) =>
        Vector256.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> x, Vector256<float> y) =>
        Vector256.CopySign(x, y);

    /// <summary>−1, 0 or 1, without the sign of a zero; NaN where x is, where <c>Math.Sign</c> throws.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sign(Vector256<double> x) =>
        Vector256.ConditionalSelect(
            Vector256.Equals(x, x), (Vector256.GreaterThan(x, Vector256<double>.Zero)
                & Vector256.Create(1.0)) | (Vector256.LessThan(x, Vector256<double>.Zero) & Vector256.Create(-1.0)), x);

    /// <inheritdoc cref="Sign(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sign(Vector256<float> x) =>
        Vector256.ConditionalSelect(
            Vector256.Equals(x, x), (Vector256.GreaterThan(x, Vector256<float>.Zero)
                & Vector256.Create(1f)) | (Vector256.LessThan(x, Vector256<float>.Zero) & Vector256.Create(-1f)), x);

    /// <summary>x within the bounds as <c>Math.Clamp</c> has it; that the bounds are in order is not checked.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Clamp(Vector256<double> x, Vector256<double> low, Vector256<double> high) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(x, low), low, Vector256.ConditionalSelect(Vector256.GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Clamp(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> x, Vector256<float> low, Vector256<float> high) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(x, low), low, Vector256.ConditionalSelect(Vector256.GreaterThan(x, high), high, x));

    /// <summary><see cref="Functions.Relu(double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Relu(Vector256<double> x) =>
        Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<double>.Zero));

    /// <inheritdoc cref="Relu(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) =>
        Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<float>.Zero));

    /// <summary><see cref="Functions.LeakyRelu(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="negativeSlope">The slopes where x ≤ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LeakyRelu(Vector256<double> x, Vector256<double> negativeSlope) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), x, negativeSlope * x);

    /// <inheritdoc cref="LeakyRelu(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LeakyRelu(Vector256<float> x, Vector256<float> negativeSlope) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, negativeSlope * x);

    /// <summary><see cref="Functions.Huber(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="threshold">Where the parabola ends and the line begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Huber(Vector256<double> x, Vector256<double> threshold)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> line = threshold * (magnitude - Vector256.Create(0.5) * threshold);
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(magnitude, threshold), Vector256.Create(0.5) * x * x, line);
    }

    /// <inheritdoc cref="Huber(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Huber(Vector256<float> x, Vector256<float> threshold)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> line = threshold * (magnitude - Vector256.Create(0.5f) * threshold);
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(magnitude, threshold), Vector256.Create(0.5f) * x * x, line);
    }
}
