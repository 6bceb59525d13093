namespace Diff;

/// <summary>Something that a <see cref="GradientReport"/> says is wrong with the backward pass.</summary>
/// <param name="Rule">The rule whose page explains it, such as <c>DIFF110</c>; of a family, <c>DIFF4xx</c>.</param>
/// <param name="Row">The value that it is about.</param>
/// <param name="Text">What the backward pass did, in numbers.</param>
/// <param name="Remedy">What to try.</param>
public sealed record GradientFinding(string Rule, GradientRow Row, string Text, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Text} {Remedy}";
}
