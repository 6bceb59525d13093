// Generated from ../Vector512/VectorMath.InverseTrigonometry.cs by .ci/vector-widths: edit there.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>arcsin x within 2 ulp, also near 0; the sign of 0 is kept. NaN outside [−1, 1]; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>Above 1/2: π/2 − 2·arcsin √((1 − x)/2). Source: as fdlibm's e_asin.c, with a minimax polynomial of our own.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Asin(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> large = Vector128.GreaterThan(magnitude, Vector128.Create(0.5));
        Vector128<double> root = ArcRoot(magnitude, large, out Vector128<double> tail);
        Vector128<double> twice = root + root;
        Vector128<double> folded = Vector128.Create(OfDouble.HalfPiHigh) - twice;
        Vector128<double> lost = (Vector128.Create(OfDouble.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector128.Create(OfDouble.HalfPiMiddle) - (tail + tail));
        return Vector128.ConditionalSelect(large, folded, root + tail) ^ (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Asin(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Asin(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> large = Vector128.GreaterThan(magnitude, Vector128.Create(0.5f));
        Vector128<float> root = ArcRoot(magnitude, large, out Vector128<float> tail);
        Vector128<float> twice = root + root;
        Vector128<float> folded = Vector128.Create(OfSingle.HalfPiHigh) - twice;
        Vector128<float> lost = (Vector128.Create(OfSingle.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector128.Create(OfSingle.HalfPiMiddle) - (tail + tail));
        return Vector128.ConditionalSelect(large, folded, root + tail) ^ (x & Vector128.Create(-0.0f));
    }

    /// <summary>arccos x within 2 ulp. NaN outside [−1, 1]; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Asin(Vector128{double})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Acos(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> large = Vector128.GreaterThan(magnitude, Vector128.Create(0.5));
        Vector128<double> root = ArcRoot(magnitude, large, out Vector128<double> tail);
        Vector128<double> sign = x & Vector128.Create(-0.0);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector128<double> negative = Vector128.LessThan(x, Vector128<double>.Zero);
        Vector128<double> high =
            Vector128.ConditionalSelect(large, negative & Vector128.Create(OfDouble.PiHigh), Vector128.Create(OfDouble.HalfPiHigh));
        Vector128<double> low =
            Vector128.ConditionalSelect(large, negative & Vector128.Create(OfDouble.PiLow), Vector128.Create(OfDouble.HalfPiMiddle));
        Vector128<double> factor = Vector128.ConditionalSelect(large, Vector128.Create(-2.0), Vector128.Create(1.0)) ^ sign;
        Vector128<double> leading = high - factor * root;
        Vector128<double> lost = (high - leading) - factor * root;
        lost = Vector128.ConditionalSelect(Vector128.Equals(high, Vector128<double>.Zero), Vector128<double>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <inheritdoc cref="Acos(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Acos(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> large = Vector128.GreaterThan(magnitude, Vector128.Create(0.5f));
        Vector128<float> root = ArcRoot(magnitude, large, out Vector128<float> tail);
        Vector128<float> sign = x & Vector128.Create(-0.0f);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector128<float> negative = Vector128.LessThan(x, Vector128<float>.Zero);
        Vector128<float> high =
            Vector128.ConditionalSelect(large, negative & Vector128.Create(OfSingle.PiHigh), Vector128.Create(OfSingle.HalfPiHigh));
        Vector128<float> low =
            Vector128.ConditionalSelect(large, negative & Vector128.Create(OfSingle.PiLow), Vector128.Create(OfSingle.HalfPiMiddle));
        Vector128<float> factor = Vector128.ConditionalSelect(large, Vector128.Create(-2f), Vector128.Create(1f)) ^ sign;
        Vector128<float> leading = high - factor * root;
        Vector128<float> lost = (high - leading) - factor * root;
        lost = Vector128.ConditionalSelect(Vector128.Equals(high, Vector128<float>.Zero), Vector128<float>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <summary>arctan x within 2 ulp, also near 0; the sign of 0 is kept. ±π/2 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// Reduced to |y| ≤ tan(π/8) by arctan x = π/4 + arctan((x − 1)/(x + 1)) and π/2 − arctan(1/x). Source: S. L. Moshier, Methods
    /// and Programs for Mathematical Functions, 1989; the polynomial is a minimax fit of our own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atan(Vector128<double> x)
    {
        Vector128<double> magnitude = Vector128.Abs(x);
        Vector128<double> middle = Vector128.GreaterThan(magnitude, Vector128.Create(OfDouble.RootOfTwoMinusOne));
        Vector128<double> large = Vector128.GreaterThan(magnitude, Vector128.Create(OfDouble.RootOfTwoPlusOne));
        Vector128<double> numerator = Vector128.ConditionalSelect(
            large, Vector128.Create(-1.0), Vector128.ConditionalSelect(middle, magnitude - Vector128.Create(1.0), magnitude));
        Vector128<double> denominator = Vector128.ConditionalSelect(
            large, magnitude, Vector128.ConditionalSelect(middle, magnitude + Vector128.Create(1.0), Vector128.Create(1.0)));
        Vector128<double> high =
            Vector128.ConditionalSelect(large, Vector128.Create(OfDouble.HalfPiHigh), middle & Vector128.Create(OfDouble.QuarterPiHigh));
        Vector128<double> low =
            Vector128.ConditionalSelect(large, Vector128.Create(OfDouble.HalfPiMiddle), middle & Vector128.Create(OfDouble.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector128.Create(-0.0));
    }

    /// <inheritdoc cref="Atan(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan(Vector128<float> x)
    {
        Vector128<float> magnitude = Vector128.Abs(x);
        Vector128<float> middle = Vector128.GreaterThan(magnitude, Vector128.Create(OfSingle.RootOfTwoMinusOne));
        Vector128<float> large = Vector128.GreaterThan(magnitude, Vector128.Create(OfSingle.RootOfTwoPlusOne));
        Vector128<float> numerator = Vector128.ConditionalSelect(
            large, Vector128.Create(-1f), Vector128.ConditionalSelect(middle, magnitude - Vector128.Create(1f), magnitude));
        Vector128<float> denominator = Vector128.ConditionalSelect(
            large, magnitude, Vector128.ConditionalSelect(middle, magnitude + Vector128.Create(1f), Vector128.Create(1f)));
        Vector128<float> high =
            Vector128.ConditionalSelect(large, Vector128.Create(OfSingle.HalfPiHigh), middle & Vector128.Create(OfSingle.QuarterPiHigh));
        Vector128<float> low =
            Vector128.ConditionalSelect(large, Vector128.Create(OfSingle.HalfPiMiddle), middle & Vector128.Create(OfSingle.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector128.Create(-0.0f));
    }

    /// <summary>
    /// The angle of the point (x, y) within 2 ulp, in [−π, π]; signs of 0 and infinities as <c>Math.Atan2</c> has them. NaN where
    /// one of them is.
    /// </summary>
    /// <param name="y">Any numbers.</param>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Atan2(Vector128<double> y, Vector128<double> x)
    {
        Vector128<double> height = Vector128.Abs(y);
        Vector128<double> width = Vector128.Abs(x);
        Vector128<double> steep = Vector128.GreaterThan(height, width);
        Vector128<double> larger = Vector128.ConditionalSelect(steep, height, width);
        Vector128<double> smaller = Vector128.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector128<double> huge = Vector128.GreaterThan(larger, Vector128.Create(1E307));
        larger = Vector128.ConditionalSelect(huge, larger * Vector128.Create(0.0625), larger);
        smaller = Vector128.ConditionalSelect(huge, smaller * Vector128.Create(0.0625), smaller);
        Vector128<double> infinite = Vector128.Equals(larger, Vector128.Create(double.PositiveInfinity));
        smaller = Vector128.ConditionalSelect(infinite, Vector128.Equals(smaller, larger) & Vector128.Create(1.0), smaller);
        larger = Vector128.ConditionalSelect(infinite | Vector128.Equals(larger, Vector128<double>.Zero), Vector128.Create(1.0), larger);

        Vector128<double> middle = Vector128.GreaterThan(smaller, larger * Vector128.Create(OfDouble.RootOfTwoMinusOne));
        Vector128<double> numerator = Vector128.ConditionalSelect(middle, smaller - larger, smaller);
        Vector128<double> denominator = Vector128.ConditionalSelect(middle, smaller + larger, larger);
        Vector128<double> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector128<double> left = Vector128.LessThan((x & Vector128.Create(-0.0)) | Vector128.Create(1.0), Vector128<double>.Zero);
        Vector128<double> turned = (steep ^ left) & Vector128.Create(-0.0);
        Vector128<double> high = middle & Vector128.Create(OfDouble.QuarterPiHigh);
        Vector128<double> low = middle & Vector128.Create(OfDouble.QuarterPiLow);
        Vector128<double> baseHigh =
            Vector128.ConditionalSelect(steep, Vector128.Create(OfDouble.HalfPiHigh), left & Vector128.Create(OfDouble.PiHigh));
        Vector128<double> baseLow =
            Vector128.ConditionalSelect(steep, Vector128.Create(OfDouble.HalfPiMiddle), left & Vector128.Create(OfDouble.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector128<double> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector128<double> result = arc | (y & Vector128.Create(-0.0));
        Vector128<double> ordered = Vector128.Equals(x, x) & Vector128.Equals(y, y);
        return Vector128.ConditionalSelect(ordered, result, Vector128.Create(double.NaN));
    }

    /// <inheritdoc cref="Atan2(Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan2(Vector128<float> y, Vector128<float> x)
    {
        Vector128<float> height = Vector128.Abs(y);
        Vector128<float> width = Vector128.Abs(x);
        Vector128<float> steep = Vector128.GreaterThan(height, width);
        Vector128<float> larger = Vector128.ConditionalSelect(steep, height, width);
        Vector128<float> smaller = Vector128.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector128<float> huge = Vector128.GreaterThan(larger, Vector128.Create(1E37f));
        larger = Vector128.ConditionalSelect(huge, larger * Vector128.Create(0.0625f), larger);
        smaller = Vector128.ConditionalSelect(huge, smaller * Vector128.Create(0.0625f), smaller);
        Vector128<float> infinite = Vector128.Equals(larger, Vector128.Create(float.PositiveInfinity));
        smaller = Vector128.ConditionalSelect(infinite, Vector128.Equals(smaller, larger) & Vector128.Create(1f), smaller);
        larger = Vector128.ConditionalSelect(infinite | Vector128.Equals(larger, Vector128<float>.Zero), Vector128.Create(1f), larger);

        Vector128<float> middle = Vector128.GreaterThan(smaller, larger * Vector128.Create(OfSingle.RootOfTwoMinusOne));
        Vector128<float> numerator = Vector128.ConditionalSelect(middle, smaller - larger, smaller);
        Vector128<float> denominator = Vector128.ConditionalSelect(middle, smaller + larger, larger);
        Vector128<float> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector128<float> left = Vector128.LessThan((x & Vector128.Create(-0.0f)) | Vector128.Create(1f), Vector128<float>.Zero);
        Vector128<float> turned = (steep ^ left) & Vector128.Create(-0.0f);
        Vector128<float> high = middle & Vector128.Create(OfSingle.QuarterPiHigh);
        Vector128<float> low = middle & Vector128.Create(OfSingle.QuarterPiLow);
        Vector128<float> baseHigh =
            Vector128.ConditionalSelect(steep, Vector128.Create(OfSingle.HalfPiHigh), left & Vector128.Create(OfSingle.PiHigh));
        Vector128<float> baseLow =
            Vector128.ConditionalSelect(steep, Vector128.Create(OfSingle.HalfPiMiddle), left & Vector128.Create(OfSingle.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector128<float> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector128<float> result = arc | (y & Vector128.Create(-0.0f));
        Vector128<float> ordered = Vector128.Equals(x, x) & Vector128.Equals(y, y);
        return Vector128.ConditionalSelect(ordered, result, Vector128.Create(float.NaN));
    }

    /// <summary>high + low + arctan y for |y| ≤ tan(π/8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ArcOfQuotient(Vector128<double> y, Vector128<double> high, Vector128<double> low)
    {
        Vector128<double> z = y * y;
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(-0.017909331857259406);
        even = MultiplyAdd(even, square, Vector128.Create(-0.050394096628130394));
        even = MultiplyAdd(even, square, Vector128.Create(-0.06663108086845768));
        even = MultiplyAdd(even, square, Vector128.Create(-0.09090897780994389));
        even = MultiplyAdd(even, square, Vector128.Create(-0.14285714280213863));
        even = MultiplyAdd(even, square, Vector128.Create(-0.333333333333332));
        Vector128<double> odd = Vector128.Create(0.03806686256992541);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.058479157260936096));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.07692060602155625));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.11111110784306744));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.19999999999953758));
        Vector128<double> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <inheritdoc cref="ArcOfQuotient(Vector128{double}, Vector128{double}, Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ArcOfQuotient(Vector128<float> y, Vector128<float> high, Vector128<float> low)
    {
        Vector128<float> z = y * y;
        Vector128<float> square = z * z;
        Vector128<float> even = Vector128.Create(-0.06081139f);
        even = MultiplyAdd(even, square, Vector128.Create(-0.14243743f));
        even = MultiplyAdd(even, square, Vector128.Create(-0.33333316f));
        Vector128<float> odd = Vector128.Create(0.10595148f);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.19998485f));
        Vector128<float> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <summary>arcsin r as result + tail: of the magnitude, and where that is large, of √((1 − magnitude)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ArcRoot(Vector128<double> magnitude, Vector128<double> large, out Vector128<double> tail)
    {
        Vector128<double> halved = MultiplyAdd(magnitude, Vector128.Create(-0.5), Vector128.Create(0.5));
        Vector128<double> z = Vector128.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector128<double> root = Vector128.ConditionalSelect(large, Vector128.Sqrt(halved), magnitude);
        Vector128<double> square = z * z;
        Vector128<double> even = Vector128.Create(-0.016328628360478596);
        even = MultiplyAdd(even, square, Vector128.Create(0.0065033608190461275));
        even = MultiplyAdd(even, square, Vector128.Create(0.01388436237767234));
        even = MultiplyAdd(even, square, Vector128.Create(0.02237175222296526));
        even = MultiplyAdd(even, square, Vector128.Create(0.04464285682261018));
        even = MultiplyAdd(even, square, Vector128.Create(0.1666666666666538));
        Vector128<double> odd = Vector128.Create(0.03198330639328624);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.01959522766669405));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.012174929439048618));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.01735979310258038));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.030381959377233946));
        odd = MultiplyAdd(odd, square, Vector128.Create(0.07500000000343776));
        Vector128<double> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }

    /// <inheritdoc cref="ArcRoot(Vector128{double}, Vector128{double}, out Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ArcRoot(Vector128<float> magnitude, Vector128<float> large, out Vector128<float> tail)
    {
        Vector128<float> halved = MultiplyAdd(magnitude, Vector128.Create(-0.5f), Vector128.Create(0.5f));
        Vector128<float> z = Vector128.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector128<float> root = Vector128.ConditionalSelect(large, Vector128.Sqrt(halved), magnitude);
        Vector128<float> square = z * z;
        Vector128<float> even = Vector128.Create(0.042228747f);
        even = MultiplyAdd(even, square, Vector128.Create(0.04547799f));
        even = MultiplyAdd(even, square, Vector128.Create(0.16666754f));
        Vector128<float> odd = Vector128.Create(0.024142368f);
        odd = MultiplyAdd(odd, square, Vector128.Create(0.074952364f));
        Vector128<float> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }
}
