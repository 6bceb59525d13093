// Generated from ../Vector512/VectorMath.Exponentials.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>eˣ within 1.5 ulp. Overflows to +∞, falls to 0 through the subnormal numbers; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// x = n·ln 2 + r with |r| ≤ ln 2/2, n·ln 2 in two parts; eʳ by a minimax polynomial. Source: W. J. Cody and W. Waite, Software
    /// Manual for the Elementary Functions, 1980, chapter 6.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp(Vector128<double> x)
    {
        // Beyond, the result is 0 or +∞ all the same. The native forms return their second operand where one is NaN.
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(710.0), Vector128.MaxNative(Vector128.Create(-750.0), x));
        return ExpOfBounded(bounded);
    }

    /// <inheritdoc cref="Exp(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        // Beyond, the result is 0 or +∞ all the same. The native forms return their second operand where one is NaN.
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(89f), Vector128.MaxNative(Vector128.Create(-105f), x));
        return ExpOfBounded(bounded);
    }

    /// <summary>2ˣ within 1.5 ulp, exact at integers. Ends and NaN as <see cref="Exp(Vector128{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp2(Vector128<double> x)
    {
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(1025.0), Vector128.MaxNative(Vector128.Create(-1080.0), x));
        Vector128<double> exponent = (bounded + Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> r = bounded - exponent;
        Vector128<double> square = r * r;
        Vector128<double> even = Vector128.Create(4.4567187172909656e-10);
        even = MultiplyAdd(even, square, Vector128.Create(1.0178051462928321e-7));
        even = MultiplyAdd(even, square, Vector128.Create(1.5252733853857382e-5));
        even = MultiplyAdd(even, square, Vector128.Create(0.001333355814639547));
        even = MultiplyAdd(even, square, Vector128.Create(0.05550410866482166));
        even = MultiplyAdd(even, square, Vector128.Create(0.6931471805599453));
        Vector128<double> odd = Vector128.Create(7.072657073248558e-9);
        odd = MultiplyAdd(odd, square, Vector128.Create(1.3215442231552274e-6));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.00015403530442322094));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.009618129107606538));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.240226506959101));
        Vector128<double> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector128.Create(1.0)), exponent);
    }

    /// <inheritdoc cref="Exp2(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp2(Vector128<float> x)
    {
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(129f), Vector128.MaxNative(Vector128.Create(-152f), x));
        Vector128<float> exponent = (bounded + Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> r = bounded - exponent;
        Vector128<float> square = r * r;
        Vector128<float> even = Vector128.Create(0.0013391097f);
        even = MultiplyAdd(even, square, Vector128.Create(0.055503566f));
        even = MultiplyAdd(even, square, Vector128.Create(0.6931472f));
        Vector128<float> odd = Vector128.Create(0.0001547f);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.00961803f));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.2402265f));
        Vector128<float> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector128.Create(1f)), exponent);
    }

    /// <summary>10ˣ within 1.5 ulp. Ends and NaN as <see cref="Exp(Vector128{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp10(Vector128<double> x)
    {
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(309.0), Vector128.MaxNative(Vector128.Create(-325.0), x));
        Vector128<double> exponent = MultiplyAdd(bounded, Vector128.Create(OfDouble.LogTwoOfTen),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> r = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTenOfTwoLow),
            MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTenOfTwoHigh), bounded));
        Vector128<double> square = r * r;
        Vector128<double> even = Vector128.Create(0.00024227438348388056);
        even = MultiplyAdd(even, square, Vector128.Create(0.005013911822810716));
        even = MultiplyAdd(even, square, Vector128.Create(0.06808936529659529));
        even = MultiplyAdd(even, square, Vector128.Create(0.5393829291942487));
        even = MultiplyAdd(even, square, Vector128.Create(2.034678592293479));
        even = MultiplyAdd(even, square, Vector128.Create(2.302585092994046));
        Vector128<double> odd = Vector128.Create(0.0011574031125428084);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.019597628577134242));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.20699584935412102));
        odd = MultiplyAdd(odd, square, Vector128.Create(1.1712551489095977));
        odd = MultiplyAdd(odd, square, Vector128.Create(2.650949055239202));
        Vector128<double> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector128.Create(1.0)), exponent);
    }

    /// <inheritdoc cref="Exp10(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp10(Vector128<float> x)
    {
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(39f), Vector128.MaxNative(Vector128.Create(-46f), x));
        Vector128<float> exponent = MultiplyAdd(bounded, Vector128.Create(OfSingle.LogTwoOfTen),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> r = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTenOfTwoLow),
            MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTenOfTwoHigh), bounded));
        Vector128<float> square = r * r;
        Vector128<float> even = Vector128.Create(0.5417101f);
        even = MultiplyAdd(even, square, Vector128.Create(2.0346587f));
        even = MultiplyAdd(even, square, Vector128.Create(2.3025851f));
        Vector128<float> odd = Vector128.Create(0.20788889f);
        odd = MultiplyAdd(odd, square, Vector128.Create(1.1712431f));
        odd = MultiplyAdd(odd, square, Vector128.Create(2.650949f));
        Vector128<float> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector128.Create(1f)), exponent);
    }

    /// <summary>eˣ − 1 within 2 ulp, also near 0, where x is kept to the sign of 0. −1 at −∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>2ⁿ·(eʳ − 1) + (2ⁿ − 1) with both parts kept apart until the last addition.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ExpM1(Vector128<double> x)
    {
        Vector128<double> bounded = Vector128.MinNative(Vector128.Create(710.0), Vector128.MaxNative(Vector128.Create(-50.0), x));
        // A quarter: 2ⁿ itself may overflow where the result does not.
        Vector128<double> quarter = ExpM1Parts(bounded, Vector128.Create(0.25), out Vector128<double> low) + low;
        // Below, the quarter may be subnormal, and 0 would lose its sign.
        return Vector128.ConditionalSelect(
            Vector128.LessThan(Vector128.Abs(x), Vector128.Create(1E-17)), x, quarter * Vector128.Create(4.0));
    }

    /// <inheritdoc cref="ExpM1(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpM1(Vector128<float> x)
    {
        Vector128<float> bounded = Vector128.MinNative(Vector128.Create(89f), Vector128.MaxNative(Vector128.Create(-30f), x));
        // A quarter: 2ⁿ itself may overflow where the result does not.
        Vector128<float> quarter = ExpM1Parts(bounded, Vector128.Create(0.25f), out Vector128<float> low) + low;
        // Below, the quarter may be subnormal, and 0 would lose its sign.
        return Vector128.ConditionalSelect(
            Vector128.LessThan(Vector128.Abs(x), Vector128.Create(1E-9f)), x, quarter * Vector128.Create(4f));
    }

    /// <summary>eˣ, for x not so large that its exponent leaves the range of <see cref="Scale(Vector128{double},
    /// Vector128{double})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExpOfBounded(Vector128<double> x)
    {
        Vector128<double> exponent = MultiplyAdd(x, Vector128.Create(OfDouble.LogTwoOfEHigh),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> r =
            MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoLow),
                MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoHigh), x));
        Vector128<double> tail = ExpTail(r) * (r * r);
        return Scale(Vector128.Create(1.0) + (r + tail), exponent);
    }

    /// <inheritdoc cref="ExpOfBounded(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpOfBounded(Vector128<float> x)
    {
        Vector128<float> exponent = MultiplyAdd(x, Vector128.Create(OfSingle.LogTwoOfEHigh),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> r =
            MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoLow),
                MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoHigh), x));
        Vector128<float> tail = ExpTail(r) * (r * r);
        return Scale(Vector128.Create(1f) + (r + tail), exponent);
    }

    /// <summary>e^(x + xLow) as (result + low)·2^exponent, for a bounded x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExpParts(Vector128<double> x, Vector128<double> xLow, out Vector128<double> low,
        out Vector128<double> exponent)
    {
        exponent = MultiplyAdd(x, Vector128.Create(OfDouble.LogTwoOfEHigh),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> exact = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoHigh), x);
        Vector128<double> rest = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoLow), xLow);
        Vector128<double> r = exact + rest;
        Vector128<double> tail = MultiplyAdd(ExpTail(r), r * r, (exact - r) + rest);
        Vector128<double> grown = Vector128.Create(1.0) + r;
        Vector128<double> lost = (Vector128.Create(1.0) - grown) + r + tail;
        Vector128<double> result = grown + lost;
        low = (grown - result) + lost;
        return result;
    }

    /// <inheritdoc cref="ExpParts(Vector128{double}, Vector128{double}, out Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpParts(Vector128<float> x, Vector128<float> xLow, out Vector128<float> low,
        out Vector128<float> exponent)
    {
        exponent = MultiplyAdd(x, Vector128.Create(OfSingle.LogTwoOfEHigh),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> exact = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoHigh), x);
        Vector128<float> rest = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoLow), xLow);
        Vector128<float> r = exact + rest;
        Vector128<float> tail = MultiplyAdd(ExpTail(r), r * r, (exact - r) + rest);
        Vector128<float> grown = Vector128.Create(1f) + r;
        Vector128<float> lost = (Vector128.Create(1f) - grown) + r + tail;
        Vector128<float> result = grown + lost;
        low = (grown - result) + lost;
        return result;
    }

    /// <summary>scale·(eˣ − 1) as result + low, for x in [−50, 711] and a scale of 1 or 1/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExpM1Parts(Vector128<double> x, Vector128<double> scale, out Vector128<double> low)
    {
        Vector128<double> exponent = MultiplyAdd(x, Vector128.Create(OfDouble.LogTwoOfEHigh),
            Vector128.Create(OfDouble.RoundingShift)) - Vector128.Create(OfDouble.RoundingShift);
        Vector128<double> exact = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoHigh), x);
        Vector128<double> r = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoLow), exact);
        Vector128<double> rLow = MultiplyAdd(exponent, Vector128.Create(-OfDouble.LogTwoLow), exact - r);
        Vector128<double> power =
            (Vector128.ShiftLeft((exponent + Vector128.Create(OfDouble.RoundingShift)).AsInt64(), 52) + scale.AsInt64()).AsDouble();
        // The larger terms first; what their sum loses goes to the smaller ones.
        Vector128<double> less = power - scale;
        Vector128<double> result = MultiplyAdd(power, r, less);
        Vector128<double> lost = MultiplyAdd(power, r, less - result);
        low = MultiplyAdd(MultiplyAdd(ExpTail(r), r * r, rLow), power, lost);
        return result;
    }

    /// <inheritdoc cref="ExpM1Parts(Vector128{double}, Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpM1Parts(Vector128<float> x, Vector128<float> scale, out Vector128<float> low)
    {
        Vector128<float> exponent = MultiplyAdd(x, Vector128.Create(OfSingle.LogTwoOfEHigh),
            Vector128.Create(OfSingle.RoundingShift)) - Vector128.Create(OfSingle.RoundingShift);
        Vector128<float> exact = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoHigh), x);
        Vector128<float> r = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoLow), exact);
        Vector128<float> rLow = MultiplyAdd(exponent, Vector128.Create(-OfSingle.LogTwoLow), exact - r);
        Vector128<float> power =
            (Vector128.ShiftLeft((exponent + Vector128.Create(OfSingle.RoundingShift)).AsInt32(), 23) + scale.AsInt32()).AsSingle();
        // The larger terms first; what their sum loses goes to the smaller ones.
        Vector128<float> less = power - scale;
        Vector128<float> result = MultiplyAdd(power, r, less);
        Vector128<float> lost = MultiplyAdd(power, r, less - result);
        low = MultiplyAdd(MultiplyAdd(ExpTail(r), r * r, rLow), power, lost);
        return result;
    }

    /// <summary>(eʳ − 1 − r)/r² for |r| ≤ ln 2/2. Minimax fit, relative error of eʳ below 2^−57.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ExpTail(Vector128<double> r)
    {
        Vector128<double> square = r * r;
        Vector128<double> even = Vector128.Create(2.763051936103323e-7);
        even = MultiplyAdd(even, square, Vector128.Create(2.480149240310946e-5));
        even = MultiplyAdd(even, square, Vector128.Create(0.0013888888944231165));
        even = MultiplyAdd(even, square, Vector128.Create(0.041666666666528185));
        even = MultiplyAdd(even, square, Vector128.Create(0.5000000000000011));
        Vector128<double> odd = Vector128.Create(2.4999768434799887e-8);
        odd = MultiplyAdd(odd, square, Vector128.Create(2.7557588727302854e-6));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.00019841269502383706));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.00833333333349709));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.16666666666666408));
        Vector128<double> tail = MultiplyAdd(odd, r, even);
        return tail;
    }

    /// <inheritdoc cref="ExpTail(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpTail(Vector128<float> r)
    {
        Vector128<float> square = r * r;
        Vector128<float> even = Vector128.Create(0.0013814325f);
        even = MultiplyAdd(even, square, Vector128.Create(0.0416684f));
        even = MultiplyAdd(even, square, Vector128.Create(0.49999994f));
        Vector128<float> odd = Vector128.Create(0.008368851f);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.1666652f));
        Vector128<float> tail = MultiplyAdd(odd, r, even);
        return tail;
    }
}
