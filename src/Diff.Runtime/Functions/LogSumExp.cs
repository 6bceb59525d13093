using System;
using System.Numerics;

namespace Diff
{
    public static partial class Functions
    {
        /// <summary>ln Σ eˣⁱ, the smooth maximum. Derivative: the softmax of x, and 0 where all elements are −∞.</summary>
        /// <param name="x">The exponents, of any length.</param>
        /// <returns>
        /// The logarithm of the sum, which does not overflow; −∞ for an empty span or one of −∞ only, NaN if any element is NaN,
        /// else +∞ if any element is. The sum of the exponentials runs in double for both types.
        /// </returns>
        public static double LogSumExp(ReadOnlySpan<double> x) => LogarithmOfSumOfExponentials(x);

        /// <inheritdoc cref="LogSumExp(ReadOnlySpan{double})"/>
        public static float LogSumExp(ReadOnlySpan<float> x) => LogarithmOfSumOfExponentials(x);

        private static T LogarithmOfSumOfExponentials<T>(ReadOnlySpan<T> x)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(x);
            if (indexOfMaximum < 0)
            {
                return T.NegativeInfinity;
            }
            T maximum = x[indexOfMaximum];
            if (!T.IsFinite(maximum))
            {
                return maximum;
            }
            double excess = LogarithmOfOnePlus(ShiftedExponentials.SumOfOthers(x, indexOfMaximum));
            return T.CreateTruncating(double.CreateTruncating(maximum) + excess);
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>
        /// The pullback of <c>Functions.LogSumExp</c>: x̄ᵢ += c·exp(xᵢ − value), and nothing where all elements are −∞ or c = 0.
        /// </summary>
        /// <param name="x">The exponents.</param>
        /// <param name="value">The function's value.</param>
        /// <param name="cotangent">The cotangent c of the value.</param>
        /// <param name="xCotangent">Added to; as long as <paramref name="x"/>, or empty if not wanted.</param>
        /// <remarks>At a value of +∞ finite elements receive 0 and infinite ones NaN.</remarks>
        /// <exception cref="ArgumentException">The lengths differ. Nothing is written.</exception>
        public static void LogSumExp(ReadOnlySpan<double> x, double value, double cotangent, Span<double> xCotangent) =>
            AddLogSumExp(x, value, cotangent, xCotangent);

        /// <inheritdoc cref="LogSumExp(ReadOnlySpan{double}, double, double, Span{double})"/>
        public static void LogSumExp(ReadOnlySpan<float> x, float value, float cotangent, Span<float> xCotangent) =>
            AddLogSumExp(x, value, cotangent, xCotangent);

        private static void AddLogSumExp<T>(ReadOnlySpan<T> x, T value, T cotangent, Span<T> xCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireCotangent(x, xCotangent);
            if (cotangent == T.Zero || T.IsNegativeInfinity(value) || xCotangent.IsEmpty)
            {
                return;
            }
            for (int i = 0; i < x.Length; i++)
            {
                xCotangent[i] += cotangent * T.Exp(x[i] - value);
            }
        }
    }
}
