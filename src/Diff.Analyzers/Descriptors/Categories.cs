namespace Diff.Analyzers.Descriptors;

/// <summary>Categories of diagnostics.</summary>
internal static class Categories
{
    /// <summary>What cannot be differentiated.</summary>
    public const string Usage = "Diff.Usage";

    /// <summary>What can be differentiated, but has a gradient that does not teach.</summary>
    public const string Gradient = "Diff.Gradient";

    /// <summary>What was decided, where nothing is wrong.</summary>
    public const string Explanation = "Diff.Explanation";
}
