using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff.CompilerServices;

public static partial class VectorMath
{
    /// <summary>arcsin x within 2 ulp, also near 0; the sign of 0 is kept. NaN outside [−1, 1]; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>Above 1/2: π/2 − 2·arcsin √((1 − x)/2). Source: as fdlibm's e_asin.c, with a minimax polynomial of our own.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> large = Vector512.GreaterThan(magnitude, Vector512.Create(0.5));
        Vector512<double> root = ArcRoot(magnitude, large, out Vector512<double> tail);
        Vector512<double> twice = root + root;
        Vector512<double> folded = Vector512.Create(OfDouble.HalfPiHigh) - twice;
        Vector512<double> lost = (Vector512.Create(OfDouble.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector512.Create(OfDouble.HalfPiMiddle) - (tail + tail));
        return Vector512.ConditionalSelect(large, folded, root + tail) ^ (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Asin(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> large = Vector512.GreaterThan(magnitude, Vector512.Create(0.5f));
        Vector512<float> root = ArcRoot(magnitude, large, out Vector512<float> tail);
        Vector512<float> twice = root + root;
        Vector512<float> folded = Vector512.Create(OfSingle.HalfPiHigh) - twice;
        Vector512<float> lost = (Vector512.Create(OfSingle.HalfPiHigh) - folded) - twice;
        folded += lost + (Vector512.Create(OfSingle.HalfPiMiddle) - (tail + tail));
        return Vector512.ConditionalSelect(large, folded, root + tail) ^ (x & Vector512.Create(-0.0f));
    }

    /// <summary>arccos x within 2 ulp. NaN outside [−1, 1]; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>As <see cref="Asin(Vector512{double})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> large = Vector512.GreaterThan(magnitude, Vector512.Create(0.5));
        Vector512<double> root = ArcRoot(magnitude, large, out Vector512<double> tail);
        Vector512<double> sign = x & Vector512.Create(-0.0);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector512<double> negative = Vector512.LessThan(x, Vector512<double>.Zero);
        Vector512<double> high =
            Vector512.ConditionalSelect(large, negative & Vector512.Create(OfDouble.PiHigh), Vector512.Create(OfDouble.HalfPiHigh));
        Vector512<double> low =
            Vector512.ConditionalSelect(large, negative & Vector512.Create(OfDouble.PiLow), Vector512.Create(OfDouble.HalfPiMiddle));
        Vector512<double> factor = Vector512.ConditionalSelect(large, Vector512.Create(-2.0), Vector512.Create(1.0)) ^ sign;
        Vector512<double> leading = high - factor * root;
        Vector512<double> lost = (high - leading) - factor * root;
        lost = Vector512.ConditionalSelect(Vector512.Equals(high, Vector512<double>.Zero), Vector512<double>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <inheritdoc cref="Acos(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> large = Vector512.GreaterThan(magnitude, Vector512.Create(0.5f));
        Vector512<float> root = ArcRoot(magnitude, large, out Vector512<float> tail);
        Vector512<float> sign = x & Vector512.Create(-0.0f);
        // π/2 − arcsin x; above 1/2 twice the arc of the root, below −1/2 π less that.
        Vector512<float> negative = Vector512.LessThan(x, Vector512<float>.Zero);
        Vector512<float> high =
            Vector512.ConditionalSelect(large, negative & Vector512.Create(OfSingle.PiHigh), Vector512.Create(OfSingle.HalfPiHigh));
        Vector512<float> low =
            Vector512.ConditionalSelect(large, negative & Vector512.Create(OfSingle.PiLow), Vector512.Create(OfSingle.HalfPiMiddle));
        Vector512<float> factor = Vector512.ConditionalSelect(large, Vector512.Create(-2f), Vector512.Create(1f)) ^ sign;
        Vector512<float> leading = high - factor * root;
        Vector512<float> lost = (high - leading) - factor * root;
        lost = Vector512.ConditionalSelect(Vector512.Equals(high, Vector512<float>.Zero), Vector512<float>.Zero, lost);
        return leading + (lost + MultiplyAdd(-factor, tail, low));
    }

    /// <summary>arctan x within 2 ulp, also near 0; the sign of 0 is kept. ±π/2 at ±∞; NaN gives NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <remarks>
    /// Reduced to |y| ≤ tan(π/8) by arctan x = π/4 + arctan((x − 1)/(x + 1)) and π/2 − arctan(1/x). Source: S. L. Moshier, Methods
    /// and Programs for Mathematical Functions, 1989; the polynomial is a minimax fit of our own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x)
    {
        Vector512<double> magnitude = Vector512.Abs(x);
        Vector512<double> middle = Vector512.GreaterThan(magnitude, Vector512.Create(OfDouble.RootOfTwoMinusOne));
        Vector512<double> large = Vector512.GreaterThan(magnitude, Vector512.Create(OfDouble.RootOfTwoPlusOne));
        Vector512<double> numerator = Vector512.ConditionalSelect(
            large, Vector512.Create(-1.0), Vector512.ConditionalSelect(middle, magnitude - Vector512.Create(1.0), magnitude));
        Vector512<double> denominator = Vector512.ConditionalSelect(
            large, magnitude, Vector512.ConditionalSelect(middle, magnitude + Vector512.Create(1.0), Vector512.Create(1.0)));
        Vector512<double> high =
            Vector512.ConditionalSelect(large, Vector512.Create(OfDouble.HalfPiHigh), middle & Vector512.Create(OfDouble.QuarterPiHigh));
        Vector512<double> low =
            Vector512.ConditionalSelect(large, Vector512.Create(OfDouble.HalfPiMiddle), middle & Vector512.Create(OfDouble.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector512.Create(-0.0));
    }

    /// <inheritdoc cref="Atan(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x)
    {
        Vector512<float> magnitude = Vector512.Abs(x);
        Vector512<float> middle = Vector512.GreaterThan(magnitude, Vector512.Create(OfSingle.RootOfTwoMinusOne));
        Vector512<float> large = Vector512.GreaterThan(magnitude, Vector512.Create(OfSingle.RootOfTwoPlusOne));
        Vector512<float> numerator = Vector512.ConditionalSelect(
            large, Vector512.Create(-1f), Vector512.ConditionalSelect(middle, magnitude - Vector512.Create(1f), magnitude));
        Vector512<float> denominator = Vector512.ConditionalSelect(
            large, magnitude, Vector512.ConditionalSelect(middle, magnitude + Vector512.Create(1f), Vector512.Create(1f)));
        Vector512<float> high =
            Vector512.ConditionalSelect(large, Vector512.Create(OfSingle.HalfPiHigh), middle & Vector512.Create(OfSingle.QuarterPiHigh));
        Vector512<float> low =
            Vector512.ConditionalSelect(large, Vector512.Create(OfSingle.HalfPiMiddle), middle & Vector512.Create(OfSingle.QuarterPiLow));
        return ArcOfQuotient(numerator / denominator, high, low) ^ (x & Vector512.Create(-0.0f));
    }

    /// <summary>
    /// The angle of the point (x, y) within 2 ulp, in [−π, π]; signs of 0 and infinities as <c>Math.Atan2</c> has them. NaN where
    /// one of them is.
    /// </summary>
    /// <param name="y">Any numbers.</param>
    /// <param name="x">Any numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x)
    {
        Vector512<double> height = Vector512.Abs(y);
        Vector512<double> width = Vector512.Abs(x);
        Vector512<double> steep = Vector512.GreaterThan(height, width);
        Vector512<double> larger = Vector512.ConditionalSelect(steep, height, width);
        Vector512<double> smaller = Vector512.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector512<double> huge = Vector512.GreaterThan(larger, Vector512.Create(1E307));
        larger = Vector512.ConditionalSelect(huge, larger * Vector512.Create(0.0625), larger);
        smaller = Vector512.ConditionalSelect(huge, smaller * Vector512.Create(0.0625), smaller);
        Vector512<double> infinite = Vector512.Equals(larger, Vector512.Create(double.PositiveInfinity));
        smaller = Vector512.ConditionalSelect(infinite, Vector512.Equals(smaller, larger) & Vector512.Create(1.0), smaller);
        larger = Vector512.ConditionalSelect(infinite | Vector512.Equals(larger, Vector512<double>.Zero), Vector512.Create(1.0), larger);

        Vector512<double> middle = Vector512.GreaterThan(smaller, larger * Vector512.Create(OfDouble.RootOfTwoMinusOne));
        Vector512<double> numerator = Vector512.ConditionalSelect(middle, smaller - larger, smaller);
        Vector512<double> denominator = Vector512.ConditionalSelect(middle, smaller + larger, larger);
        Vector512<double> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector512<double> left = Vector512.LessThan((x & Vector512.Create(-0.0)) | Vector512.Create(1.0), Vector512<double>.Zero);
        Vector512<double> turned = (steep ^ left) & Vector512.Create(-0.0);
        Vector512<double> high = middle & Vector512.Create(OfDouble.QuarterPiHigh);
        Vector512<double> low = middle & Vector512.Create(OfDouble.QuarterPiLow);
        Vector512<double> baseHigh =
            Vector512.ConditionalSelect(steep, Vector512.Create(OfDouble.HalfPiHigh), left & Vector512.Create(OfDouble.PiHigh));
        Vector512<double> baseLow =
            Vector512.ConditionalSelect(steep, Vector512.Create(OfDouble.HalfPiMiddle), left & Vector512.Create(OfDouble.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector512<double> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector512<double> result = arc | (y & Vector512.Create(-0.0));
        Vector512<double> ordered = Vector512.Equals(x, x) & Vector512.Equals(y, y);
        return Vector512.ConditionalSelect(ordered, result, Vector512.Create(double.NaN));
    }

    /// <inheritdoc cref="Atan2(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan2(Vector512<float> y, Vector512<float> x)
    {
        Vector512<float> height = Vector512.Abs(y);
        Vector512<float> width = Vector512.Abs(x);
        Vector512<float> steep = Vector512.GreaterThan(height, width);
        Vector512<float> larger = Vector512.ConditionalSelect(steep, height, width);
        Vector512<float> smaller = Vector512.ConditionalSelect(steep, width, height);
        // The sum below must not overflow; of infinities only the signs count.
        Vector512<float> huge = Vector512.GreaterThan(larger, Vector512.Create(1E37f));
        larger = Vector512.ConditionalSelect(huge, larger * Vector512.Create(0.0625f), larger);
        smaller = Vector512.ConditionalSelect(huge, smaller * Vector512.Create(0.0625f), smaller);
        Vector512<float> infinite = Vector512.Equals(larger, Vector512.Create(float.PositiveInfinity));
        smaller = Vector512.ConditionalSelect(infinite, Vector512.Equals(smaller, larger) & Vector512.Create(1f), smaller);
        larger = Vector512.ConditionalSelect(infinite | Vector512.Equals(larger, Vector512<float>.Zero), Vector512.Create(1f), larger);

        Vector512<float> middle = Vector512.GreaterThan(smaller, larger * Vector512.Create(OfSingle.RootOfTwoMinusOne));
        Vector512<float> numerator = Vector512.ConditionalSelect(middle, smaller - larger, smaller);
        Vector512<float> denominator = Vector512.ConditionalSelect(middle, smaller + larger, larger);
        Vector512<float> quotient = numerator / denominator;

        // In the first octant base + arc; folded at the diagonal π/2 − that, and to the left π − that.
        Vector512<float> left = Vector512.LessThan((x & Vector512.Create(-0.0f)) | Vector512.Create(1f), Vector512<float>.Zero);
        Vector512<float> turned = (steep ^ left) & Vector512.Create(-0.0f);
        Vector512<float> high = middle & Vector512.Create(OfSingle.QuarterPiHigh);
        Vector512<float> low = middle & Vector512.Create(OfSingle.QuarterPiLow);
        Vector512<float> baseHigh =
            Vector512.ConditionalSelect(steep, Vector512.Create(OfSingle.HalfPiHigh), left & Vector512.Create(OfSingle.PiHigh));
        Vector512<float> baseLow =
            Vector512.ConditionalSelect(steep, Vector512.Create(OfSingle.HalfPiMiddle), left & Vector512.Create(OfSingle.PiLow));
        // The sums of the constants are exact multiples of π/4.
        Vector512<float> arc = ArcOfQuotient(quotient ^ turned, baseHigh + (high ^ turned), baseLow + (low ^ turned));
        Vector512<float> result = arc | (y & Vector512.Create(-0.0f));
        Vector512<float> ordered = Vector512.Equals(x, x) & Vector512.Equals(y, y);
        return Vector512.ConditionalSelect(ordered, result, Vector512.Create(float.NaN));
    }

    /// <summary>high + low + arctan y for |y| ≤ tan(π/8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ArcOfQuotient(Vector512<double> y, Vector512<double> high, Vector512<double> low)
    {
        Vector512<double> z = y * y;
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(-0.017909331857259406);
        even = MultiplyAdd(even, square, Vector512.Create(-0.050394096628130394));
        even = MultiplyAdd(even, square, Vector512.Create(-0.06663108086845768));
        even = MultiplyAdd(even, square, Vector512.Create(-0.09090897780994389));
        even = MultiplyAdd(even, square, Vector512.Create(-0.14285714280213863));
        even = MultiplyAdd(even, square, Vector512.Create(-0.333333333333332));
        Vector512<double> odd = Vector512.Create(0.03806686256992541);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.058479157260936096));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.07692060602155625));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.11111110784306744));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.19999999999953758));
        Vector512<double> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <inheritdoc cref="ArcOfQuotient(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ArcOfQuotient(Vector512<float> y, Vector512<float> high, Vector512<float> low)
    {
        Vector512<float> z = y * y;
        Vector512<float> square = z * z;
        Vector512<float> even = Vector512.Create(-0.06081139f);
        even = MultiplyAdd(even, square, Vector512.Create(-0.14243743f));
        even = MultiplyAdd(even, square, Vector512.Create(-0.33333316f));
        Vector512<float> odd = Vector512.Create(0.10595148f);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.19998485f));
        Vector512<float> series = MultiplyAdd(odd, z, even);
        return high + (y + MultiplyAdd(y * z, series, low));
    }

    /// <summary>arcsin r as result + tail: of the magnitude, and where that is large, of √((1 − magnitude)/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ArcRoot(Vector512<double> magnitude, Vector512<double> large, out Vector512<double> tail)
    {
        Vector512<double> halved = MultiplyAdd(magnitude, Vector512.Create(-0.5), Vector512.Create(0.5));
        Vector512<double> z = Vector512.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector512<double> root = Vector512.ConditionalSelect(large, Vector512.Sqrt(halved), magnitude);
        Vector512<double> square = z * z;
        Vector512<double> even = Vector512.Create(-0.016328628360478596);
        even = MultiplyAdd(even, square, Vector512.Create(0.0065033608190461275));
        even = MultiplyAdd(even, square, Vector512.Create(0.01388436237767234));
        even = MultiplyAdd(even, square, Vector512.Create(0.02237175222296526));
        even = MultiplyAdd(even, square, Vector512.Create(0.04464285682261018));
        even = MultiplyAdd(even, square, Vector512.Create(0.1666666666666538));
        Vector512<double> odd = Vector512.Create(0.03198330639328624);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.01959522766669405));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.012174929439048618));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.01735979310258038));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.030381959377233946));
        odd = MultiplyAdd(odd, square, Vector512.Create(0.07500000000343776));
        Vector512<double> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }

    /// <inheritdoc cref="ArcRoot(Vector512{double}, Vector512{double}, out Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ArcRoot(Vector512<float> magnitude, Vector512<float> large, out Vector512<float> tail)
    {
        Vector512<float> halved = MultiplyAdd(magnitude, Vector512.Create(-0.5f), Vector512.Create(0.5f));
        Vector512<float> z = Vector512.ConditionalSelect(large, halved, magnitude * magnitude);
        Vector512<float> root = Vector512.ConditionalSelect(large, Vector512.Sqrt(halved), magnitude);
        Vector512<float> square = z * z;
        Vector512<float> even = Vector512.Create(0.042228747f);
        even = MultiplyAdd(even, square, Vector512.Create(0.04547799f));
        even = MultiplyAdd(even, square, Vector512.Create(0.16666754f));
        Vector512<float> odd = Vector512.Create(0.024142368f);
        odd = MultiplyAdd(odd, square, Vector512.Create(0.074952364f));
        Vector512<float> series = MultiplyAdd(odd, z, even);
        tail = root * z * series;
        return root;
    }
}
