namespace Diff;

/// <summary>
/// The functions of machine learning and statistics that the base library lacks, for single numbers and for spans. Diff
/// knows their derivatives; each is numerically stable for every argument.
/// </summary>
public static partial class Functions;
