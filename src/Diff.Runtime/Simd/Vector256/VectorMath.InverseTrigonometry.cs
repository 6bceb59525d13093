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
    public static Vector256<double> Asin(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> large = Vector256.GreaterThan(magnitude, Vector256.Create(0.5));
        Vector256<double> root = ArcRoot(magnitude, large, out Vector256<double> tail);
        Vector256<double> twice = root + root;
        Vector256<double> folded = Vector256.Create(OfDouble.HalfPiHigh) - twice;
        Vector256<double> lost = (Vector256.Create(OfDouble.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector256.Create(OfDouble.HalfPiMiddle) - (tail + tail));
        return Vector256.ConditionalSelect(large, folded, root + tail) ^ (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Asin(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Asin(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> large = Vector256.GreaterThan(magnitude, Vector256.Create(0.5f));
        Vector256<float> root = ArcRoot(magnitude, large, out Vector256<float> tail);
        Vector256<float> twice = root + root;
        Vector256<float> folded = Vector256.Create(OfSingle.HalfPiHigh) - twice;
        Vector256<float> lost = (Vector256.Create(OfSingle.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector256.Create(OfSingle.HalfPiMiddle) - (tail + tail));
        return Vector256.ConditionalSelect(large, folded, root + tail) ^ (x & Vector256.Create(-0.0f));
    }

    /// <summary>arccos x within 2 ulp. NaN outside [−1, 1]; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Asin(Vector256{double})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Acos(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> large = Vector256.GreaterThan(magnitude, Vector256.Create(0.5));
        Vector256<double> root = ArcRoot(magnitude, large, out Vector256<double> tail);
        Vector256<double> sign = x & Vector256.Create(-0.0);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector256<double> negative = Vector256.LessThan(x, Vector256<double>.Zero);
        Vector256<double> high =
            Vector256.ConditionalSelect(large, negative & Vector256.Create(OfDouble.PiHigh), Vector256.Create(OfDouble.HalfPiHigh));
        Vector256<double> low =
            Vector256.ConditionalSelect(large, negative & Vector256.Create(OfDouble.PiLow), Vector256.Create(OfDouble.HalfPiMiddle));
        Vector256<double> factor = Vector256.ConditionalSelect(large, Vector256.Create(-2.0), Vector256.Create(1.0)) ^ sign;
        Vector256<double> leading = high - factor * root;
        Vector256<double> lost = (high - leading) - factor * root;
        lost = Vector256.ConditionalSelect(Vector256.Equals(high, Vector256<double>.Zero), Vector256<double>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <inheritdoc cref="Acos(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Acos(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> large = Vector256.GreaterThan(magnitude, Vector256.Create(0.5f));
        Vector256<float> root = ArcRoot(magnitude, large, out Vector256<float> tail);
        Vector256<float> sign = x & Vector256.Create(-0.0f);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector256<float> negative = Vector256.LessThan(x, Vector256<float>.Zero);
        Vector256<float> high =
            Vector256.ConditionalSelect(large, negative & Vector256.Create(OfSingle.PiHigh), Vector256.Create(OfSingle.HalfPiHigh));
        Vector256<float> low =
            Vector256.ConditionalSelect(large, negative & Vector256.Create(OfSingle.PiLow), Vector256.Create(OfSingle.HalfPiMiddle));
        Vector256<float> factor = Vector256.ConditionalSelect(large, Vector256.Create(-2f), Vector256.Create(1f)) ^ sign;
        Vector256<float> leading = high - factor * root;
        Vector256<float> lost = (high - leading) - factor * root;
        lost = Vector256.ConditionalSelect(Vector256.Equals(high, Vector256<float>.Zero), Vector256<float>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <summary>arctan x within 2 ulp, also near 0; the sign of 0 is kept. ±π/2 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// Reduced to |y| ≤ tan(π/8) by arctan x = π/4 + arctan((x − 1)/(x + 1)) and π/2 − arctan(1/x). Source: S. L. Moshier, Methods
    /// and Programs for Mathematical Functions, 1989; the polynomial is a minimax fit of our own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atan(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> middle = Vector256.GreaterThan(magnitude, Vector256.Create(OfDouble.RootOfTwoMinusOne));
        Vector256<double> large = Vector256.GreaterThan(magnitude, Vector256.Create(OfDouble.RootOfTwoPlusOne));
        Vector256<double> numerator = Vector256.ConditionalSelect(
            large, Vector256.Create(-1.0), Vector256.ConditionalSelect(middle, magnitude - Vector256.Create(1.0), magnitude));
        Vector256<double> denominator = Vector256.ConditionalSelect(
            large, magnitude, Vector256.ConditionalSelect(middle, magnitude + Vector256.Create(1.0), Vector256.Create(1.0)));
        Vector256<double> high =
            Vector256.ConditionalSelect(large, Vector256.Create(OfDouble.HalfPiHigh), middle & Vector256.Create(OfDouble.QuarterPiHigh));
        Vector256<double> low =
            Vector256.ConditionalSelect(large, Vector256.Create(OfDouble.HalfPiMiddle), middle & Vector256.Create(OfDouble.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector256.Create(-0.0));
    }

    /// <inheritdoc cref="Atan(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x);
        Vector256<float> middle = Vector256.GreaterThan(magnitude, Vector256.Create(OfSingle.RootOfTwoMinusOne));
        Vector256<float> large = Vector256.GreaterThan(magnitude, Vector256.Create(OfSingle.RootOfTwoPlusOne));
        Vector256<float> numerator = Vector256.ConditionalSelect(
            large, Vector256.Create(-1f), Vector256.ConditionalSelect(middle, magnitude - Vector256.Create(1f), magnitude));
        Vector256<float> denominator = Vector256.ConditionalSelect(
            large, magnitude, Vector256.ConditionalSelect(middle, magnitude + Vector256.Create(1f), Vector256.Create(1f)));
        Vector256<float> high =
            Vector256.ConditionalSelect(large, Vector256.Create(OfSingle.HalfPiHigh), middle & Vector256.Create(OfSingle.QuarterPiHigh));
        Vector256<float> low =
            Vector256.ConditionalSelect(large, Vector256.Create(OfSingle.HalfPiMiddle), middle & Vector256.Create(OfSingle.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector256.Create(-0.0f));
    }

    /// <summary>
    /// The angle of the point (x, y) within 2 ulp, in [−π, π]; signs of 0 and infinities as <c>Math.Atan2</c> has them. NaN where
    /// one of them is.
    /// </summary>
    /// <param name="y">Any numbers.</param>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x)
    {
        Vector256<double> height = Vector256.Abs(y);
        Vector256<double> width = Vector256.Abs(x);
        Vector256<double> steep = Vector256.GreaterThan(height, width);
        Vector256<double> larger = Vector256.ConditionalSelect(steep, height, width);
        Vector256<double> smaller = Vector256.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector256<double> huge = Vector256.GreaterThan(larger, Vector256.Create(1E307));
        larger = Vector256.ConditionalSelect(huge, larger * Vector256.Create(0.0625), larger);
        smaller = Vector256.ConditionalSelect(huge, smaller * Vector256.Create(0.0625), smaller);
        Vector256<double> infinite = Vector256.Equals(larger, Vector256.Create(double.PositiveInfinity));
        smaller = Vector256.ConditionalSelect(infinite, Vector256.Equals(smaller, larger) & Vector256.Create(1.0), smaller);
        larger = Vector256.ConditionalSelect(infinite | Vector256.Equals(larger, Vector256<double>.Zero), Vector256.Create(1.0), larger);

        Vector256<double> middle = Vector256.GreaterThan(smaller, larger * Vector256.Create(OfDouble.RootOfTwoMinusOne));
        Vector256<double> numerator = Vector256.ConditionalSelect(middle, smaller - larger, smaller);
        Vector256<double> denominator = Vector256.ConditionalSelect(middle, smaller + larger, larger);
        Vector256<double> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector256<double> left = Vector256.LessThan((x & Vector256.Create(-0.0)) | Vector256.Create(1.0), Vector256<double>.Zero);
        Vector256<double> turned = (steep ^ left) & Vector256.Create(-0.0);
        Vector256<double> high = middle & Vector256.Create(OfDouble.QuarterPiHigh);
        Vector256<double> low = middle & Vector256.Create(OfDouble.QuarterPiLow);
        Vector256<double> baseHigh =
            Vector256.ConditionalSelect(steep, Vector256.Create(OfDouble.HalfPiHigh), left & Vector256.Create(OfDouble.PiHigh));
        Vector256<double> baseLow =
            Vector256.ConditionalSelect(steep, Vector256.Create(OfDouble.HalfPiMiddle), left & Vector256.Create(OfDouble.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector256<double> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector256<double> result = arc | (y & Vector256.Create(-0.0));
        Vector256<double> ordered = Vector256.Equals(x, x) & Vector256.Equals(y, y);
        return Vector256.ConditionalSelect(ordered, result, Vector256.Create(double.NaN));
    }

    /// <inheritdoc cref="Atan2(Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan2(Vector256<float> y, Vector256<float> x)
    {
        Vector256<float> height = Vector256.Abs(y);
        Vector256<float> width = Vector256.Abs(x);
        Vector256<float> steep = Vector256.GreaterThan(height, width);
        Vector256<float> larger = Vector256.ConditionalSelect(steep, height, width);
        Vector256<float> smaller = Vector256.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector256<float> huge = Vector256.GreaterThan(larger, Vector256.Create(1E37f));
        larger = Vector256.ConditionalSelect(huge, larger * Vector256.Create(0.0625f), larger);
        smaller = Vector256.ConditionalSelect(huge, smaller * Vector256.Create(0.0625f), smaller);
        Vector256<float> infinite = Vector256.Equals(larger, Vector256.Create(float.PositiveInfinity));
        smaller = Vector256.ConditionalSelect(infinite, Vector256.Equals(smaller, larger) & Vector256.Create(1f), smaller);
        larger = Vector256.ConditionalSelect(infinite | Vector256.Equals(larger, Vector256<float>.Zero), Vector256.Create(1f), larger);

        Vector256<float> middle = Vector256.GreaterThan(smaller, larger * Vector256.Create(OfSingle.RootOfTwoMinusOne));
        Vector256<float> numerator = Vector256.ConditionalSelect(middle, smaller - larger, smaller);
        Vector256<float> denominator = Vector256.ConditionalSelect(middle, smaller + larger, larger);
        Vector256<float> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector256<float> left = Vector256.LessThan((x & Vector256.Create(-0.0f)) | Vector256.Create(1f), Vector256<float>.Zero);
        Vector256<float> turned = (steep ^ left) & Vector256.Create(-0.0f);
        Vector256<float> high = middle & Vector256.Create(OfSingle.QuarterPiHigh);
        Vector256<float> low = middle & Vector256.Create(OfSingle.QuarterPiLow);
        Vector256<float> baseHigh =
            Vector256.ConditionalSelect(steep, Vector256.Create(OfSingle.HalfPiHigh), left & Vector256.Create(OfSingle.PiHigh));
        Vector256<float> baseLow =
            Vector256.ConditionalSelect(steep, Vector256.Create(OfSingle.HalfPiMiddle), left & Vector256.Create(OfSingle.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector256<float> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector256<float> result = arc | (y & Vector256.Create(-0.0f));
        Vector256<float> ordered = Vector256.Equals(x, x) & Vector256.Equals(y, y);
        return Vector256.ConditionalSelect(ordered, result, Vector256.Create(float.NaN));
    }

    /// <summary>high + low + arctan y for |y| ≤ tan(π/8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ArcOfQuotient(Vector256<double> y, Vector256<double> high, Vector256<double> low)
    {
        Vector256<double> z = y * y;
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(-0.017909331857259406);
        even = MultiplyAdd(even, square, Vector256.Create(-0.050394096628130394));
        even = MultiplyAdd(even, square, Vector256.Create(-0.06663108086845768));
        even = MultiplyAdd(even, square, Vector256.Create(-0.09090897780994389));
        even = MultiplyAdd(even, square, Vector256.Create(-0.14285714280213863));
        even = MultiplyAdd(even, square, Vector256.Create(-0.333333333333332));
        Vector256<double> odd = Vector256.Create(0.03806686256992541);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.058479157260936096));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.07692060602155625));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.11111110784306744));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.19999999999953758));
        Vector256<double> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <inheritdoc cref="ArcOfQuotient(Vector256{double}, Vector256{double}, Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ArcOfQuotient(Vector256<float> y, Vector256<float> high, Vector256<float> low)
    {
        Vector256<float> z = y * y;
        Vector256<float> square = z * z;
        Vector256<float> even = Vector256.Create(-0.06081139f);
        even = MultiplyAdd(even, square, Vector256.Create(-0.14243743f));
        even = MultiplyAdd(even, square, Vector256.Create(-0.33333316f));
        Vector256<float> odd = Vector256.Create(0.10595148f);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.19998485f));
        Vector256<float> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <summary>arcsin r as result + tail: of the magnitude, and where that is large, of √((1 − magnitude)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ArcRoot(Vector256<double> magnitude, Vector256<double> large, out Vector256<double> tail)
    {
        Vector256<double> halved = MultiplyAdd(magnitude, Vector256.Create(-0.5), Vector256.Create(0.5));
        Vector256<double> z = Vector256.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector256<double> root = Vector256.ConditionalSelect(large, Vector256.Sqrt(halved), magnitude);
        Vector256<double> square = z * z;
        Vector256<double> even = Vector256.Create(-0.016328628360478596);
        even = MultiplyAdd(even, square, Vector256.Create(0.0065033608190461275));
        even = MultiplyAdd(even, square, Vector256.Create(0.01388436237767234));
        even = MultiplyAdd(even, square, Vector256.Create(0.02237175222296526));
        even = MultiplyAdd(even, square, Vector256.Create(0.04464285682261018));
        even = MultiplyAdd(even, square, Vector256.Create(0.1666666666666538));
        Vector256<double> odd = Vector256.Create(0.03198330639328624);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.01959522766669405));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.012174929439048618));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.01735979310258038));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.030381959377233946));
        odd = MultiplyAdd(odd, square, Vector256.Create(0.07500000000343776));
        Vector256<double> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }

    /// <inheritdoc cref="ArcRoot(Vector256{double}, Vector256{double}, out Vector256{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ArcRoot(Vector256<float> magnitude, Vector256<float> large, out Vector256<float> tail)
    {
        Vector256<float> halved = MultiplyAdd(magnitude, Vector256.Create(-0.5f), Vector256.Create(0.5f));
        Vector256<float> z = Vector256.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector256<float> root = Vector256.ConditionalSelect(large, Vector256.Sqrt(halved), magnitude);
        Vector256<float> square = z * z;
        Vector256<float> even = Vector256.Create(0.042228747f);
        even = MultiplyAdd(even, square, Vector256.Create(0.04547799f));
        even = MultiplyAdd(even, square, Vector256.Create(0.16666754f));
        Vector256<float> odd = Vector256.Create(0.024142368f);
        odd = MultiplyAdd(odd, square, Vector256.Create(0.074952364f));
        Vector256<float> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }
}
