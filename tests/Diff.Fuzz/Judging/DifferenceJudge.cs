using System;
using System.Linq;
using Diff.Gradients.Tests.Oracles;

namespace Diff.Fuzz.Judging;

/// <summary>
/// Dual numbers against central differences of the primal, away from kinks: what both oracles and the compiler might
/// misunderstand alike, the primal itself does not.
/// </summary>
internal sealed class DifferenceJudge
{
    private static readonly double[] s_steps = [1e-3, 1e-4, 1e-5];

    private readonly CorpusCase _case;
    private readonly double[] _cotangents;
    private readonly double[] _expected;
    private readonly Counts _counts;

    public DifferenceJudge(CorpusCase @case, double[] cotangents, double[] expected, Counts counts)
    {
        _case = @case;
        _cotangents = cotangents;
        _expected = expected;
        _counts = counts;
    }

    public Finding? Judge()
    {
        double largest = _expected.Select(Math.Abs).Append(1).Max();
        int next = 0;
        foreach ((int Parameter, int Element) place in Oracle.Places(_case))
        {
            double expected = _expected[next++];
            if (SmoothStep(place) is not double step)
            {
                _counts.AddKink();
                continue;
            }
            double scale = Math.Max(Math.Abs(expected), 1e-2 * largest);
            Difference difference = Differences.Central(h => Oracle.Evaluate(_case, _cotangents, place, h), step);
            double tolerance = 1e-8 / step * scale;
            if (Math.Abs(difference.Derivative - expected) <= tolerance)
            {
                _counts.AddDifference();
            }
            else if (!(difference.Error <= 0.1 * tolerance))
            {
                _counts.AddUnsteady();
            }
            else
            {
                return Finding.Failure(
                    "oracles differ",
                    FormattableString.Invariant($"{_case.Id}: by {_case.Parameters[place.Parameter].Name}[{place.Element}] dual numbers say {expected:R}, differences {difference.Derivative:R} ± {difference.Error:R}"));
            }
        }
        return null;
    }

    /// <summary>The largest step around which the program is smooth, or null at a kink.</summary>
    private double? SmoothStep((int Parameter, int Element) place)
    {
        try
        {
            foreach (double step in s_steps)
            {
                if (Differences.IsSmooth(shift => Trace(place, shift), step))
                    return step;
            }
        }
        catch (Exception)
        {
            // The program throws beside the point: as good as a kink.
        }
        return null;
    }

    private ulong Trace((int Parameter, int Element) place, double shift)
    {
        Decisions.Reset();
        Oracle.EvaluateTwin(_case, _cotangents, place, shift);
        return Decisions.Trace;
    }
}
