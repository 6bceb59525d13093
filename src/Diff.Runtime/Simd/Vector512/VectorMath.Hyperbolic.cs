using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>tanh x within 2 ulp, also near 0, where x is kept to the sign of 0. ±1 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>−t/(t + 2) with t = e^(−2·|x|) − 1: no cancellation near 0, no overflow far out.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> argument = Vector512.MaxNative(Vector512.Create(-50.0), Vector512.Abs(x) * Vector512.Create(-2.0));
        Vector512<double> high = ExpM1Parts(argument, Vector512.Create(1.0), out Vector512<double> rest);
        Vector512<double> t = high + rest;
        Vector512<double> tLow = (high - t) + rest;
        Vector512<double> divisor = Vector512.Create(2.0) + t;
        Vector512<double> divisorLow = ((Vector512.Create(2.0) - divisor) + t) + tLow;
        Vector512<double> quotient = (Vector512<double>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector512.Create(0.5), Vector512.Create(0.5));
        return quotient ^ (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Tanh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> argument = Vector512.MaxNative(Vector512.Create(-30f), Vector512.Abs(x) * Vector512.Create(-2f));
        Vector512<float> high = ExpM1Parts(argument, Vector512.Create(1f), out Vector512<float> rest);
        Vector512<float> t = high + rest;
        Vector512<float> tLow = (high - t) + rest;
        Vector512<float> divisor = Vector512.Create(2f) + t;
        Vector512<float> divisorLow = ((Vector512.Create(2f) - divisor) + t) + tLow;
        Vector512<float> quotient = (Vector512<float>.Zero - t) / divisor;
        // What the low parts change, with 1/divisor = (1 + quotient)/2.
        quotient -= MultiplyAdd(quotient, divisorLow, tLow) * MultiplyAdd(quotient, Vector512.Create(0.5f), Vector512.Create(0.5f));
        return quotient ^ (x & Vector512.Create(-0.0f));
    }

    /// <summary>sinh x within 2 ulp, also near 0, where x is kept to the sign of 0. ±∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>(E + E/(E + 1))/2 with E = e^|x| − 1, which is computed as a quarter so that it does not overflow first.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(710.5), magnitude);
        Vector512<double> quarter = ExpM1Parts(bounded, Vector512.Create(0.25), out Vector512<double> low);
        Vector512<double> whole = quarter + low;
        Vector512<double> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector512.Create(4.0), whole, Vector512.Create(1.0)));
        Vector512<double> result = Vector512.ConditionalSelect(
            Vector512.LessThan(magnitude, Vector512.Create(1E-17)), magnitude, half + half);
        return result | (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Sinh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sinh(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(89.5f), magnitude);
        Vector512<float> quarter = ExpM1Parts(bounded, Vector512.Create(0.25f), out Vector512<float> low);
        Vector512<float> whole = quarter + low;
        Vector512<float> half =
            whole + (low + (quarter - whole) + whole / MultiplyAdd(Vector512.Create(4f), whole, Vector512.Create(1f)));
        Vector512<float> result = Vector512.ConditionalSelect(
            Vector512.LessThan(magnitude, Vector512.Create(1E-9f)), magnitude, half + half);
        return result | (x & Vector512.Create(-0.0f));
    }

    /// <summary>cosh x within 2 ulp. +∞ at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>h + 1/(4·h) with h = e^|x|/2, which overflows only where the result does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x)
    {
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(711.0), Vector512.Abs(x));
        Vector512<double> exponent = MultiplyAdd(bounded, Vector512.Create(OfDouble.LogTwoOfEHigh),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> r = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoLow),
            MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoHigh), bounded));
        Vector512<double> tail = ExpTail(r) * (r * r);
        Vector512<double> half = Scale(Vector512.Create(1.0) + (r + tail), exponent - Vector512.Create(1.0));
        return half + Vector512.Create(0.25) / half;
    }

    /// <inheritdoc cref="Cosh(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cosh(Vector512<float> x)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(90f), Vector512.Abs(x));
        Vector512<float> exponent = MultiplyAdd(bounded, Vector512.Create(OfSingle.LogTwoOfEHigh),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> r = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoLow),
            MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoHigh), bounded));
        Vector512<float> tail = ExpTail(r) * (r * r);
        Vector512<float> half = Scale(Vector512.Create(1f) + (r + tail), exponent - Vector512.Create(1f));
        return half + Vector512.Create(0.25f) / half;
    }
}
