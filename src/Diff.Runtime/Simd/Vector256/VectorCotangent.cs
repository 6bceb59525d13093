// Generated from ../Vector512/VectorCotangent.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorCotangent
{
    /// <summary><see cref="Cotangent.Times(double, double)"/> in each lane.</summary>
    /// <param name="cotangent">The cotangents.</param>
    /// <param name="partial">The partial derivatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Times(Vector256<double> cotangent, Vector256<double> partial) =>
        Vector256.AndNot(cotangent * partial, Vector256.Equals(cotangent, Vector256<double>.Zero));

    /// <inheritdoc cref="Times(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Times(Vector256<float> cotangent, Vector256<float> partial) =>
        Vector256.AndNot(cotangent * partial, Vector256.Equals(cotangent, Vector256<float>.Zero));

    /// <summary><see cref="Cotangent.ZeroProduct(double, double)"/> in each lane.</summary>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ZeroProduct(Vector256<double> left, Vector256<double> right) => Vector256.AndNot(
        left * right, Vector256.Equals(left, Vector256<double>.Zero) | Vector256.Equals(right, Vector256<double>.Zero));

    /// <inheritdoc cref="ZeroProduct(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ZeroProduct(Vector256<float> left, Vector256<float> right) => Vector256.AndNot(
        left * right, Vector256.Equals(left, Vector256<float>.Zero) | Vector256.Equals(right, Vector256<float>.Zero));

    /// <summary><see cref="Cotangent.Over(double, double)"/> in each lane.</summary>
    /// <param name="cotangent">The cotangents.</param>
    /// <param name="divisor">The divisors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Over(Vector256<double> cotangent, Vector256<double> divisor) =>
        Vector256.AndNot(cotangent / divisor, Vector256.Equals(cotangent, Vector256<double>.Zero));

    /// <inheritdoc cref="Over(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Over(Vector256<float> cotangent, Vector256<float> divisor) =>
        Vector256.AndNot(cotangent / divisor, Vector256.Equals(cotangent, Vector256<float>.Zero));

    /// <summary><see cref="Cotangent.OfAbs(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfAbs(Vector256<double> x, Vector256<double> cotangent) =>
        Vector256.ConditionalSelect(
            Vector256.Equals(x, x), Vector256.AndNot(cotangent ^ (x & Vector256.Create(-0.0)),
                Vector256.Equals(x, Vector256<double>.Zero)), Vector256.Create(double.NaN));

    /// <inheritdoc cref="OfAbs(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfAbs(Vector256<float> x, Vector256<float> cotangent) =>
        Vector256.ConditionalSelect(
            Vector256.Equals(x, x), Vector256.AndNot(cotangent ^ (x & Vector256.Create(-0.0f)),
                Vector256.Equals(x, Vector256<float>.Zero)), Vector256.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfRelu(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfRelu(Vector256<double> x, Vector256<double> cotangent) =>
        Vector256.ConditionalSelect(Vector256.Equals(x, x), Vector256.GreaterThan(x, Vector256<double>.Zero) & cotangent,
            Vector256.Create(double.NaN));

    /// <inheritdoc cref="OfRelu(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfRelu(Vector256<float> x, Vector256<float> cotangent) =>
        Vector256.ConditionalSelect(Vector256.Equals(x, x), Vector256.GreaterThan(x, Vector256<float>.Zero) & cotangent,
            Vector256.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfMax(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfMax(Vector256<double> x, Vector256<double> y, Vector256<double> cotangent)
    {
        Vector256<double> share = Vector256.ConditionalSelect(
            Vector256.Equals(x, y), Vector256.Create(0.5) * cotangent, Vector256.GreaterThan(x, y) & cotangent);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x) & Vector256.Equals(y, y), share, Vector256.Create(double.NaN));
    }

    /// <inheritdoc cref="OfMax(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfMax(Vector256<float> x, Vector256<float> y, Vector256<float> cotangent)
    {
        Vector256<float> share = Vector256.ConditionalSelect(
            Vector256.Equals(x, y), Vector256.Create(0.5f) * cotangent, Vector256.GreaterThan(x, y) & cotangent);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x) & Vector256.Equals(y, y), share, Vector256.Create(float.NaN));
    }

    /// <summary><see cref="Cotangent.OfMin(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfMin(Vector256<double> x, Vector256<double> y, Vector256<double> cotangent) =>
        OfMax(y, x, cotangent);

    /// <inheritdoc cref="OfMin(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfMin(Vector256<float> x, Vector256<float> y, Vector256<float> cotangent) =>
        OfMax(y, x, cotangent);

    /// <summary><see cref="Cotangent.OfMaxMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfMaxMagnitude(Vector256<double> x, Vector256<double> y, Vector256<double> cotangent)
    {
        Vector256<double> left = Vector256.Abs(x);
        Vector256<double> right = Vector256.Abs(y);
        Vector256<double> tie = Vector256.Equals(left, right);
        return OfMax(Vector256.ConditionalSelect(tie, x, left), Vector256.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMaxMagnitude(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfMaxMagnitude(Vector256<float> x, Vector256<float> y, Vector256<float> cotangent)
    {
        Vector256<float> left = Vector256.Abs(x);
        Vector256<float> right = Vector256.Abs(y);
        Vector256<float> tie = Vector256.Equals(left, right);
        return OfMax(Vector256.ConditionalSelect(tie, x, left), Vector256.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfMinMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfMinMagnitude(Vector256<double> x, Vector256<double> y, Vector256<double> cotangent)
    {
        Vector256<double> left = Vector256.Abs(x);
        Vector256<double> right = Vector256.Abs(y);
        Vector256<double> tie = Vector256.Equals(left, right);
        return OfMin(Vector256.ConditionalSelect(tie, x, left), Vector256.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMinMagnitude(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfMinMagnitude(Vector256<float> x, Vector256<float> y, Vector256<float> cotangent)
    {
        Vector256<float> left = Vector256.Abs(x);
        Vector256<float> right = Vector256.Abs(y);
        Vector256<float> tie = Vector256.Equals(left, right);
        return OfMin(Vector256.ConditionalSelect(tie, x, left), Vector256.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfClamp(double, double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfClamp(Vector256<double> x, Vector256<double> low, Vector256<double> high,
        Vector256<double> cotangent)
    {
        Vector256<double> outside = Vector256.LessThan(x, low) | Vector256.GreaterThan(x, high);
        return Vector256.AndNot(Vector256.ConditionalSelect(Vector256.Equals(x, x), cotangent, x), outside);
    }

    /// <inheritdoc cref="OfClamp(Vector256{double}, Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfClamp(Vector256<float> x, Vector256<float> low, Vector256<float> high, Vector256<float> cotangent)
    {
        Vector256<float> outside = Vector256.LessThan(x, low) | Vector256.GreaterThan(x, high);
        return Vector256.AndNot(Vector256.ConditionalSelect(Vector256.Equals(x, x), cotangent, x), outside);
    }
}
