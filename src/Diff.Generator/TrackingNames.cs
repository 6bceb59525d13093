namespace Diff.Generator;

/// <summary>Names of the steps of the pipeline, for tests of incrementality.</summary>
internal static class TrackingNames
{
    /// <summary>One module per annotated method: the cache boundary.</summary>
    public const string Lowered = nameof(Lowered);

    /// <summary>One source text per module.</summary>
    public const string Emitted = nameof(Emitted);

    /// <summary>One parameter set per type with parameters.</summary>
    public const string ParameterSets = nameof(ParameterSets);
}
