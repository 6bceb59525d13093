using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorCotangent
{
    /// <summary><see cref="Cotangent.Times(double, double)"/> in each lane.</summary>
    /// <param name="cotangent">The cotangents.</param>
    /// <param name="partial">The partial derivatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Times(Vector512<double> cotangent, Vector512<double> partial) =>
        Vector512.AndNot(cotangent * partial, Vector512.Equals(cotangent, Vector512<double>.Zero));

    /// <inheritdoc cref="Times(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Times(Vector512<float> cotangent, Vector512<float> partial) =>
        Vector512.AndNot(cotangent * partial, Vector512.Equals(cotangent, Vector512<float>.Zero));

    /// <summary><see cref="Cotangent.ZeroProduct(double, double)"/> in each lane.</summary>
    /// <param name="left">The left factors.</param>
    /// <param name="right">The right factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ZeroProduct(Vector512<double> left, Vector512<double> right) => Vector512.AndNot(
        left * right, Vector512.Equals(left, Vector512<double>.Zero) | Vector512.Equals(right, Vector512<double>.Zero));

    /// <inheritdoc cref="ZeroProduct(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ZeroProduct(Vector512<float> left, Vector512<float> right) => Vector512.AndNot(
        left * right, Vector512.Equals(left, Vector512<float>.Zero) | Vector512.Equals(right, Vector512<float>.Zero));

    /// <summary><see cref="Cotangent.Over(double, double)"/> in each lane.</summary>
    /// <param name="cotangent">The cotangents.</param>
    /// <param name="divisor">The divisors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Over(Vector512<double> cotangent, Vector512<double> divisor) =>
        Vector512.AndNot(cotangent / divisor, Vector512.Equals(cotangent, Vector512<double>.Zero));

    /// <inheritdoc cref="Over(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Over(Vector512<float> cotangent, Vector512<float> divisor) =>
        Vector512.AndNot(cotangent / divisor, Vector512.Equals(cotangent, Vector512<float>.Zero));

    /// <summary><see cref="Cotangent.OfAbs(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfAbs(Vector512<double> x, Vector512<double> cotangent) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, x), Vector512.AndNot(cotangent ^ (x & Vector512.Create(-0.0)),
                Vector512.Equals(x, Vector512<double>.Zero)), Vector512.Create(double.NaN));

    /// <inheritdoc cref="OfAbs(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfAbs(Vector512<float> x, Vector512<float> cotangent) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(x, x), Vector512.AndNot(cotangent ^ (x & Vector512.Create(-0.0f)),
                Vector512.Equals(x, Vector512<float>.Zero)), Vector512.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfRelu(double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfRelu(Vector512<double> x, Vector512<double> cotangent) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512.GreaterThan(x, Vector512<double>.Zero) & cotangent,
            Vector512.Create(double.NaN));

    /// <inheritdoc cref="OfRelu(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfRelu(Vector512<float> x, Vector512<float> cotangent) =>
        Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512.GreaterThan(x, Vector512<float>.Zero) & cotangent,
            Vector512.Create(float.NaN));

    /// <summary><see cref="Cotangent.OfMax(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfMax(Vector512<double> x, Vector512<double> y, Vector512<double> cotangent)
    {
        Vector512<double> share = Vector512.ConditionalSelect(
            Vector512.Equals(x, y), Vector512.Create(0.5) * cotangent, Vector512.GreaterThan(x, y) & cotangent);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x) & Vector512.Equals(y, y), share, Vector512.Create(double.NaN));
    }

    /// <inheritdoc cref="OfMax(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfMax(Vector512<float> x, Vector512<float> y, Vector512<float> cotangent)
    {
        Vector512<float> share = Vector512.ConditionalSelect(
            Vector512.Equals(x, y), Vector512.Create(0.5f) * cotangent, Vector512.GreaterThan(x, y) & cotangent);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x) & Vector512.Equals(y, y), share, Vector512.Create(float.NaN));
    }

    /// <summary><see cref="Cotangent.OfMin(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfMin(Vector512<double> x, Vector512<double> y, Vector512<double> cotangent) =>
        OfMax(y, x, cotangent);

    /// <inheritdoc cref="OfMin(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfMin(Vector512<float> x, Vector512<float> y, Vector512<float> cotangent) =>
        OfMax(y, x, cotangent);

    /// <summary><see cref="Cotangent.OfMaxMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfMaxMagnitude(Vector512<double> x, Vector512<double> y, Vector512<double> cotangent)
    {
        Vector512<double> left = Vector512.Abs(x);
        Vector512<double> right = Vector512.Abs(y);
        Vector512<double> tie = Vector512.Equals(left, right);
        return OfMax(Vector512.ConditionalSelect(tie, x, left), Vector512.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMaxMagnitude(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfMaxMagnitude(Vector512<float> x, Vector512<float> y, Vector512<float> cotangent)
    {
        Vector512<float> left = Vector512.Abs(x);
        Vector512<float> right = Vector512.Abs(y);
        Vector512<float> tie = Vector512.Equals(left, right);
        return OfMax(Vector512.ConditionalSelect(tie, x, left), Vector512.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfMinMagnitude(double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfMinMagnitude(Vector512<double> x, Vector512<double> y, Vector512<double> cotangent)
    {
        Vector512<double> left = Vector512.Abs(x);
        Vector512<double> right = Vector512.Abs(y);
        Vector512<double> tie = Vector512.Equals(left, right);
        return OfMin(Vector512.ConditionalSelect(tie, x, left), Vector512.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <inheritdoc cref="OfMinMagnitude(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfMinMagnitude(Vector512<float> x, Vector512<float> y, Vector512<float> cotangent)
    {
        Vector512<float> left = Vector512.Abs(x);
        Vector512<float> right = Vector512.Abs(y);
        Vector512<float> tie = Vector512.Equals(left, right);
        return OfMin(Vector512.ConditionalSelect(tie, x, left), Vector512.ConditionalSelect(tie, y, right), cotangent);
    }

    /// <summary><see cref="Cotangent.OfClamp(double, double, double, double)"/> in each lane.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="low">The lower bounds.</param>
    /// <param name="high">The upper bounds.</param>
    /// <param name="cotangent">The cotangents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfClamp(Vector512<double> x, Vector512<double> low, Vector512<double> high,
        Vector512<double> cotangent)
    {
        Vector512<double> outside = Vector512.LessThan(x, low) | Vector512.GreaterThan(x, high);
        return Vector512.AndNot(Vector512.ConditionalSelect(Vector512.Equals(x, x), cotangent, x), outside);
    }

    /// <inheritdoc cref="OfClamp(Vector512{double}, Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfClamp(Vector512<float> x, Vector512<float> low, Vector512<float> high, Vector512<float> cotangent)
    {
        Vector512<float> outside = Vector512.LessThan(x, low) | Vector512.GreaterThan(x, high);
        return Vector512.AndNot(Vector512.ConditionalSelect(Vector512.Equals(x, x), cotangent, x), outside);
    }
}
