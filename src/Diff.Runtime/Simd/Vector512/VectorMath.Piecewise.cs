using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>|x|.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> x) =>
        Vector512.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) =>
        Vector512.Abs(x);

    /// <summary>The larger as <c>Math.Max</c> has it: NaN where one is, and 0 above −0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Max(Vector512<double> x, Vector512<double> y) =>
        Vector512.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) =>
        Vector512.Max(x, y);

    /// <summary>The smaller as <c>Math.Min</c> has it: NaN where one is, and −0 below 0.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Min(Vector512<double> x, Vector512<double> y) =>
        Vector512.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) =>
        Vector512.Min(x, y);

    /// <summary>The larger in magnitude as <c>Math.MaxMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MaxMagnitude(Vector512<double> x, Vector512<double> y) =>
        Vector512.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxMagnitude(Vector512<float> x, Vector512<float> y) =>
        Vector512.MaxMagnitude(x, y);

    /// <summary>The smaller in magnitude as <c>Math.MinMagnitude</c> has it.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinMagnitude(Vector512<double> x, Vector512<double> y) =>
        Vector512.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinMagnitude(Vector512<float> x, Vector512<float> y) =>
        Vector512.MinMagnitude(x, y);

    /// <summary>x with the sign of y.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">The signs; those of zeros and of NaN count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> CopySign(Vector512<double> x, Vector512<double> y) =>
        Vector512.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> x, Vector512<float> y) =>
        Vector512.CopySign(x, y);

    /// <summary>−1, 0 or 1, without the sign of a zero; NaN where x is, where <c>Math.Sign</c> throws.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, x), (Vector512.GreaterThan(x, Vector512<double>.Zero)
                & Vector512.Create(1.0)) | (Vector512.LessThan(x, Vector512<double>.Zero) & Vector512.Create(-1.0)), x);

    /// <inheritdoc cref="Sign(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, x), (Vector512.GreaterThan(x, Vector512<float>.Zero)
                & Vector512.Create(1f)) | (Vector512.LessThan(x, Vector512<float>.Zero) & Vector512.Create(-1f)), x);

    /// <summary>x within the bounds as <c>Math.Clamp</c> has it; that the bounds are in order is not checked.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Clamp(Vector512<double> x, Vector512<double> low, Vector512<double> high) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(x, low), low, Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Clamp(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> x, Vector512<float> low, Vector512<float> high) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(x, low), low, Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x));

    /// <summary><see cref="Functions.Relu(double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Relu(Vector512<double> x) =>
        Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<double>.Zero));

    /// <inheritdoc cref="Relu(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) =>
        Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));

    /// <summary><see cref="Functions.LeakyRelu(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="negativeSlope">The slopes where x ≤ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LeakyRelu(Vector512<double> x, Vector512<double> negativeSlope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<double>.Zero), x, negativeSlope * x);

    /// <inheritdoc cref="LeakyRelu(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> x, Vector512<float> negativeSlope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, negativeSlope * x);

    /// <summary><see cref="Functions.Huber(double, double)"/> of each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="threshold">Where the parabola ends and the line begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Huber(Vector512<double> x, Vector512<double> threshold)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> line = threshold * (magnitude - Vector512.Create(0.5) * threshold);
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(magnitude, threshold), Vector512.Create(0.5) * x * x, line);
    }

    /// <inheritdoc cref="Huber(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Huber(Vector512<float> x, Vector512<float> threshold)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> line = threshold * (magnitude - Vector512.Create(0.5f) * threshold);
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(magnitude, threshold), Vector512.Create(0.5f) * x * x, line);
    }
}
