namespace Diff.Fuzz.Judging;

/// <summary>What a finding means.</summary>
internal enum Gravity
{
    /// <summary>Diff is wrong: a wrong number, a crash, generated code that does not compile.</summary>
    Failure,

    /// <summary>Diff says no with an error, as it may.</summary>
    Refused,

    /// <summary>The oracle has no number that could be compared: it is not finite, or the program magnifies rounding.</summary>
    Undecided,

    /// <summary>C# itself says no: the generator of programs is to blame.</summary>
    Invalid,
}

/// <summary>What there is to say of a program.</summary>
/// <param name="Kind">A few words that stay the same while the program is made smaller.</param>
/// <param name="Message">The details.</param>
internal sealed record Finding(Gravity Gravity, string Kind, string Message)
{
    public static Finding Failure(string kind, string message) => new(Gravity.Failure, kind, message);
}
