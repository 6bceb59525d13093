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
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Beyond, the result is 0 or +∞ all the same. The native forms return their second operand where one is NaN.
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-750.0), x));
        return ExpOfBounded(bounded);
    }

    /// <inheritdoc cref="Exp(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond, the result is 0 or +∞ all the same. The native forms return their second operand where one is NaN.
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-105f), x));
        return ExpOfBounded(bounded);
    }

    /// <summary>2ˣ within 1.5 ulp, exact at integers. Ends and NaN as <see cref="Exp(Vector512{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x)
    {
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(1025.0), Vector512.MaxNative(Vector512.Create(-1080.0), x));
        Vector512<double> exponent = (bounded + Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> r = bounded - exponent;
        Vector512<double> square = r * r;
        Vector512<double> even = Vector512.Create(4.4567187172909656e-10);
        even = MultiplyAdd(even, square, Vector512.Create(1.0178051462928321e-7));
        even = MultiplyAdd(even, square, Vector512.Create(1.5252733853857382e-5));
        even = MultiplyAdd(even, square, Vector512.Create(0.001333355814639547));
        even = MultiplyAdd(even, square, Vector512.Create(0.05550410866482166));
        even = MultiplyAdd(even, square, Vector512.Create(0.6931471805599453));
        Vector512<double> odd = Vector512.Create(7.072657073248558e-9);
        odd = MultiplyAdd(odd, square, Vector512.Create(1.3215442231552274e-6));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.00015403530442322094));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.009618129107606538));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.240226506959101));
        Vector512<double> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector512.Create(1.0)), exponent);
    }

    /// <inheritdoc cref="Exp2(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(129f), Vector512.MaxNative(Vector512.Create(-152f), x));
        Vector512<float> exponent = (bounded + Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> r = bounded - exponent;
        Vector512<float> square = r * r;
        Vector512<float> even = Vector512.Create(0.0013391097f);
        even = MultiplyAdd(even, square, Vector512.Create(0.055503566f));
        even = MultiplyAdd(even, square, Vector512.Create(0.6931472f));
        Vector512<float> odd = Vector512.Create(0.0001547f);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.00961803f));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.2402265f));
        Vector512<float> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector512.Create(1f)), exponent);
    }

    /// <summary>10ˣ within 1.5 ulp. Ends and NaN as <see cref="Exp(Vector512{double})"/>.</summary>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp10(Vector512<double> x)
    {
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(309.0), Vector512.MaxNative(Vector512.Create(-325.0), x));
        Vector512<double> exponent = MultiplyAdd(bounded, Vector512.Create(OfDouble.LogTwoOfTen),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> r = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTenOfTwoLow),
            MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTenOfTwoHigh), bounded));
        Vector512<double> square = r * r;
        Vector512<double> even = Vector512.Create(0.00024227438348388056);
        even = MultiplyAdd(even, square, Vector512.Create(0.005013911822810716));
        even = MultiplyAdd(even, square, Vector512.Create(0.06808936529659529));
        even = MultiplyAdd(even, square, Vector512.Create(0.5393829291942487));
        even = MultiplyAdd(even, square, Vector512.Create(2.034678592293479));
        even = MultiplyAdd(even, square, Vector512.Create(2.302585092994046));
        Vector512<double> odd = Vector512.Create(0.0011574031125428084);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.019597628577134242));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.20699584935412102));
        odd = MultiplyAdd(odd, square, Vector512.Create(1.1712551489095977));
        odd = MultiplyAdd(odd, square, Vector512.Create(2.650949055239202));
        Vector512<double> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector512.Create(1.0)), exponent);
    }

    /// <inheritdoc cref="Exp10(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp10(Vector512<float> x)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(39f), Vector512.MaxNative(Vector512.Create(-46f), x));
        Vector512<float> exponent = MultiplyAdd(bounded, Vector512.Create(OfSingle.LogTwoOfTen),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> r = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTenOfTwoLow),
            MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTenOfTwoHigh), bounded));
        Vector512<float> square = r * r;
        Vector512<float> even = Vector512.Create(0.5417101f);
        even = MultiplyAdd(even, square, Vector512.Create(2.0346587f));
        even = MultiplyAdd(even, square, Vector512.Create(2.3025851f));
        Vector512<float> odd = Vector512.Create(0.20788889f);
        odd = MultiplyAdd(odd, square, Vector512.Create(1.1712431f));
        odd = MultiplyAdd(odd, square, Vector512.Create(2.650949f));
        Vector512<float> polynomial = MultiplyAdd(odd, r, even);
        return Scale(MultiplyAdd(polynomial, r, Vector512.Create(1f)), exponent);
    }

    /// <summary>eˣ − 1 within 2 ulp, also near 0, where x is kept to the sign of 0. −1 at −∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>2ⁿ·(eʳ − 1) + (2ⁿ − 1) with both parts kept apart until the last addition.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        Vector512<double> bounded = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-50.0), x));
        // A quarter: 2ⁿ itself may overflow where the result does not.
        Vector512<double> quarter = ExpM1Parts(bounded, Vector512.Create(0.25), out Vector512<double> low) + low;
        // Below, the quarter may be subnormal, and 0 would lose its sign.
        return Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1E-17)), x, quarter * Vector512.Create(4.0));
    }

    /// <inheritdoc cref="ExpM1(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-30f), x));
        // A quarter: 2ⁿ itself may overflow where the result does not.
        Vector512<float> quarter = ExpM1Parts(bounded, Vector512.Create(0.25f), out Vector512<float> low) + low;
        // Below, the quarter may be subnormal, and 0 would lose its sign.
        return Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1E-9f)), x, quarter * Vector512.Create(4f));
    }

    /// <summary>eˣ, for x not so large that its exponent leaves the range of <see cref="Scale(Vector512{double},
    /// Vector512{double})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfBounded(Vector512<double> x)
    {
        Vector512<double> exponent = MultiplyAdd(x, Vector512.Create(OfDouble.LogTwoOfEHigh),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> r =
            MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoLow),
                MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoHigh), x));
        Vector512<double> tail = ExpTail(r) * (r * r);
        return Scale(Vector512.Create(1.0) + (r + tail), exponent);
    }

    /// <inheritdoc cref="ExpOfBounded(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfBounded(Vector512<float> x)
    {
        Vector512<float> exponent = MultiplyAdd(x, Vector512.Create(OfSingle.LogTwoOfEHigh),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> r =
            MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoLow),
                MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoHigh), x));
        Vector512<float> tail = ExpTail(r) * (r * r);
        return Scale(Vector512.Create(1f) + (r + tail), exponent);
    }

    /// <summary>e^(x + xLow) as (result + low)·2^exponent, for a bounded x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpParts(Vector512<double> x, Vector512<double> xLow, out Vector512<double> low,
        out Vector512<double> exponent)
    {
        exponent = MultiplyAdd(x, Vector512.Create(OfDouble.LogTwoOfEHigh),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> exact = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoHigh), x);
        Vector512<double> rest = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoLow), xLow);
        Vector512<double> r = exact + rest;
        Vector512<double> tail = MultiplyAdd(ExpTail(r), r * r, (exact - r) + rest);
        Vector512<double> grown = Vector512.Create(1.0) + r;
        Vector512<double> lost = (Vector512.Create(1.0) - grown) + r + tail;
        Vector512<double> result = grown + lost;
        low = (grown - result) + lost;
        return result;
    }

    /// <inheritdoc cref="ExpParts(Vector512{double}, Vector512{double}, out Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpParts(Vector512<float> x, Vector512<float> xLow, out Vector512<float> low,
        out Vector512<float> exponent)
    {
        exponent = MultiplyAdd(x, Vector512.Create(OfSingle.LogTwoOfEHigh),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> exact = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoHigh), x);
        Vector512<float> rest = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoLow), xLow);
        Vector512<float> r = exact + rest;
        Vector512<float> tail = MultiplyAdd(ExpTail(r), r * r, (exact - r) + rest);
        Vector512<float> grown = Vector512.Create(1f) + r;
        Vector512<float> lost = (Vector512.Create(1f) - grown) + r + tail;
        Vector512<float> result = grown + lost;
        low = (grown - result) + lost;
        return result;
    }

    /// <summary>scale·(eˣ − 1) as result + low, for x in [−50, 711] and a scale of 1 or 1/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpM1Parts(Vector512<double> x, Vector512<double> scale, out Vector512<double> low)
    {
        Vector512<double> exponent = MultiplyAdd(x, Vector512.Create(OfDouble.LogTwoOfEHigh),
            Vector512.Create(OfDouble.RoundingShift)) - Vector512.Create(OfDouble.RoundingShift);
        Vector512<double> exact = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoHigh), x);
        Vector512<double> r = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoLow), exact);
        Vector512<double> rLow = MultiplyAdd(exponent, Vector512.Create(-OfDouble.LogTwoLow), exact - r);
        Vector512<double> power =
            (Vector512.ShiftLeft((exponent + Vector512.Create(OfDouble.RoundingShift)).AsInt64(), 52) + scale.AsInt64()).AsDouble();
        // The larger terms first; what their sum loses goes to the smaller ones.
        Vector512<double> less = power - scale;
        Vector512<double> result = MultiplyAdd(power, r, less);
        Vector512<double> lost = MultiplyAdd(power, r, less - result);
        low = MultiplyAdd(MultiplyAdd(ExpTail(r), r * r, rLow), power, lost);
        return result;
    }

    /// <inheritdoc cref="ExpM1Parts(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpM1Parts(Vector512<float> x, Vector512<float> scale, out Vector512<float> low)
    {
        Vector512<float> exponent = MultiplyAdd(x, Vector512.Create(OfSingle.LogTwoOfEHigh),
            Vector512.Create(OfSingle.RoundingShift)) - Vector512.Create(OfSingle.RoundingShift);
        Vector512<float> exact = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoHigh), x);
        Vector512<float> r = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoLow), exact);
        Vector512<float> rLow = MultiplyAdd(exponent, Vector512.Create(-OfSingle.LogTwoLow), exact - r);
        Vector512<float> power =
            (Vector512.ShiftLeft((exponent + Vector512.Create(OfSingle.RoundingShift)).AsInt32(), 23) + scale.AsInt32()).AsSingle();
        // The larger terms first; what their sum loses goes to the smaller ones.
        Vector512<float> less = power - scale;
        Vector512<float> result = MultiplyAdd(power, r, less);
        Vector512<float> lost = MultiplyAdd(power, r, less - result);
        low = MultiplyAdd(MultiplyAdd(ExpTail(r), r * r, rLow), power, lost);
        return result;
    }

    /// <summary>(eʳ − 1 − r)/r² for |r| ≤ ln 2/2. Minimax fit, relative error of eʳ below 2^−57.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpTail(Vector512<double> r)
    {
        Vector512<double> square = r * r;
        Vector512<double> even = Vector512.Create(2.763051936103323e-7);
        even = MultiplyAdd(even, square, Vector512.Create(2.480149240310946e-5));
        even = MultiplyAdd(even, square, Vector512.Create(0.0013888888944231165));
        even = MultiplyAdd(even, square, Vector512.Create(0.041666666666528185));
        even = MultiplyAdd(even, square, Vector512.Create(0.5000000000000011));
        Vector512<double> odd = Vector512.Create(2.4999768434799887e-8);
        odd = MultiplyAdd(odd, square, Vector512.Create(2.7557588727302854e-6));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.00019841269502383706));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.00833333333349709));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.16666666666666408));
        Vector512<double> tail = MultiplyAdd(odd, r, even);
        return tail;
    }

    /// <inheritdoc cref="ExpTail(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpTail(Vector512<float> r)
    {
        Vector512<float> square = r * r;
        Vector512<float> even = Vector512.Create(0.0013814325f);
        even = MultiplyAdd(even, square, Vector512.Create(0.0416684f));
        even = MultiplyAdd(even, square, Vector512.Create(0.49999994f));
        Vector512<float> odd = Vector512.Create(0.008368851f);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.1666652f));
        Vector512<float> tail = MultiplyAdd(odd, r, even);
        return tail;
    }
}
