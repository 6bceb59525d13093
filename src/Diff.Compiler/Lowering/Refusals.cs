using System;
using Diff.Compiler.IR;

namespace Diff.Compiler.Lowering;

/// <summary>Everything that is refused, in one place: id, words, remedy. Listed for people in <c>docs/limits.md</c>.</summary>
internal static class Refusals
{
    public const string NotPartial = "DIFF001";
    public const string UnsupportedMethod = "DIFF002";
    public const string UnsupportedResult = "DIFF003";
    public const string UnsupportedParameter = "DIFF004";
    public const string UnknownParameterName = "DIFF005";
    public const string NothingToDifferentiate = "DIFF006";
    public const string NameClash = "DIFF007";
    public const string UnsupportedEmit = "DIFF008";
    public const string UnsupportedConstruct = "DIFF010";
    public const string UnknownCall = "DIFF011";
    public const string DelegateCall = "DIFF012";
    public const string Recursion = "DIFF013";
    public const string InaccessibleMember = "DIFF014";
    public const string StoreOutside = "DIFF015";
    public const string LostDerivative = "DIFF016";
    public const string UnsupportedRule = "DIFF017";
    public const string TooLarge = "DIFF018";
    public const string EscapingArray = "DIFF019";

    /// <summary>A fault of the compiler itself: never a crash, never a wrong gradient.</summary>
    public const string InternalError = "DIFF099";

    /// <summary>The source does not compile: the compiler says why, so nothing is reported.</summary>
    public const string InvalidSource = "";
}

/// <summary>Turns a fault of the compiler into a refusal.</summary>
internal static class InternalErrors
{
    /// <summary>The refusal for an exception.</summary>
    public static Refusal Refuse(Exception exception) => new(
        Refusals.InternalError,
        $"Diff failed on this method ({exception.GetType().Name}: {exception.Message}); please report it with the method's source",
        new Origin(0, 0, 0, ""));

    /// <summary>Whether an exception is a fault, not a cancellation.</summary>
    public static bool IsFault(Exception exception) => exception is not OperationCanceledException;
}

/// <summary>Thrown inside lowering to leave a statement that cannot be lowered; caught there, never seen outside.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
