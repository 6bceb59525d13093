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
    public static Vector128<double> Tanh(Vector128<double> x)
    {
        Vector128<double> argument = Vector128.MaxNative(Vector128.Create(-50.0), Vector128.Abs(x) * Vector128.Create(-2.0));
        Vector128<double> high = ExpM1Parts(argument, Vector128.Create(1.0), out Vector128<double> rest);
        Vector128<double> t = high + rest;
        Vector128<double> tLow = (high - t) + rest;
        Vector128<double> divisor = Vector128.Create(2.0) + t;
        Vector128<double> divisorLow = ((Vector128.Create(2.0) - divisor) + t) + tLow;
        Vector128<double> quotient = (Vector128<double>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector128.Create(0.5), Vector128.Create(0.5));
        return quotient ^ (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Tanh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        Vector128<float> argument = Vector128.MaxNative(Vector128.Create(-30f), Vector128.Abs(x) * Vector128.Create(-2f));
        Vector128<float> high = ExpM1Parts(argument, Vector128.Create(1f), out Vector128<float> rest);
        Vector128<float> t = high + rest;
        Vector128<float> tLow = (high - t) + rest;
        Vector128<float> divisor = Vector128.Create(2f) + t;
        Vector128<float> divisorLow = ((Vector128.Create(2f) - divisor) + t) + tLow;
        Vector128<float> quotient = (Vector128<float>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector128.Create(0.5f), Vector128.Create(0.5f));
        return quotient ^ (x & Vector128.Create(-0.0f));
    }

    /// <summary>sinh x within 2 ulp, also near 0, where x is kept to the sign of 0. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>(E + E/(E + 1))/2 with E = e^|x| − 1, which is computed as a quarter so that it does not overflow first.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sinh(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(710.5), magnitude);
        Vector128<double> quarter = ExpM1Parts(bounded, Vector128.Create(0.25), out Vector128<double> low);
        Vector128<double> whole = quarter + low;
        Vector128<double> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector128.Create(4.0), whole, Vector128.Create(1.0)));
        Vector128<double> result = Vector128.ConditionalSelect(
            Vector128.LessThan(magnitude, Vector128.Create(1E-17)), magnitude, half + half);
        return result | (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Sinh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sinh(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(89.5f), magnitude);
        Vector128<float> quarter = ExpM1Parts(bounded, Vector128.Create(0.25f), out Vector128<float> low);
        Vector128<float> whole = quarter + low;
        Vector128<float> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector128.Create(4f), whole, Vector128.Create(1f)));
        Vector128<float> result = Vector128.ConditionalSelect(
            Vector128.LessThan(magnitude, Vector128.Create(1E-9f)), magnitude, half + half);
        return result | (x & Vector128.Create(-0.0f));
    }

    /// <summary>cosh x within 2 ulp. +∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>h + 1/(4·h) with h = e^|x|/2, which overflows only where the result does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Cosh(Vector128<double> x)
    {
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(711.0), Vector128.Abs(x));
        Vector128<double> exponent = MultiplyAdd(bounded, Vector128.Create(OfDouble.LogTwoOfEHigh),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> r = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoLow),
            MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoHigh), bounded));
        Vector128<double> tail = ExpTail(r) * (r * r);
        Vector128<double> half = Scale(Vector128.Create(1.0) + (r + tail), exponent - Vector128.Create(1.0));
        return half + Vector128.Create(0.25) / half;
    }

    /// <inheritdoc cref="Cosh(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cosh(Vector128<float> x)
    {
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(90f), Vector128.Abs(x));
        Vector128<float> exponent = MultiplyAdd(bounded, Vector128.Create(OfSingle.LogTwoOfEHigh),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> r = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoLow),
            MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoHigh), bounded));
        Vector128<float> tail = ExpTail(r) * (r * r);
        Vector128<float> half = Scale(Vector128.Create(1f) + (r + tail), exponent - Vector128.Create(1f));
        return half + Vector128.Create(0.25f) / half;
    }
}
