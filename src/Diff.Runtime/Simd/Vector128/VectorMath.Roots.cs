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
    public static Vector128<double> Cbrt(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> subnormal = Vector128.LessThan(magnitude, Vector128.Create(2.2250738585072014E-308));
        Vector128<double> normal = Vector128.ConditionalSelect(subnormal, magnitude * Vector128.Create(18014398509481984.0), magnitude);
        Vector128<double> exponent = ExponentOf(normal.AsInt64());
        Vector128<double> m =
            ((normal.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).AsDouble();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector128<double> third = MultiplyAdd(exponent - Vector128.Create(1.0), Vector128.Create(0.3333333333333333),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> remainder = exponent - Vector128.Create(3.0) * third;
        Vector128<double> one = Vector128.Equals(remainder, Vector128.Create(1.0));
        Vector128<double> two = Vector128.Equals(remainder, Vector128.Create(2.0));
        Vector128<double> squareOfM = m * m;
        Vector128<double> even = Vector128.Create(-0.002859693622148719);
        even = MultiplyAdd(even, squareOfM, Vector128.Create(-0.14447268227922502));
        even = MultiplyAdd(even, squareOfM, Vector128.Create(-0.666181013326522));
        even = MultiplyAdd(even, squareOfM, Vector128.Create(0.44714094462605813));
        Vector128<double> odd = Vector128.Create(0.03090468551997562);
        odd = MultiplyAdd(odd, squareOfM, Vector128.Create(0.3853669089952332));
        odd = MultiplyAdd(odd, squareOfM, Vector128.Create(0.9501010212827007));
        Vector128<double> start = MultiplyAdd(odd, m, even);
        start *= Vector128.ConditionalSelect(two, Vector128.Create(OfDouble.CubeRootOfFour),
            Vector128.ConditionalSelect(one, Vector128.Create(OfDouble.CubeRootOfTwo), Vector128.Create(1.0)));
        m *= Vector128.ConditionalSelect(two, Vector128.Create(4.0),
            Vector128.ConditionalSelect(one, Vector128.Create(2.0), Vector128.Create(1.0)));

        Vector128<double> t = (start.AsInt64() & Vector128.Create(-0x100000000L)).AsDouble();
        Vector128<double> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector128<double> result = t * PowerOfTwo(third - (subnormal & Vector128.Create(18.0)));
        Vector128<double> usual = Vector128.GreaterThan(magnitude, Vector128<double>.Zero)
            & Vector128.LessThan(magnitude, Vector128.Create(double.PositiveInfinity));
        return Vector128.ConditionalSelect(usual, result ^ (x & Vector128.Create(-0.0)), x);
    }

    /// <inheritdoc cref="Cbrt(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cbrt(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> subnormal = Vector128.LessThan(magnitude, Vector128.Create(1.17549435E-38f));
        Vector128<float> normal = Vector128.ConditionalSelect(subnormal, magnitude * Vector128.Create(16777216f), magnitude);
        Vector128<float> exponent = ExponentOf(normal.AsInt32());
        Vector128<float> m = ((normal.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector128<float> third = MultiplyAdd(exponent - Vector128.Create(1f), Vector128.Create(0.33333334f),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> remainder = exponent - Vector128.Create(3f) * third;
        Vector128<float> one = Vector128.Equals(remainder, Vector128.Create(1f));
        Vector128<float> two = Vector128.Equals(remainder, Vector128.Create(2f));
        Vector128<float> start = Vector128.Create(0.023104766f);
        start = MultiplyAdd(start, m, Vector128.Create(-0.1629688f));
        start = MultiplyAdd(start, m, Vector128.Create(0.5871131f));
        start = MultiplyAdd(start, m, Vector128.Create(0.55282396f));
        start *= Vector128.ConditionalSelect(two, Vector128.Create(OfSingle.CubeRootOfFour),
            Vector128.ConditionalSelect(one, Vector128.Create(OfSingle.CubeRootOfTwo), Vector128.Create(1f)));
        m *= Vector128.ConditionalSelect(two, Vector128.Create(4f),
            Vector128.ConditionalSelect(one, Vector128.Create(2f), Vector128.Create(1f)));

        Vector128<float> t = (start.AsInt32() & Vector128.Create(-0x1000)).AsSingle();
        Vector128<float> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector128<float> result = t * PowerOfTwo(third - (subnormal & Vector128.Create(8f)));
        Vector128<float> usual = Vector128.GreaterThan(magnitude, Vector128<float>.Zero)
            & Vector128.LessThan(magnitude, Vector128.Create(float.PositiveInfinity));
        return Vector128.ConditionalSelect(usual, result ^ (x & Vector128.Create(-0.0f)), x);
    }

    /// <summary>1/√x within 2 ulp, not an estimate. ±∞ at ±0, 0 at +∞, NaN below 0; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ReciprocalSqrt(Vector128<double> x) => Vector128.Create(1.0) / Vector128.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrt(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ReciprocalSqrt(Vector128<float> x) => Vector128.Create(1f) / Vector128.Sqrt(x);

    /// <summary>√(x² + y²) within 2 ulp, without overflow or underflow on the way. +∞ where one is ±∞, else NaN where one is.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Hypot(Vector128<double> x, Vector128<double> y)
    {
        Vector128<double> width = Vector128.Abs(x);
        Vector128<double> height = Vector128.Abs(y);
        Vector128<double> larger = Vector128.MaxNative(width, height);
        Vector128<double> smaller = Vector128.MinNative(height, width);
        Vector128<double> huge = Vector128.GreaterThan(larger, Vector128.Create(1E150));
        Vector128<double> tiny = Vector128.LessThan(larger, Vector128.Create(1E-140));
        // 2^∓600.
        Vector128<double> down = Vector128.Create(2.409919865102884E-181);
        Vector128<double> up = Vector128.Create(4.149515568880993E+180);
        Vector128<double> scale = Vector128.ConditionalSelect(huge, down, Vector128.ConditionalSelect(tiny, up, Vector128.Create(1.0)));
        Vector128<double> back = Vector128.ConditionalSelect(huge, up, Vector128.ConditionalSelect(tiny, down, Vector128.Create(1.0)));
        larger *= scale;
        smaller *= scale;
        Vector128<double> result = Vector128.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector128<double> infinite = Vector128.Equals(width, Vector128.Create(double.PositiveInfinity)) | Vector128.Equals(height,
            Vector128.Create(double.PositiveInfinity));
        return Vector128.ConditionalSelect(infinite, Vector128.Create(double.PositiveInfinity), result);
    }

    /// <inheritdoc cref="Hypot(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Hypot(Vector128<float> x, Vector128<float> y)
    {
        Vector128<float> width = Vector128.Abs(x);
        Vector128<float> height = Vector128.Abs(y);
        Vector128<float> larger = Vector128.MaxNative(width, height);
        Vector128<float> smaller = Vector128.MinNative(height, width);
        Vector128<float> huge = Vector128.GreaterThan(larger, Vector128.Create(1E18f));
        Vector128<float> tiny = Vector128.LessThan(larger, Vector128.Create(1E-15f));
        // 2^∓70.
        Vector128<float> down = Vector128.Create(8.470329E-22f);
        Vector128<float> up = Vector128.Create(1.1805916E+21f);
        Vector128<float> scale = Vector128.ConditionalSelect(huge, down, Vector128.ConditionalSelect(tiny, up, Vector128.Create(1f)));
        Vector128<float> back = Vector128.ConditionalSelect(huge, up, Vector128.ConditionalSelect(tiny, down, Vector128.Create(1f)));
        larger *= scale;
        smaller *= scale;
        Vector128<float> result = Vector128.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector128<float> infinite = Vector128.Equals(width, Vector128.Create(float.PositiveInfinity)) | Vector128.Equals(height,
            Vector128.Create(float.PositiveInfinity));
        return Vector128.ConditionalSelect(infinite, Vector128.Create(float.PositiveInfinity), result);
    }
}
