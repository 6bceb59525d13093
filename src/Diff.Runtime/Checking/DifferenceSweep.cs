using System;

namespace Diff;

/// <summary>Differences of a function of one variable over a sweep of steps, and the derivative estimated from them.</summary>
/// <remarks>
/// Each step h gives the central differences of h and h/2, combined by Richardson's extrapolation: (4·C(h/2) − C(h)) / 3 errs
/// by the fourth power of h. From step to step h shrinks to an eighth, about a decade; powers of two make x ± h exact. The
/// step chosen is the one that agrees best with the next. Compare W. H. Press and others, Numerical Recipes, section 5.7.
/// </remarks>
internal static class DifferenceSweep
{
    private const int MaximumSteps = 18;
    private const int ExponentStep = 3;

    // A jump of the one-sided derivatives counts if it exceeds the rounding error that many times.
    private const double KinkSignificance = 100;
    private const double DivergenceSignificance = 1e4;

    // The distance from 1 to the next number.
    private const double SinglePrecision = 1.0 / (1 << 23);
    private const double DoublePrecision = 1.0 / (1L << 52);

    /// <summary>Estimates the derivative of a function at a point.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The point; finite.</param>
    /// <param name="isSingle">Whether the function computes in float.</param>
    internal static DerivativeEstimate Estimate(Func<double, double> function, double x, bool isSingle)
    {
        double center = function(x);
        if (!double.IsFinite(center))
        {
            return new DerivativeEstimate(PointKind.NotFinite, double.NaN, double.NaN, double.NaN, 0, double.NaN, 0, center);
        }
        Span<Differences> sweep = stackalloc Differences[MaximumSteps];
        sweep = sweep[..Fill(sweep, function, x, center, isSingle)];
        int best = Best(sweep, out double error);
        if (best < 0)
        {
            return new DerivativeEstimate(PointKind.EdgeOfDomain, double.NaN, double.NaN, double.NaN, 0, double.NaN, 0, center);
        }
        int kink = Kink(sweep);
        if (kink < 0)
        {
            Differences chosen = sweep[best];
            return new DerivativeEstimate(
                PointKind.Smooth, chosen.Extrapolated, chosen.Left, chosen.Right, chosen.Rounding, error, chosen.Step, center);
        }
        bool bothSettle = IsBetweenHalfAndTwice(sweep[kink].Jump, sweep[kink - 1].Jump);
        Differences broken = sweep[BestOneSided(sweep[..(kink + 1)], bothSettle, out double sideError)];
        return new DerivativeEstimate(
            PointKind.Kink, broken.Central, broken.Left, broken.Right, broken.Rounding, sideError, broken.Step, center);
    }

    /// <summary>Takes the differences, the largest step first, and returns how many steps there are.</summary>
    private static int Fill(Span<Differences> sweep, Func<double, double> function, double x, double center, bool isSingle)
    {
        double magnitude = Math.Abs(x);
        double next = isSingle ? MathF.BitIncrement((float)magnitude) : Math.BitIncrement(magnitude);
        double spacing = next - magnitude;
        double precision = isSingle ? SinglePrecision : DoublePrecision;
        double step = Math.ScaleB(1, Math.ILogB(Math.Max(1, magnitude)) - ExponentStep);
        int count = 0;
        while (count < sweep.Length && step >= 4 * spacing)
        {
            sweep[count] = Take(function, x, center, step, precision);
            count++;
            step = Math.ScaleB(step, -ExponentStep);
        }
        return count;
    }

    private static Differences Take(Func<double, double> function, double x, double center, double step, double precision)
    {
        double half = step / 2;
        double farRight = function(x + step);
        double farLeft = function(x - step);
        double right = function(x + half);
        double left = function(x - half);
        double central = (right - left) / step;
        double wide = (farRight - farLeft) / (2 * step);
        // Rounded are the values and, inside the function, what is made of x: a sine of 100·x near 0 errs by its argument.
        double largest = Math.Max(Math.Max(Math.Abs(right), Math.Abs(left)), Math.Abs(center));
        return new Differences(
            Step: step,
            Central: central,
            Extrapolated: (4 * central - wide) / 3,
            Left: (center - left) / half,
            Right: (right - center) / half,
            Rounding: precision * (largest + Math.Abs(x * central)) / half);
    }

    /// <summary>The step that agrees best with the next, or −1 if no two neighbouring steps are finite.</summary>
    private static int Best(ReadOnlySpan<Differences> sweep, out double error)
    {
        int best = -1;
        error = double.PositiveInfinity;
        for (int i = 0; i + 1 < sweep.Length; i++)
        {
            double disagreement = Math.Abs(sweep[i].Extrapolated - sweep[i + 1].Extrapolated) + sweep[i].Rounding;
            if (ReachesBeyondKink(sweep[i], sweep[i + 1]))
            {
                disagreement += sweep[i].Jump;
            }
            if (disagreement < error)
            {
                best = i;
                error = disagreement;
            }
        }
        return best;
    }

    /// <summary>
    /// Whether a step is so long that a kink lies within it: the one-sided derivatives approach each other from this step to
    /// the next much slower or faster than the eighth of a smooth function, and rounding is no excuse.
    /// </summary>
    private static bool ReachesBeyondKink(Differences step, Differences next)
    {
        double expected = step.Jump / 8;
        return expected > 4 * next.Rounding && !(next.Jump >= expected / 4 && next.Jump <= expected * 4);
    }

    /// <summary>
    /// The step, not smaller than the one that shows a kink, whose one-sided derivatives agree best with the next step's. At a
    /// jump only one side settles, and it alone is judged: the other must not widen the error.
    /// </summary>
    private static int BestOneSided(ReadOnlySpan<Differences> sweep, bool bothSettle, out double error)
    {
        int best = sweep.Length - 1;
        error = double.PositiveInfinity;
        for (int i = 0; i + 1 < sweep.Length; i++)
        {
            double left = Math.Abs(sweep[i].Left - sweep[i + 1].Left);
            double right = Math.Abs(sweep[i].Right - sweep[i + 1].Right);
            double disagreement = (bothSettle ? left + right : Math.Min(left, right)) + sweep[i].Rounding;
            if (disagreement < error)
            {
                best = i;
                error = disagreement;
            }
        }
        return best;
    }

    /// <summary>The smallest step that shows a kink or a jump at the point, or −1.</summary>
    /// <remarks>
    /// At a smooth point the one-sided derivatives approach each other as fast as the step shrinks; at a kink they stay apart; at
    /// a jump or a vertical tangent they move apart. Judged are the smallest steps at which rounding does not hide this: a kink
    /// nearby shows at larger steps only.
    /// </remarks>
    private static int Kink(ReadOnlySpan<Differences> sweep)
    {
        for (int i = sweep.Length - 1; i >= 2; i--)
        {
            double jump = sweep[i].Jump;
            double before = sweep[i - 1].Jump;
            double twoBefore = sweep[i - 2].Jump;
            if (!(KinkSignificance * sweep[i].Rounding <= Math.Max(jump, before)))
            {
                continue;
            }
            if (jump <= before / 4)
            {
                return -1;
            }
            bool stays = IsBetweenHalfAndTwice(jump, before) && IsBetweenHalfAndTwice(before, twoBefore);
            // Rounding errors inside the function grow like the differences of a jump, but are small.
            bool grows = jump > 2 * before && before > 2 * twoBefore && jump >= DivergenceSignificance * sweep[i].Rounding;
            if (stays || grows)
            {
                return i;
            }
        }
        return -1;
    }

    private static bool IsBetweenHalfAndTwice(double value, double reference) => value >= 0.5 * reference && value <= 2 * reference;

    /// <summary>The differences that one step gives; not finite where the function is not.</summary>
    private readonly record struct Differences(
        double Step, double Central, double Extrapolated, double Left, double Right, double Rounding)
    {
        /// <summary>How far the one-sided derivatives are apart.</summary>
        internal double Jump => Math.Abs(Right - Left);
    }
}
