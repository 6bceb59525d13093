using System;
using System.Numerics;

namespace Diff
{
    public static partial class Functions
    {
        /// <summary>The softmax yᵢ = eˣⁱ / Σ eˣʲ. Derivative: ∂yᵢ/∂xⱼ = yᵢ·(δᵢⱼ − yⱼ).</summary>
        /// <param name="x">The exponents, of any length.</param>
        /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
        /// <remarks>
        /// Nothing overflows, and the results sum to 1 up to rounding. All results are NaN if any element is NaN or +∞, or all
        /// are −∞. The sum runs in double for both types.
        /// </remarks>
        /// <exception cref="ArgumentException">
        /// The lengths differ, or the spans overlap without being the same. Nothing is written.
        /// </exception>
        public static void Softmax(ReadOnlySpan<double> x, Span<double> destination) => NormalizedExponentials(x, destination);

        /// <inheritdoc cref="Softmax(ReadOnlySpan{double}, Span{double})"/>
        public static void Softmax(ReadOnlySpan<float> x, Span<float> destination) => NormalizedExponentials(x, destination);

        private static void NormalizedExponentials<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireElementwise(x, destination);
            if (x.IsEmpty)
            {
                return;
            }
            T maximum = x[ShiftedExponentials.IndexOfMaximum(x)];
            if (!T.IsFinite(maximum))
            {
                destination.Fill(T.NaN);
                return;
            }
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                T exponential = T.Exp(x[i] - maximum);
                destination[i] = exponential;
                sum += double.CreateTruncating(exponential);
            }
            T total = T.CreateTruncating(sum);
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] /= total;
            }
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>
        /// The pullback of <c>Functions.Softmax</c>: x̄ += y∘(ȳ − ⟨y, ȳ⟩), then ȳ = 0, because the call overwrote what y held before.
        /// </summary>
        /// <param name="y">The function's output.</param>
        /// <param name="yCotangent">The cotangent ȳ of the output, as long as <paramref name="y"/>; set to zero.</param>
        /// <param name="xCotangent">
        /// Added to; as long as <paramref name="y"/>, or empty if not wanted. For a call in place it is the same span as
        /// <paramref name="yCotangent"/>, and the result replaces what it held.
        /// </param>
        /// <exception cref="ArgumentException">A length differs. Nothing is written.</exception>
        public static void Softmax(ReadOnlySpan<double> y, Span<double> yCotangent, Span<double> xCotangent) =>
            AddSoftmax(y, yCotangent, xCotangent);

        /// <inheritdoc cref="Softmax(ReadOnlySpan{double}, Span{double}, Span{double})"/>
        public static void Softmax(ReadOnlySpan<float> y, Span<float> yCotangent, Span<float> xCotangent) =>
            AddSoftmax(y, yCotangent, xCotangent);

        private static void AddSoftmax<T>(ReadOnlySpan<T> y, Span<T> yCotangent, Span<T> xCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireSameLength(y, yCotangent);
            SpanArguments.RequireCotangent(y, xCotangent);
            // Without a cotangent nothing is added, even where the output is NaN.
            if (xCotangent.IsEmpty || !yCotangent.ContainsAnyExcept(T.Zero))
            {
                yCotangent.Clear();
                return;
            }
            T mean = Functions.SumOfProducts(y, yCotangent);
            for (int i = 0; i < y.Length; i++)
            {
                // Taken out before anything is added: in place both are the same element.
                T outputCotangent = yCotangent[i];
                yCotangent[i] = T.Zero;
                xCotangent[i] += y[i] * (outputCotangent - mean);
            }
        }
    }
}
