using System;
using System.Numerics;

namespace Diff
{
    public static partial class Functions
    {
        /// <summary>
        /// The cross entropy −ln softmax(logits)[label] of a classifier. Derivative: softmax(logits) − onehot(label).
        /// </summary>
        /// <param name="logits">The scores of the classes, before any softmax; at least one.</param>
        /// <param name="label">The index of the true class.</param>
        /// <returns>
        /// The loss, never negative and accurate also where it is tiny; +∞ if the label's logit alone is −∞, NaN if any logit is
        /// NaN or +∞, or all are −∞. The sum of the exponentials runs in double for both types.
        /// </returns>
        /// <exception cref="ArgumentOutOfRangeException">The label is no index into the logits.</exception>
        public static double SoftmaxCrossEntropy(ReadOnlySpan<double> logits, int label) => CrossEntropy(logits, label);

        /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, int)"/>
        public static float SoftmaxCrossEntropy(ReadOnlySpan<float> logits, int label) => CrossEntropy(logits, label);

        /// <summary>
        /// The cross entropy −Σ tᵢ·ln softmax(logits)ᵢ. Derivatives: softmax(logits)·Σt − t by the logits, −ln softmax(logits)
        /// by the target distribution.
        /// </summary>
        /// <param name="logits">The scores of the classes, before any softmax, of any length.</param>
        /// <param name="targetDistribution">The targets t, as long as <paramref name="logits"/>; they need not sum to 1.</param>
        /// <returns>
        /// The loss, 0 for empty spans. A target of 0 contributes 0 also where its logit is −∞. NaN if any logit is NaN or +∞, or
        /// all are −∞. The sums run in double for both types.
        /// </returns>
        /// <exception cref="ArgumentException">The lengths differ.</exception>
        public static double SoftmaxCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<double> targetDistribution) =>
            CrossEntropy(logits, targetDistribution);

        /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
        public static float SoftmaxCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targetDistribution) =>
            CrossEntropy(logits, targetDistribution);

        private static T CrossEntropy<T>(ReadOnlySpan<T> logits, int label)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireLabel(label, logits.Length);
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(logits);
            T maximum = logits[indexOfMaximum];
            if (!T.IsFinite(maximum))
            {
                return T.NaN;
            }
            double excess = LogarithmOfOnePlus(ShiftedExponentials.SumOfOthers(logits, indexOfMaximum));
            return T.CreateTruncating(double.CreateTruncating(maximum) - double.CreateTruncating(logits[label]) + excess);
        }

        private static T CrossEntropy<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> targetDistribution)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireSameLength(logits, targetDistribution);
            if (logits.IsEmpty)
            {
                return T.Zero;
            }
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(logits);
            double maximum = double.CreateTruncating(logits[indexOfMaximum]);
            if (!double.IsFinite(maximum))
            {
                return T.NaN;
            }
            double excess = LogarithmOfOnePlus(ShiftedExponentials.SumOfOthers(logits, indexOfMaximum));
            double loss = 0;
            for (int i = 0; i < logits.Length; i++)
            {
                if (targetDistribution[i] != T.Zero)
                {
                    double surprise = maximum - double.CreateTruncating(logits[i]) + excess;
                    loss += double.CreateTruncating(targetDistribution[i]) * surprise;
                }
            }
            return T.CreateTruncating(loss);
        }
    }
}

namespace Diff.CompilerServices
{
    public static partial class Pullbacks
    {
        /// <summary>
        /// The pullback of <c>Functions.SoftmaxCrossEntropy</c> with a label: x̄ += c·(softmax(x) − onehot(label)), without
        /// cancellation where the label is nearly certain. With c = 0 nothing is added.
        /// </summary>
        /// <param name="logits">The logits x; at least one.</param>
        /// <param name="label">The index of the true class.</param>
        /// <param name="cotangent">The cotangent c of the loss.</param>
        /// <param name="logitsCotangent">Added to; as long as <paramref name="logits"/>, or empty if not wanted.</param>
        /// <remarks>NaN is added everywhere if any logit is NaN or +∞, or all are −∞.</remarks>
        /// <exception cref="ArgumentException">The lengths differ. Nothing is written.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The label is no index into the logits. Nothing is written.</exception>
        public static void SoftmaxCrossEntropy(
            ReadOnlySpan<double> logits, int label, double cotangent, Span<double> logitsCotangent) =>
            AddCrossEntropy(logits, label, cotangent, logitsCotangent);

        /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, int, double, Span{double})"/>
        public static void SoftmaxCrossEntropy(ReadOnlySpan<float> logits, int label, float cotangent, Span<float> logitsCotangent) =>
            AddCrossEntropy(logits, label, cotangent, logitsCotangent);

        /// <summary>
        /// The pullback of <c>Functions.SoftmaxCrossEntropy</c> with a distribution: x̄ += c·(softmax(x)·Σt − t),
        /// t̄ −= c·ln softmax(x). With c = 0 nothing is added.
        /// </summary>
        /// <param name="logits">The logits x.</param>
        /// <param name="targetDistribution">The targets t, as long as <paramref name="logits"/>; it may be the same memory.</param>
        /// <param name="cotangent">The cotangent c of the loss.</param>
        /// <param name="logitsCotangent">Added to; as long as <paramref name="logits"/>, or empty if not wanted.</param>
        /// <param name="targetDistributionCotangent">Likewise; the same span where logits and targets are the same.</param>
        /// <remarks>NaN is added everywhere if any logit is NaN or +∞, or all are −∞.</remarks>
        /// <exception cref="ArgumentException">A length differs. Nothing is written.</exception>
        public static void SoftmaxCrossEntropy(
            ReadOnlySpan<double> logits, ReadOnlySpan<double> targetDistribution, double cotangent, Span<double> logitsCotangent,
            Span<double> targetDistributionCotangent) =>
            AddCrossEntropy(logits, targetDistribution, cotangent, logitsCotangent, targetDistributionCotangent);

        /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double}, Span{double})"/>
        public static void SoftmaxCrossEntropy(
            ReadOnlySpan<float> logits, ReadOnlySpan<float> targetDistribution, float cotangent, Span<float> logitsCotangent,
            Span<float> targetDistributionCotangent) =>
            AddCrossEntropy(logits, targetDistribution, cotangent, logitsCotangent, targetDistributionCotangent);

        private static void AddCrossEntropy<T>(ReadOnlySpan<T> logits, int label, T cotangent, Span<T> logitsCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireLabel(label, logits.Length);
            SpanArguments.RequireCotangent(logits, logitsCotangent);
            if (cotangent == T.Zero || logitsCotangent.IsEmpty)
            {
                return;
            }
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(logits);
            T maximum = logits[indexOfMaximum];
            // A maximum that is no number makes every probability NaN.
            T shift = T.IsFinite(maximum) ? maximum : T.NaN;
            double sumOfOthers = ShiftedExponentials.SumOfOthers(logits, indexOfMaximum);
            T scale = T.CreateTruncating(double.CreateTruncating(cotangent) / (1 + sumOfOthers));
            for (int i = 0; i < logits.Length; i++)
            {
                if (i != label)
                {
                    logitsCotangent[i] += scale * T.Exp(logits[i] - shift);
                }
            }
            // p − 1 cancels only where p is the largest probability; there it is −(the others), made NaN by a NaN shift.
            T largestMinusOne = -(scale * T.CreateTruncating(sumOfOthers)) * T.Exp(maximum - shift);
            logitsCotangent[label] +=
                label == indexOfMaximum ? largestMinusOne : scale * T.Exp(logits[label] - shift) - cotangent;
        }

        private static void AddCrossEntropy<T>(
            ReadOnlySpan<T> logits, ReadOnlySpan<T> targetDistribution, T cotangent, Span<T> logitsCotangent,
            Span<T> targetDistributionCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            SpanArguments.RequireSameLength(logits, targetDistribution);
            SpanArguments.RequireCotangent(logits, logitsCotangent);
            SpanArguments.RequireCotangent(targetDistribution, targetDistributionCotangent);
            if (cotangent == T.Zero || logits.IsEmpty)
            {
                return;
            }
            int indexOfMaximum = ShiftedExponentials.IndexOfMaximum(logits);
            T maximum = logits[indexOfMaximum];
            // A maximum that is no number makes every probability NaN.
            T shift = T.IsFinite(maximum) ? maximum : T.NaN;
            double sumOfOthers = ShiftedExponentials.SumOfOthers(logits, indexOfMaximum);
            AddToLogits(logits, targetDistribution, shift, sumOfOthers, cotangent, logitsCotangent);

            T excess = T.CreateTruncating(Functions.LogarithmOfOnePlus(sumOfOthers));
            for (int i = 0; i < targetDistributionCotangent.Length; i++)
            {
                targetDistributionCotangent[i] += cotangent * (shift - logits[i] + excess);
            }
        }

        private static void AddToLogits<T>(
            ReadOnlySpan<T> logits, ReadOnlySpan<T> targetDistribution, T shift, double sumOfOthers, T cotangent,
            Span<T> logitsCotangent)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            double totalTarget = 0;
            foreach (T target in targetDistribution)
            {
                totalTarget += double.CreateTruncating(target);
            }
            T scale = T.CreateTruncating(totalTarget / (1 + sumOfOthers));
            for (int i = 0; i < logitsCotangent.Length; i++)
            {
                logitsCotangent[i] += cotangent * (scale * T.Exp(logits[i] - shift) - targetDistribution[i]);
            }
        }
    }
}
