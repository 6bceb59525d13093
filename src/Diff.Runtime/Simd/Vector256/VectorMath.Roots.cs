// Generated from ../Vector512/VectorMath.Roots.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>∛x within 1 ulp; the sign of 0 is kept. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// A polynomial of the mantissa, cut to so few bits that its square is exact, and one step of Halley's. Source: after W. Kahan's
    /// cube root, as in fdlibm's s_cbrt.c; the polynomial is a minimax fit of our own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cbrt(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> subnormal = Vector256.LessThan(magnitude, Vector256.Create(2.2250738585072014E-308));
        Vector256<double> normal = Vector256.ConditionalSelect(subnormal, magnitude * Vector256.Create(18014398509481984.0), magnitude);
        Vector256<double> exponent = ExponentOf(normal.AsInt64());
        Vector256<double> m =
            ((normal.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).AsDouble();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector256<double> third = MultiplyAdd(exponent - Vector256.Create(1.0), Vector256.Create(0.3333333333333333),
            Vector256.Create(OfDouble.RoundingShift)) - Vector256.Create(OfDouble.RoundingShift);
        Vector256<double> remainder = exponent - Vector256.Create(3.0) * third;
        Vector256<double> one = Vector256.Equals(remainder, Vector256.Create(1.0));
        Vector256<double> two = Vector256.Equals(remainder, Vector256.Create(2.0));
        Vector256<double> squareOfM = m * m;
        Vector256<double> even = Vector256.Create(-0.002859693622148719);
        even = MultiplyAdd(even, squareOfM, Vector256.Create(-0.14447268227922502));
        even = MultiplyAdd(even, squareOfM, Vector256.Create(-0.666181013326522));
        even = MultiplyAdd(even, squareOfM, Vector256.Create(0.44714094462605813));
        Vector256<double> odd = Vector256.Create(0.03090468551997562);
        odd = MultiplyAdd(odd, squareOfM, Vector256.Create(0.3853669089952332));
        odd = MultiplyAdd(odd, squareOfM, Vector256.Create(0.9501010212827007));
        Vector256<double> start = MultiplyAdd(odd, m, even);
        start *= Vector256.ConditionalSelect(two, Vector256.Create(OfDouble.CubeRootOfFour),
            Vector256.ConditionalSelect(one, Vector256.Create(OfDouble.CubeRootOfTwo), Vector256.Create(1.0)));
        m *= Vector256.ConditionalSelect(two, Vector256.Create(4.0),
            Vector256.ConditionalSelect(one, Vector256.Create(2.0), Vector256.Create(1.0)));

        Vector256<double> t = (start.AsInt64() & Vector256.Create(-0x100000000L)).AsDouble();
        Vector256<double> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector256<double> result = t * PowerOfTwo(third - (subnormal & Vector256.Create(18.0)));
        Vector256<double> usual = Vector256.GreaterThan(magnitude, Vector256<double>.Zero)
            & Vector256.LessThan(magnitude, Vector256.Create(double.PositiveInfinity));
        return Vector256.ConditionalSelect(usual, result ^ (x & Vector256.Create(-0.0)), x);
    }

    /// <inheritdoc cref="Cbrt(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cbrt(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> subnormal = Vector256.LessThan(magnitude, Vector256.Create(1.17549435E-38f));
        Vector256<float> normal = Vector256.ConditionalSelect(subnormal, magnitude * Vector256.Create(16777216f), magnitude);
        Vector256<float> exponent = ExponentOf(normal.AsInt32());
        Vector256<float> m = ((normal.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).AsSingle();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector256<float> third = MultiplyAdd(exponent - Vector256.Create(1f), Vector256.Create(0.33333334f),
            Vector256.Create(OfSingle.RoundingShift)) - Vector256.Create(OfSingle.RoundingShift);
        Vector256<float> remainder = exponent - Vector256.Create(3f) * third;
        Vector256<float> one = Vector256.Equals(remainder, Vector256.Create(1f));
        Vector256<float> two = Vector256.Equals(remainder, Vector256.Create(2f));
        Vector256<float> start = Vector256.Create(0.023104766f);
        start = MultiplyAdd(start, m, Vector256.Create(-0.1629688f));
        start = MultiplyAdd(start, m, Vector256.Create(0.5871131f));
        start = MultiplyAdd(start, m, Vector256.Create(0.55282396f));
        start *= Vector256.ConditionalSelect(two, Vector256.Create(OfSingle.CubeRootOfFour),
            Vector256.ConditionalSelect(one, Vector256.Create(OfSingle.CubeRootOfTwo), Vector256.Create(1f)));
        m *= Vector256.ConditionalSelect(two, Vector256.Create(4f),
            Vector256.ConditionalSelect(one, Vector256.Create(2f), Vector256.Create(1f)));

        Vector256<float> t = (start.AsInt32() & Vector256.Create(-0x1000)).AsSingle();
        Vector256<float> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector256<float> result = t * PowerOfTwo(third - (subnormal & Vector256.Create(8f)));
        Vector256<float> usual = Vector256.GreaterThan(magnitude, Vector256<float>.Zero)
            & Vector256.LessThan(magnitude, Vector256.Create(float.PositiveInfinity));
        return Vector256.ConditionalSelect(usual, result ^ (x & Vector256.Create(-0.0f)), x);
    }

    /// <summary>1/√x within 2 ulp, not an estimate. ±∞ at ±0, 0 at +∞, NaN below 0; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ReciprocalSqrt(Vector256<double> x) => Vector256.Create(1.0) / Vector256.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrt(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ReciprocalSqrt(Vector256<float> x) => Vector256.Create(1f) / Vector256.Sqrt(x);

    /// <summary>√(x² + y²) within 2 ulp, without overflow or underflow on the way. +∞ where one is ±∞, else NaN where one is.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Hypot(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> width = Vector256.Abs(x);
        Vector256<double> height = Vector256.Abs(y);
        Vector256<double> larger = Vector256.MaxNative(width, height);
        Vector256<double> smaller = Vector256.MinNative(height, width);
        Vector256<double> huge = Vector256.GreaterThan(larger, Vector256.Create(1E150));
        Vector256<double> tiny = Vector256.LessThan(larger, Vector256.Create(1E-140));
        // 2^∓600.
        Vector256<double> down = Vector256.Create(2.409919865102884E-181);
        Vector256<double> up = Vector256.Create(4.149515568880993E+180);
        Vector256<double> scale = Vector256.ConditionalSelect(huge, down, Vector256.ConditionalSelect(tiny, up, Vector256.Create(1.0)));
        Vector256<double> back = Vector256.ConditionalSelect(huge, up, Vector256.ConditionalSelect(tiny, down, Vector256.Create(1.0)));
        larger *= scale;
        smaller *= scale;
        Vector256<double> result = Vector256.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector256<double> infinite = Vector256.Equals(width, Vector256.Create(double.PositiveInfinity)) | Vector256.Equals(height,
            Vector256.Create(double.PositiveInfinity));
        return Vector256.ConditionalSelect(infinite, Vector256.Create(double.PositiveInfinity), result);
    }

    /// <inheritdoc cref="Hypot(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Hypot(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> width = Vector256.Abs(x);
        Vector256<float> height = Vector256.Abs(y);
        Vector256<float> larger = Vector256.MaxNative(width, height);
        Vector256<float> smaller = Vector256.MinNative(height, width);
        Vector256<float> huge = Vector256.GreaterThan(larger, Vector256.Create(1E18f));
        Vector256<float> tiny = Vector256.LessThan(larger, Vector256.Create(1E-15f));
        // 2^∓70.
        Vector256<float> down = Vector256.Create(8.470329E-22f);
        Vector256<float> up = Vector256.Create(1.1805916E+21f);
        Vector256<float> scale = Vector256.ConditionalSelect(huge, down, Vector256.ConditionalSelect(tiny, up, Vector256.Create(1f)));
        Vector256<float> back = Vector256.ConditionalSelect(huge, up, Vector256.ConditionalSelect(tiny, down, Vector256.Create(1f)));
        larger *= scale;
        smaller *= scale;
        Vector256<float> result = Vector256.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector256<float> infinite = Vector256.Equals(width, Vector256.Create(float.PositiveInfinity)) | Vector256.Equals(height,
            Vector256.Create(float.PositiveInfinity));
        return Vector256.ConditionalSelect(infinite, Vector256.Create(float.PositiveInfinity), result);
    }
}
