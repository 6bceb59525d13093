using System;
using System.Numerics;

namespace Diff
{
    public static partial class Functions
    {
        /// <summary>The logarithm of the softmax, yᵢ = xᵢ − ln Σ eˣʲ. Derivative: ∂yᵢ/∂xⱼ = δᵢⱼ − exp(yⱼ).</summary>
        /// <param name="x">The exponents, of any length.</param>
        /// <param name="destination">As long as <paramref name="x"/>, overwritten; it may be the same span.</param>
        /// <remarks>
        /// Nothing overflows, and no probability underflows before its logarithm is taken; an element of −∞ gives −∞. All results
        /// are NaN if any element is NaN or +∞, or all are −∞. The sum runs in double for both types.
        /// </remarks>
        /// <exception cref="ArgumentException">
        /// The lengths differ, or the spans overlap without being the same. Nothing is written.
        /// </exception>
        public static void LogSoftmax(ReadOnlySpan<double> x, Span<double> destination) => LogarithmsOfSoftmax(x, destination);

        /// <inheritdoc cref="LogSoftmax(ReadOnlySpan{double}, Span{double})"/>
        public static void LogSoftmax(ReadOnlySpan<float> x, Span<float> destination) => LogarithmsOfSoftmax(x, destination);

        private static void LogarithmsOfSoftmax<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireElementwise(x, destination);
            if (x.IsEmpty)
            {
                return;
            }
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(x);
            T maximum = x[indexOfMaximum];
            if (!T.IsFinite(maximum))
            {
                destination.Fill(T.NaN);
                return;
            }
            T excess = T.CreateTruncating(LogarithmOfOnePlus(ShiftedExponentials.SumOfOthers(x, indexOfMaximum)));
            for (int i = 0; i < x.Length; i++)
            {
                destination[i] = (x[i] - maximum) - excess;
            }
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>
        /// The pullback of <c>Functions.LogSoftmax</c>: x̄ += ȳ − exp(y)·Σȳ, then ȳ = 0, because the call overwrote what y held
        /// before.
        /// </summary>
        /// <param name="y">The function's output, the logarithms of probabilities.</param>
        /// <param name="yCotangent">The cotangent ȳ of the output, as long as <paramref name="y"/>; set to zero.</param>
        /// <param name="xCotangent">
        /// Added to; as long as <paramref name="y"/>, or empty if not wanted. For a call in place it is the same span as
        /// <paramref name="yCotangent"/>, and the result replaces what it held.
        /// </param>
        /// <exception cref="ArgumentException">A length differs. Nothing is written.</exception>
        public static void LogSoftmax(ReadOnlySpan<double> y, Span<double> yCotangent, Span<double> xCotangent) =>
            AddLogSoftmax(y, yCotangent, xCotangent);

        /// <inheritdoc cref="LogSoftmax(ReadOnlySpan{double}, Span{double}, Span{double})"/>
        public static void LogSoftmax(ReadOnlySpan<float> y, Span<float> yCotangent, Span<float> xCotangent) =>
            AddLogSoftmax(y, yCotangent, xCotangent);

        private static void AddLogSoftmax<T>(ReadOnlySpan<T> y, Span<T> yCotangent, Span<T> xCotangent)
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
            double sum = 0;
            foreach (T outputCotangent in yCotangent)
            {
                sum += double.CreateTruncating(outputCotangent);
            }
            T total = T.CreateTruncating(sum);
            for (int i = 0; i < y.Length; i++)
            {
                // Taken out before anything is added: in place both are the same element.
                T outputCotangent = yCotangent[i];
                yCotangent[i] = T.Zero;
                xCotangent[i] += outputCotangent - T.Exp(y[i]) * total;
            }
        }
    }
}
