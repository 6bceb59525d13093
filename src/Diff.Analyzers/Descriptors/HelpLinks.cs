namespace Diff.Analyzers.Descriptors;

/// <summary>Where each rule is explained.</summary>
internal static class HelpLinks
{
    /// <summary>The folder of the pages; a page is named after its rule.</summary>
    public const string Base = "https://github.com/diff-dotnet/diff/blob/main/docs/rules/";

    /// <summary>The end of a page's address.</summary>
    public const string Extension = ".md";
}
