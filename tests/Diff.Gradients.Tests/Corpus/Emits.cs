namespace Diff.Gradients.Tests.Corpus;

/// <summary>What the corpus asks for beyond the default.</summary>
internal static class Emits
{
    /// <summary>Gradient members and the backward method, so that a cotangent other than one is tried on scalar results.</summary>
    public const Derivatives Both = Derivatives.Gradient | Derivatives.Backward;
}
