using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Diff
{
    public static partial class Functions
    {
        /// <summary>The inner product Σ xᵢ·yᵢ. Derivatives: y by x, x by y.</summary>
        /// <param name="x">The one factor, of any length.</param>
        /// <param name="y">The other factor, as long as <paramref name="x"/>; it may be the same memory.</param>
        /// <returns>The inner product, 0 for empty spans. The order of the summation depends on the machine's vector width.</returns>
        /// <exception cref="ArgumentException">The lengths differ.</exception>
        public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            SpanArguments.RequireSameLength(x, y);
            return SumOfProducts(x, y);
        }

        /// <inheritdoc cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
        public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            SpanArguments.RequireSameLength(x, y);
            return SumOfProducts(x, y);
        }

        internal static T SumOfProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            ReadOnlySpan<Vector<T>> xLanes = MemoryMarshal.Cast<T, Vector<T>>(x);
            ReadOnlySpan<Vector<T>> yLanes = MemoryMarshal.Cast<T, Vector<T>>(y)[..xLanes.Length];

            // Four sums, because an addition must wait for the one before it in the same sum.
            Vector<T> sum0 = Vector<T>.Zero;
            Vector<T> sum1 = Vector<T>.Zero;
            Vector<T> sum2 = Vector<T>.Zero;
            Vector<T> sum3 = Vector<T>.Zero;
            int i = 0;
            for (; i + 4 <= xLanes.Length; i += 4)
            {
                sum0 += xLanes[i] * yLanes[i];
                sum1 += xLanes[i + 1] * yLanes[i + 1];
                sum2 += xLanes[i + 2] * yLanes[i + 2];
                sum3 += xLanes[i + 3] * yLanes[i + 3];
            }
            for (; i < xLanes.Length; i++)
            {
                sum0 += xLanes[i] * yLanes[i];
            }
            T sum = Vector.Sum((sum0 + sum1) + (sum2 + sum3));
            for (int j = xLanes.Length * Vector<T>.Count; j < x.Length; j++)
            {
                sum += x[j] * y[j];
            }
            return sum;
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>The pullback of <c>Functions.Dot</c>: x̄ += c·y, ȳ += c·x. With c = 0 nothing is added.</summary>
        /// <param name="x">The first factor.</param>
        /// <param name="y">The second factor, as long as <paramref name="x"/>; it may be the same memory.</param>
        /// <param name="cotangent">The cotangent c of the inner product.</param>
        /// <param name="xCotangent">Added to; as long as <paramref name="x"/>, or empty if not wanted.</param>
        /// <param name="yCotangent">Likewise of <paramref name="y"/>; the same span as <paramref name="xCotangent"/> where x is y.</param>
        /// <exception cref="ArgumentException">A length differs. Nothing is written.</exception>
        public static void Dot(
            ReadOnlySpan<double> x, ReadOnlySpan<double> y, double cotangent, Span<double> xCotangent, Span<double> yCotangent) =>
            AddDot(x, y, cotangent, xCotangent, yCotangent);

        /// <inheritdoc cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double}, Span{double})"/>
        public static void Dot(
            ReadOnlySpan<float> x, ReadOnlySpan<float> y, float cotangent, Span<float> xCotangent, Span<float> yCotangent) =>
            AddDot(x, y, cotangent, xCotangent, yCotangent);

        private static void AddDot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T cotangent, Span<T> xCotangent, Span<T> yCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireSameLength(x, y);
            SpanArguments.RequireCotangent(x, xCotangent);
            SpanArguments.RequireCotangent(y, yCotangent);
            if (cotangent == T.Zero)
            {
                return;
            }
            if (!xCotangent.IsEmpty)
            {
                ScaledAddition.Add(cotangent, y, xCotangent);
            }
            if (!yCotangent.IsEmpty)
            {
                ScaledAddition.Add(cotangent, x, yCotangent);
            }
        }
    }
}
