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
    public static Vector128<double> Times(Vector128<double> cotangent, Vector128<double> partial) =>
        Vector128.AndNot(cotangent * partial, Vector128.Equals(cotangent, Vector128<double>.Zero));

    /// <inheritdoc cref="Times(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Times(Vector128<float> cotangent, Vector128<float> partial) =>
        Vector128.AndNot(cotangent * partial, Vector128.Equals(cotangent, Vector128<float>.Zero));

    /// <summary><see cref="Cotangent.ZeroProduct(double, double)"/> in each lane.</summary>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ZeroProduct(Vector128<double> left, Vector128<double> right) => Vector128.AndNot(
        left * right, Vector128.Equals(left, Vector128<double>.Zero) | Vector128.Equals(right, Vector128<double>.Zero));

    /// <inheritdoc cref="ZeroProduct(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ZeroProduct(Vector128<float> left, Vector128<float> right) => Vector128.AndNot(
        left * right, Vector128.Equals(left, Vector128<float>.Zero) | Vector128.Equals(right, Vector128<float>.Zero));

    /// <summary><see cref="Cotangent.Over(double, double)"/> in each lane.</summary>
    /// <param name="cotangent">The cotangents.</param>
    /// <param name="divisor">The divisors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Over(Vector128<double> cotangent, Vector128<double> divisor) =>
        Vector128.AndNot(cotangent / divisor, Vector128.Equals(cotangent, Vector128<double>.Zero));

    /// <inheritdoc cref="Over(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Over(Vector128<float> cotangent, Vector128<float> divisor) =>
        Vector128.AndNot(cotangent / divisor, Vector128.Equals(cotangent, Vector128<float>.Zero));

    /// <summary><see cref="Cotangent.OfAbs(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfAbs(Vector128<double> x, Vector128<double> cotangent) =>
        Vector128.ConditionalSelect(
            Vector128.Equals(x, x), Vector128.AndNot(cotangent ^ (x & Vector128.Create(-0.0)),
                Vector128.Equals(x, Vector128<double>.Zero)), Vector128.Create(double.NaN));

    /// <inheritdoc cref="OfAbs(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfAbs(Vector128<float> x, Vector128<float> cotangent) =>
        Vector128.ConditionalSelect(
            Vector128.Equals(x, x), Vector128.AndNot(cotangent ^ (x & Vector128.Create(-0.0f)),
                Vector128.Equals(x, Vector128<float>.Zero)), Vector128.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfRelu(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfRelu(Vector128<double> x, Vector128<double> cotangent) =>
        Vector128.ConditionalSelect(Vector128.Equals(x, x), Vector128.GreaterThan(x, Vector128<double>.Zero) & cotangent,
            Vector128.Create(double.NaN));

    /// <inheritdoc cref="OfRelu(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfRelu(Vector128<float> x, Vector128<float> cotangent) =>
        Vector128.ConditionalSelect(Vector128.Equals(x, x), Vector128.GreaterThan(x, Vector128<float>.Zero) & cotangent,
            Vector128.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfMax(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfMax(Vector128<double> x, Vector128<double> y, Vector128<double> cotangent)
    {
        Vector128<double> share = Vector128.ConditionalSelect(
            Vector128.Equals(x, y), Vector128.Create(0.5) * cotangent, Vector128.GreaterThan(x, y) & cotangent);
        return Vector128.ConditionalSelect(Vector128.Equals(x, x) & Vector128.Equals(y, y), share, Vector128.Create(double.NaN));
    }

    /// <inheritdoc cref="OfMax(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfMax(Vector128<float> x, Vector128<float> y, Vector128<float> cotangent)
    {
        Vector128<float> share = Vector128.ConditionalSelect(
            Vector128.Equals(x, y), Vector128.Create(0.5f) * cotangent, Vector128.GreaterThan(x, y) & cotangent);
        return Vector128.ConditionalSelect(Vector128.Equals(x, x) & Vector128.Equals(y, y), share, Vector128.Create(float.NaN));
    }

    /// <summary><see cref="Cotangent.OfMin(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfMin(Vector128<double> x, Vector128<double> y, Vector128<double> cotangent) =>
        OfMax(y, x, cotangent);

    /// <inheritdoc cref="OfMin(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfMin(Vector128<float> x, Vector128<float> y, Vector128<float> cotangent) =>
        OfMax(y, x, cotangent);

    /// <summary><see cref="Cotangent.OfMaxMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfMaxMagnitude(Vector128<double> x, Vector128<double> y, Vector128<double> cotangent)
    {
        Vector128<double> left = Vector128.Abs(x);
        Vector128<double> right = Vector128.Abs(y);
        Vector128<double> tie = Vector128.Equals(left, right);
        return OfMax(Vector128.ConditionalSelect(tie, x, left), Vector128.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMaxMagnitude(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfMaxMagnitude(Vector128<float> x, Vector128<float> y, Vector128<float> cotangent)
    {
        Vector128<float> left = Vector128.Abs(x);
        Vector128<float> right = Vector128.Abs(y);
        Vector128<float> tie = Vector128.Equals(left, right);
        return OfMax(Vector128.ConditionalSelect(tie, x, left), Vector128.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfMinMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfMinMagnitude(Vector128<double> x, Vector128<double> y, Vector128<double> cotangent)
    {
        Vector128<double> left = Vector128.Abs(x);
        Vector128<double> right = Vector128.Abs(y);
        Vector128<double> tie = Vector128.Equals(left, right);
        return OfMin(Vector128.ConditionalSelect(tie, x, left), Vector128.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMinMagnitude(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfMinMagnitude(Vector128<float> x, Vector128<float> y, Vector128<float> cotangent)
    {
        Vector128<float> left = Vector128.Abs(x);
        Vector128<float> right = Vector128.Abs(y);
        Vector128<float> tie = Vector128.Equals(left, right);
        return OfMin(Vector128.ConditionalSelect(tie, x, left), Vector128.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfClamp(double, double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfClamp(Vector128<double> x, Vector128<double> low, Vector128<double> high,
        Vector128<double> cotangent)
    {
        Vector128<double> outside = Vector128.LessThan(x, low) | Vector128.GreaterThan(x, high);
        return Vector128.AndNot(Vector128.ConditionalSelect(Vector128.Equals(x, x), cotangent, x), outside);
    }

    /// <inheritdoc cref="OfClamp(Vector128{double}, Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfClamp(Vector128<float> x, Vector128<float> low, Vector128<float> high, Vector128<float> cotangent)
    {
        Vector128<float> outside = Vector128.LessThan(x, low) | Vector128.GreaterThan(x, high);
        return Vector128.AndNot(Vector128.ConditionalSelect(Vector128.Equals(x, x), cotangent, x), outside);
    }
}
