namespace Diff;

/// <summary>What a gradient check found; <see cref="ToString"/> says it in a sentence or two.</summary>
public sealed class GradientCheckResult
{
    internal GradientCheckResult(bool passed, string explanation)
    {
        Passed = passed;
        Explanation = explanation;
    }

    /// <summary>
    /// Whether every entry agrees. An entry on a kink agrees if it lies between the derivatives from the left and the right.
    /// </summary>
    public bool Passed { get; }

    /// <summary>The entry that disagrees most, or is the least close if all agree; −1 if there is no entry to name.</summary>
    public int WorstIndex { get; internal init; } = -1;

    /// <summary>The worst entry of the gradient that was checked.</summary>
    public double Analytic { get; internal init; } = double.NaN;

    /// <summary>The same entry by differences; NaN if they give none.</summary>
    public double Numeric { get; internal init; } = double.NaN;

    /// <summary>
    /// |Analytic − Numeric| over the larger of the two in magnitude, or over the floor where both are small; +∞ if either is
    /// not finite, NaN if nothing was compared.
    /// </summary>
    public double RelativeError { get; internal init; } = double.NaN;

    /// <summary>The step whose differences were used for the worst entry; 0 if none were.</summary>
    public double Step { get; internal init; }

    /// <summary>The first entry at which the function has a kink or a jump; −1 if there is none.</summary>
    public int KinkIndex { get; internal init; } = -1;

    /// <summary>Whether the function has a kink or a jump at some entry, so that no single derivative exists there.</summary>
    public bool IsKink => KinkIndex >= 0;

    /// <summary>What was found, for people.</summary>
    public string Explanation { get; }

    /// <summary>Throws unless the check passed.</summary>
    /// <exception cref="GradientCheckException">The check failed; the message is the explanation.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
        {
            throw new GradientCheckException(this);
        }
    }

    /// <summary>Whether the check passed, and why.</summary>
    /// <returns>The explanation, after a word on the outcome.</returns>
    public override string ToString() => (Passed ? "Passed: " : "Failed: ") + Explanation;
}
