using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>What a call hands over for one parameter, once structs are taken apart.</summary>
/// <param name="Type">A scalar or a buffer.</param>
/// <param name="IsWritten">Whether the call may write to it: a buffer.</param>
/// <param name="IsDifferentiated">Whether the rule gives a derivative by it.</param>
internal sealed record RuleParameter(IrType Type, bool IsWritten, bool IsDifferentiated);

/// <summary>
/// How a method that stays a call is run and pulled back: one with a rule of its own, one of another assembly, or one that calls itself.
/// </summary>
/// <param name="Name">What to call the method in a message.</param>
/// <param name="Helper">Key of the function of this module that both calls are generated from; empty where they are the user's.</param>
/// <param name="Forward">The call: C# with {0}, {1} … for the parameters' arguments.</param>
/// <param name="Values">How to read each scalar of what it returns: C# with {0} for that.</param>
/// <param name="Backward">
/// The pullback: C# with {0}, {1} … for the parameters' arguments, then the cotangents of the floating-point scalars returned, the
/// cotangents of what is written, and the memory for derivatives by buffers that are only read.
/// </param>
/// <param name="Cotangents">How to read each cotangent of a scalar parameter in what the pullback returns.</param>
/// <param name="Parameters">What is handed over.</param>
/// <param name="Accumulates">Whether the pullback adds to the memory for derivatives, instead of overwriting it.</param>
/// <param name="Tangent">
/// The call that gives tangents, too: C# with {0}, {1} … for the parameters' arguments, then the tangents of the floating-point numbers of
/// what is differentiated, in order, those of what is written being overwritten. Empty where there is none.
/// </param>
/// <param name="Tangents">How to read each scalar, then the tangent of each floating-point scalar, in what that returns.</param>
internal sealed record CallRule(
    string Name, string Helper, string Forward, EquatableArray<string> Values, string Backward, EquatableArray<string> Cotangents,
    EquatableArray<RuleParameter> Parameters, bool Accumulates, string Tangent = "", EquatableArray<string> Tangents = default)
{
    /// <summary>The place of a parameter's value among the arguments of a call: what is written stands there twice.</summary>
    public int PositionOf(int parameter) => parameter + Parameters.Take(parameter).Count(p => p.IsWritten);
}
