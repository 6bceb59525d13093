namespace Diff.Benchmarks.Contests;

/// <summary>How a contestant computes.</summary>
public enum ContestantKind
{
    /// <summary>The value alone.</summary>
    Primal,

    /// <summary>The gradient that Diff generates from the primal.</summary>
    Generated,

    /// <summary>The derivative that an expert would write, in scalar loops: the twin that the others are checked against.</summary>
    ByHand,

    /// <summary>The same in SIMD.</summary>
    ByHandSimd,

    /// <summary>A derivative by hand in C++.</summary>
    Cpp,

    /// <summary>Operator overloading on a Wengert list.</summary>
    Tape,
}

/// <summary>One way to compute what a case asks for.</summary>
/// <param name="Kind">How it computes.</param>
/// <param name="Evaluate">Computes.</param>
public sealed record Contestant(ContestantKind Kind, Evaluation Evaluate)
{
    /// <summary>Gets the name shown in tables.</summary>
    public string Name => Kind switch
    {
        ContestantKind.Primal => "primal",
        ContestantKind.Generated => "generated",
        ContestantKind.ByHand => "by hand",
        ContestantKind.ByHandSimd => "by hand, SIMD",
        ContestantKind.Cpp => "by hand, C++",
        _ => "tape",
    };
}
