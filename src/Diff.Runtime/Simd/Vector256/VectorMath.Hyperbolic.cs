// Generated from ../Vector512/VectorMath.Hyperbolic.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>tanh x within 2 ulp, also near 0, where x is kept to the sign of 0. ±1 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>−t/(t + 2) with t = e^(−2·|x|) − 1: no cancellation near 0, no overflow far out.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tanh(Vector256<double> x)
    {
        Vector256<double> argument = Vector256.MaxNative(Vector256.Create(-50.0), Vector256.Abs(x) * Vector256.Create(-2.0));
        Vector256<double> high = ExpM1Parts(argument, Vector256.Create(1.0), out Vector256<double> rest);
        Vector256<double> t = high + rest;
        Vector256<double> tLow = (high - t) + rest;
        Vector256<double> divisor = Vector256.Create(2.0) + t;
        Vector256<double> divisorLow = ((Vector256.Create(2.0) - divisor) + t) + tLow;
        Vector256<double> quotient = (Vector256<double>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector256.Create(0.5), Vector256.Create(0.5));
        return quotient ^ (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Tanh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Vector256<float> argument = Vector256.MaxNative(Vector256.Create(-30f), Vector256.Abs(x) * Vector256.Create(-2f));
        Vector256<float> high = ExpM1Parts(argument, Vector256.Create(1f), out Vector256<float> rest);
        Vector256<float> t = high + rest;
        Vector256<float> tLow = (high - t) + rest;
        Vector256<float> divisor = Vector256.Create(2f) + t;
        Vector256<float> divisorLow = ((Vector256.Create(2f) - divisor) + t) + tLow;
        Vector256<float> quotient = (Vector256<float>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector256.Create(0.5f), Vector256.Create(0.5f));
        return quotient ^ (x & Vector256.Create(-0.0f));
    }

    /// <summary>sinh x within 2 ulp, also near 0, where x is kept to the sign of 0. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>(E + E/(E + 1))/2 with E = e^|x| − 1, which is computed as a quarter so that it does not overflow first.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sinh(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> bounded = Vector256.MinNative(Vector256.Create(710.5), magnitude);
        Vector256<double> quarter = ExpM1Parts(bounded, Vector256.Create(0.25), out Vector256<double> low);
        Vector256<double> whole = quarter + low;
        Vector256<double> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector256.Create(4.0), whole, Vector256.Create(1.0)));
        Vector256<double> result = Vector256.ConditionalSelect(
            Vector256.LessThan(magnitude, Vector256.Create(1E-17)), magnitude, half + half);
        return result | (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Sinh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sinh(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> bounded = Vector256.MinNative(Vector256.Create(89.5f), magnitude);
        Vector256<float> quarter = ExpM1Parts(bounded, Vector256.Create(0.25f), out Vector256<float> low);
        Vector256<float> whole = quarter + low;
        Vector256<float> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector256.Create(4f), whole, Vector256.Create(1f)));
        Vector256<float> result = Vector256.ConditionalSelect(
            Vector256.LessThan(magnitude, Vector256.Create(1E-9f)), magnitude, half + half);
        return result | (x & Vector256.Create(-0.0f));
    }

    /// <summary>cosh x within 2 ulp. +∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>h + 1/(4·h) with h = e^|x|/2, which overflows only where the result does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cosh(Vector256<double> x)
    {
        Vector256<double> bounded = Vector256.MinNative(Vector256.Create(711.0), Vector256.Abs(x));
        Vector256<double> exponent = MultiplyAdd(bounded, Vector256.Create(OfDouble.LogTwoOfEHigh),
            Vector256.Create(OfDouble.RoundingShift)) - Vector256.Create(OfDouble.RoundingShift);
        Vector256<double> r = MultiplyAdd(exponent, Vector256.Create(-OfDouble.LogTwoLow),
            MultiplyAdd(exponent, Vector256.Create(-OfDouble.LogTwoHigh), bounded));
        Vector256<double> tail = ExpTail(r) * (r * r);
        Vector256<double> half = Scale(Vector256.Create(1.0) + (r + tail), exponent - Vector256.Create(1.0));
        return half + Vector256.Create(0.25) / half;
    }

    /// <inheritdoc cref="Cosh(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cosh(Vector256<float> x)
    {
        Vector256<float> bounded = Vector256.MinNative(Vector256.Create(90f), Vector256.Abs(x));
        Vector256<float> exponent = MultiplyAdd(bounded, Vector256.Create(OfSingle.LogTwoOfEHigh),
            Vector256.Create(OfSingle.RoundingShift)) - Vector256.Create(OfSingle.RoundingShift);
        Vector256<float> r = MultiplyAdd(exponent, Vector256.Create(-OfSingle.LogTwoLow),
            MultiplyAdd(exponent, Vector256.Create(-OfSingle.LogTwoHigh), bounded));
        Vector256<float> tail = ExpTail(r) * (r * r);
        Vector256<float> half = Scale(Vector256.Create(1f) + (r + tail), exponent - Vector256.Create(1f));
        return half + Vector256.Create(0.25f) / half;
    }
}
