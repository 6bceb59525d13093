using System;

namespace Diff;

/// <summary>Judges a gradient by the derivatives that differences give, and puts the judgement into words.</summary>
internal static class GradientComparison
{
    // Rounding in the function's own arithmetic is some multiple of the last place of its value.
    private const double RoundingAllowance = 4;

    /// <summary>Judges all entries and reports the worst.</summary>
    /// <param name="gradient">The gradient to check.</param>
    /// <param name="estimates">What differences say about each entry.</param>
    /// <param name="tolerance">The relative tolerance.</param>
    /// <param name="options">Where the floor is taken from; null for the default.</param>
    internal static GradientCheckResult Judge(
        ReadOnlySpan<double> gradient, ReadOnlySpan<DerivativeEstimate> estimates, double tolerance, GradientCheckOptions? options)
    {
        double floor = (options ?? new GradientCheckOptions()).RelativeFloor * LargestEntry(gradient, estimates);
        Entry worst = new(-1, 0, default, 0, IsFailure: false, double.NegativeInfinity);
        int kink = -1;
        for (int i = 0; i < gradient.Length; i++)
        {
            if (kink < 0 && estimates[i].Kind == PointKind.Kink)
            {
                kink = i;
            }
            Entry entry = JudgeEntry(i, gradient[i], estimates[i], tolerance, floor);
            if (entry.IsWorseThan(worst))
            {
                worst = entry;
            }
        }
        if (worst.Index < 0)
        {
            return new GradientCheckResult(passed: true, "there are no entries to compare.");
        }
        return new GradientCheckResult(!worst.IsFailure, Explain(worst, tolerance, kink))
        {
            WorstIndex = worst.Index,
            Analytic = worst.Analytic,
            Numeric = worst.Estimate.Value,
            RelativeError = worst.RelativeError,
            Step = worst.Estimate.Step,
            KinkIndex = kink,
        };
    }

    /// <summary>A failure if a gradient function returns another value than its function, else null.</summary>
    internal static GradientCheckResult? JudgeValue(double returned, double value, double tolerance)
    {
        // A value that is not finite is reported with the entries.
        bool agrees = !double.IsFinite(value)
            || Math.Abs(returned - value) <= tolerance * Math.Max(1, Math.Max(Math.Abs(returned), Math.Abs(value)));
        if (agrees)
        {
            return null;
        }
        FormattableString explanation = $"the gradient function returned the value {returned}, but the function's value is {value}.";
        return new GradientCheckResult(passed: false, FormattableString.Invariant(explanation));
    }

    private static double LargestEntry(ReadOnlySpan<double> gradient, ReadOnlySpan<DerivativeEstimate> estimates)
    {
        double largest = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            if (estimates[i].Kind == PointKind.Smooth && double.IsFinite(gradient[i]))
            {
                largest = Math.Max(largest, Math.Max(Math.Abs(gradient[i]), Math.Abs(estimates[i].Value)));
            }
        }
        return largest;
    }

    private static Entry JudgeEntry(int index, double analytic, DerivativeEstimate estimate, double tolerance, double floor)
    {
        if (!double.IsFinite(analytic) || estimate.Kind is PointKind.NotFinite or PointKind.EdgeOfDomain)
        {
            return new Entry(index, analytic, estimate, double.PositiveInfinity, IsFailure: true, double.PositiveInfinity);
        }
        double rounding = RoundingAllowance * estimate.Rounding;
        if (estimate.Kind == PointKind.Kink)
        {
            double low = Math.Min(estimate.Left, estimate.Right);
            double high = Math.Max(estimate.Left, estimate.Right);
            double outside = Math.Max(0, Math.Max(low - analytic, analytic - high));
            // The side that rises forever must not widen the tolerance.
            double nearer = Math.Max(Math.Abs(analytic), Math.Min(Math.Abs(low), Math.Abs(high)));
            double relativeOutside = outside == 0 ? 0 : outside / nearer;
            bool isOutside = outside > tolerance * nearer + rounding + estimate.Error;
            return new Entry(index, analytic, estimate, relativeOutside, isOutside, isOutside ? relativeOutside : -1);
        }
        double difference = Math.Abs(analytic - estimate.Value);
        double scale = Math.Max(floor, Math.Max(Math.Abs(analytic), Math.Abs(estimate.Value)));
        double relativeError = difference == 0 ? 0 : difference / scale;
        bool isFailure = !(difference <= tolerance * scale + rounding);
        return new Entry(index, analytic, estimate, relativeError, isFailure, relativeError);
    }

    private static string Explain(Entry worst, double tolerance, int kink)
    {
        DerivativeEstimate estimate = worst.Estimate;
        FormattableString explanation = worst switch
        {
            { Estimate.Kind: PointKind.NotFinite } =>
                $"""
                at entry {worst.Index} the function's value is {estimate.Center}, so there are no differences; the gradient
                says {worst.Analytic}.
                """,
            { Estimate.Kind: PointKind.EdgeOfDomain } =>
                $"""
                at entry {worst.Index} the function is not finite on both sides of the point, which lies at the edge of its
                domain; the gradient says {worst.Analytic}. Check a point further inside.
                """,
            { Estimate.Kind: PointKind.Kink } =>
                $"""
                at entry {worst.Index} the function has a kink or a jump: its derivative is {estimate.Left:G9} from the left and
                {estimate.Right:G9} from the right at step {estimate.Step:G3}; the gradient's {worst.Analytic:G9} lies
                {(worst.IsFailure ? "outside" : "between them")}.
                """,
            { IsFailure: true } when !double.IsFinite(worst.Analytic) =>
                $"""
                entry {worst.Index} of the gradient is {worst.Analytic} or was not written, but differences give
                {estimate.Value:G9}.
                """,
            { IsFailure: true } when Math.Abs(worst.Analytic - estimate.Value) <= estimate.Error =>
                $"""
                entry {worst.Index} of the gradient is {worst.Analytic:G9}, and differences give {estimate.Value:G9}, which they
                know only to ±{estimate.Error:G2}: too noisy to decide within {tolerance:G3}.
                """,
            { IsFailure: true } =>
                $"""
                entry {worst.Index} of the gradient is {worst.Analytic:G9}, but differences give {estimate.Value:G9}
                (±{estimate.Error:G2}, step {estimate.Step:G3}): relative error {worst.RelativeError:G3}, allowed {tolerance:G3}.
                """,
            _ =>
                $"""
                the worst entry, {worst.Index}, is {worst.Analytic:G9} and by differences {estimate.Value:G9}: relative error
                {worst.RelativeError:G3}, allowed {tolerance:G3}.
                """,
        };
        string text = FormattableString.Invariant(explanation).ReplaceLineEndings(" ");
        return kink < 0 || estimate.Kind == PointKind.Kink
            ? text
            : text + FormattableString.Invariant($" At entry {kink} the function has a kink or a jump.");
    }

    /// <summary>The judgement of one entry.</summary>
    private readonly record struct Entry(
        int Index, double Analytic, DerivativeEstimate Estimate, double RelativeError, bool IsFailure, double Rank)
    {
        /// <summary>Failures come first, then larger errors; a kink that is no failure comes last.</summary>
        internal bool IsWorseThan(Entry other) => IsFailure != other.IsFailure ? IsFailure : Rank > other.Rank;
    }
}
