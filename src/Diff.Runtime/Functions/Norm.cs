using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Diff
{
    public static partial class Functions
    {
        // Below this sum the squares of elements that matter may have lost digits to underflow.
        private const double SmallestSafeSumOfSquares = 1e-250;

        /// <summary>The Euclidean norm √Σxᵢ². Derivative: x / norm, and 0 at the origin.</summary>
        /// <param name="x">The vector, of any length.</param>
        /// <returns>
        /// The norm, without overflow or underflow on the way; 0 for an empty span, NaN if any element is NaN, else +∞ if any
        /// element is infinite. The float version sums in double.
        /// </returns>
        public static double Norm(ReadOnlySpan<double> x)
        {
            double sum = SumOfProducts(x, x);
            return sum >= SmallestSafeSumOfSquares && double.IsFinite(sum) ? Math.Sqrt(sum) : ScaledNorm(x);
        }

        /// <inheritdoc cref="Norm(ReadOnlySpan{double})"/>
        public static float Norm(ReadOnlySpan<float> x)
        {
            // No square of a float leaves the range of double.
            ReadOnlySpan<Vector<float>> lanes = MemoryMarshal.Cast<float, Vector<float>>(x);
            Vector<double> lowSum = Vector<double>.Zero;
            Vector<double> highSum = Vector<double>.Zero;
            foreach (Vector<float> lane in lanes)
            {
                Vector.Widen(lane, out Vector<double> low, out Vector<double> high);
                lowSum += low * low;
                highSum += high * high;
            }
            double sum = Vector.Sum(lowSum + highSum);
            for (int i = lanes.Length * Vector<float>.Count; i < x.Length; i++)
            {
                sum += (double)x[i] * x[i];
            }
            return (float)Math.Sqrt(sum);
        }

        /// <summary>The norm for sums of squares outside the safe range: the elements are scaled by a power of two first.</summary>
        private static double ScaledNorm(ReadOnlySpan<double> x)
        {
            double largest = 0;
            foreach (double element in x)
            {
                largest = Math.Max(largest, Math.Abs(element));
            }
            if (largest == 0 || !double.IsFinite(largest))
            {
                return largest;
            }
            // Not beyond ±1000, where the scale itself would leave the range of normal numbers.
            double scale = Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1000, 1000));
            double sum = 0;
            foreach (double element in x)
            {
                double scaled = element * scale;
                sum += scaled * scaled;
            }
            return Math.Sqrt(sum) / scale;
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>The pullback of <c>Functions.Norm</c>: x̄ += c·x / norm, and nothing at the origin or with c = 0.</summary>
        /// <param name="x">The vector.</param>
        /// <param name="value">Its norm.</param>
        /// <param name="cotangent">The cotangent c of the norm.</param>
        /// <param name="xCotangent">Added to; as long as <paramref name="x"/>, or empty if not wanted.</param>
        /// <remarks>At an infinite norm finite elements receive 0 and infinite ones NaN.</remarks>
        /// <exception cref="ArgumentException">The lengths differ. Nothing is written.</exception>
        public static void Norm(ReadOnlySpan<double> x, double value, double cotangent, Span<double> xCotangent) =>
            AddNorm(x, value, cotangent, xCotangent);

        /// <inheritdoc cref="Norm(ReadOnlySpan{double}, double, double, Span{double})"/>
        public static void Norm(ReadOnlySpan<float> x, float value, float cotangent, Span<float> xCotangent) =>
            AddNorm(x, value, cotangent, xCotangent);

        private static void AddNorm<T>(ReadOnlySpan<T> x, T value, T cotangent, Span<T> xCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireCotangent(x, xCotangent);
            if (cotangent == T.Zero || value == T.Zero || xCotangent.IsEmpty)
            {
                return;
            }
            T scale = cotangent / value;
            if (T.IsNormal(scale))
            {
                ScaledAddition.Add(scale, x, xCotangent);
                return;
            }
            // c / norm has left the range, which xᵢ / norm cannot.
            for (int i = 0; i < x.Length; i++)
            {
                xCotangent[i] += cotangent * (x[i] / value);
            }
        }
    }
}
