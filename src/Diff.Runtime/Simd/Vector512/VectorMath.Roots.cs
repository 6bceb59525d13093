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
    public static Vector512<double> Cbrt(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> subnormal = Vector512.LessThan(magnitude, Vector512.Create(2.2250738585072014E-308));
        Vector512<double> normal = Vector512.ConditionalSelect(subnormal, magnitude * Vector512.Create(18014398509481984.0), magnitude);
        Vector512<double> exponent = ExponentOf(normal.AsInt64());
        Vector512<double> m =
            ((normal.AsInt64() & Vector512.Create(0x000FFFFFFFFFFFFFL)) | Vector512.Create(0x3FF0000000000000L)).AsDouble();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector512<double> third = MultiplyAdd(exponent - Vector512.Create(1.0), Vector512.Create(0.3333333333333333),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> remainder = exponent - Vector512.Create(3.0) * third;
        Vector512<double> one = Vector512.Equals(remainder, Vector512.Create(1.0));
        Vector512<double> two = Vector512.Equals(remainder, Vector512.Create(2.0));
        Vector512<double> squareOfM = m * m;
        Vector512<double> even = Vector512.Create(-0.002859693622148719);
        even = MultiplyAdd(even, squareOfM, Vector512.Create(-0.14447268227922502));
        even = MultiplyAdd(even, squareOfM, Vector512.Create(-0.666181013326522));
        even = MultiplyAdd(even, squareOfM, Vector512.Create(0.44714094462605813));
        Vector512<double> odd = Vector512.Create(0.03090468551997562);
        odd = MultiplyAdd(odd, squareOfM, Vector512.Create(0.3853669089952332));
        odd = MultiplyAdd(odd, squareOfM, Vector512.Create(0.9501010212827007));
        Vector512<double> start = MultiplyAdd(odd, m, even);
        start *= Vector512.ConditionalSelect(two, Vector512.Create(OfDouble.CubeRootOfFour),
            Vector512.ConditionalSelect(one, Vector512.Create(OfDouble.CubeRootOfTwo), Vector512.Create(1.0)));
        m *= Vector512.ConditionalSelect(two, Vector512.Create(4.0),
            Vector512.ConditionalSelect(one, Vector512.Create(2.0), Vector512.Create(1.0)));

        Vector512<double> t = (start.AsInt64() & Vector512.Create(-0x100000000L)).AsDouble();
        Vector512<double> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector512<double> result = t * PowerOfTwo(third - (subnormal & Vector512.Create(18.0)));
        Vector512<double> usual = Vector512.GreaterThan(magnitude, Vector512<double>.Zero)
            & Vector512.LessThan(magnitude, Vector512.Create(double.PositiveInfinity));
        return Vector512.ConditionalSelect(usual, result ^ (x & Vector512.Create(-0.0)), x);
    }

    /// <inheritdoc cref="Cbrt(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cbrt(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> subnormal = Vector512.LessThan(magnitude, Vector512.Create(1.17549435E-38f));
        Vector512<float> normal = Vector512.ConditionalSelect(subnormal, magnitude * Vector512.Create(16777216f), magnitude);
        Vector512<float> exponent = ExponentOf(normal.AsInt32());
        Vector512<float> m = ((normal.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle();
        // Rounded down: (k − 1)/3 is never halfway.
        Vector512<float> third = MultiplyAdd(exponent - Vector512.Create(1f), Vector512.Create(0.33333334f),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> remainder = exponent - Vector512.Create(3f) * third;
        Vector512<float> one = Vector512.Equals(remainder, Vector512.Create(1f));
        Vector512<float> two = Vector512.Equals(remainder, Vector512.Create(2f));
        Vector512<float> start = Vector512.Create(0.023104766f);
        start = MultiplyAdd(start, m, Vector512.Create(-0.1629688f));
        start = MultiplyAdd(start, m, Vector512.Create(0.5871131f));
        start = MultiplyAdd(start, m, Vector512.Create(0.55282396f));
        start *= Vector512.ConditionalSelect(two, Vector512.Create(OfSingle.CubeRootOfFour),
            Vector512.ConditionalSelect(one, Vector512.Create(OfSingle.CubeRootOfTwo), Vector512.Create(1f)));
        m *= Vector512.ConditionalSelect(two, Vector512.Create(4f),
            Vector512.ConditionalSelect(one, Vector512.Create(2f), Vector512.Create(1f)));

        Vector512<float> t = (start.AsInt32() & Vector512.Create(-0x1000)).AsSingle();
        Vector512<float> quotient = m / (t * t);
        t = MultiplyAdd(t, (quotient - t) / (t + t + quotient), t);
        Vector512<float> result = t * PowerOfTwo(third - (subnormal & Vector512.Create(8f)));
        Vector512<float> usual = Vector512.GreaterThan(magnitude, Vector512<float>.Zero)
            & Vector512.LessThan(magnitude, Vector512.Create(float.PositiveInfinity));
        return Vector512.ConditionalSelect(usual, result ^ (x & Vector512.Create(-0.0f)), x);
    }

    /// <summary>1/√x within 2 ulp, not an estimate. ±∞ at ±0, 0 at +∞, NaN below 0; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ReciprocalSqrt(Vector512<double> x) => Vector512.Create(1.0) / Vector512.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrt(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ReciprocalSqrt(Vector512<float> x) => Vector512.Create(1f) / Vector512.Sqrt(x);

    /// <summary>√(x² + y²) within 2 ulp, without overflow or underflow on the way. +∞ where one is ±∞, else NaN where one is.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> width = Vector512.Abs(x);
        Vector512<double> height = Vector512.Abs(y);
        Vector512<double> larger = Vector512.MaxNative(width, height);
        Vector512<double> smaller = Vector512.MinNative(height, width);
        Vector512<double> huge = Vector512.GreaterThan(larger, Vector512.Create(1E150));
        Vector512<double> tiny = Vector512.LessThan(larger, Vector512.Create(1E-140));
        // 2^∓600.
        Vector512<double> down = Vector512.Create(2.409919865102884E-181);
        Vector512<double> up = Vector512.Create(4.149515568880993E+180);
        Vector512<double> scale = Vector512.ConditionalSelect(huge, down, Vector512.ConditionalSelect(tiny, up, Vector512.Create(1.0)));
        Vector512<double> back = Vector512.ConditionalSelect(huge, up, Vector512.ConditionalSelect(tiny, down, Vector512.Create(1.0)));
        larger *= scale;
        smaller *= scale;
        Vector512<double> result = Vector512.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector512<double> infinite = Vector512.Equals(width, Vector512.Create(double.PositiveInfinity)) | Vector512.Equals(height,
            Vector512.Create(double.PositiveInfinity));
        return Vector512.ConditionalSelect(infinite, Vector512.Create(double.PositiveInfinity), result);
    }

    /// <inheritdoc cref="Hypot(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> width = Vector512.Abs(x);
        Vector512<float> height = Vector512.Abs(y);
        Vector512<float> larger = Vector512.MaxNative(width, height);
        Vector512<float> smaller = Vector512.MinNative(height, width);
        Vector512<float> huge = Vector512.GreaterThan(larger, Vector512.Create(1E18f));
        Vector512<float> tiny = Vector512.LessThan(larger, Vector512.Create(1E-15f));
        // 2^∓70.
        Vector512<float> down = Vector512.Create(8.470329E-22f);
        Vector512<float> up = Vector512.Create(1.1805916E+21f);
        Vector512<float> scale = Vector512.ConditionalSelect(huge, down, Vector512.ConditionalSelect(tiny, up, Vector512.Create(1f)));
        Vector512<float> back = Vector512.ConditionalSelect(huge, up, Vector512.ConditionalSelect(tiny, down, Vector512.Create(1f)));
        larger *= scale;
        smaller *= scale;
        Vector512<float> result = Vector512.Sqrt(MultiplyAdd(larger, larger, smaller * smaller)) * back;
        Vector512<float> infinite = Vector512.Equals(width, Vector512.Create(float.PositiveInfinity)) | Vector512.Equals(height,
            Vector512.Create(float.PositiveInfinity));
        return Vector512.ConditionalSelect(infinite, Vector512.Create(float.PositiveInfinity), result);
    }
}
